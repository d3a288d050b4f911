"""Which platform of the catalogue a source means by the name it gives."""

import uuid
from collections.abc import Iterable

from baken.accounts.models import Organisation
from baken.platforms.models import Platform
from baken.platforms.queries import platform_index
from baken.watch.models import WatchedPlatform


def watch_platforms(organisation: Organisation, names: Iterable[str]) -> dict[str, uuid.UUID]:
    """The watched platform that each name stands for, made where it is new.

    A name, nickname or address (with or without "www.") of the catalogue means that platform, or the one it
    was merged into; what the catalogue does not know is a platform by its own name, of unknown type. What
    the catalogue came to say since, holds from now on.
    """
    index = platform_index()
    entries = {one.code: one for one in Platform.objects.select_related("successor")}
    by_entry: dict[uuid.UUID, WatchedPlatform] = {}
    by_name: dict[str, WatchedPlatform] = {}
    for one in WatchedPlatform.objects.all():
        by_name[one.name] = one
        if one.entry_id:
            by_entry[one.entry_id] = one
    found: dict[str, uuid.UUID] = {}
    for name in names:
        known = index.find(name) or index.find(name.removeprefix("www."))
        entry = _last(entries[known.code]) if known else None
        shown = entry.name if entry else name
        watched = (by_entry.get(entry.id) if entry else None) or by_name.get(shown)
        if watched is None:
            watched = WatchedPlatform.objects.create(
                organisation=organisation, name=shown, type=entry.type if entry else "", entry=entry
            )
        elif entry and (watched.name, watched.type, watched.entry_id) != (shown, entry.type, entry.id):
            watched.name, watched.type, watched.entry = shown, entry.type, entry
            watched.save(update_fields=["name", "type", "entry"])
        by_name[watched.name] = watched
        if entry:
            by_entry[entry.id] = watched
        found[name] = watched.id
    return found


def _last(entry: Platform) -> Platform:
    seen = {entry.id}
    while entry.successor is not None and entry.successor_id not in seen:
        entry = entry.successor
        seen.add(entry.id)
    return entry
