"""The jobs: a message to a program, and every five minutes what was left behind."""

import uuid
from datetime import timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from baken.accounts.exceptions import KeyReplaced
from baken.accounts.models import Organisation
from baken.accounts.queries import known_organisations, system_user
from baken.api.idempotency import forget_old_answers
from baken.api.models import Delivery
from baken.api.webhooks.outbox import CALLS, TASK, defer_sending
from baken.api.webhooks.sending import drop_waiting, send_delivery
from baken.api.webhooks.states import DELIVERIES_KEPT
from baken.tenancy.acting import Actor, acting_for

_LATE = timedelta(minutes=2)


@app.task(name=TASK, queue=CALLS)
def send_webhook(organisation_id: str, delivery_id: str) -> None:
    """Makes the next try of a message; what follows from it is queued by itself."""
    with acting_for(uuid.UUID(organisation_id)):
        organisation = Organisation.objects.get(id=organisation_id)
        if not organisation.key_stands:
            raise KeyReplaced
        if organisation.closed_at is not None:
            drop_waiting()
            return
        by = Actor(system_user(organisation), organisation, "accountability", "messages to programs")
        send_delivery(by=by, delivery_id=uuid.UUID(delivery_id))


@app.periodic(cron="*/5 * * * *", periodic_id="calls_by_clock")
@app.task(name="calls_by_clock", queue=CALLS)
def calls_by_clock(timestamp: int) -> None:
    """Queues the messages whose try is overdue, because a process was killed; erases old ones and old
    answers."""
    now = timezone.now()
    for organisation in known_organisations():
        if not organisation.key_stands:
            # nothing of it can be opened; `baken check` says so, and the others go on
            continue
        with acting_for(organisation.id):
            if organisation.closed_at is not None:
                drop_waiting()
            for late in Delivery.objects.filter(state="waiting", next_try_at__lt=now - _LATE):
                defer_sending(late)
            Delivery.objects.filter(ended_at__lt=now - DELIVERIES_KEPT).delete()
            forget_old_answers(now)
