"""A retention run: everything that has expired goes, in batches, and what is held stays."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.privacy.retention import RetentionClass
from baken.referrals.actions.forget_contact import forget_what_ended
from baken.rights.exceptions import RunInProgress
from baken.rights.models import RetentionRun
from baken.rights.periods import periods
from baken.rights.permissions import MANAGE
from baken.rights.plan import steps
from baken.rights.steps import Gone, Step
from baken.rights.waiting import LINK
from baken.tenancy.acting import Actor
from baken.tenancy.only_one import only_one
from baken.tenancy.permission import check_may
from baken.tenancy.waiting import put_in_queue
from baken.triage.actions.keep_stops import keep_stops

Among = Mapping[str, list[Any]]
"""Rows by table (its label in lower case): nothing else goes."""

Say = Callable[[Step, int], None]
"""Told of each batch: its step, and how many rows went with it."""

_CHANGES_THE_MARKET = ("adverts.sighting", "adverts.contactmention")


def run_retention(
    *,
    by: Actor,
    scheduled: bool = False,
    among: Among | None = None,
    own_periods: Mapping[RetentionClass, timedelta] | None = None,
    say: Say = lambda step, rows: None,
) -> RetentionRun:
    """Erases what has expired and is not held; counts per table are in the run that is returned.

    Each batch is a transaction with its own count and event, so that whoever is stopped loses nothing
    and simply starts again. Not to be called inside a transaction that must be short. `among` erases
    some rows only, and no table that it does not name (a proof uses it). Raises `RunInProgress`.
    """
    check_may(by, MANAGE)
    now = timezone.now()
    with only_one(f"retention {by.organisation.id}", RunInProgress):
        run = _begin(by, scheduled)
        kept = dict(own_periods or periods())
        for step in steps():
            rows = None if among is None else among.get(step.model._meta.label_lower, [])
            before = step.before(kept, now)
            while gone := _batch(by, run, step, before, rows):
                say(step, sum(gone.values()))
        if among is None:
            forget_what_ended(by=by)
        held = {} if among is not None else _held(kept, now)
        _finish(by, run, held)
    return run


@transaction.atomic
def _begin(by: Actor, scheduled: bool) -> RetentionRun:
    run = RetentionRun.objects.create(
        organisation=by.organisation, started_at=timezone.now(), started_by=by.user, scheduled=scheduled
    )
    record_event(by=by, action="rights.run_started", subject=f"run:{run.id}")
    # before anything goes: a stop for good outlives the lead, the adverts and the contacts it stood on
    keep_stops(by=by)
    return run


@transaction.atomic
def _batch(by: Actor, run: RetentionRun, step: Step, before: Any, among: list[Any] | None) -> Gone:
    gone = {name: count for name, count in step.erase_batch(by, before, among).items() if count}
    if gone:
        run.erased = dict(sorted((Counter(run.erased) + Counter(gone)).items()))
        run.save(update_fields=["erased"])
        record_event(by=by, action="rights.erased", subject=f"step:{step.name}", details=gone)
    return gone


def _held(kept: Mapping[RetentionClass, timedelta], now: Any) -> dict[str, int]:
    counted = {step.name: step.due_and_held(step.before(kept, now)).count() for step in steps()}
    return {name: count for name, count in counted.items() if count}


@transaction.atomic
def _finish(by: Actor, run: RetentionRun, held: dict[str, int]) -> None:
    run.held = held
    run.finished_at = timezone.now()
    run.save(update_fields=["held", "finished_at"])
    record_event(
        by=by,
        action="rights.run_finished",
        subject=f"run:{run.id}",
        details={"erased": run.rows_erased, "held": run.rows_held},
    )
    if any(table in run.erased for table in _CHANGES_THE_MARKET):
        # what hangs together through what went must be found anew
        put_in_queue(LINK, by.organisation.id)
