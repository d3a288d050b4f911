"""Reads of one sighting: its words, what was found in them, where they come from, and its other captures."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.shortcuts import get_object_or_404

from baken.adverts.models import ContactHub, ContactMention, Sighting
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.audit.actions import record_event
from baken.collection.models import CrawlPage
from baken.privacy.encryption import NotDecryptable
from baken.tenancy.acting import Actor

MOST_OTHERS = 60
"""Other captures of the same advert that are listed, the newest of them."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A contact in a sighting by its pseudonym: in the words, or (without a place) in a field of the page.

    `shared_by`: so many unique adverts share it that it links nothing.
    """

    kind: str
    pseudonym: str
    obscured: bool
    start: int | None
    end: int | None
    shared_by: int | None


@dataclass(frozen=True, slots=True)
class ReadSighting:
    """A sighting with its words decrypted. `readable` is false where they can't be; `facts` is None
    while nothing has read them yet."""

    sighting: Sighting
    readable: bool
    title: str | None
    text: str
    facts: dict[str, Any] | None
    failed: bool
    mentions: tuple[Mentioned, ...] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class OtherCapture:
    """Another capture of the same advert: when, and whether it holds the same bytes."""

    sighting: uuid.UUID
    captured_at: datetime
    same: bool


def find_sighting(sighting_id: uuid.UUID) -> Sighting:
    """A sighting with where it comes from. Raises Http404."""
    found = Sighting.objects.select_related(
        "basis", "capture__source", "capture__basis", "extraction", "link", "by_hand__recorded_by"
    )
    return get_object_or_404(found, id=sighting_id)


def read_sighting(*, by: Actor, sighting: Sighting) -> ReadSighting:
    """Its words and what was found in them, contacts as pseudonyms; noted in the log."""
    record_event(by=by, action="adverts.capture_read", subject=f"sighting:{sighting.id}")
    try:
        opened = Vault(by.organisation.id).open(sighting.record, RECORD_COLUMN, sighting.id)
    except NotDecryptable:
        return ReadSighting(sighting, False, None, "", None, False)
    record = json.loads(opened)
    extraction = getattr(sighting, "extraction", None)
    return ReadSighting(
        sighting,
        True,
        record.get("title"),
        record.get("text") or "",
        extraction.facts if extraction else None,
        bool(extraction and extraction.failed),
        _mentions(sighting),
    )


def _mentions(sighting: Sighting) -> tuple[Mentioned, ...]:
    rows = list(
        ContactMention.objects.filter(sighting=sighting)
        .order_by("start", "contact__pseudonym", "field")
        .values_list("contact__kind", "contact__pseudonym", "obscured", "start", "end")
    )
    hubs = dict(
        ContactHub.objects.filter(pseudonym__in=[row[1] for row in rows]).values_list(
            "pseudonym", "unique_adverts"
        )
    )
    return tuple(Mentioned(*row, hubs.get(row[1])) for row in rows)


def other_captures(sighting: Sighting) -> list[OtherCapture]:
    """The other captures of the same advert, newest first: those of the same address in a crawl, and those
    that linking holds for the same advert of the same advertiser on the same platform."""
    found = _same_advert(sighting).exclude(id=sighting.id).order_by("-captured_at", "id")
    rows = found.values_list("id", "captured_at", "evidence_sha256").distinct()[:MOST_OTHERS]
    own = sighting.evidence_sha256
    return [OtherCapture(row, at, bool(own) and sha256 == own) for row, at, sha256 in rows]


def is_same_advert(sighting: Sighting, other_id: uuid.UUID) -> bool:
    """Whether another sighting is one of the same advert."""
    return _same_advert(sighting).filter(id=other_id).exists()


def _same_advert(sighting: Sighting) -> QuerySet[Sighting]:
    same = Q(pk__in=[])
    link = getattr(sighting, "link", None)
    if link is not None:
        same |= Q(
            platform=sighting.platform,
            link__unique_advert=link.unique_advert,
            link__advertiser=link.advertiser,
        )
    capture = sighting.capture
    if capture is not None and capture.source_id:
        keys = list(CrawlPage.objects.filter(capture=capture).values_list("url_key", flat=True))
        visits = CrawlPage.objects.filter(crawl__source=capture.source_id, url_key__in=keys).values("capture")
        same |= Q(capture__in=visits)
    return Sighting.objects.filter(same)
