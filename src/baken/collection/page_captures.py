"""The capture that is kept of a page, on its way from a reader to the store."""

from typing import NamedTuple

from baken.collection.evidence.records import PreparedCapture


class KeptPage(NamedTuple):
    """A capture of a page, ready for the store: its address, its media type, its record."""

    url: str
    content_type: str
    prepared: PreparedCapture
