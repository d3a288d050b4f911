"""Whether somebody here works with a sighting, so that it can't be taken back from under their hands."""

import uuid

from django.db.models import F, Q
from django.utils import timezone

from baken.adverts.models import Link
from baken.triage.models import Lead, StoppedSighting
from baken.triage.states import UNSETTLED


def works_with(sighting_id: uuid.UUID) -> bool:
    """Whether a lead that it belongs to is in hand, urgent, or was decided since the sighting came in; or
    outreach was stopped because of it."""
    if StoppedSighting.objects.filter(sighting_id=sighting_id).exists():
        return True
    advertisers = Link.objects.filter(sighting_id=sighting_id).values("advertiser")
    came_in = Link.objects.filter(sighting_id=sighting_id).values("sighting__stored_at")[:1]
    in_hand = Q(held_until__gt=timezone.now()) | Q(urgent_since__isnull=False) | Q(state__in=UNSETTLED)
    worked = in_hand | Q(decided_at__gte=F("came_in"))
    leads = Lead.objects.filter(advertiser__in=advertisers).annotate(came_in=came_in)
    return leads.filter(worked).exists()
