"""What belongs to the same advertiser as a contact, as linking has it now: its other contacts and its leads.

A contact that too many different texts share links nothing (`ContactHub`), and so brings nothing along.
"""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q, QuerySet

from baken.adverts.models import AdvertContact, ContactHub, ContactMention, Link, Sighting
from baken.adverts.vault import CONTACT_COLUMN, Vault
from baken.conversations.models import Contact, Conversation
from baken.privacy.encryption import NotDecryptable
from baken.triage.actions.keep_stops import one_is_stopped
from baken.triage.models import Lead, StoppedSighting

MOST = 300
"""Contacts of one advertiser that are looked at: more than any has that is not a hub."""


@dataclass(frozen=True, slots=True)
class Related:
    """`pseudonyms` of all contacts that belong together, the own one among them; `sightings` in which the own
    one stands; `advertisers` under which they stand; `seen_at` the newest of them."""

    pseudonyms: frozenset[str]
    sightings: frozenset[uuid.UUID]
    advertisers: frozenset[str]
    seen_at: datetime | None


def related(contact: Contact, lead: Lead | None) -> Related:
    """What belongs to the same advertiser now."""
    hubs = set(ContactHub.objects.exclude(kind__in=ContactHub.IN_RECORDS).values_list("pseudonym", flat=True))
    mentions = ContactMention.objects.filter(contact__pseudonym=contact.pseudonym)
    sightings = frozenset(mentions.values_list("sighting_id", flat=True))
    found = set() if contact.pseudonym in hubs else _advertisers(sightings)
    if lead is not None:
        found |= {lead.advertiser} | _advertisers(lead.known_sightings)
    theirs = Link.objects.filter(advertiser__in=found).values("sighting")
    others = (
        AdvertContact.objects.filter(
            id__in=ContactMention.objects.filter(sighting__in=theirs).values("contact")
        )
        .exclude(pseudonym__in=hubs)
        .order_by("pseudonym")
        .values_list("pseudonym", flat=True)[:MOST]
    )
    seen = Sighting.objects.filter(id__in=sightings).aggregate(newest=Max("captured_at"))["newest"]
    moments = [one for one in (seen, contact.advert_seen_at) if one is not None]
    return Related(
        frozenset({contact.pseudonym, *others}), sightings, frozenset(found), max(moments, default=None)
    )


def _advertisers(sightings: Collection[uuid.UUID]) -> set[str]:
    return set(Link.objects.filter(sighting__in=sightings).values_list("advertiser", flat=True))


def advertisers_of(contact: Contact, lead: Lead | None) -> set[str]:
    """Under whom this contact stands now; where no advert holds it any more, whom the conversation began
    from. None of what a shared contact (`ContactHub`) stands under: it says nothing about which it is."""
    hub = ContactHub.objects.filter(pseudonym=contact.pseudonym).exclude(kind__in=ContactHub.IN_RECORDS)
    mentions = ContactMention.objects.filter(contact__pseudonym=contact.pseudonym)
    theirs = set() if hub.exists() else _advertisers(list(mentions.values_list("sighting_id", flat=True)))
    return theirs or ({lead.advertiser} if lead is not None else set())


def leads_of(found: Related, lead: Lead | None) -> QuerySet[Lead]:
    """Every lead of these advertisers, and those that they rest under or that rest under them."""
    own = Q(advertiser__in=found.advertisers)
    if lead is not None:
        own |= Q(id=lead.id) | Q(rests_under=lead.id)
        if lead.rests_under is not None:
            own |= Q(id=lead.rests_under)
    return Lead.objects.filter(own)


def minor_suspected(organisation_id: uuid.UUID, found: Related, lead: Lead | None) -> bool:
    """Whether minors may be concerned, by any lead of theirs, by what was stopped before, or by a worker in
    any of their conversations."""
    stops = Q(outreach_stopped=True) | Q(hard_stop=True) | Q(urgent_kind="minority")
    if leads_of(found, lead).filter(stops).exists():
        return True
    if StoppedSighting.objects.filter(sighting__in=found.sightings).exists():
        return True
    if one_is_stopped(organisation_id, found.pseudonyms):
        return True
    return conversations_of(found).filter(minority_since__isnull=False).exists()


def conversations_of(found: Related) -> QuerySet[Conversation]:
    """Every conversation with one of these contacts, over whichever channel."""
    return Conversation.objects.filter(contact__pseudonym__in=found.pseudonyms)


def clear_contacts(organisation_id: uuid.UUID, found: Related) -> Iterator[tuple[str, str]]:
    """(kind, value) of the stored contacts among these: to be hashed on the spot, and shown to nobody."""
    vault = Vault(organisation_id)
    for one in AdvertContact.objects.filter(pseudonym__in=found.pseudonyms):
        try:
            yield one.kind, vault.open(one.value, CONTACT_COLUMN, one.id)
        except NotDecryptable:
            continue
