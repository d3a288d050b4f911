"""A stop after a suspicion of minority is for good: it outlives the lead, its adverts and its contacts.

It spreads as linking does and no further: over the sightings of one advertiser and the contacts that
link. A contact that too many different texts share links nothing, and carries no stop either; else one
agency or one helpline in a footer would in time stop everybody.
"""

import hashlib
import hmac
import uuid
from collections.abc import Iterable

from django.conf import settings
from django.db import connection
from django.db.models import Q

from baken.adverts.models import AdvertContact, ContactHub, ContactMention, Link
from baken.tenancy.acting import Actor
from baken.triage.models import Lead, StoppedContact, StoppedSighting

KEY = "outreach stop"
CHUNK = 5_000

_STOPPED_ADVERTISERS = """
    SELECT advertiser FROM triage_lead WHERE outreach_stopped AND organisation_id = %(organisation)s
    UNION
    SELECT link.advertiser FROM triage_lead lead
    CROSS JOIN LATERAL unnest(lead.known_sightings) AS known(sighting)
    JOIN adverts_link link ON link.sighting_id = known.sighting AND link.organisation_id = %(organisation)s
    WHERE lead.outreach_stopped AND lead.organisation_id = %(organisation)s
    UNION
    SELECT link.advertiser FROM adverts_link link
    JOIN triage_stoppedsighting stopped ON stopped.sighting_id = link.sighting_id
    WHERE link.organisation_id = %(organisation)s
    UNION
    SELECT link.advertiser FROM adverts_link link
    JOIN adverts_contactmention mention ON mention.sighting_id = link.sighting_id
    WHERE link.organisation_id = %(organisation)s AND mention.contact_id = ANY(%(contacts)s)
"""


def keep_stops(*, by: Actor) -> set[str]:
    """Writes down which sightings and contacts belong to advertisers for which outreach was stopped,
    and returns those advertisers, with those that share a contact which was noted just now."""
    key = _key(by.organisation.id)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(
                _STOPPED_ADVERTISERS, {"organisation": by.organisation.id, "contacts": _known_contacts(key)}
            )
            stopped = {advertiser for (advertiser,) in cursor.fetchall()}
        if not stopped:
            return stopped
        _note_sightings(by, stopped)
        if not _note_contacts(by, key):
            return stopped


def stop_leads(*, by: Actor) -> None:
    """Keeps the stops, and stops outreach on every lead that they reach, at once: also on one that rests
    since its advertiser was joined with a stopped one."""
    reached = Q(advertiser__in=keep_stops(by=by)) | Q(
        rests_under__in=Lead.objects.filter(outreach_stopped=True).values("id")
    )
    going_on = Lead.objects.filter(outreach_stopped=False)
    # first those that go on, so that what rests under them is seen to be reached
    for leads in (going_on.filter(rests_under=None), going_on):
        leads.filter(reached).update(outreach_stopped=True)


def stop_contact(*, by: Actor, pseudonym: str) -> None:
    """Keeps a stop for a contact alone; how far it spreads is seen at the next run."""
    mark = mark_of(pseudonym, _key(by.organisation.id))
    StoppedContact.objects.get_or_create(organisation=by.organisation, mark=mark)


def one_is_stopped(organisation_id: uuid.UUID, pseudonyms: Iterable[str]) -> bool:
    """Whether a stop was kept for any of these contacts: asked for a message to one of them, never listed."""
    key = _key(organisation_id)
    return StoppedContact.objects.filter(mark__in=[mark_of(one, key) for one in pseudonyms]).exists()


def _key(organisation_id: uuid.UUID) -> bytes:
    return settings.BAKEN_KEYRING.key(str(organisation_id), KEY)


def mark_of(pseudonym: str, key: bytes) -> bytes:
    """What a stopped contact is kept as."""
    return hmac.new(key, pseudonym.encode(), hashlib.sha256).digest()


def _known_contacts(key: bytes) -> list[uuid.UUID]:
    """The stored contacts that were stopped and that link."""
    marks = {bytes(mark) for mark in StoppedContact.objects.values_list("mark", flat=True)}
    if not marks:
        return []
    stored = AdvertContact.objects.exclude(pseudonym__in=_hubs()).values_list("id", "pseudonym")
    return [row for row, pseudonym in stored if mark_of(pseudonym, key) in marks]


def _hubs() -> list[str]:
    shared = ContactHub.objects.exclude(kind__in=ContactHub.IN_RECORDS)
    return list(shared.values_list("pseudonym", flat=True))


def _note_sightings(by: Actor, stopped: set[str]) -> None:
    theirs = Link.objects.filter(advertiser__in=stopped)
    new = theirs.exclude(sighting__in=StoppedSighting.objects.values("sighting"))
    StoppedSighting.objects.bulk_create(
        (
            StoppedSighting(organisation=by.organisation, sighting_id=row)
            for row in new.values_list("sighting_id", flat=True)
        ),
        ignore_conflicts=True,
        batch_size=CHUNK,
    )


def _note_contacts(by: Actor, key: bytes) -> bool:
    """Whether there was one that was not known."""
    before = StoppedContact.objects.count()
    mentioned = ContactMention.objects.filter(sighting__in=StoppedSighting.objects.values("sighting"))
    contacts = AdvertContact.objects.filter(id__in=mentioned.values("contact")).exclude(pseudonym__in=_hubs())
    StoppedContact.objects.bulk_create(
        (
            StoppedContact(organisation=by.organisation, mark=mark_of(pseudonym, key))
            for pseudonym in contacts.order_by("pseudonym").values_list("pseudonym", flat=True)
        ),
        ignore_conflicts=True,
        batch_size=CHUNK,
    )
    return StoppedContact.objects.count() > before


def forget_synthetic_stops(*, by: Actor) -> int:
    """Forgets the stops of an organisation that holds invented data, with the market they are about."""
    assert by.organisation.synthetic
    return StoppedSighting.objects.all().delete()[0] + StoppedContact.objects.all().delete()[0]
