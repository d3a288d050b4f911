"""Reads of the organisation's catalogue; call them while acting for the organisation."""

from functools import lru_cache

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from baken.platforms.catalogue import PlatformEntry, PlatformIndex
from baken.platforms.models import Platform


def catalogue_entries() -> list[PlatformEntry]:
    """All platforms of the organisation: the catalogue's in its order, then the added ones by name."""
    known = Q(aliases__isnull=False)
    named = Platform.objects.annotate(called=ArrayAgg("aliases__alias", filter=known, default=[]))
    rows = named.values_list("code", "name", "type", "catalogue_order", "called")
    entries = [
        PlatformEntry(code, name, type, order, tuple(sorted(aliases)))
        for code, name, type, order, aliases in rows
    ]
    return sorted(entries, key=lambda one: (one.order is None, one.order, one.name))


def platform_index() -> PlatformIndex:
    """An index over the organisation's catalogue, for many look-ups."""
    return _indexed(tuple(catalogue_entries()))


def find_platform(name: str) -> Platform | None:
    """The platform with this code, name or nickname, casefolded; None where there is none."""
    entry = platform_index().find(name)
    return Platform.objects.get(code=entry.code) if entry else None


@lru_cache(maxsize=64)
def _indexed(entries: tuple[PlatformEntry, ...]) -> PlatformIndex:
    # every page with a platform's name on it asks, and a catalogue seldom changes
    return PlatformIndex(entries)
