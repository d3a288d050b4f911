"""Reads of the organisation's catalogue; call them while acting for the organisation."""

from baken.platforms.catalogue import PlatformEntry, PlatformIndex
from baken.platforms.models import Platform


def catalogue_entries() -> list[PlatformEntry]:
    """All platforms of the organisation: the catalogue's in its order, then the added ones by name."""
    platforms = list(Platform.objects.prefetch_related("aliases"))
    platforms.sort(
        key=lambda platform: (platform.catalogue_order is None, platform.catalogue_order, platform.name)
    )
    return [
        PlatformEntry(
            code=platform.code,
            name=platform.name,
            type=platform.type,
            order=platform.catalogue_order,
            aliases=tuple(sorted(alias.alias for alias in platform.aliases.all())),
        )
        for platform in platforms
    ]


def platform_index() -> PlatformIndex:
    """An index over the organisation's catalogue, for many look-ups."""
    return PlatformIndex(catalogue_entries())


def find_platform(name: str) -> Platform | None:
    """The platform with this code, name or nickname, casefolded; None where there is none."""
    entry = platform_index().find(name)
    return Platform.objects.get(code=entry.code) if entry else None
