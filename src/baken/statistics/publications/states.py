"""How a publication comes to be public: who moves it on from each state, and what the log says of it."""

from baken.statistics import permissions
from baken.statistics.editions.states import Move

PROPOSE = Move(("made",), "proposed", permissions.MAKE_PUBLICATION, "statistics.publication_proposed")
DECLINE = Move(
    ("proposed",), "made", permissions.PUBLISH_PUBLICATION, "statistics.publication_declined", by_another=True
)
PUBLISH = Move(
    ("proposed",),
    "published",
    permissions.PUBLISH_PUBLICATION,
    "statistics.publication_published",
    by_another=True,
)
WITHDRAW = Move(
    ("published",), "withdrawn", permissions.PUBLISH_PUBLICATION, "statistics.publication_withdrawn"
)

MOVES = (PROPOSE, DECLINE, PUBLISH, WITHDRAW)
"""Every step. A version stays for good; what changes is a next one."""
