"""The states of a statement as a table: who sees to it, every way on, and what the log says of it."""

from dataclasses import dataclass

from baken.vocabulary.code_list import Label
from baken.vocabulary.statements import StatementState

MODERATOR = Label("een moderator", "a moderator")
SENDER = Label("het programma dat verstuurt", "the program that sends")


@dataclass(frozen=True, slots=True)
class State:
    """A state: who sees to what comes next, None where nothing does; whether its words may be changed."""

    code: str
    owner: Label | None
    can_be_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A way on: from which states, to which, what the log says of it, whether only a person may."""

    name: str
    sources: tuple[str, ...]
    target: str
    event: str
    by_a_person: bool = False


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("written", MODERATOR, can_be_corrected=True),
        State("ready", SENDER),
        State("sent", None),
        State("refused", MODERATOR, can_be_corrected=True),
    )
}
assert tuple(STATES) == StatementState.codes

WRITE = Move("write", (), "written", "notices.statement_written", by_a_person=True)
CORRECT = Move("correct", ("written", "refused"), "written", "notices.statement_corrected", by_a_person=True)
RELEASE = Move("release", ("written",), "ready", "notices.statement_released", by_a_person=True)
HOLD = Move("hold", ("ready",), "written", "notices.statement_held_back", by_a_person=True)
SENT = Move("sent", ("ready",), "sent", "notices.statement_sent")
REFUSED = Move("refused", ("ready",), "refused", "notices.statement_refused")
MOVES = (WRITE, CORRECT, RELEASE, HOLD, SENT, REFUSED)
