"""The states of a lead, whose turn each one is, and every way from one to another, as tables.

Actions move a lead through `check_move` alone, so what is not in the tables does not happen.
"""

from dataclasses import dataclass

from baken.tenancy.permission import Permission
from baken.triage.exceptions import WrongState
from baken.triage.permissions import URGENT, WORK
from baken.vocabulary.code_list import Label
from baken.vocabulary.triage import AssessmentOutcome, LeadState


@dataclass(frozen=True, slots=True)
class State:
    """A state and whose turn it is. `open`: somebody must still look. `urgent`: it stands on the urgent
    list, or did. `asked_by`: what whoever has the turn needs."""

    code: str
    owner: Label
    asked_by: Permission
    open: bool
    urgent: bool


_ANYBODY = Label("wie hem pakt", "whoever takes it")
_NOBODY = Label(
    "niemand, tot er iets nieuws bij komt", "nobody, until something new is added or somebody looks again"
)
_OUTREACH = Label("wie over contact beslist", "whoever decides on reaching out")
_FIRST = Label("wie het eerst kan kijken, meteen", "whoever can look first, at once")
_SECOND = Label("een ander dan wie het laatst keek", "another person than who looked last")
_APART = Label(
    "een ander dan wie al besliste, zonder dat te zien", "another person than who decided, unaware of that"
)
_DIFFER = Label(
    "een derde, of wie van de twee zich laat overtuigen", "a third, or whoever of the two is persuaded"
)
_PROTOCOL = Label(
    "wie het protocol uitvoert; contact zoeken blijft uit", "whoever follows the protocol; no reaching out"
)

STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("waiting", _ANYBODY, WORK, open=True, urgent=False),
        State("no_concern", _NOBODY, WORK, open=False, urgent=False),
        State("unsure", _NOBODY, WORK, open=False, urgent=False),
        State("worth_contacting", _OUTREACH, WORK, open=False, urgent=False),
        State("second_look", _APART, WORK, open=True, urgent=False),
        State("differing", _DIFFER, WORK, open=True, urgent=False),
        State("urgent_first", _FIRST, URGENT, open=True, urgent=True),
        State("urgent_second", _SECOND, URGENT, open=True, urgent=True),
        State("urgent_confirmed", _PROTOCOL, URGENT, open=False, urgent=True),
        State("urgent_lifted", _NOBODY, URGENT, open=False, urgent=True),
    )
}
assert tuple(STATES) == LeadState.codes

QUEUE_OUTCOMES = AssessmentOutcome.codes_in("queue")
URGENT_OUTCOMES = AssessmentOutcome.codes_in("urgent")
OPEN = tuple(code for code, state in STATES.items() if state.open)
URGENT_OPEN = tuple(code for code, state in STATES.items() if state.urgent and state.open)
IN_QUEUE = tuple(code for code, state in STATES.items() if state.open and not state.urgent)
"""What stands in the queue; of these only "waiting" can be told from its page to be what it is."""
UNSETTLED = ("second_look", "differing")
"""Decided on, but not by two who agree: no outcome yet, for nobody to count or to act on."""


@dataclass(frozen=True, slots=True)
class Move:
    """A way from some states to one, who may go it, and what the log says of it.

    Without a permission it is the machine's own: a run that brings something new.
    """

    action: str
    sources: tuple[str, ...]
    target: str
    permission: Permission | None
    event: str


_DECIDED = ("no_concern", "unsure", "worth_contacting")
_AGAIN = ("waiting", *_DECIDED, "urgent_lifted")
_ANY = tuple(STATES)

ASSESSED, LOOKED, UNDONE = "triage.lead_assessed", "triage.urgent_looked", "triage.assessment_undone"
PLACED, REOPENED = "triage.leads_placed", "triage.lead_reopened"
ASKED_AGAIN = "triage.lead_asked_again"
TOLD = "triage.minority_told"
ANSWERED, CONCLUDED = "triage.second_look_answered", "triage.difference_concluded"
DRAWN, LAPSED = "triage.second_look_drawn", "triage.second_look_lapsed"

MOVES: tuple[Move, ...] = (
    Move("assess", _AGAIN, "no_concern", WORK, ASSESSED),
    Move("assess", _AGAIN, "unsure", WORK, ASSESSED),
    Move("assess", _AGAIN, "worth_contacting", WORK, ASSESSED),
    # drawn for a second, separate assessment: nobody but who decided can tell
    Move("assess", ("waiting",), "second_look", WORK, ASSESSED),
    Move("answer", ("second_look",), "no_concern", WORK, ANSWERED),
    Move("answer", ("second_look",), "unsure", WORK, ANSWERED),
    Move("answer", ("second_look",), "worth_contacting", WORK, ANSWERED),
    Move("answer", ("second_look",), "differing", WORK, ANSWERED),
    Move("conclude", ("differing",), "no_concern", WORK, CONCLUDED),
    Move("conclude", ("differing",), "unsure", WORK, CONCLUDED),
    Move("conclude", ("differing",), "worth_contacting", WORK, CONCLUDED),
    # nobody came to it in time, or no run raises it any more: the one answer that there is holds
    Move("lapse", ("second_look",), "no_concern", None, LAPSED),
    Move("lapse", ("second_look",), "unsure", None, LAPSED),
    Move("lapse", ("second_look",), "worth_contacting", None, LAPSED),
    # marking as urgent is the first of the two looks
    Move("assess", _ANY, "urgent_second", WORK, ASSESSED),
    # somebody talks with them and suspects it: that is no look at the adverts, so two people look
    Move("tell", _ANY, "urgent_first", URGENT, TOLD),
    Move("look", ("urgent_first", "urgent_second"), "urgent_second", URGENT, LOOKED),
    Move("look", ("urgent_second",), "urgent_confirmed", URGENT, LOOKED),
    Move("look", ("urgent_second",), "urgent_lifted", URGENT, LOOKED),
    Move("undo", (*_DECIDED, "second_look"), "waiting", WORK, UNDONE),
    Move("undo", _DECIDED, "differing", WORK, UNDONE),
    Move("undo", _DECIDED, "no_concern", WORK, UNDONE),
    Move("undo", _DECIDED, "unsure", WORK, UNDONE),
    Move("undo", _DECIDED, "worth_contacting", WORK, UNDONE),
    Move("undo", _DECIDED, "urgent_lifted", WORK, UNDONE),
    Move("undo", ("urgent_second", "urgent_confirmed", "urgent_lifted"), "urgent_second", URGENT, UNDONE),
    Move("undo", ("urgent_second",), "urgent_first", URGENT, UNDONE),
    Move("ask_again", _DECIDED, "waiting", WORK, ASKED_AGAIN),
    # what two people closed begins its own count of two people
    Move("ask_again", ("urgent_confirmed", "urgent_lifted"), "urgent_first", URGENT, ASKED_AGAIN),
    Move("reopen", ("no_concern", "unsure", "urgent_lifted"), "waiting", None, REOPENED),
    Move("reopen", _ANY, "urgent_first", None, REOPENED),
)

STARTS: dict[bool, str] = {False: "waiting", True: "urgent_first"}
"""Where a new lead begins, by whether it stops outreach by itself (a stated age under the minimum)."""

UNDOES_NOT = frozenset({"urgent"})
"""Outcomes that nobody undoes alone: a second look lifts them, or not."""


@dataclass(frozen=True, slots=True)
class Reopening:
    """When a run brings something new, from which state the lead is asked again, and where it goes.

    `when`: "stop" a stated age under the minimum that was not there; "added" a reason that was not
    there; "changed" a reason more or one fewer.
    """

    state: str
    when: str
    target: str


REOPENINGS: tuple[Reopening, ...] = (
    Reopening("waiting", "stop", "urgent_first"),
    Reopening("no_concern", "stop", "urgent_first"),
    Reopening("unsure", "stop", "urgent_first"),
    Reopening("worth_contacting", "stop", "urgent_first"),
    Reopening("second_look", "stop", "urgent_first"),
    Reopening("differing", "stop", "urgent_first"),
    # urgent for another reason until now: that minors may be concerned begins its own count of two people
    Reopening("urgent_second", "stop", "urgent_first"),
    Reopening("urgent_confirmed", "stop", "urgent_first"),
    Reopening("urgent_lifted", "stop", "urgent_first"),
    Reopening("no_concern", "added", "waiting"),
    # who doubted wants to know of less as well as of more
    Reopening("unsure", "changed", "waiting"),
    Reopening("urgent_lifted", "added", "waiting"),
)
"""A state and an event that are not here leave the lead as it is: whoever is worth contacting stays so,
and what is urgent is never moved by a machine but to where people look."""


def reopened(state: str, *, stop: bool, added: bool, changed: bool) -> str | None:
    """Where a run moves a lead, or None where it stays; a stop comes before all else."""
    happened = {"stop": stop, "added": added, "changed": changed}
    for row in REOPENINGS:
        if row.state == state and happened[row.when]:
            return row.target
    return None


def outcome_state(outcome: str) -> str:
    """The state that an outcome of the ordinary queue leads to."""
    return "urgent_second" if outcome == "urgent" else outcome


def check_move(action: str, source: str, target: str) -> Move:
    """The row of the table. Raises `WrongState` where there is none."""
    for move in MOVES:
        if move.action == action and source in move.sources and move.target == target:
            return move
    raise WrongState(f"{action} does not lead from {source} to {target}")
