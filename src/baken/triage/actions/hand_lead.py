"""Handing a lead to a colleague, with a note; and taking it back while they did not take it."""

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.accounts.models import User
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person, may
from baken.triage.actions.follow_leads import touch
from baken.triage.actions.lead_steps import store_step
from baken.triage.agreed import work_settings
from baken.triage.exceptions import NotAColleague, WrongState
from baken.triage.models import Lead, LeadStep
from baken.triage.permissions import WORK
from baken.triage.policies import check_free, check_note, check_stands, is_handed, is_held


@transaction.atomic
def hand_lead(*, by: Actor, lead_id: uuid.UUID, to_id: uuid.UUID, note: str) -> LeadStep:
    """The lead is the colleague's to take, before anything else in their queue, for as long as the
    organisation agreed on; then it is anybody's again. Only what waits is handed over: what is urgent
    waits for nobody in particular. One's own draft stays one's own.

    Raises `NotAColleague`, `WrongState`, `RestsElsewhere`, `HeldByAnother`, `HandedToAnother`,
    `WordsMissing`, `NotPermitted`, Http404.
    """
    check_person(by)
    check_may(by, WORK)
    check_note(note)
    lead = get_object_or_404(Lead.objects.select_for_update(of=("self",)), id=lead_id)
    now = timezone.now()
    if lead.state not in ("waiting", "second_look"):
        raise WrongState("only a lead that waits is handed over")
    check_stands(lead)
    check_free(lead, by, now)
    to = User.objects.filter(id=to_id, is_system=False).first()
    if to is None or to.id == by.user.id or not may(to, WORK):
        raise NotAColleague
    until = now + timedelta(hours=work_settings().handed_hours)
    step = store_step(by=by, lead=lead, kind="handed", words=note, to=to, until=until)
    lead.holder = lead.held_until = None
    lead.handed_to, lead.handed_until = to, until
    touch(lead)
    lead.save(
        update_fields=["holder", "held_until", "handed_to", "handed_until", "touched", "known_sightings"]
    )
    record_event(by=by, action="triage.lead_handed", subject=f"lead:{lead.id}", details={"to": str(to.id)})
    return step


def take_back(*, by: Actor, lead: Lead, now: datetime) -> None:
    """Whoever handed it over last may take it again, as long as the colleague does not have it in hand.
    The caller holds the lead's lock."""
    if not is_handed(lead, now) or lead.handed_to_id == by.user.id or is_held(lead, now):
        return
    last = LeadStep.objects.filter(lead=lead, kind="handed").order_by("-created_at").first()
    if last is not None and last.user_id == by.user.id:
        lead.handed_to = lead.handed_until = None
        lead.save(update_fields=["handed_to", "handed_until"])
        record_event(by=by, action="triage.lead_taken_back", subject=f"lead:{lead.id}")
