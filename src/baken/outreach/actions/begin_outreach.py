"""From a lead worth contacting to one opening: a conversation, and a person's approval of its text."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.models import AdvertContact
from baken.adverts.vault import CONTACT_COLUMN, Vault
from baken.audit.actions import record_event
from baken.conversations.actions.hold_conversation import begin_conversation, contact_for
from baken.conversations.actions.write_message import approve_message
from baken.conversations.models import Conversation, Message
from baken.conversations.queries import may_approach
from baken.outreach.exceptions import NoGround, NotReachable
from baken.outreach.permissions import REACH_OUT
from baken.outreach.queries import stored_contact
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.models import Lead
from baken.triage.policies import check_contactable


@transaction.atomic
def begin_outreach(
    *, by: Actor, lead_id: uuid.UUID, contact_id: uuid.UUID, channel: str, language: str
) -> Conversation:
    """Begins a conversation with one contact of a lead. Nothing is sent, and the contact is shown to nobody.

    Raises `NoGround`, `NotReachable`, `ThereAlready`, and what `check_contactable` raises, Http404.
    """
    check_may(by, REACH_OUT)
    check_person(by)
    lead = get_object_or_404(Lead, id=lead_id)
    check_contactable(lead)
    if not may_approach():
        raise NoGround
    found = stored_contact(by, lead, contact_id)
    if found is None or channel not in found.channels or found.stale:
        raise NotReachable
    stored = AdvertContact.objects.get(id=contact_id)
    value = Vault(by.organisation.id).open(stored.value, CONTACT_COLUMN, stored.id)
    # the contact before the lead, as who writes down a suspicion holds them: neither waits for the other
    contact_for(by, channel, value, timezone.now())
    lead = Lead.objects.select_for_update(of=("self",)).get(id=lead_id)
    check_contactable(lead)
    conversation = begin_conversation(
        by=by, channel=channel, value=value, language=language, lead=lead, advert_seen_at=found.seen_at
    )
    record_event(by=by, action="outreach.begun", subject=f"lead:{lead.id}", details={"channel": channel})
    return conversation


def approve_opening(
    *, by: Actor, conversation_id: uuid.UUID, seen: int, template_id: uuid.UUID, follow_up: bool = False
) -> Message:
    """Approves a reviewed text as the opening of this one conversation, or as its follow-up.

    Raises what `approve_message` raises.
    """
    check_may(by, REACH_OUT)
    kind = "follow_up" if follow_up else "opening"
    return approve_message(
        by=by, conversation_id=conversation_id, seen=seen, kind=kind, template_id=template_id
    )
