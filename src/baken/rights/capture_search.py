"""Which captures show a contact: they are opened one after another, since nothing of them stands in clear."""

import re
import uuid
from collections.abc import Iterable, Iterator

from baken.collection.charsets import decode_page
from baken.collection.evidence.queries import open_capture
from baken.collection.evidence.store import CaptureDamaged, CaptureStore, KeptCapture
from baken.collection.models import Capture
from baken.collection.pages import read_page, text_of, title_of
from baken.collection.rejects import BadRecord
from baken.extraction.advert import facts

_SHORTEST_NUMBER = 6
_OWN_FIGURES = 9
_TAGS = re.compile(rb"<[^<>]{0,2000}>")
_AT_ONCE = 2_000
_REGION = "NL"
_MOST_READ = 1_000_000
"""Characters of a page's words in which disguises are looked through; a page has seldom a hundredth."""


def captures_showing(organisation_id: uuid.UUID, values: Iterable[str]) -> list[uuid.UUID]:
    """The captures in which one of these contacts stands: in clear anywhere in the page, with or without
    its country code and with any signs between its figures; or disguised in the words that a reader sees,
    also where no sighting was read. A capture that can't be opened is among them: nobody can say that it
    does not show it."""
    wanted = frozenset(filter(None, values))
    if not wanted:
        return []
    either = re.compile(b"|".join(map(_pattern, sorted(wanted))))
    store = CaptureStore(organisation_id)
    return [capture.id for capture in _all() if _shows(store, capture, either, wanted)]


def _all() -> Iterator[Capture]:
    yield from Capture.objects.order_by("file", "offset").iterator(chunk_size=_AT_ONCE)


def _shows(
    store: CaptureStore, capture: Capture, either: "re.Pattern[bytes]", wanted: frozenset[str]
) -> bool:
    try:
        kept = open_capture(store, capture)
    except CaptureDamaged:
        return True
    low = kept.payload.lower()
    said = b"\n".join((kept.url.lower().encode(), low, _TAGS.sub(b"", low)))
    return either.search(said) is not None or _hides(kept, wanted)


def _hides(kept: KeptCapture, wanted: frozenset[str]) -> bool:
    """Whether the words of a page have one of these contacts, however it is written."""
    found = facts(None, _words(kept)[:_MOST_READ], None, _REGION).contacts
    return any(contact.value in wanted for contact in found)


def _words(kept: KeptCapture) -> str:
    """What is seen of a page, all of it; of what is no page, or can't be read as one, every character."""
    try:
        text = decode_page(kept.payload, kept.content_type)
        if not kept.content_type.lower().startswith("text/html"):
            return text
        page = read_page(text)
        return f"{title_of(page)}\n{text_of(page)}"
    except BadRecord:
        return _TAGS.sub(b" ", kept.payload).decode("utf-8", "replace")


def _pattern(value: str) -> bytes:
    figures = "".join(filter(str.isdecimal, value))
    if value.startswith("+") and len(figures) > _SHORTEST_NUMBER:
        # the last nine figures are the number itself in the plans we know; dialled any way, they stand so
        return rb"[^0-9a-z<>]{0,6}".join(figure.encode() for figure in figures[-_OWN_FIGURES:])
    return re.escape(value.lower().encode())
