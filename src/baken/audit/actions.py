"""Writing the log: an event at a time, a seal over a batch."""

from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from baken.audit import anchor, chain
from baken.audit.models import Event, Seal
from baken.tenancy.acting import Actor

BATCH = 1000
_noted: ContextVar[int] = ContextVar("noted", default=0)


def events_noted() -> int:
    """How many events this thread noted so far: who compares two moments knows if something was noted."""
    return _noted.get()


def record_event(
    *,
    by: Actor,
    action: str,
    subject: str,
    purpose: str | None = None,
    reason: str | None = None,
    details: dict[str, Any] | None = None,
) -> Event:
    """Notes what `by` saw or did, in the same transaction as the thing itself.

    `subject` is a kind and an id or a file's hash ("registration:…"), never a name, number or
    text; `details` holds counts and codes.
    """
    event = Event.objects.create(
        organisation=by.organisation,
        at=timezone.now(),
        user=by.user,
        action=action,
        subject=subject,
        purpose=purpose or by.purpose,
        reason=reason or by.reason,
        details=details or {},
    )
    _noted.set(_noted.get() + 1)
    return event


def seal_events(*, by: Actor) -> int:
    """Closes all events that are not sealed yet, in batches, and returns how many.

    One sealer at a time per organisation; each batch is a transaction of its own.
    """
    sealed = 0
    while True:
        with transaction.atomic():
            count, head = _seal_batch(by)
        if head is not None:
            _note(by, *head)
        sealed += count
        if count < BATCH:
            return sealed


def _note(by: Actor, number: int, digest: bytes) -> None:
    """Moves the note outside the database on to this seal.

    Only onwards, and only from a seal that still stands: a log that lost its end, or a note that was
    damaged, must stay noticed however many seals follow.
    """
    organisation_id = by.organisation.id
    with anchor.held(organisation_id):
        try:
            noted = anchor.read(organisation_id)
        except anchor.AnchorDamaged:
            return
        if noted is None or (
            noted[0] < number and Seal.objects.filter(number=noted[0], hash=noted[1]).exists()
        ):
            anchor.write(organisation_id, number, digest)


def _seal_batch(by: Actor) -> tuple[int, tuple[int, bytes] | None]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"seal {by.organisation.id}"]
        )
    events = list(Event.objects.filter(seal__isnull=True).order_by("sequence")[:BATCH])
    if not events:
        return 0, None
    last = Seal.objects.order_by("-number").first()
    number, previous = (last.number + 1, bytes(last.hash)) if last else (1, chain.FIRST)
    key = settings.BAKEN_KEYRING.key(str(by.organisation.id), "audit")
    at = timezone.now()
    digest = chain.seal_hash(key, previous, number, at, events)
    seal = Seal.objects.create(
        organisation=by.organisation,
        number=number,
        events=len(events),
        previous_hash=previous,
        hash=digest,
        at=at,
    )
    for position, event in enumerate(events):
        event.seal, event.position = seal, position
    Event.objects.bulk_update(events, ["seal", "position"])
    return len(events), (number, digest)
