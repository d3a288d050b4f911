"""By what a find is recognised when it is found again: its address, its words, its contacts, and the unique
advert that linking gave it. All as keyed pseudonyms: from none of them can be told what was found.

Nobody asks here whether something was found: an answer comes only to whoever adds a find of their own.
"""

import re
import uuid
from collections.abc import Collection
from dataclasses import dataclass

import pyarrow as pa

from baken.adverts.models import ContactHub, Link, Sighting
from baken.adverts.record_json import from_json
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.indicators.folding import fold
from baken.privacy.pseudonyms import pseudonym
from baken.vocabulary.advert_record import words
from baken.watch.models import Campaign, Find, Finding, FindKey

FEWEST_WORDS = 6
"""Fewer words than these are too few to say that two texts are the same."""

NO_CONTACTS = ("website", "other")
"""A website is a platform's or an agency's more often than a person's; "other" is anything."""

_NUMBERS = re.compile(r"\d+")
_ADDRESS_ENDS = re.compile(r"[?#].*\Z|/+\Z")
_ADDRESS_BEGINS = re.compile(r"\Ahttps?://(?:www\.|m\.)?")


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of one sighting, and its unique advert where linking gave it one."""

    address: frozenset[str]
    text: frozenset[str]
    contact: frozenset[str]
    unique_advert: str | None

    def by_kind(self) -> dict[str, frozenset[str]]:
        """The keys as they are stored, strongest kind first."""
        return {"address": self.address, "text": self.text, "contact": self.contact}


def keys_of(organisation_id: uuid.UUID, sighting: Sighting) -> Keys:
    """The keys of a stored sighting. Raises `baken.privacy.encryption.NotDecryptable`."""
    vault = Vault(organisation_id)
    records = from_json([vault.open(sighting.record, RECORD_COLUMN, sighting.id)])
    (record,) = records.to_pylist()
    key = vault.pseudonym_key
    said = _NUMBERS.sub("0", fold(words(record["title"], record["text"])))
    addresses = [
        f"id {record['platform_advert_id']}" if record["platform_advert_id"] else "",
        f"url {_plain(record['url'])}" if record["url"] else "",
    ]
    return Keys(
        address=frozenset(
            pseudonym("find address", f"{record['platform']}\0{one}", key) for one in addresses if one
        ),
        text=frozenset([pseudonym("find text", said, key)] if len(said.split()) >= FEWEST_WORDS else ()),
        contact=_contacts(records, key),
        unique_advert=Link.objects.filter(sighting=sighting).values_list("unique_advert", flat=True).first(),
    )


def _plain(url: str) -> str:
    return _ADDRESS_ENDS.sub("", _ADDRESS_BEGINS.sub("", url.strip().casefold()))


def _contacts(records: pa.RecordBatch, key: bytes) -> frozenset[str]:
    """The pseudonyms of its contacts, but for those that many different texts share."""
    from baken.extraction.stage import extract

    found = {
        one["pseudonym"]
        for row in extract(records, key=key).column("contacts").to_pylist()
        for one in row
        if one["kind"] not in NO_CONTACTS
    }
    shared = ContactHub.objects.filter(pseudonym__in=found).values_list("pseudonym", flat=True)
    return frozenset(found - set(shared))


def found_before(campaign: Campaign, keys: Keys) -> tuple[Find, str] | None:
    """The find that this is, and why (a code of `FindMatch`): the strongest reason, the oldest find."""
    for kind, values in keys.by_kind().items():
        if find := _oldest(campaign, kind, values):
            return find, kind
        if kind == "text" and keys.unique_advert and (find := _same_advert(campaign, keys.unique_advert)):
            return find, kind
    return None


def _oldest(campaign: Campaign, kind: str, values: Collection[str]) -> Find | None:
    return (
        Find.objects.filter(
            campaign=campaign, findings__keys__kind=kind, findings__keys__value__in=list(values)
        )
        .order_by("number")
        .first()
    )


def _same_advert(campaign: Campaign, unique_advert: str) -> Find | None:
    linked = Link.objects.filter(unique_advert=unique_advert).values("sighting_id")
    return Find.objects.filter(campaign=campaign, findings__sighting__in=linked).order_by("number").first()


def may_be_same(find: Find) -> list[tuple[Find, str]]:
    """Other finds of the campaign that share something with this one, each with the strongest reason."""
    found: dict[int, tuple[Find, str]] = {}
    keys = list(FindKey.objects.filter(finding__find=find).values_list("kind", "value"))
    others = Find.objects.filter(campaign=find.campaign).exclude(id=find.id)
    for kind in ("address", "text", "contact"):
        values = [value for one, value in keys if one == kind]
        for other in others.filter(findings__keys__kind=kind, findings__keys__value__in=values).distinct():
            found.setdefault(other.number, (other, kind))
    adverts = Link.objects.filter(sighting__in=Finding.objects.filter(find=find).values("sighting_id"))
    linked = Link.objects.filter(unique_advert__in=adverts.values("unique_advert")).values("sighting_id")
    for other in others.filter(findings__sighting__in=linked).distinct():
        found.setdefault(other.number, (other, "text"))
    return [found[number] for number in sorted(found)]


def is_a_find(sighting_id: uuid.UUID) -> bool:
    """Whether a sighting is one of the findings of a campaign."""
    return Finding.objects.filter(sighting=sighting_id).exists()
