"""The states of an asked undo as tables: who sees to it, every way on, and its event."""

from dataclasses import dataclass

from baken.vocabulary.code_list import Label
from baken.vocabulary.imports import AskedUndoState

REGISTRAR = Label("wie registreert", "whoever registers")
WORKER = Label("de worker", "the worker")


@dataclass(frozen=True, slots=True)
class State:
    """A state, and who moves it on. `active`: the file stands in the register and is to go."""

    code: str
    owner: Label
    active: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A step: from which states, to which (None: the order itself goes), whose it is, and what the log says
    of it (None: nothing changed yet)."""

    sources: tuple[str, ...]
    target: str | None
    owner: Label
    event: str | None


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("waiting", WORKER, active=True),
        State("running", WORKER, active=True),
        State("done", REGISTRAR),
        State("refused", REGISTRAR),
        State("failed", REGISTRAR),
    )
}
assert tuple(STATES) == AskedUndoState.codes
ACTIVE = tuple(code for code, state in STATES.items() if state.active)
ENDED = tuple(code for code, state in STATES.items() if not state.active)

ASK = Move((), "waiting", REGISTRAR, "register.undo_asked")
WITHDRAW = Move(("waiting",), None, REGISTRAR, "register.undo_withdrawn")
BEGIN = Move(ACTIVE, "running", WORKER, None)
FINISH = Move(("running",), "done", WORKER, "register.import_undone")
REFUSE = Move(("running",), "refused", WORKER, "register.undo_refused")
FAIL = Move(("running",), "failed", WORKER, "register.undo_failed")
READ = Move(ENDED, None, REGISTRAR, "register.undo_read")

MOVES = (ASK, WITHDRAW, BEGIN, FINISH, REFUSE, FAIL, READ)
"""Every step. A worker that was killed begins again, so that what runs may begin."""
