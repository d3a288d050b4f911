"""Writes to the catalogue."""

from collections.abc import Sequence

from django.db import transaction

from baken.audit.actions import record_event
from baken.platforms.catalogue import PlatformEntry, folded, shipped_catalogue
from baken.platforms.models import Platform, PlatformAlias
from baken.tenancy.acting import Actor


@transaction.atomic
def load_catalogue(*, by: Actor) -> int:
    """Gives the organisation the shipped platforms that it has not got yet; returns how many."""
    known = set(Platform.objects.values_list("code", flat=True))
    return add_platforms(by=by, entries=[entry for entry in shipped_catalogue() if entry.code not in known])


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
