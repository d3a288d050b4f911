"""Writes to the catalogue."""

from collections.abc import Mapping, Sequence

from django.db import transaction

from baken.audit.actions import record_event
from baken.platforms.catalogue import PlatformEntry, folded, shipped_catalogue
from baken.platforms.models import Platform, PlatformAlias, PlatformChange
from baken.tenancy.acting import Actor


@transaction.atomic
def load_catalogue(*, by: Actor) -> int:
    """Gives the organisation the shipped platforms that it has not got yet; returns how many.

    Of those it has, it gets the shipped nicknames that came later, but for what it took away itself,
    what means another platform with it, and platforms that are no longer there.
    """
    known = {platform.code: platform for platform in Platform.objects.all()}
    _add_later_aliases(by, known)
    return add_platforms(by=by, entries=[entry for entry in shipped_catalogue() if entry.code not in known])


def _add_later_aliases(by: Actor, known: Mapping[str, Platform]) -> None:
    shipped = {
        folded(alias): known[entry.code]
        for entry in shipped_catalogue()
        if entry.code in known and known[entry.code].status == "active"
        for alias in entry.aliases
    }
    taken = {folded(name) for platform in known.values() for name in (platform.code, platform.name)}
    taken |= set(PlatformAlias.objects.filter(alias__in=shipped).values_list("alias", flat=True))
    lacking = [alias for alias in shipped if alias not in taken]
    if not lacking:
        return
    away = PlatformChange.objects.filter(what="alias_removed", before__in=lacking)
    gone = set(away.values_list("before", flat=True))
    made = [
        PlatformAlias(organisation=by.organisation, platform=shipped[alias], alias=alias)
        for alias in lacking
        if alias not in gone
    ]
    if made:
        PlatformAlias.objects.bulk_create(made, ignore_conflicts=True)
        record_event(
            by=by,
            action="platforms.nicknames_added",
            subject=f"catalogue:{by.organisation.id}",
            purpose=by.purpose,
            reason=by.reason,
            details={"nicknames": len(made)},
        )


@transaction.atomic
def add_platforms(*, by: Actor, entries: Sequence[PlatformEntry]) -> int:
    """Adds platforms with their nicknames; a nickname that is in use already stays where it is."""
    if not entries:
        return 0
    platforms = Platform.objects.bulk_create(
        Platform(
            organisation=by.organisation,
            code=entry.code,
            name=entry.name,
            type=entry.type,
            catalogue_order=entry.order,
        )
        for entry in entries
    )
    PlatformAlias.objects.bulk_create(
        [
            PlatformAlias(organisation=by.organisation, platform=platform, alias=folded(alias))
            for platform, entry in zip(platforms, entries, strict=True)
            for alias in entry.aliases
        ],
        ignore_conflicts=True,
    )
    record_event(
        by=by,
        action="platforms.added",
        subject=f"catalogue:{by.organisation.id}",
        purpose=by.purpose,
        reason=by.reason,
        details={"platforms": len(platforms)},
    )
    return len(platforms)
