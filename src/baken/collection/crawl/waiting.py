"""Where a crawl is put that waits: the queue stands above this room, and says here where it is."""

import uuid
from collections.abc import Callable

_queue: list[Callable[[uuid.UUID, uuid.UUID], None]] = []


def use_queue(put: Callable[[uuid.UUID, uuid.UUID], None]) -> None:
    """Told once, when the program starts: puts the crawl (organisation, crawl) in the queue."""
    _queue[:] = [put]


def put_in_queue(organisation_id: uuid.UUID, crawl_id: uuid.UUID) -> None:
    """In the transaction of whoever starts it: a crawl that waits is certain to be taken up."""
    for put in _queue:
        put(organisation_id, crawl_id)
