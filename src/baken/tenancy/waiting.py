"""Work of an organisation that waits for a worker: rooms say which, and the pipeline above them queues it."""

import uuid
from collections.abc import Callable

Defer = Callable[[str, uuid.UUID], None]

_defer: list[Defer] = []


def use_queue(defer: Defer) -> None:
    """Told once, when the program starts: where work is put, by a task's name and an organisation's id."""
    _defer[:] = [defer]


def put_in_queue(task: str, organisation_id: uuid.UUID) -> None:
    """Lets a worker do it, once this transaction is done."""
    for defer in _defer:
        defer(task, organisation_id)
