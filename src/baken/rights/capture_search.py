"""Which captures show a contact: they are opened one after another, since nothing of them stands in clear."""

import re
import uuid
from collections.abc import Iterable, Iterator

from baken.collection.evidence.queries import open_capture
from baken.collection.evidence.store import CaptureDamaged, CaptureStore
from baken.collection.models import Capture

_SHORTEST_NUMBER = 6
_OWN_FIGURES = 9
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_AT_ONCE = 2_000


def captures_showing(organisation_id: uuid.UUID, values: Iterable[str]) -> list[uuid.UUID]:
    """The captures in whose text one of these contacts stands in its clear form, with or without its
    country code and with any signs between its figures. Disguises are not looked through here: what a
    sighting's own words hide, extraction has found. A capture that can't be opened is among them: nobody
    can say that it does not show it."""
    patterns = [pattern for value in values if (pattern := _pattern(value))]
    if not patterns:
        return []
    either = re.compile(b"|".join(patterns))
    store = CaptureStore(organisation_id)
    return [capture.id for capture in _all() if _shows(store, capture, either)]


def _all() -> Iterator[Capture]:
    yield from Capture.objects.order_by("file", "offset").iterator(chunk_size=_AT_ONCE)


def _shows(store: CaptureStore, capture: Capture, either: "re.Pattern[bytes]") -> bool:
    try:
        kept = open_capture(store, capture)
    except CaptureDamaged:
        return True
    low = kept.payload.lower()
    said = b"\n".join((kept.url.lower().encode(), low, _TAGS.sub(b"", low)))
    return either.search(said) is not None


def _pattern(value: str) -> bytes | None:
    figures = "".join(filter(str.isdecimal, value))
    if value.startswith("+") and len(figures) > _SHORTEST_NUMBER:
        # the last nine figures are the number itself in the plans we know; dialled any way, they stand so
        return rb"[^0-9a-z<>]{0,6}".join(figure.encode() for figure in figures[-_OWN_FIGURES:])
    return re.escape(value.lower().encode()) if value else None
