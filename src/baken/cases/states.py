"""The states of a case and every way between them, as tables: who owns each, and what the log says."""

from dataclasses import dataclass

from baken.vocabulary.cases import CaseState
from baken.vocabulary.code_list import Label

WE = Label("wie op de begeleiding staat", "whoever is on the case")
SECOND = Label("een tweede persoon", "a second person")


@dataclass(frozen=True, slots=True)
class State:
    """A state: who is to do something (nobody: it is over), and whether words can be written in it."""

    code: str
    owner: Label | None
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """A step: from which states, to which (None: it stays), and its event in the log."""

    kind: str
    sources: tuple[str, ...]
    target: str | None
    event: str


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("waiting", SECOND),
        State("open", WE, writes=True),
        State("paused", WE, writes=True),
        State("closed", None),
        State("ended", None),
    )
}
assert tuple(STATES) == CaseState.codes
IN_HAND = ("waiting", "open", "paused")
RUNNING = ("open", "paused")
WITH_WORDS = ("waiting", "open", "paused", "closed")
"""The states in which there are words to take back."""
CAN_SAY = ("open", "paused", "closed")
"""The states in which what the person said of being accompanied is written down: when it is over too."""

MOVES: dict[str, Move] = {
    move.kind: move
    for move in (
        Move("begun", (), "open", "cases.begun"),
        Move("asked", (), "waiting", "cases.begun"),
        Move("approved", ("waiting",), "open", "cases.look_decided"),
        Move("declined", ("waiting",), "ended", "cases.look_decided"),
        Move("said_yes", IN_HAND, "open", "cases.yes_recorded"),
        Move("note", RUNNING, None, "cases.note_written"),
        Move("paused", ("open",), "paused", "cases.paused"),
        Move("resumed", ("paused",), "open", "cases.resumed"),
        Move("closed", RUNNING, "closed", "cases.closed"),
        Move("reopened", ("closed",), "open", "cases.reopened"),
        Move("yes_back", WITH_WORDS, "ended", "cases.yes_taken_back"),
        # a closed case too: else nobody could take a yes back there once its worker is gone
        Move("joined", WITH_WORDS, None, "cases.joined"),
        Move("left", IN_HAND, None, "cases.left"),
    )
}


def moves_from(state: str) -> tuple[Move, ...]:
    """The steps that can be made in a state."""
    return tuple(move for move in MOVES.values() if state in move.sources)
