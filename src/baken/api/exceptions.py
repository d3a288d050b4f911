"""What can be wrong with keys and webhooks; the docstring is the message."""


class ApiError(Exception):
    """This can't be done with programs of others."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class NameTaken(ApiError):
    """A key with this name exists already."""


class NoScope(ApiError):
    """A key needs at least one known scope."""


class KeyEnded(ApiError):
    """This key was revoked or its time is over: make another one."""


class TooLong(ApiError):
    """A key holds a year at most, and at least until tomorrow."""


class UnusableAddress(ApiError):
    """This address can't be told anything: https, a public host, no name or password in it."""


class NoKind(ApiError):
    """Choose at least one thing that the address is told of."""


class WebhookEnded(ApiError):
    """This address was removed."""


class NotToRetry(ApiError):
    """This message waits already, or has arrived."""
