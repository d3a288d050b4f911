"""The states of a report to one receiver, and every way between them, as tables."""

from dataclasses import dataclass

from baken.vocabulary.code_list import Label
from baken.vocabulary.crime_reports import PacketState

WE = Label("wie vermoedens meldt", "whoever reports suspicions")
THEY = Label("de ontvanger", "the receiver")
ALL = Label("het hele team", "the whole team")


@dataclass(frozen=True, slots=True)
class State:
    """A state: who is to do something, and whether what was suspected is settled with it. `by_clock` says
    that time alone leads to it, so that no row holds it."""

    code: str
    owner: Label | None
    settles: bool = False
    by_clock: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A step: from which states, to which, and its event."""

    kind: str
    sources: tuple[str, ...]
    target: str
    event: str


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("suspected", WE),
        State("built", WE),
        State("sent", THEY, settles=True),
        State("failed", WE),
        State("overdue", ALL, by_clock=True),
        State("acknowledged", None, settles=True),
        State("not_sent", None, settles=True),
    )
}
assert tuple(STATES) == PacketState.codes
WRITTEN = tuple(code for code, state in STATES.items() if not state.by_clock)
OPEN = tuple(code for code, state in STATES.items() if state.owner is not None and not state.by_clock)
SETTLED = tuple(code for code, state in STATES.items() if state.settles)
BEFORE = ("suspected", "built", "failed")
"""Nothing lies with the receiver (any more)."""

MOVES: dict[str, Move] = {
    move.kind: move
    for move in (
        Move("open", (), "suspected", "referrals.report_opened"),
        Move("build", BEFORE, "built", "referrals.report_built"),
        Move("send", ("built", "failed"), "sent", "referrals.report_sent"),
        Move("fail", ("built", "sent", "failed"), "failed", "referrals.report_failed"),
        Move("acknowledge", ("sent",), "acknowledged", "referrals.report_acknowledged"),
        Move("leave", BEFORE, "not_sent", "referrals.report_not_sent"),
    )
}
