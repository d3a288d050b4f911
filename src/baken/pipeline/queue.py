"""Putting a stage in the queue, in the transaction of whoever has work for it."""

import uuid

from django.db import transaction
from django.db.models import Max, Q
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued

QUEUE = "stages"


def newest_job() -> int:
    """The number of the newest job, to tell later ones from those before."""
    found: int = ProcrastinateJob.objects.aggregate(newest=Max("id"))["newest"] or 0
    return found


def not_done(organisation_id: uuid.UUID, *, after: int = 0) -> list[str]:
    """The stages of an organisation that wait, run, or failed in a job newer than `after`."""
    ours = ProcrastinateJob.objects.filter(lock=str(organisation_id))
    waiting = Q(status__in=("todo", "doing")) | Q(status="failed", id__gt=after)
    return sorted(set(ours.filter(waiting).values_list("task_name", flat=True)))


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
