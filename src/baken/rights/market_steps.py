"""How adverts, their contacts and their signals expire: the steps that are more than a date."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import DateTimeField, Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.functions import Cast, Least

from baken.adverts.models import AdvertContact, ContactHub, ContactMention, Link, Sighting, Signal
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.audit.actions import record_event
from baken.collection.models import Capture
from baken.privacy.encryption import NotDecryptable
from baken.privacy.retention import RetentionClass
from baken.rights.cutting import without_contacts
from baken.rights.periods import BASIS_GRACE
from baken.rights.steps import MOMENT, Expire, Gone, Step
from baken.tenancy.acting import Actor
from baken.watch.models import FindKey

CUT = "adverts.sighting.contacts cut"
"""Under this name a run counts records that stay, without their contacts."""

FIRST_MOMENT = Least("captured_at", "stored_at")
"""From when a sighting counts: a source that says it was captured in the future keeps it no longer."""


def rewrite(vault: Vault, row: Any, sealed: bytes | memoryview, change: Any) -> bytes:
    """A sealed record, opened, changed and sealed again. Raises `NotDecryptable`."""
    record = json.loads(vault.open(sealed, RECORD_COLUMN, row))
    return vault.seal(json.dumps(change(record), ensure_ascii=False), RECORD_COLUMN, row)


def replace_records(sealed: dict[Any, bytes], *, cut: bool) -> None:
    """Puts new records in the place of the old ones; `cut` notes that all their contacts are out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE adverts_sighting SET record = given.record, contacts_cut = contacts_cut OR %s "
            "FROM unnest(%s::uuid[], %s::bytea[]) AS given(id, record) WHERE adverts_sighting.id = given.id",
            [cut, list(sealed), list(sealed.values())],
        )


@dataclass(frozen=True, kw_only=True)
class CutContacts(Expire):
    """Contacts are cut out of the records of sightings that stay, and where they stood is forgotten.

    A record that can't be opened can't be cut: it goes whole.
    """

    def erase(self, by: Actor, keys: list[Any]) -> Gone:
        vault = Vault(by.organisation.id)
        stored = Sighting.objects.filter(id__in=keys).order_by("id").select_for_update()
        sealed, unreadable = {}, []
        for row, record in stored.values_list("id", "record"):
            try:
                sealed[row] = rewrite(
                    vault, row, record, lambda one, row=row: without_contacts(one, str(row))
                )
            except NotDecryptable:
                unreadable.append(row)
        replace_records(sealed, cut=True)
        _, gone = ContactMention.objects.filter(sighting__in=keys).delete()
        # a page shows what was cut out of the record
        _, pages = Capture.objects.filter(sightings__in=keys).delete()
        # whom an account or image leads to stands in records alone: those hubs are counted anew
        _, hubs = ContactHub.objects.filter(kind__in=ContactHub.IN_RECORDS).delete()
        found = {label.lower(): count for label, count in (gone | hubs | pages).items()} | {CUT: len(sealed)}
        if unreadable:
            record_event(
                by=by,
                action="rights.unreadable_erased",
                subject="adverts.sighting",
                details={"sightings": len(unreadable)},
            )
            return _sum(found, super().erase(by, unreadable))
        return found


@dataclass(frozen=True, kw_only=True)
class UnusedContacts(Step):
    """Contacts go when no sighting within the period mentions them, and with them the hub and the
    signals that name them."""

    def due(self, before: datetime) -> QuerySet[Any]:
        mentions = ContactMention.objects.filter(contact=OuterRef("pk"))
        recent = mentions.annotate(moment=Least("sighting__captured_at", "sighting__stored_at")).filter(
            moment__gte=before
        )
        return AdvertContact.objects.filter(~Exists(recent))

    def free(self, before: datetime, among: Collection[Any] | None = None) -> QuerySet[Any]:
        # a mention that is left is that of a held sighting, or of one that the next batch cuts
        mentions = ContactMention.objects.filter(contact=OuterRef("pk"))
        found = AdvertContact.objects.filter(~Exists(mentions))
        return found if among is None else found.filter(pk__in=list(among))

    def due_and_held(self, before: datetime) -> QuerySet[Any]:
        mentions = ContactMention.objects.filter(contact=OuterRef("pk"))
        return self.due(before).filter(Exists(mentions.filter(_held_mentions())))

    def erase(self, by: Actor, keys: list[Any]) -> Gone:
        pseudonyms = list(AdvertContact.objects.filter(id__in=keys).values_list("pseudonym", flat=True))
        gone = forget_pseudonyms(pseudonyms)
        return _sum(gone, super().erase(by, keys))


_UNCLAIMED = timedelta(days=1)
"""So long a capture may stand without a sighting: what reads it has long been done."""


def capture_steps() -> list[Step]:
    """Captures show contact details in clear, so they go with these; when the basis they were made under
    has ended; and when no sighting needs them as its evidence."""
    contact = RetentionClass.CONTACT
    return [
        Expire(model=Capture, keep=contact, moment=Least("at", "stored_at")),
        Expire(
            model=Capture,
            keep=contact,
            variant="basis ended",
            moment=Least(Cast("basis__valid_until", DateTimeField()), "basis__ended_at"),
            grace=BASIS_GRACE,
        ),
        Expire(
            model=Capture,
            keep=contact,
            variant="unclaimed",
            moment="stored_at",
            only=Q(~Exists(Sighting.objects.filter(capture=OuterRef("pk")))),
            grace=_UNCLAIMED,
        ),
    ]


def _held_mentions() -> Q:
    from baken.rights.holding import held

    return held(ContactMention)


def forget_pseudonyms(pseudonyms: list[str]) -> Gone:
    """Takes out what is known of contacts beside their mentions: hubs, and signals that show them."""
    _, gone = ContactHub.objects.filter(pseudonym__in=pseudonyms).delete()
    _, keys = FindKey.objects.filter(value__in=pseudonyms).delete()
    found = {label.lower(): count for label, count in (gone | keys).items()}
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM adverts_signal WHERE EXISTS "
            "(SELECT FROM jsonb_array_elements(evidence) AS piece WHERE piece->>'id' = ANY(%s))",
            [pseudonyms],
        )
        if cursor.rowcount:
            found[Signal._meta.label_lower] = cursor.rowcount
    return found


@dataclass(frozen=True, kw_only=True)
class UnusedHubs(Step):
    """Hubs go when the contact they name has gone."""

    def due(self, before: datetime) -> QuerySet[Any]:
        named = AdvertContact.objects.filter(pseudonym=OuterRef("pseudonym"))
        return ContactHub.objects.exclude(kind__in=ContactHub.IN_RECORDS).filter(~Exists(named))


@dataclass(frozen=True, kw_only=True)
class StaleSignals(Step):
    """Signals go when what they are about was not seen within the period."""

    def due(self, before: datetime) -> QuerySet[Any]:
        recent = Sighting.objects.annotate(**{MOMENT: FIRST_MOMENT}).filter(**{f"{MOMENT}__gte": before})
        named = recent.annotate(name=Cast("id", TextField())).filter(name=OuterRef("subject"))
        linked = Link.objects.filter(sighting__in=recent.values("pk"), advertiser=OuterRef("subject"))
        return Signal.objects.filter(
            Q(subject_kind="sighting") & ~Exists(named) | ~Q(subject_kind="sighting") & ~Exists(linked)
        )


def _sum(one: Gone, other: Gone) -> Gone:
    return {name: one.get(name, 0) + other.get(name, 0) for name in (*one, *other)}


def signals_of(sightings: Collection[Any]) -> Q:
    """The signals about these sightings."""
    return Q(subject_kind="sighting", subject__in=[str(row) for row in sightings])


def market_steps() -> list[Step]:
    """The steps of the market, contacts first and the sightings themselves last."""
    contact = RetentionClass.CONTACT
    return [
        CutContacts(
            model=Sighting, keep=contact, variant="cut", moment=FIRST_MOMENT, only=Q(contacts_cut=False)
        ),
        UnusedContacts(model=AdvertContact, keep=contact),
        UnusedHubs(model=ContactHub, keep=contact),
        StaleSignals(model=Signal, keep=RetentionClass.LEAD),
    ]


def sightings_steps() -> list[Step]:
    """Sightings, with everything that hangs on them: by their period, and when the lawful basis they
    were collected under has ended."""
    return [
        Expire(model=Sighting, keep=RetentionClass.ADVERT, moment=FIRST_MOMENT),
        Expire(
            model=Sighting,
            keep=RetentionClass.ADVERT,
            variant="basis ended",
            moment=Least(Cast("basis__valid_until", DateTimeField()), "basis__ended_at"),
            grace=BASIS_GRACE,
        ),
    ]
