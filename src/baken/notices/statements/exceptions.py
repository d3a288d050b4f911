"""What can be wrong with a statement of reasons that somebody keeps; the docstring is the message."""

from baken.notices.exceptions import NoticesError
from baken.notices.statements.screening import Fault


class StatementError(NoticesError):
    """This can't be done with this statement."""


class WrongStatement(StatementError):
    """These fields are no statement that can be sent."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.message}" for fault in faults))
        self.faults = faults


class WrongState(StatementError):
    """A statement in this state can't go that way."""


class OnItsWay(StatementError):
    """The database was asked to store this statement, and its answer is not known yet."""


class WordsGone(StatementError):
    """The words of this statement were erased when their period ended."""
