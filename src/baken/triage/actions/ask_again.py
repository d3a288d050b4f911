"""A person reopens a lead that was decided on."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.actions.assess_lead import newest_assessment
from baken.triage.actions.follow_leads import touch
from baken.triage.actions.lead_steps import store_step
from baken.triage.models import Lead, LeadStep
from baken.triage.permissions import WORK
from baken.triage.policies import check_ask_again, check_free, check_note, check_unchanged
from baken.triage.states import STATES, check_move


@transaction.atomic
def ask_again(*, by: Actor, lead_id: uuid.UUID, version: int, reason: str) -> LeadStep:
    """The lead waits in the queue again, whether or not a run raises it; what two people closed goes back
    to the urgent list, for two people. What was decided stays in its history, and a stop stays.

    Raises `WrongState`, `RestsElsewhere`, `HeldByAnother`, `DecidedMeanwhile`, `ChangedMeanwhile`,
    `WordsMissing`, `NotPermitted`, Http404.
    """
    check_person(by)
    check_may(by, WORK)
    check_note(reason)
    lead = get_object_or_404(Lead.objects.select_for_update(of=("self",)), id=lead_id)
    now = timezone.now()
    check_unchanged(lead, by, version, newest_assessment(lead))
    check_free(lead, by, now)
    target = "urgent_first" if lead.state in ("urgent_confirmed", "urgent_lifted") else "waiting"
    check_ask_again(lead)
    move = check_move("ask_again", lead.state, target)
    check_may(by, move.permission or WORK)
    step = store_step(by=by, lead=lead, kind="reopened", words=reason)
    was, lead.state = lead.state, target
    lead.version += 1
    lead.waits_since = now
    # who reopens it has seen its reasons, or wants them seen
    lead.blind = False
    if STATES[target].urgent:
        lead.urgent_since = now
        lead.first_look_by = lead.second_look_by = lead.escalated_at = None
    else:
        lead.reopened_by = by.user
    touch(lead)
    lead.save()
    record_event(by=by, action=move.event, subject=f"lead:{lead.id}", details={"from": was, "to": target})
    return step
