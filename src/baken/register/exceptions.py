"""What can go wrong in the register; the docstring is the message."""

from typing import TYPE_CHECKING

from baken.register.reasons.sentence import Reason

if TYPE_CHECKING:
    from baken.register.content import Content
    from baken.register.models import Registration


class RegisterError(Exception):
    """Something is wrong with what the register was given."""

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or self.__doc__)


class Unreadable(RegisterError):
    """The file can't be read as a whole, so nothing of it was used."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


class NotRegistrable(RegisterError):
    """What was filled in is no registration yet."""

    def __init__(self, faults: list[tuple[int, Reason]]) -> None:
        super().__init__("; ".join(reason for _, reason in faults))
        self.faults = faults


class AlreadyRegistered(RegisterError):
    """The register holds this reference already."""

    def __init__(self, registration: "Registration") -> None:
        super().__init__()
        self.registration = registration


class PersonDiffers(RegisterError):
    """The register holds a person of it with another sex or country of birth."""


class ChangedMeanwhile(RegisterError):
    """Somebody else corrected this registration in the meantime."""

    def __init__(self, *, version: int, now: "Content") -> None:
        super().__init__()
        self.version, self.now = version, now


class NothingChanged(RegisterError):
    """The registration says this already."""


class ChangedSinceImport(RegisterError):
    """A registration of this import was corrected since, so the import can't be undone."""

    def __init__(self, corrected: int) -> None:
        super().__init__()
        self.corrected = corrected


class HeldInRegister(RegisterError):
    """Registrations of this import have to stay for now, so the import can't be undone."""

    def __init__(self, kept: int) -> None:
        super().__init__()
        self.kept = kept


class AlreadyUndone(RegisterError):
    """This import was undone already."""


class UndoAsked(RegisterError):
    """A worker is asked to undo this import already."""


class UndoBegun(RegisterError):
    """A worker began to undo this import, or has ended: it can't be withdrawn any more."""


class TooManyWords(RegisterError):
    """A column that should hold codes has more different unknown words than a list of codes could have."""

    def __init__(self, column: str) -> None:
        super().__init__(f"{column}: {self.__doc__}")
        self.column = column


class TooManyRows(RegisterError):
    """The file has more rows than the desk takes at once."""


class AnswerUnknown(RegisterError):
    """This is no answer that the column takes."""
