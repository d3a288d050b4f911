"""What a person recorded by hand: the rules for it, and how it becomes an advert record.

A person writes down what they lawfully saw, in their own name (rule 9) and in words alone (rule 3).
"""

import json
import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
from django.utils import timezone

from baken.adverts.exceptions import (
    BadEntry,
    HoldsImage,
    NoBasisToday,
    NotSeenYet,
    SeenTooEarly,
    TooLateToUndo,
)
from baken.adverts.models import ByHand
from baken.collection.models import LawfulBasis
from baken.collection.moments import write_moment
from baken.collection.rejects import BadRecord
from baken.collection.validity import row_of
from baken.privacy.data_uris import cut_data_uris
from baken.tenancy.acting import Actor
from baken.vocabulary.advert_record import RECORD_VERSION, SCHEMA
from baken.vocabulary.roles import collecting_purposes

SAME_WITHIN = timedelta(minutes=10)
"""The same words of the same person at about the same moment are one sighting sent twice."""

UNDO_WITHIN = timedelta(minutes=30)
"""So long a mistake can be taken back."""

CLOCK_DIFFERS = timedelta(minutes=2)
"""So far a browser's clock may be ahead of ours."""

_WEB = re.compile(r"https?://[^\s/]+\S*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw, in the fields of an advert record; `platform` is a code of the catalogue or a
    name that it does not have."""

    platform: str
    seen_at: datetime
    text: str
    title: str = ""
    place: str = ""
    advertised_gender: str = "unknown"
    url: str = ""
    contacts: Sequence[dict[str, str]] = field(default_factory=tuple)

    def content(self) -> str:
        """What makes one entry differ from another, as one text; the moment apart."""
        shown = [self.platform, self.text, self.title, self.place, self.advertised_gender, self.url]
        return json.dumps([shown, [[one["kind"], one["value"]] for one in self.contacts]], ensure_ascii=False)


def tidy(seen: Seen) -> Seen:
    """The same without spaces around the fields and one kind of line end."""
    return Seen(
        platform=" ".join(seen.platform.split()),
        seen_at=seen.seen_at,
        text=seen.text.replace("\r\n", "\n").replace("\r", "\n").strip(),
        title=" ".join(seen.title.split()),
        place=" ".join(seen.place.split()),
        advertised_gender=seen.advertised_gender or "unknown",
        url=seen.url.strip(),
        contacts=tuple(
            {"kind": one["kind"], "value": one["value"].strip()}
            for one in seen.contacts
            if one["value"].strip()
        ),
    )


def check_seen(seen: Seen, basis: LawfulBasis, by: Actor, now: datetime) -> None:
    """All that must hold before something is recorded.

    Raises `NoBasisToday`, `NotSeenYet`, `SeenTooEarly`, `HoldsImage`, `BadEntry`.
    """
    purposes = collecting_purposes(by.user.roles)
    if not basis.holds_on(timezone.localdate(now)) or basis.purpose not in purposes:
        raise NoBasisToday
    if seen.seen_at > now + CLOCK_DIFFERS:
        raise NotSeenYet
    if timezone.localdate(seen.seen_at) < basis.valid_from:
        raise SeenTooEarly
    if not seen.text:
        raise BadEntry("text: is missing")
    if seen.url and not _WEB.match(seen.url):
        raise BadEntry("url: is not an address that begins with http:// or https://")
    for words in (seen.platform, seen.text, seen.title, seen.place, seen.url, *_values(seen)):
        if cut_data_uris(words) != words:
            raise HoldsImage
    if not can_name_platform(seen.platform):
        raise BadEntry("platform: is not a name of a platform")


def can_name_platform(name: str) -> bool:
    """Whether it can be the name of a platform: short, and no number or address of somebody."""
    return bool(
        re.match(r"\w", name)
        and len(name) <= 80
        and "@" not in name
        and not re.search(r"\d{7}", re.sub(r"[\W_]", "", name))
    )


def can_undo(mine: ByHand, by: Actor, now: datetime) -> bool:
    """Whether `check_undo` would let it pass."""
    try:
        check_undo(mine, by, now)
    except TooLateToUndo:
        return False
    return True


def check_undo(mine: ByHand, by: Actor, now: datetime) -> None:
    """Who recorded something takes it back, soon after, while nobody works with it.

    Raises `TooLateToUndo`.
    """
    if mine.recorded_by_id != by.user.id or now >= mine.recorded_at + UNDO_WITHIN:
        raise TooLateToUndo
    if any(used(mine.sighting_id) for used in _used):
        raise TooLateToUndo


_used: list[Callable[[uuid.UUID], bool]] = []


def also_ask(used: Callable[[uuid.UUID], bool]) -> None:
    """A room above tells how it knows that somebody works with a sighting."""
    if used not in _used:
        _used.append(used)


def _values(seen: Seen) -> tuple[str, ...]:
    return tuple(one["value"] for one in seen.contacts)


def as_record(seen: Seen, number: uuid.UUID) -> dict[str, Any]:
    """The advert record of what was seen; what was left empty is absent. Raises `BadEntry`."""
    record: dict[str, Any] = {
        "record_version": RECORD_VERSION,
        "sighting_id": f"by-hand-{number}",
        "platform": seen.platform,
        "captured_at": write_moment(seen.seen_at),
        "text": seen.text,
        "advertised_gender": seen.advertised_gender,
    }
    for name in ("title", "place", "url"):
        if value := getattr(seen, name):
            record[name] = value
    if seen.contacts:
        record["contacts"] = list(seen.contacts)
    try:
        row_of(record)
    except BadRecord as fault:
        raise BadEntry(str(fault)) from fault
    return record


def as_batch(record: dict[str, Any]) -> pa.RecordBatch:
    """One record in the columns that are stored."""
    return pa.RecordBatch.from_pylist([row_of(record)], SCHEMA)
