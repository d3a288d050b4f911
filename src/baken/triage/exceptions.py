"""What can stand in the way of a decision; the docstring is the message."""

import uuid
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


class HandedToAnother(TriageError):
    """This lead was handed to a colleague."""

    def __init__(self, to: str, until: datetime) -> None:
        super().__init__()
        self.to = to
        self.until = until


class NotAColleague(TriageError):
    """A lead is handed to somebody else who works on leads here."""


class RestsElsewhere(TriageError):
    """This advertiser was joined with another: the lead of both goes on under the other's case number."""

    def __init__(self, lead_id: uuid.UUID) -> None:
        super().__init__()
        self.lead_id = lead_id


class NoSuchShift(TriageError):
    """A shift ends after it begins, within a week, and is not over yet."""


class DayIsFull(TriageError):
    """This was the last lead of today: nobody reads more of this in one day."""

    def __init__(self, limit: int) -> None:
        super().__init__()
        self.limit = limit


class LookedMeanwhile(TriageError):
    """Somebody else looked since this was opened; what they found is shown after one's own look."""

    def __init__(self, who: str) -> None:
        super().__init__()
        self.who = who


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


class OwnAnswer(TriageError):
    """Where two answers differ, who gave one takes over the other's, or leaves it to a third."""


class TooLateToUndo(TriageError):
    """This can't be undone any more."""


class WordsMissing(TriageError):
    """A decision on people needs facts and an explanation in own words."""


class OutreachStopped(TriageError):
    """After a suspicion of minority nobody reaches out."""


class DecidedBlind(TriageError):
    """This was decided without its reasons in sight: before reaching out somebody decides again, with
    them."""


class CaseRunAlready(TriageError):
    """A sighting of this advertiser is in a proven case already; a case counts once."""


class JudgedBlindNow(TriageError):
    """The lead on this advertiser is judged blind; what rules would have said of it stays out of sight."""


class NotYetKnown(TriageError):
    """This day is still to come; a case came to light on a day that has been."""
