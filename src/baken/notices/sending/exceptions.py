"""Why statements can't be sent now; the docstring is the message."""

from baken.notices.exceptions import NoticesError


class SendingError(NoticesError):
    """The statements can't be sent now."""


class NotSetUp(SendingError):
    """Sending is off: no address of a database, or no token of this organisation, is set."""


class SendingAlready(SendingError):
    """The statements of this organisation are being sent already."""


class Away(SendingError):
    """The database did not answer, or is too busy; what was not stored stays ready and is tried again."""


class TokenRefused(SendingError):
    """The database does not take the token of this organisation."""


class NotTheDatabase(SendingError):
    """What answers at this address is no transparency database."""
