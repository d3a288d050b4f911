"""The states of a lawful basis as a table: who moves it, with which permission, and what the log says."""

from dataclasses import dataclass

from baken.collection.permissions import APPROVE_BASIS, DRAFT_BASIS, END_BASIS
from baken.tenancy.permission import Permission
from baken.vocabulary.code_list import Label


@dataclass(frozen=True, slots=True)
class State:
    """One state: its code in `BasisState`, who has to act next, and whether one may collect in it."""

    code: str
    owner: Permission | None
    collects: bool


@dataclass(frozen=True, slots=True)
class Transition:
    """One step by a person. `by_another` asks somebody else than who drafted it."""

    verb: Label
    source: str
    target: str
    permission: Permission
    event: str
    by_another: bool = False


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("draft", owner=APPROVE_BASIS, collects=False),
        State("in_force", owner=END_BASIS, collects=True),
        State("ended", owner=None, collects=False),
        State("withdrawn", owner=None, collects=False),
    )
}
"""A basis in force that passed its last day collects nothing either: the date alone ends it."""

APPROVE = Transition(
    Label("van kracht maken", "bring into force"),
    "draft",
    "in_force",
    APPROVE_BASIS,
    "collection.basis_approved",
    by_another=True,
)
WITHDRAW = Transition(
    Label("intrekken", "withdraw"), "draft", "withdrawn", DRAFT_BASIS, "collection.basis_withdrawn"
)
END = Transition(Label("beëindigen", "end"), "in_force", "ended", END_BASIS, "collection.basis_ended")

FIRST = "draft"
TRANSITIONS: tuple[Transition, ...] = (APPROVE, WITHDRAW, END)
