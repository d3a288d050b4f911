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
    """The lead goes back; what was written stays with its writer. What a colleague
    handed over is anybody's again. Nothing happens to a lead that is
    not in one's own hand. Raises `NotPermitted`, Http404."""
    check_may(by, WORK)
    lead = get_object_or_404(Lead.objects.select_for_update(of=("self",)), id=lead_id)
    if lead.holder_id == by.user.id:
        lead.holder = lead.held_until = None
        if lead.handed_to_id == by.user.id:
            lead.handed_to = lead.handed_until = None
        lead.save(update_fields=["holder", "held_until", "handed_to", "handed_until"])
        record_event(by=by, action="triage.lead_released", subject=f"lead:{lead.id}")
    return lead
