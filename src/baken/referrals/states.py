"""The states of a referral and every way between them, as tables: who owns each, and what the log says."""

from dataclasses import dataclass

from baken.vocabulary.code_list import Label
from baken.vocabulary.referrals import ReferralState

WE = Label("wie doorverwijst", "whoever refers")
THEY = Label("de ontvanger", "the receiver")
COLLEAGUES = Label("het hele team", "the whole team")


@dataclass(frozen=True, slots=True)
class State:
    """A state: who is to do something, and whether it is still open. `by_clock` says that time alone
    leads to it, so that no row holds it."""

    code: str
    owner: Label | None
    by_clock: bool = False

    @property
    def open(self) -> bool:
        """Whether somebody is still to do something."""
        return self.owner is not None


@dataclass(frozen=True, slots=True)
class Move:
    """A step: from which states, to which (None: it stays), whether the receiver makes it, and its event."""

    kind: str
    sources: tuple[str, ...]
    target: str | None
    event: str
    by_receiver: bool = False


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("prepared", WE),
        State("offered", THEY),
        State("overdue", COLLEAGUES, by_clock=True),
        State("accepted", WE),
        State("refused", WE),
        State("done", None),
        State("withdrawn", None),
    )
}
assert tuple(STATES) == ReferralState.codes
OPEN = tuple(code for code, state in STATES.items() if state.open)
WAITING = ("offered", "overdue")
CLOCK = {"offered": "overdue"}
"""From which state the clock leads to which."""

MOVES: dict[str, Move] = {
    move.kind: move
    for move in (
        Move("prepared", (), "prepared", "referrals.prepared"),
        Move("offered", ("prepared", "refused"), "offered", "referrals.offered"),
        Move("opened", (*WAITING, "accepted"), None, "referrals.package_opened", by_receiver=True),
        Move("accepted", WAITING, "accepted", "referrals.answered", by_receiver=True),
        Move("refused", WAITING, "refused", "referrals.answered", by_receiver=True),
        Move("done", ("accepted",), "done", "referrals.finished"),
        Move("withdrawn", ("prepared", *WAITING, "accepted", "refused"), "withdrawn", "referrals.withdrawn"),
        Move("taken_over", ("overdue",), None, "referrals.taken_over"),
    )
}


def moves_from(state: str) -> tuple[Move, ...]:
    """The steps that can be made in a state."""
    return tuple(move for move in MOVES.values() if state in move.sources)
