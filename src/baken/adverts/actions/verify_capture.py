"""Computes anew whether what was kept of a sighting is what came in."""

import hashlib

from django.db import transaction

from baken.adverts.models import Sighting
from baken.adverts.permissions import READ_CAPTURE
from baken.audit.actions import record_event
from baken.collection.evidence.queries import open_capture
from baken.collection.evidence.store import CaptureDamaged, CaptureStore
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@transaction.atomic
def verify_capture(*, by: Actor, sighting: Sighting) -> bool | None:
    """Whether the capture is whole: it opens, and its payload has the digest that was noted when it came in.

    None where no capture is kept of it. Raises `NotPermitted`.
    """
    check_may(by, READ_CAPTURE)
    capture = sighting.capture
    if capture is None:
        return None
    try:
        kept = open_capture(CaptureStore(capture.organisation_id), capture)
        whole = hashlib.sha256(kept.payload).hexdigest() == capture.payload_sha256
    except CaptureDamaged:
        whole = False
    record_event(
        by=by, action="adverts.capture_verified", subject=f"capture:{capture.id}", details={"whole": whole}
    )
    return whole
