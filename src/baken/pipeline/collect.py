"""From a file to stored sightings, whole or not at all."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from baken.adverts.actions.store_sightings import store_sightings
from baken.collection.actions import record_intake
from baken.collection.policies import check_basis
from baken.collection.profile import Profile
from baken.collection.readers import read_records
from baken.pipeline.queue import defer_once
from baken.tenancy.acting import Actor


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
    for batch in read_records(stream, format=format, source=source, profile=profile):
        on_rejects(reject.as_dict() for reject in batch.rejects)
        collected.rejected += len(batch.rejects)
        # asked anew for each batch: a long file must stop where its basis ends
        recorded = check_basis(basis, timezone.now().date())
        stored = store_sightings(by=by, basis=recorded, records=batch.records, evidence=batch.evidence)
        if stored.new:
            platforms.update(batch.records.column("platform").to_pylist())
        collected.seen += stored.seen
        collected.new += stored.new
    if platforms:
        record_intake(by=by, basis=recorded, seen=platforms, rejected=collected.rejected)
    defer_once("extract", by.organisation.id)
    return collected
