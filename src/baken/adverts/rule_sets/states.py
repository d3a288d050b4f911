"""The states of a version of the rules as a table: who has to act, which one decides, and every step."""

from dataclasses import dataclass

from baken.adverts.permissions import CHANGE_RULES
from baken.tenancy.permission import Permission
from baken.vocabulary.code_list import Label
from baken.vocabulary.rule_sets import RuleSetState


@dataclass(frozen=True, slots=True)
class State:
    """One state: its code in `RuleSetState`, who has to act next, and whether its rules give the leads."""

    code: str
    owner: Permission | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class Transition:
    """One step. Without a permission it follows from what a person does with another version; `by_another`
    asks somebody else than who proposed it."""

    verb: Label
    source: str
    target: str
    permission: Permission | None
    event: str
    by_another: bool = False


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("proposed", owner=CHANGE_RULES, in_force=False),
        State("live", owner=CHANGE_RULES, in_force=True),
        State("replaced", owner=None, in_force=False),
        State("withdrawn", owner=None, in_force=False),
    )
}
assert tuple(STATES) == RuleSetState.codes

MAKE_LIVE = Transition(
    Label("van kracht maken", "put in force"),
    "proposed",
    "live",
    CHANGE_RULES,
    "adverts.rules_made_live",
    by_another=True,
)
REPLACE = Transition(
    Label("vervangen door een nieuwe versie", "replaced by a new version"),
    "live",
    "replaced",
    None,
    "adverts.rules_replaced",
)
RESUME = Transition(
    Label(
        "weer van kracht, omdat de opvolger is ingetrokken", "in force again, as its successor was withdrawn"
    ),
    "replaced",
    "live",
    None,
    "adverts.rules_resumed",
)
WITHDRAWALS: tuple[Transition, ...] = tuple(
    Transition(Label("intrekken", "withdraw"), source, "withdrawn", CHANGE_RULES, "adverts.rules_withdrawn")
    for source in ("proposed", "live", "replaced")
)

FIRST = "proposed"
PROPOSED = "adverts.rules_proposed"
TRANSITIONS: tuple[Transition, ...] = (MAKE_LIVE, REPLACE, RESUME, *WITHDRAWALS)
"""Putting in force takes two people, withdrawing one: what is wrong stops at once."""
