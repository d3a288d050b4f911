"""The states of a check as tables: who sees to it, every way between them, and its event."""

from dataclasses import dataclass

from baken.vocabulary.code_list import Label
from baken.vocabulary.door import DoorCheckState

MODERATOR = Label("een moderator van het platform", "a moderator of the platform")


@dataclass(frozen=True, slots=True)
class State:
    """A state of a check: who sees to it, nobody where it is done; whether the advert may be online."""

    code: str
    owner: Label | None
    online: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A way from a state to the next (None: where a check begins), and what the log says of it."""

    source: str | None
    target: str
    event: str


STATES: dict[str, State] = {
    state.code: state
    for state in (
        State("allowed", None, online=True),
        State("held", MODERATOR, online=False),
        State("let_through", None, online=True),
        State("overtaken", None, online=False),
        State("cleared", None, online=True),
        State("refused", None, online=False),
    )
}
assert tuple(STATES) == DoorCheckState.codes

LET_THROUGH = Move("held", "let_through", "door.let_through")
OVERTAKE = Move("held", "overtaken", "door.checked")
"""What two people must look at is never overtaken: another number in a new text takes no suspicion away."""
CLEAR = Move("held", "cleared", "door.cleared")
REFUSE = Move("held", "refused", "door.refused")
"""Only a person refuses; and what a person refused no later check lets through."""
OVERTURN = Move("refused", "cleared", "door.overturned")
"""On appeal, by other people than who refused."""
MOVES = (
    Move(None, "allowed", "door.checked"),
    Move(None, "held", "door.checked"),
    LET_THROUGH,
    OVERTAKE,
    CLEAR,
    REFUSE,
    OVERTURN,
)
FIRST = {"allow": "allowed", "hold": "held"}
"""Where a check begins, by what was decided."""
