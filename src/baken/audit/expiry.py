"""When events of the log have expired: they go by whole seals, oldest first, and the seals stay."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from baken.audit import chain
from baken.audit.models import Event, Seal
from baken.tenancy.acting import Actor


def expired_seals(before: datetime) -> QuerySet[Seal]:
    """Seals closed before a moment, of which the events are still there."""
    return Seal.objects.filter(at__lt=before, erased_at__isnull=True)


def expired_events(before: datetime) -> QuerySet[Event]:
    """The events in them."""
    return Event.objects.filter(seal__at__lt=before, seal__erased_at__isnull=True)


@transaction.atomic
def erase_oldest_seal(*, by: Actor, before: datetime) -> int:
    """Erases the events of the oldest seal that was closed before a moment; returns how many.

    The seal keeps its hash, so that the chain over all that follows can still be computed.
    """
    seal = expired_seals(before).select_for_update().order_by("number").first()
    if seal is None:
        return 0
    key = settings.BAKEN_KEYRING.key(str(by.organisation.id), "audit")
    seal.erased_at = timezone.now()
    seal.erasure_proof = chain.erasure_proof(key, bytes(seal.hash), seal.number, seal.erased_at)
    seal.save(update_fields=["erased_at", "erasure_proof"])
    gone, _ = Event.objects.filter(seal=seal).delete()
    return gone
