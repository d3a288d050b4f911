"""From a file to stored sightings, whole or not at all."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from baken.adverts.actions.store_sightings import sighting_rows, store_sightings
from baken.adverts.models import Sighting
from baken.collection.actions import record_intake
from baken.collection.evidence.actions import ready_capture, store_ready
from baken.collection.evidence.store import CaptureStore
from baken.collection.models import LawfulBasis
from baken.collection.page_workers import workers_for
from baken.collection.policies import check_basis
from baken.collection.profile import Profile
from baken.collection.readers import ARCHIVES, Batch, read_records
from baken.collection.standing import standing
from baken.pipeline.queue import defer_once
from baken.tenancy.acting import Actor

_RECORDS, _PAGES = 5_000, 1_000
"""In one batch: of pages few enough that others are read on while they are being stored."""


@dataclass
class Collected:
    """What came of a file: sightings read, those that were new, records that were rejected."""

    seen: int = 0
    new: int = 0
    rejected: int = 0


@transaction.atomic
def collect_stream(
    stream: BinaryIO,
    *,
    by: Actor,
    basis: str,
    format: str,
    source: str,
    profile: Profile | None = None,
    on_rejects: Callable[[Iterable[dict[str, Any]]], None] = lambda rejects: None,
) -> Collected:
    """Stores the sightings of a file under a recorded basis, and queues the stages that follow.

    One transaction: a file that proves unreadable leaves nothing behind, and what is stored is
    certain to be worked on. Reading a file again stores nothing twice. Raises `CollectionError`
    and `Unreadable`.
    """
    collected = Collected()
    recorded = check_basis(basis, timezone.now().date())
    platforms: Counter[str] = Counter()
    store = CaptureStore(by.organisation.id)
    is_archive = format in ARCHIVES
    batches = read_records(
        stream,
        format=format,
        source=source,
        profile=profile,
        batch_rows=_PAGES if is_archive else _RECORDS,
        keeps=True,
        workers=workers_for(stream) if is_archive else 0,
    )
    for batch in batches:
        on_rejects(reject.as_dict() for reject in batch.rejects)
        collected.rejected += len(batch.rejects)
        # asked anew for each batch: a long file must stop where its basis ends
        recorded = check_basis(basis, timezone.now().date())
        rows = sighting_rows(by.organisation.id, batch.records)
        stored = store_sightings(
            by=by,
            basis=recorded,
            records=batch.records,
            evidence=batch.evidence,
            captures=_keep_pages(by, recorded, batch, rows, store),
            rows=rows,
        )
        if stored.new:
            platforms.update(batch.records.column("platform").to_pylist())
        collected.seen += stored.seen
        collected.new += stored.new
    if platforms:
        record_intake(by=by, basis=recorded, seen=platforms, rejected=collected.rejected)
    defer_once("extract", by.organisation.id)
    return collected


def _keep_pages(
    by: Actor, basis: LawfulBasis, batch: Batch, rows: list[uuid.UUID], store: CaptureStore
) -> list[uuid.UUID | None]:
    """Keeps the pages of the sightings that are new, and no others: what was erased must not come back
    with the next reading of a file. `rows` are those of the records; gives that of each one's capture."""
    if not batch.captures:
        return []
    organisation_id = by.organisation.id
    known = standing(Sighting, rows)
    moments = batch.records.column("captured_at").to_pylist()
    ready = {
        row: ready_capture(organisation_id, None, "response", page.url, at, page.content_type, page.prepared)
        for row, at, page in zip(rows, moments, batch.captures, strict=True)
        if page is not None and row not in known
    }
    kept = store_ready(by=by, basis=basis, source=None, ready=list(ready.values()), how="file", store=store)
    of_row = dict(zip(ready, kept, strict=True))
    return [of_row.get(row) for row in rows]
