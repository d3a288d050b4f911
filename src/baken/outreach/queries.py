"""Which contacts of a lead could be reached: by short name, never in clear."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.models import AdvertContact, ContactHub, ContactMention, Link
from baken.audit.actions import record_event
from baken.conversations.facts import rules_of
from baken.conversations.models import Conversation
from baken.outreach.permissions import REACH_OUT
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.triage.models import Lead

CHANNELS_FOR: dict[str, tuple[str, ...]] = {
    "phone": ("whatsapp", "sms"),
    "whatsapp": ("whatsapp",),
    "email": ("email",),
}
"""Over which channels a kind of contact can be reached."""


@dataclass(frozen=True, slots=True)
class Reachable:
    """A contact of the lead's advertiser: `contact_id` of the stored contact, its pseudonym, its kind, over
    which channels, when an advert with it was seen last, whether that is too long ago, and the conversation
    that there is with it already."""

    contact_id: uuid.UUID
    pseudonym: str
    kind: str
    channels: tuple[str, ...]
    seen_at: datetime
    stale: bool
    conversation: Conversation | None

    @property
    def short(self) -> str:
        """The short name that the page of a lead gives it too."""
        return self.pseudonym[:4].upper()


def reachable_contacts(*, by: Actor, lead_id: uuid.UUID) -> list[Reachable]:
    """What could be reached, the freshest first; that it was looked at stands in the log. Raises Http404."""
    check_may(by, REACH_OUT)
    lead = get_object_or_404(Lead, id=lead_id)
    record_event(by=by, action="outreach.contacts_read", subject=f"lead:{lead.id}")
    return contacts_of(by, lead)


def stored_contact(by: Actor, lead: Lead, contact_id: uuid.UUID) -> Reachable | None:
    """One of them; None where it is none of this lead's."""
    return next((one for one in contacts_of(by, lead) if one.contact_id == contact_id), None)


def contacts_of(by: Actor, lead: Lead) -> list[Reachable]:
    """The same for an action, which notes for itself what it does."""
    rules, now = rules_of(by.organisation.id), timezone.now()
    theirs = Link.objects.filter(advertiser=lead.advertiser).values("sighting")
    hubs = ContactHub.objects.exclude(kind__in=ContactHub.IN_RECORDS).values("pseudonym")
    mentions = (
        ContactMention.objects.filter(sighting__in=theirs, contact__kind__in=CHANNELS_FOR)
        .exclude(contact__pseudonym__in=hubs)
        .values("contact_id")
        .annotate(seen=Max("sighting__captured_at"))
        .order_by("-seen", "contact_id")
    )
    seen = {row["contact_id"]: row["seen"] for row in mentions}
    stored = AdvertContact.objects.in_bulk(list(seen))
    known = {
        one.contact.pseudonym: one
        for one in Conversation.objects.select_related("contact").filter(
            contact__pseudonym__in=[one.pseudonym for one in stored.values()]
        )
    }
    return [
        Reachable(
            row, stored[row].pseudonym, stored[row].kind, CHANNELS_FOR[stored[row].kind], at,
            (now - at).days >= rules.advert_days, known.get(stored[row].pseudonym),
        )
        for row, at in seen.items()
    ]  # fmt: skip
