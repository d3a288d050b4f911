"""What can be wrong with an audit that somebody records; the docstring is the message."""


class AuditsError(Exception):
    """This can't be recorded like this."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class WrongState(AuditsError):
    """This can't happen to an audit in this state."""


class ContactTold(AuditsError):
    """The words hold a number, address or account. This is a record about a company, not about persons."""


class NothingSaid(AuditsError):
    """The words are missing."""


class NoDay(AuditsError):
    """Only a published study may leave out the day."""


class DayToCome(AuditsError):
    """What is recorded has happened: its day is not in the future."""


class NothingTried(AuditsError):
    """An audit without attempts has nothing to close."""


class NeverOnline(AuditsError):
    """Only an advert that was let through stood online."""


class OnlyByHand(AuditsError):
    """A test at Baken's test entrance is run by Baken; by hand one records what people did elsewhere."""


class BadAddress(AuditsError):
    """This is no address of a test entrance: https:// and a host, with nothing behind it."""


class NotAuthorised(AuditsError):
    """No open audit names this address. Begin one on the desk, with the document that allows it."""


class SeveralNameIt(AuditsError):
    """More than one open audit names this address: say which, with --audit and its number."""


class NotAnswered(AuditsError):
    """Every item has one answer; yes, partly and no say what they rest on."""
