"""How an edition comes to be public: who moves it on from each state, and what the log says of it."""

from dataclasses import dataclass

from baken.statistics import permissions
from baken.tenancy.permission import Permission


@dataclass(frozen=True, slots=True)
class Move:
    """A step: from which states, to which, who may, and its event. `by_another`: never by who made or
    proposed it."""

    before: tuple[str, ...]
    after: str
    permission: Permission
    action: str
    by_another: bool = False


PROPOSE = Move(("made",), "proposed", permissions.MAKE_EDITION, "statistics.edition_proposed")
DECLINE = Move(
    ("proposed",), "made", permissions.PUBLISH_EDITION, "statistics.edition_declined", by_another=True
)
PUBLISH = Move(
    ("proposed",), "published", permissions.PUBLISH_EDITION, "statistics.edition_published", by_another=True
)
WITHDRAW = Move(("published",), "withdrawn", permissions.PUBLISH_EDITION, "statistics.edition_withdrawn")

MOVES = (PROPOSE, DECLINE, PUBLISH, WITHDRAW)
"""Every step. What was made stays for good, so that no state is an end that forgets."""
