"""What is to be told, written down in the transaction of what happened: it is told if and only if that
stands."""

import re
import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from baken.accounts.models import Organisation
from baken.api.models import Delivery, Webhook
from baken.vocabulary.api import WebhookKind

CALLS = "calls"
"""The queue of what goes out to other programs: a slow receiver stands in no stage's way."""
TASK = "send_webhook"
MOST_FIELDS = 12
_CODE = re.compile(r"[a-z0-9][a-z0-9_.:-]{0,59}")
_MANY_DIGITS = re.compile(r"\d{6,}")
Told = str | int | bool | uuid.UUID | None


def queue_webhook(
    *, organisation: Organisation, kind: str, payload: Mapping[str, Told], message: uuid.UUID | None = None
) -> int:
    """Writes down that every address of the organisation acted for that asked for this kind is told, and
    returns how many there are. Call it in the transaction of what happened.

    `payload` holds ids, codes, small numbers and yes or no, never anything about a person: what the
    receiver may
    know, it asks for with its key. Raises ValueError for a kind that is not in the list, or another value.
    """
    if kind not in WebhookKind:
        raise ValueError(f"no such kind: {kind}")
    told = _checked(payload)
    to = Webhook.objects.filter(organisation=organisation, off_at=None, kinds__contains=[kind])
    now, name = timezone.now(), message or uuid.uuid4()
    made = [_delivery(webhook, name, kind, told, now) for webhook in to.order_by("pk")]
    return len(made)


def queue_for_one(*, webhook: Webhook, kind: str) -> Delivery:
    """The same for one address, without anything that happened: a trial."""
    return _delivery(webhook, uuid.uuid4(), kind, {}, timezone.now())


def _delivery(
    webhook: Webhook, message: uuid.UUID, kind: str, told: dict[str, object], now: datetime
) -> Delivery:
    made = Delivery.objects.create(
        organisation_id=webhook.organisation_id,
        webhook=webhook,
        message=message,
        kind=kind,
        payload=told,
        happened_at=now,
        next_try_at=now,
    )
    defer_sending(made)
    return made


def defer_sending(delivery: Delivery) -> None:
    """Queues the next try of a message for its moment; one that waits in the queue already waits once.

    First tries of an address go one after the other. A later one takes no lock: a job with a lock holds up
    every younger one with the same lock until its own moment, and that may be a day away.
    """
    try:
        with transaction.atomic():
            app.configure_task(
                TASK,
                queue=CALLS,
                queueing_lock=f"{TASK} {delivery.id}",
                lock=None if delivery.tries else f"{TASK} {delivery.webhook_id}",
                schedule_at=delivery.next_try_at,
                allow_unknown=False,
            ).defer(organisation_id=str(delivery.organisation_id), delivery_id=str(delivery.id))
    except AlreadyEnqueued:
        pass


def _checked(payload: Mapping[str, Told]) -> dict[str, object]:
    if len(payload) > MOST_FIELDS:
        raise ValueError(f"a message has at most {MOST_FIELDS} fields")
    told: dict[str, object] = {}
    for name, value in payload.items():
        if not _CODE.fullmatch(name) or not _is_fine(value):
            raise ValueError(f"{name!r} holds neither an id nor a code")
        told[name] = str(value) if isinstance(value, uuid.UUID) else value
    return told


def _is_fine(value: object) -> bool:
    if isinstance(value, bool | uuid.UUID) or value is None:
        return True
    if isinstance(value, int):
        return abs(value) < 100_000
    if not isinstance(value, str):
        return False
    return _is_id(value) or (bool(_CODE.fullmatch(value)) and not _MANY_DIGITS.search(value))


def _is_id(value: str) -> bool:
    try:
        return str(uuid.UUID(value)) == value
    except ValueError:
        return False
