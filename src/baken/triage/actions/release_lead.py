"""Leaving a lead to others, undecided."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.triage.models import Lead
from baken.triage.permissions import WORK


@transaction.atomic
def release_lead(*, by: Actor, lead_id: uuid.UUID) -> Lead:
    """The lead goes back; what was written stays with its writer. Nothing happens to a lead that is
    not in one's own hand. Raises `NotPermitted`, Http404."""
    check_may(by, WORK)
    lead = get_object_or_404(Lead.objects.select_for_update(of=("self",)), id=lead_id)
    if lead.holder_id == by.user.id:
        lead.holder = lead.held_until = None
        lead.save(update_fields=["holder", "held_until"])
        record_event(by=by, action="triage.lead_released", subject=f"lead:{lead.id}")
    return lead
