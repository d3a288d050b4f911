"""The row of what somebody did with a lead besides deciding on it."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.utils import timezone

from baken.accounts.models import User
from baken.adverts.models import Link
from baken.adverts.vault import Vault
from baken.privacy.data_uris import cut_data_uris
from baken.tenancy.acting import Actor
from baken.triage.models import Lead, LeadStep
from baken.triage.own_words import STEP_WORDS


def store_step(
    *,
    by: Actor,
    lead: Lead,
    kind: str,
    words: str = "",
    to: User | None = None,
    until: datetime | None = None,
    sighting: uuid.UUID | None = None,
) -> LeadStep:
    """Writes down the step, its words encrypted, with the state that the lead has now."""
    row = uuid.uuid4()
    return LeadStep.objects.create(
        id=row,
        organisation=by.organisation,
        lead=lead,
        user=by.user,
        kind=kind,
        to=to,
        words=Vault(by.organisation.id).seal(cut_data_uris(words), STEP_WORDS, row),
        state_before=lead.state,
        sighting=sighting,
        created_at=timezone.now(),
        until=until,
    )


def note_parting(*, by: Actor, lead: Lead, parts: Collection[str]) -> None:
    """A part of the lead's sightings stands elsewhere now: one of those is kept to find back by."""
    for part in sorted(set(parts) - {lead.advertiser, ""}):
        elsewhere = Link.objects.filter(advertiser=part).order_by("sighting_id").first()
        if elsewhere is not None:
            store_step(by=by, lead=lead, kind="parted", sighting=elsewhere.sighting_id)
