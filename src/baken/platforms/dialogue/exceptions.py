"""What can be wrong with what somebody records of the dialogue; the docstring is the message."""

from baken.platforms.exceptions import PlatformsError


class DialogueError(PlatformsError):
    """This can't be recorded like this."""


class ContactTold(DialogueError):
    """The words hold a number, address or account. This is a record about a company, not about persons."""


class NothingSaid(DialogueError):
    """The words are missing."""


class DayToCome(DialogueError):
    """What is recorded has happened: its day is not in the future."""


class DaysCrossed(DialogueError):
    """A step can't be before the point was raised, nor due before it was agreed on."""


class NoSuchMove(DialogueError):
    """This can't happen to a point or meeting in this state."""


class GoneOn(DialogueError):
    """The platform went on as part of another; raise it with that one."""


class ChangedMeanwhile(DialogueError):
    """Somebody else wrote something down meanwhile."""


class NotToTakeBack(DialogueError):
    """Only the newest step can be taken back, within a day, by who wrote it, while its minutes are open."""


class NotToCorrect(DialogueError):
    """Only a step that holds can be corrected."""


class NoMinutes(DialogueError):
    """Minutes are written of a planned meeting with this platform, from its day on."""


class NoPlatform(DialogueError):
    """A meeting is with at least one platform."""


class ErasedAlready(DialogueError):
    """These words were erased before."""


class MinutesWritten(DialogueError):
    """Minutes of this meeting were written, so its day stays."""
