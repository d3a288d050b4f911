"""Putting a stage in the queue, in the transaction of whoever has work for it."""

import uuid

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

QUEUE = "stages"


def defer_once(task: str, organisation_id: uuid.UUID) -> None:
    """Queues a stage for an organisation. Waiting once is enough; stages of one organisation never
    run side by side."""
    try:
        with transaction.atomic():
            app.configure_task(
                task,
                queue=QUEUE,
                queueing_lock=f"{task} {organisation_id}",
                lock=str(organisation_id),
                allow_unknown=False,
            ).defer(organisation_id=str(organisation_id))
    except AlreadyEnqueued:
        pass
