"""The states of what stood out as a table: who has to look, and what the log says of each step."""

from dataclasses import dataclass

from baken.tenancy.permission import Permission
from baken.vocabulary.code_list import Label
from baken.watch.permissions import JUDGE_MARKET


@dataclass(frozen=True, slots=True)
class State:
    """One state: its code in `MarketAlarmState`, and who has to act next."""

    code: str
    owner: Permission | None


@dataclass(frozen=True, slots=True)
class Transition:
    """One step by a named person."""

    verb: Label
    source: str
    target: str
    permission: Permission
    event: str


STATES: dict[str, State] = {
    state.code: state for state in (State("new", owner=JUDGE_MARKET), State("looked_at", owner=None))
}

LOOK = Transition(
    Label("opschrijven wat u zag", "write down what you saw"),
    "new",
    "looked_at",
    JUDGE_MARKET,
    "watch.alarm_looked_at",
)
REOPEN = Transition(
    Label("opnieuw laten bekijken", "have it looked at again"),
    "looked_at",
    "new",
    JUDGE_MARKET,
    "watch.alarm_reopened",
)

FIRST = "new"
TRANSITIONS: tuple[Transition, ...] = (LOOK, REOPEN)
"""Only a run of the counting raises one; only a person moves it."""
