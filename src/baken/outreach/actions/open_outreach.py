"""The opening from a lead in one step: a conversation with one contact, and its text approved, or neither."""

import uuid

from django.db import transaction
from django.db.models import Q

from baken.conversations.exceptions import ThereAlready
from baken.conversations.models import Conversation, Message
from baken.outreach.actions.begin_outreach import approve_opening, begin_outreach
from baken.outreach.permissions import REACH_OUT
from baken.outreach.queries import contacts_of
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.triage.models import Lead


@transaction.atomic
def open_outreach(
    *,
    by: Actor,
    lead_id: uuid.UUID,
    contact_id: uuid.UUID,
    channel: str,
    template_id: uuid.UUID,
    language: str,
) -> Message:
    """Begins a conversation with one contact of a lead and approves a reviewed text as its opening. Where the
    text may not go nothing was begun.

    One at a time: while there is a conversation with any contact of this advertiser nobody begins another,
    and of two who do so at once one does. Raises `ThereAlready`, and what `begin_outreach` and
    `approve_opening` raise.
    """
    check_may(by, REACH_OUT)
    # it holds the lead from here on
    conversation = begin_outreach(
        by=by, lead_id=lead_id, contact_id=contact_id, channel=channel, language=language
    )
    lead = Lead.objects.get(id=lead_id)
    own = conversation.contact.pseudonym
    theirs = Q(contact__pseudonym__in=[one.pseudonym for one in contacts_of(by, lead)])
    others = Conversation.objects.filter(theirs | Q(contact__pseudonym=own)).exclude(id=conversation.id)
    if others.filter(~Q(state="closed") | Q(contact__pseudonym=own)).exists():
        raise ThereAlready
    return approve_opening(
        by=by, conversation_id=conversation.id, seen=conversation.step_count, template_id=template_id
    )
