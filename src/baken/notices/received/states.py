"""The states of a notice, decision, complaint and suspension as tables: who owns each, and every way on."""

from dataclasses import dataclass

from baken.vocabulary.code_list import Label
from baken.vocabulary.notices import ComplaintState, DecisionState, NoticeState, NotifierSuspensionState

MODERATORS = Label("de moderatoren", "the moderators")
HOLDER = Label("wie de melding nam", "whoever took the notice")
ANOTHER = Label("iemand anders dan wie besloot", "somebody else than who decided")
NOBODY = Label("niemand meer", "nobody any more")


@dataclass(frozen=True, slots=True)
class State:
    """A state, and who sees to what is in it."""

    code: str
    owner: Label
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A way from some states to another, and what the log says of it."""

    name: str
    sources: tuple[str, ...]
    target: str
    event: str


def _states(*states: State) -> dict[str, State]:
    return {state.code: state for state in states}


def _moves(*moves: Move) -> dict[str, Move]:
    return {move.name: move for move in moves}


NOTICE_STATES = _states(
    State("received", MODERATORS),
    State("set_aside", MODERATORS),
    State("in_hand", HOLDER),
    State("decided", NOBODY, ended=True),
)
assert tuple(NOTICE_STATES) == NoticeState.codes
OPEN = tuple(code for code, state in NOTICE_STATES.items() if not state.ended)
NOTICE_MOVES = _moves(
    Move("give", (), "received", "notices.given"),
    Move("give_suspended", (), "set_aside", "notices.given"),
    Move("take", ("received", "set_aside"), "in_hand", "notices.taken"),
    Move("put_back", ("in_hand",), "received", "notices.put_back"),
    Move("decide", ("received", "set_aside", "in_hand"), "decided", "notices.decided"),
    # who gave notice was right after all: what is done now is a decision of its own, with its reasons
    Move("reopen", ("decided",), "received", "notices.put_back"),
)

DECISION_STATES = _states(
    State("open", MODERATORS),
    State("closed", NOBODY, ended=True),
    State("overturned", NOBODY, ended=True),
)
assert tuple(DECISION_STATES) == DecisionState.codes
DECISION_MOVES = _moves(
    Move("decide_serious", (), "open", "notices.decided"),
    Move("decide", (), "closed", "notices.decided"),
    Move("refer", ("open",), "closed", "notices.referral_recorded"),
    # a sending that failed after all opens it again
    Move("reopen", ("closed",), "open", "notices.referral_recorded"),
    Move("overturn", ("closed",), "overturned", "notices.complaint_decided"),
)

COMPLAINT_STATES = _states(
    State("lodged", ANOTHER),
    State("upheld", NOBODY, ended=True),
    State("overturned", NOBODY, ended=True),
)
assert tuple(COMPLAINT_STATES) == ComplaintState.codes
COMPLAINT_MOVES = _moves(
    Move("lodge", (), "lodged", "notices.complaint_lodged"),
    Move("uphold", ("lodged",), "upheld", "notices.complaint_decided"),
    Move("overturn", ("lodged",), "overturned", "notices.complaint_decided"),
)

SUSPENSION_STATES = _states(
    State("asked", ANOTHER),
    State("approved", MODERATORS),
    State("declined", NOBODY, ended=True),
    State("lifted", NOBODY, ended=True),
)
assert tuple(SUSPENSION_STATES) == NotifierSuspensionState.codes
SUSPENSION_MOVES = _moves(
    Move("ask", (), "asked", "notices.suspension_asked"),
    Move("approve", ("asked",), "approved", "notices.suspension_decided"),
    Move("decline", ("asked",), "declined", "notices.suspension_decided"),
    Move("lift", ("approved",), "lifted", "notices.suspension_lifted"),
)
