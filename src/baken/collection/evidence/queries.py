"""Reads of the evidence; each is noted in the log."""

from baken.audit.actions import record_event
from baken.collection.evidence.keys import open_url
from baken.collection.evidence.store import CaptureDamaged, CaptureStore, KeptCapture, StoredCapture
from baken.collection.models import Capture
from baken.privacy.encryption import NotDecryptable
from baken.tenancy.acting import Actor

_TRIES = 3


def read_capture(*, by: Actor, capture: Capture) -> KeptCapture:
    """A capture as it was kept: its payload, and the header fields around it. Raises `CaptureDamaged`."""
    record_event(
        by=by, action="collection.capture_read", subject=f"capture:{capture.id}", details={"how": capture.how}
    )
    return open_capture(CaptureStore(capture.organisation_id), capture)


def open_capture(store: CaptureStore, capture: Capture) -> KeptCapture:
    """The same without an event, for who notes it otherwise. Raises `CaptureDamaged`."""
    for _ in range(_TRIES):
        try:
            return store.read(_place(capture))
        except CaptureDamaged:
            # the file may have been written anew since the row was read
            before = _place(capture)
            capture.refresh_from_db(fields=["file", "offset", "length"])
            if _place(capture) == before:
                raise
    raise CaptureDamaged(CaptureDamaged.__doc__)


def url_of(capture: Capture) -> str | None:
    """The address it came from; None where it can't be opened."""
    try:
        return open_url(capture.organisation_id, capture.id, capture.url)
    except NotDecryptable:
        return None


def _place(capture: Capture) -> StoredCapture:
    return StoredCapture(capture.file, capture.offset, capture.length, capture.payload_sha256)
