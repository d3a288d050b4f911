"""Leads that may be contacted, grounds, reviewed texts, conversations, a channel that keeps what it took."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from baken.adverts.models import AdvertContact, ContactMention, Sighting
from baken.adverts.vault import CONTACT_COLUMN, RECORD_COLUMN, Vault
from baken.conversations.actions.receive_message import receive_message
from baken.conversations.channels.protocol import Delivery, Incoming, NobodyKnows, NotSent, Outgoing, Sent
from baken.conversations.models import (
    ContactGround,
    ContactRules,
    Conversation,
    Message,
    MessageTemplate,
)
from baken.conversations.rules.actions import (
    SETTLED,
    ask_ground,
    ask_rules,
    decide_ground,
    decide_rules,
    decide_template,
    write_template,
)
from baken.conversations.rules.queries import standing_rules
from baken.conversations.sealing import contact_pseudonym
from baken.outreach.actions.begin_outreach import begin_outreach
from baken.tenancy.acting import Actor
from baken.triage.models import Lead
from tests.factories.leads import make_lead, see
from tests.factories.users import make_person

NUMBER = "+31600000042"
OTHER_NUMBER = "+31600000043"
OPENING = "Hallo, wij zijn Stichting Lantaarn. Wij maken graag kennis. Antwoorden hoeft niet."
FOLLOW_UP = "Hallo, nog eens Stichting Lantaarn. Dit is ons laatste bericht, tenzij u antwoordt."
ADVERTISER = "a0000"


@dataclass
class KeepingChannel:
    """A channel of tests: keeps what it took, and fails as it is told to."""

    code: str = "whatsapp"
    taken: list[Outgoing] = field(default_factory=list)
    faults: list[Exception] = field(default_factory=list)

    def send(self, message: Outgoing) -> Sent:
        """Takes it, or fails."""
        fault = self.faults.pop(0) if self.faults else None
        if isinstance(fault, NotSent):
            raise fault
        self.taken.append(message)
        if isinstance(fault, NobodyKnows):
            raise fault
        return Sent(f"id-{message.key}")

    def read(self, headers: object, body: bytes) -> tuple[Incoming | Delivery, ...]:
        """Nothing comes in by itself."""
        return ()


@dataclass
class AskedChannel(KeepingChannel):
    """The same, whose provider says what it took."""

    def find(self, key: str) -> Sent | None:
        """What it took under this key."""
        return next((Sent(f"id-{one.key}") for one in self.taken if one.key == key), None)


def job(by: Actor) -> Actor:
    """The system of the same organisation, as jobs act."""
    from baken.accounts.queries import system_user

    return Actor(system_user(by.organisation), by.organisation, purpose="outreach", reason="a test")


def store_contact(
    by: Actor, sightings: list[uuid.UUID], value: str = NUMBER, kind: str = "phone"
) -> AdvertContact:
    """A contact that stands in these sightings."""
    name = contact_pseudonym(by.organisation.id, kind, value)
    stored = AdvertContact.objects.filter(pseudonym=name).first()
    if stored is None:
        stored = AdvertContact(organisation=by.organisation, kind=kind, pseudonym=name)
        stored.value = Vault(by.organisation.id).seal(value, CONTACT_COLUMN, stored.id)
        stored.save()
    for sighting in sightings:
        ContactMention.objects.create(
            organisation=by.organisation, sighting_id=sighting, contact=stored, obscured=False,
            field="contacts",
        )  # fmt: skip
    return stored


def worth_contacting(by: Actor, *numbers: str, seen_at: datetime | None = None) -> Lead:
    """A lead that somebody found worth contacting, whose newest advert was seen yesterday, with contacts."""
    lead = make_lead(by)
    Lead.objects.filter(id=lead.id).update(state="worth_contacting", touched=True)
    sightings = see(by, lead.advertiser, count=1)
    at = seen_at or timezone.now() - timedelta(days=1)
    Sighting.objects.filter(id__in=sightings).update(captured_at=at)
    for number in numbers or (NUMBER,):
        store_contact(by, sightings, number)
    return Lead.objects.get(id=lead.id)


def make_readable(by: Actor) -> None:
    """Every sighting gets a record that its page can open."""
    told = json.dumps({"title": "Massage", "text": "Ontspannende massage, privé ontvangst.", "account": None})
    vault = Vault(by.organisation.id)
    for one in Sighting.objects.all():
        Sighting.objects.filter(id=one.id).update(record=vault.seal(told, RECORD_COLUMN, one.id))


def make_ground(by: Actor) -> ContactGround:
    """A ground that two people stand by."""
    admin = make_person(by.organisation, "admin", purpose="accountability")
    officer = make_person(by.organisation, "data_protection_officer", purpose="accountability")
    ground = ask_ground(
        by=admin, kind="public_task", why="Hulp aanbieden.", opinion_name="advies.pdf",
        opinion_sha256="1" * 64, dpia_name="dpia.pdf", dpia_sha256="2" * 64,
        valid_until=timezone.localdate() + timedelta(days=300),
    )  # fmt: skip
    return decide_ground(by=officer, ground_id=ground.id, approve=True)


def settle_rules(by: Actor, **changes: Any) -> ContactRules:
    """Rules of contact that two people stand by: what stands, with these changes."""
    admin = make_person(by.organisation, "admin", purpose="accountability")
    officer = make_person(by.organisation, "data_protection_officer", purpose="accountability")
    standing = standing_rules()
    asked = ask_rules(by=admin, **{name: getattr(standing, name) for name in SETTLED} | changes)
    decide_rules(by=officer, asked_id=asked.id, approve=True)
    return standing_rules()


def make_template(by: Actor, kind: str = "opening", text: str = "") -> MessageTemplate:
    """A text that two people stand by."""
    text = text or (OPENING if kind == "opening" else FOLLOW_UP)
    template = write_template(
        by=by, name=kind, kind=kind, language="nl", text=text,
        valid_until=timezone.localdate() + timedelta(days=300),
    )  # fmt: skip
    other = make_person(by.organisation, "analyst")
    return decide_template(by=other, template_id=template.id, approve=True)


def make_conversation(by: Actor, lead: Lead | None = None, number: str = NUMBER) -> Conversation:
    """A conversation that we began; nothing went yet."""
    lead = lead or worth_contacting(by)
    name = contact_pseudonym(by.organisation.id, "phone", number)
    contact = AdvertContact.objects.get(pseudonym=name)
    return begin_outreach(by=by, lead_id=lead.id, contact_id=contact.id, channel="whatsapp", language="nl")


def written_by_them(
    by: Actor, text: str = "Hallo, wie is dit?", *, number: str = NUMBER, channel: str = "whatsapp",
    kind: str = "text", provider_id: str = "",
) -> Message | None:  # fmt: skip
    """Somebody writes to us."""
    incoming = Incoming(
        provider_id=provider_id or uuid.uuid4().hex, sender=number, at=timezone.now(), kind=kind, text=text
    )
    return receive_message(by=job(by), channel=channel, incoming=incoming)
