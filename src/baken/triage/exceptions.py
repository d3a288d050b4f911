"""What can stand in the way of a decision; the docstring is the message."""

from datetime import datetime


class TriageError(Exception):
    """This can't be done with this lead."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class WrongState(TriageError):
    """This can't be done with a lead in this state."""


class HeldByAnother(TriageError):
    """Somebody else has this lead in hand."""

    def __init__(self, holder: str, until: datetime) -> None:
        super().__init__()
        self.holder = holder
        self.until = until


class DecidedMeanwhile(TriageError):
    """Somebody else decided on this lead since it was opened."""

    def __init__(self, who: str, outcome: str, at: datetime) -> None:
        super().__init__()
        self.who = who
        self.outcome = outcome
        self.at = at


class ChangedMeanwhile(TriageError):
    """The lead changed since it was opened: an earlier decision was undone, or new reasons came."""


class SamePerson(TriageError):
    """Whoever looked first can't be the second: another person looks."""


class TooLateToUndo(TriageError):
    """This can't be undone any more."""


class WordsMissing(TriageError):
    """A decision on people needs facts and an explanation in own words."""


class OutreachStopped(TriageError):
    """After a suspicion of minority nobody reaches out."""


class DecidedBlind(TriageError):
    """This was decided without its reasons in sight: before reaching out somebody decides again, with
    them."""


class DecidedAlready(TriageError):
    """Somebody decided on this request before, or its time is over."""


class NotApproved(TriageError):
    """Nobody approved this, or its time is over."""
