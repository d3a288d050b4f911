"""The states of a message to a program and every way between them, and when it is tried again."""

from dataclasses import dataclass
from datetime import timedelta

BACKOFF: tuple[timedelta, ...] = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
"""How long after each try that failed the next one follows; after the last of them none does."""
MOST_TRIES = len(BACKOFF) + 1
OFF_AFTER = timedelta(days=3)
"""An address at which nothing arrived for so long is switched off, visibly; a person switches it on again."""
DELIVERIES_KEPT = timedelta(days=30)
"""After it was sent or given up, a message goes."""


@dataclass(frozen=True, slots=True)
class Move:
    """A way from one state to another, and whose it is."""

    before: str
    after: str
    owner: str


MOVES: tuple[Move, ...] = (
    Move("waiting", "sent", "the receiver, who answered with a status from 200 to 299"),
    Move("waiting", "given_up", "the last try, which failed too"),
    Move(
        "waiting",
        "dropped",
        "who switched the address off or removed it, days of failing, or who closed the organisation",
    ),
    Move("given_up", "waiting", "an administrator, who asks for it again"),
    Move("dropped", "waiting", "an administrator, who asks for it again"),
)


def next_wait(tries: int) -> timedelta | None:
    """How long after the try with this number (from 1) the next one follows; None after the last."""
    return BACKOFF[tries - 1] if tries < MOST_TRIES else None
