"""Keeping what somebody is writing, so that a session that ends loses nothing."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.models import Draft, Lead
from baken.triage.own_words import DRAFT, OwnWords, seal_words
from baken.triage.permissions import WORK
from baken.triage.policies import HOLD

MOST_KEPT = 20_000
"""Characters of each field that are kept, so that what is too long to send can still be made shorter."""


@transaction.atomic
def save_draft(*, by: Actor, lead_id: uuid.UUID, facts: str, explanation: str) -> None:
    """Keeps the words for their writer alone, and the lead in hand while they write. Saved empty, the
    draft goes. Only its beginning is logged. Raises `NotPermitted`, Http404."""
    check_person(by)
    check_may(by, WORK)
    lead = get_object_or_404(Lead, id=lead_id)
    now = timezone.now()
    Lead.objects.filter(id=lead.id, holder=by.user, held_until__gt=now).update(held_until=now + HOLD)
    words = OwnWords(facts[:MOST_KEPT], explanation[:MOST_KEPT])
    if words == OwnWords():
        Draft.objects.filter(lead=lead, user=by.user).delete()
    elif store_draft(by=by, lead=lead, words=words):
        record_event(by=by, action="triage.draft_begun", subject=f"lead:{lead.id}")


def store_draft(*, by: Actor, lead: Lead, words: OwnWords) -> bool:
    """Writes the one draft that a person has of a lead; whether it is new."""
    # the row is known beforehand, so two saves at the same moment meet in one row
    row = uuid.uuid5(lead.id, f"draft {by.user.id}")
    now = timezone.now()
    sealed = seal_words(Vault(by.organisation.id), DRAFT, row, words)
    _, made = Draft.objects.update_or_create(
        id=row,
        defaults={"created_at": now, **sealed},
        create_defaults={
            "organisation": by.organisation, "lead": lead, "user": by.user, "created_at": now, **sealed,
        },
    )  # fmt: skip
    return made
