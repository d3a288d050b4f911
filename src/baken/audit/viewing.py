"""Reads of the log for whoever oversees it: newest first, a page at a time, at any length.

A page goes on from the last event of the page before it (a keyset), so that the thousandth page costs
what the first one does.
"""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Max, Q, QuerySet, Sum

from baken.audit import chain
from baken.audit.actions import record_event
from baken.audit.models import Event, Seal
from baken.audit.words import actions_in
from baken.tenancy.acting import Actor

PAGE = 50


@dataclass(frozen=True, slots=True)
class LogFilter:
    """Which events: a group of actions, one member of staff, a purpose, from and until a moment."""

    group: str | None = None
    user: uuid.UUID | None = None
    purpose: str | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class LogPage:
    """Some events, newest first; `older` is the event after which the next page begins, if any."""

    events: list[Event]
    older: uuid.UUID | None


@dataclass(frozen=True, slots=True)
class SealCheck:
    """The seal of one event; `holds` is None where it is not sealed yet."""

    seal: Seal | None
    holds: bool | None


def log_page(*, by: Actor, wanted: LogFilter, after: uuid.UUID | None = None, size: int = PAGE) -> LogPage:
    """One page of the log, itself noted in the log. An `after` that is not there gives the first page."""
    events = _filtered(wanted)
    if after is not None and (last := Event.objects.filter(id=after).first()) is not None:
        events = events.filter(Q(at__lt=last.at) | Q(at=last.at, sequence__lt=last.sequence), at__lte=last.at)
    found = list(events.select_related("user", "seal").order_by("-at", "-sequence")[: size + 1])
    record_event(
        by=by,
        action="audit.read",
        subject=f"user:{wanted.user}" if wanted.user else "audit",
        details={"events": len(found[:size]), "group": wanted.group or "all"},
    )
    return LogPage(found[:size], found[size - 1].id if len(found) > size else None)


def _filtered(wanted: LogFilter) -> QuerySet[Event]:
    events = Event.objects.all()
    if wanted.group:
        events = events.filter(action__in=actions_in(wanted.group))
    if wanted.user:
        events = events.filter(user=wanted.user)
    if wanted.purpose:
        events = events.filter(purpose=wanted.purpose)
    if wanted.since:
        events = events.filter(at__gte=wanted.since)
    if wanted.until:
        events = events.filter(at__lt=wanted.until)
    return events


def read_event(*, by: Actor, event: Event) -> SealCheck:
    """Computes the seal of one event again from all the events that it closes; noted in the log."""
    record_event(by=by, action="audit.event_read", subject=f"event:{event.id}")
    seal = event.seal
    if seal is None:
        return SealCheck(None, None)
    events = list(Event.objects.filter(seal=seal).order_by("position"))
    key = settings.BAKEN_KEYRING.key(str(by.organisation.id), "audit")
    found = chain.seal_hash(key, bytes(seal.previous_hash), seal.number, seal.at, events)
    return SealCheck(seal, len(events) == seal.events and found == bytes(seal.hash))


def last_verification() -> Event | None:
    """The newest check of the whole log, with the number of faults in its details."""
    return Event.objects.filter(action="audit.verified").order_by("-at", "-sequence").first()


def unsealed_since() -> datetime | None:
    """The moment of the oldest event that no seal closes yet."""
    oldest = Event.objects.filter(seal__isnull=True).order_by("sequence").first()
    return oldest.at if oldest else None


def newest_seal() -> datetime | None:
    """The moment of the newest seal."""
    found: datetime | None = Seal.objects.aggregate(newest=Max("at"))["newest"]
    return found


def size_of_log() -> int:
    """How many sealed events there are: what a check of the whole log must read."""
    return Seal.objects.filter(erased_at__isnull=True).aggregate(events=Sum("events"))["events"] or 0
