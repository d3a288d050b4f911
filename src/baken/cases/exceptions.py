"""What can be wrong with a case; the docstring is the message."""


class CasesError(Exception):
    """This can't be done like this."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class WrongState(CasesError):
    """This can't happen to a case in this state."""


class ChangedMeanwhile(CasesError):
    """Somebody changed this case meanwhile."""


class YesMissing(CasesError):
    """A case begins with a yes: when, how, to whom and for what."""


class DayInFuture(CasesError):
    """This day has not come yet."""


class DaysContradict(CasesError):
    """It ends before it begins."""


class NoSuchDay(CasesError):
    """This is no day, month or year."""


class ContactTold(CasesError):
    """The words hold a number, address or account."""


class WordsMissing(CasesError):
    """The words are missing."""


class NotSaid(CasesError):
    """An answer of a person is one of the list, on a day since they were accompanied that has come."""


class NotAColleague(CasesError):
    """Somebody on a case is a colleague who accompanies people."""


class LastOne(CasesError):
    """Nobody would be left on this case."""


class StepsOpen(CasesError):
    """A step of the reporting code has neither a day nor a reason."""


class SecondPersonNeeded(CasesError):
    """A second person decides on this first."""


class NotPreparedYet(CasesError):
    """The other could notice this, and it was not said what to do then."""


class NotChosenYet(CasesError):
    """Nothing is changed before it stands in the plan."""
