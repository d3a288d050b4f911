"""Work that waits for a worker: conversations says which, the pipeline above it puts it in the queue."""

import uuid
from collections.abc import Callable

Defer = Callable[[str, uuid.UUID], None]

_defer: list[Defer] = []

SEND_MESSAGES = "send_messages"


def use_queue(defer: Defer) -> None:
    """Tells where work is put: a function of a task's name and an organisation's id."""
    _defer[:] = [defer]


def put_in_queue(task: str, organisation_id: uuid.UUID) -> None:
    """Lets a worker do it, once this transaction is done."""
    for defer in _defer:
        defer(task, organisation_id)
