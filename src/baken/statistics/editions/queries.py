"""Editions as they are read: by those who may, and by everybody."""

import uuid
from collections.abc import Iterable

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from baken.statistics.models import AskedEdition, Edition, Provision

PUBLIC_STATES = ("published", "withdrawn")


def editions() -> QuerySet[Edition]:
    """Every edition of the organisation acted for, without what is sealed."""
    return Edition.objects.defer("sealed").select_related("made_by", "proposed_by", "decided_by")


def published() -> QuerySet[Edition]:
    """What everybody may see, newest first."""
    return (
        Edition.objects.defer("sealed").filter(state="published", kind="public").order_by("-decided_at", "id")
    )


def corrections() -> QuerySet[Edition]:
    """What was taken back, newest first: that it was, and why."""
    return (
        Edition.objects.defer("sealed", "content")
        .filter(state="withdrawn", kind="public")
        .order_by("-withdrawn_at", "id")
    )


def asked_editions() -> QuerySet[AskedEdition]:
    """What was asked for and is not made yet, or was not made, newest first."""
    return AskedEdition.objects.exclude(state="made").select_related("asked_by").order_by("-asked_at", "id")


def provisions(edition: Edition) -> QuerySet[Provision]:
    """To which partners an edition went or is to go, oldest first."""
    return edition.provisions.select_related("asked_by", "decided_by").order_by("asked_at", "id")


def waiting_provisions() -> QuerySet[Provision]:
    """What waits for a second person, oldest first."""
    asked = Provision.objects.filter(state="asked").defer("edition__sealed", "edition__content")
    return asked.select_related("edition", "asked_by").order_by("asked_at", "id")


def published_edition(edition_id: uuid.UUID) -> Edition:
    """One that everybody may see. Raises Http404."""
    return get_object_or_404(published(), id=edition_id)


def once_published_edition(edition_id: uuid.UUID) -> Edition:
    """One that everybody may see, or could see before it was taken back: of that one they read why. Raises
    Http404."""
    return get_object_or_404(
        Edition.objects.defer("sealed").filter(state__in=PUBLIC_STATES, kind="public"), id=edition_id
    )


def newest_of(edition: Edition) -> Edition | None:
    """The newest edition of the same table that everybody may see, where it is newer than this one."""
    newer = published().defer("content").filter(table=edition.table, by=edition.by, number__gt=edition.number)
    return newer.order_by("-number").first()


def newest_first(editions: Iterable[Edition]) -> list[tuple[Edition, list[Edition]]]:
    """Of each table the newest of these editions, with those before it, newest first; in the order given."""
    found: dict[tuple[str, str], list[Edition]] = {}
    for edition in editions:
        found.setdefault((edition.table, edition.by), []).append(edition)
    each = (sorted(those, key=lambda one: one.number, reverse=True) for those in found.values())
    return [(newest, earlier) for newest, *earlier in each]
