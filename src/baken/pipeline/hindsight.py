"""Proven cases run again: the sightings of each, day by day, under every version of the rules of its time."""

from collections.abc import Sequence
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from baken.indicators.hindsight.replay import Case, Version, replay
from baken.pipeline.stages import read_stored
from baken.tenancy.acting import Actor
from baken.triage.hindsight.actions import keep_result
from baken.triage.hindsight.models import HindsightReview
from baken.triage.hindsight.queries import waiting_reviews
from baken.triage.hindsight.result import as_kept
from baken.triage.hindsight.versions import versions_of_time


def run_reviews(*, by: Actor) -> int:
    """Runs every case that two people agreed on; returns how many. Opens the sightings of those alone."""
    waiting = list(waiting_reviews())
    if not waiting:
        return 0
    versions, faulty = versions_of_time()
    for review in waiting:
        _run(by, review, versions, faulty)
    return len(waiting)


def _run(by: Actor, review: HindsightReview, versions: Sequence[Version], faulty: Sequence[int]) -> None:
    rows = list(review.sightings.order_by("sighting_id").values_list("sighting_id", flat=True))
    stored = read_stored(by=by, among=rows)
    case = Case(str(review.id), review.known_on, tuple(map(str, rows)))
    assert stored.assignments is not None
    found = replay(stored.records, stored.extracted, stored.assignments, stored.hubs, [case], versions)
    captured: list[date] = pc.cast(stored.records["captured_at"], pa.date32()).to_pylist()
    days = [day for day in captured if day <= review.known_on]
    keep_result(by=by, review=review, result=as_kept(days, found, versions, faulty))
