"""Taking back one's own decision while nobody acted on it."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.actions.look_at_urgent import looks
from baken.triage.actions.save_draft import store_draft
from baken.triage.models import Assessment, Lead
from baken.triage.own_words import ASSESSMENT, open_words
from baken.triage.permissions import WORK
from baken.triage.policies import HOLD, check_undo
from baken.triage.states import check_move


@transaction.atomic
def undo_assessment(*, by: Actor, assessment_id: uuid.UUID) -> Lead:
    """The lead as it was before, in one's own hand, with one's words as a draft. The row of the
    decision stays, marked as undone. Raises `TooLateToUndo`, `NotPermitted`, Http404."""
    check_person(by)
    check_may(by, WORK)
    lead_id = get_object_or_404(Assessment, id=assessment_id).lead_id
    lead = Lead.objects.select_for_update(of=("self",)).get(id=lead_id)
    assessment = get_object_or_404(Assessment, id=assessment_id)
    now = timezone.now()
    check_undo(assessment, lead, by, now)
    move = check_move("undo", lead.state, assessment.state_before)
    check_may(by, move.permission or WORK)
    assessment.undone_at = now
    assessment.save(update_fields=["undone_at"])
    lead.state = assessment.state_before
    lead.version += 1
    lead.holder, lead.held_until = by.user, now + HOLD
    if not lead.raised and lead.state == "waiting":
        # a person had reopened it: without that it would wait where nobody sees it
        lead.reopened_by = by.user
    before = Assessment.objects.filter(lead=lead, undone_at__isnull=True).order_by("-version").first()
    lead.decided_at = before.created_at if before else None
    if before and lead.state != "waiting":
        # decided blind and not decided again: nobody reaches out on that alone
        lead.blind = before.blind
    lead.second_from = None
    if lead.state == "waiting":
        lead.first_look_by = None
    if assessment.outcome.startswith("urgent"):
        lead.second_look_by = None
        lead.first_look_by = next(reversed(looks(lead)), None)
    lead.save()
    words = open_words(
        Vault(by.organisation.id), ASSESSMENT, assessment.id, assessment.facts, assessment.explanation
    )
    store_draft(by=by, lead=lead, words=words)
    record_event(by=by, action=move.event, subject=f"lead:{lead.id}", details={"outcome": assessment.outcome})
    return lead
