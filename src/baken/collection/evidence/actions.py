"""Writes to the evidence: captures are kept, each once, under a lawful basis."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.collection.evidence.keys import capture_row, seal_url
from baken.collection.evidence.records import NewCapture, PreparedCapture, prepared
from baken.collection.evidence.rewriting import share_files
from baken.collection.evidence.store import CaptureStore
from baken.collection.evidence.text_only import text_only
from baken.collection.exceptions import BasisLapsed
from baken.collection.models import Capture, LawfulBasis, Source
from baken.collection.standing import standing
from baken.tenancy.acting import Actor
from baken.tenancy.bulk import Same, insert_rows
from baken.vocabulary.captures import CaptureWay


@dataclass(frozen=True, slots=True)
class ReadyCapture:
    """A capture with its row, made ready for the store."""

    row: uuid.UUID
    kind: str
    url: str
    at: datetime
    content_type: str
    prepared: PreparedCapture


def keep_captures(
    *, by: Actor, basis: LawfulBasis, source: Source | None, captures: Sequence[NewCapture], how: str
) -> list[Capture]:
    """Keeps captures under a basis in force, in the order given; `how` is a code of `CaptureWay`.

    On the disk before it returns, whatever becomes of the transaction. One that stands already (same
    source, address, moment and digest) is given back as it stands. Only text is kept, without data URIs.
    Raises `BasisLapsed` and `baken.collection.evidence.text_only.NotText`.
    """
    if how not in CaptureWay:
        raise ValueError(f"no such way of capturing: {how}")
    if not captures:
        return []
    if not basis.holds_on(timezone.now().date()):
        raise BasisLapsed
    bare = [_bare(capture) for capture in captures]
    source_id = source.id if source else None
    ready = [make_ready(by.organisation.id, source_id, capture) for capture in bare]
    rows = store_ready(by=by, basis=basis, source=source, ready=ready, how=how)
    kept = Capture.objects.in_bulk(set(rows))
    return [kept[row] for row in rows]


def _bare(capture: NewCapture) -> NewCapture:
    kept = text_only(capture.payload, capture.content_type)
    if kept.original_sha256 is None:
        return capture
    return replace(
        capture,
        payload=kept.payload,
        content_type=kept.content_type,
        headers=tuple(
            (name, kept.content_type if name.strip().lower() == "content-type" else value)
            for name, value in capture.headers
        ),
        original_sha256=capture.original_sha256 or kept.original_sha256,
    )


def make_ready(organisation_id: uuid.UUID, source_id: uuid.UUID | None, capture: NewCapture) -> ReadyCapture:
    """A capture with its row and its record, of text that was made bare before."""
    done = prepared(capture)
    return ready_capture(
        organisation_id, source_id, capture.kind, capture.url, capture.at, capture.content_type, done
    )


def ready_capture(
    organisation_id: uuid.UUID,
    source_id: uuid.UUID | None,
    kind: str,
    url: str,
    at: datetime,
    content_type: str,
    done: PreparedCapture,
) -> ReadyCapture:
    """A capture whose record was made elsewhere, with its row."""
    row = capture_row(organisation_id, source_id, url, at, done.payload_sha256)
    return ReadyCapture(row, kind, url, at, content_type, done)


@transaction.atomic
def store_ready(
    *,
    by: Actor,
    basis: LawfulBasis,
    source: Source | None,
    ready: Sequence[ReadyCapture],
    how: str,
    store: CaptureStore | None = None,
) -> list[uuid.UUID]:
    """Writes captures to the files and a row for each; those that stand already stay as they are. Returns
    the row of each, in their order. `store` is the organisation's, for who calls this often: one that was
    just written to need not read again where its newest file ends."""
    organisation = by.organisation
    share_files(organisation.id)
    first = {one.row: one for one in reversed(ready)}
    known = standing(Capture, first)
    fresh = [one for row, one in first.items() if row not in known]
    store = store or CaptureStore(organisation.id)
    places = store.append_prepared([one.prepared for one in fresh])
    # two who keep the same at once: the first one's row stands, the other's frame is nobody's and goes
    new = insert_rows(
        Capture,
        {
            "id": [one.row for one in fresh],
            "organisation_id": Same(organisation.id),
            "source_id": Same(source.id if source else None),
            "basis_id": Same(basis.id),
            "how": Same(how),
            "kind": [one.kind for one in fresh],
            "url": [seal_url(organisation.id, one.row, one.url) for one in fresh],
            "at": [one.at for one in fresh],
            "file": [place.file for place in places],
            "offset": [place.offset for place in places],
            "length": [place.length for place in places],
            "payload_sha256": [place.payload_sha256 for place in places],
            "content_type": [one.content_type[:200] for one in fresh],
        },
    )
    record_event(
        by=by,
        action="collection.captures_kept",
        subject=f"basis:{basis.code}",
        purpose=basis.purpose,
        details={"captures": new, "how": how, "stood_already": len(first) - new},
    )
    return [one.row for one in ready]
