"""The states of a point and of a meeting as tables: whose turn it is, every way on, and its event."""

from dataclasses import dataclass

from baken.vocabulary.code_list import Label
from baken.vocabulary.dialogue import DialogueMeetingState, DialogueState, DialogueTurn

WE = Label("wie het overleg voert", "whoever holds the dialogue")


@dataclass(frozen=True, slots=True)
class State:
    """A state of a point: whose turn it is (a code of `DialogueTurn`), and whether it is still open."""

    code: str
    turn: str
    open: bool = True

    @property
    def owner(self) -> Label:
        """Whose turn it is, in words."""
        label: Label = DialogueTurn[self.turn].label
        return label


@dataclass(frozen=True, slots=True)
class Move:
    """A step that leads on: from which states, to which (None: it stays), and what the log says of it.

    `takes_due` says that a day can be agreed on.
    """

    kind: str
    sources: tuple[str, ...]
    target: str | None
    event: str = "platforms.point_moved"
    takes_due: bool = False


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("raised", "theirs"),
        State("answered", "ours"),
        State("agreed", "theirs"),
        State("refused", "ours"),
        State("done", "nobody", open=False),
        State("dropped", "nobody", open=False),
    )
}
assert tuple(STATES) == DialogueState.codes
OPEN = tuple(code for code, state in STATES.items() if state.open)
CLOSED = tuple(code for code, state in STATES.items() if not state.open)

RAISE = Move("raised", (), "raised", event="platforms.point_raised")
MOVES: dict[str, Move] = {
    move.kind: move
    for move in (
        RAISE,
        Move("answered", ("raised", "answered", "refused"), "answered"),
        Move("agreed", OPEN, "agreed", takes_due=True),
        Move("refused", ("raised", "answered", "agreed"), "refused"),
        Move("noted", OPEN, None),
        Move("done", OPEN, "done"),
        Move("dropped", OPEN, "dropped"),
        Move("reopened", CLOSED, "raised"),
    )
}
"""Every step that leads on; corrections and taking back change what such a step says or whether it holds."""

CORRECT, TAKE_BACK, ERASE = "platforms.point_corrected", "platforms.step_taken_back", "platforms.words_erased"
"""What the log says of what is done to a step."""


def moves_from(state: str) -> tuple[Move, ...]:
    """The steps that somebody can write down in a state, in the order in which they are offered."""
    return tuple(move for move in MOVES.values() if state in move.sources)


@dataclass(frozen=True, slots=True)
class MeetingState:
    """A state of a meeting: who sees to it, and whether minutes can be written."""

    code: str
    owner: Label | None
    takes_minutes: bool = False


@dataclass(frozen=True, slots=True)
class MeetingMove:
    """A step of a meeting: from which states, to which, and what the log says of it."""

    kind: str
    sources: tuple[str, ...]
    target: str
    event: str = "platforms.meeting_moved"


MEETING_STATES: dict[str, MeetingState] = {
    state.code: state
    for state in (
        MeetingState("planned", WE, takes_minutes=True),
        MeetingState("held", None),
        MeetingState("cancelled", None),
    )
}
assert tuple(MEETING_STATES) == DialogueMeetingState.codes

PLAN = MeetingMove("planned", (), "planned", event="platforms.meeting_planned")
MEETING_MOVES: dict[str, MeetingMove] = {
    move.kind: move
    for move in (
        PLAN,
        MeetingMove("moved", ("planned",), "planned"),
        MeetingMove("held", ("planned",), "held"),
        MeetingMove("cancelled", ("planned",), "cancelled"),
        MeetingMove("reopened", ("held", "cancelled"), "planned"),
    )
}


def meeting_moves_from(state: str) -> tuple[MeetingMove, ...]:
    """The steps of a meeting that somebody can write down in a state."""
    return tuple(move for move in MEETING_MOVES.values() if state in move.sources)
