"""Keeping what a weighing found, and asking for a new one."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.indicators.fairness.counts import Counts
from baken.indicators.fairness.report import Row, report
from baken.indicators.fairness.shipped import judge_as_shipped
from baken.indicators.rule import Rule
from baken.statistics.fairness.stored import rates
from baken.statistics.models import FairnessRun
from baken.statistics.permissions import FAIRNESS_WEIGH
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.tenancy.waiting import put_in_queue

TASK = "weigh_fairness"
FRESH = timedelta(days=1)
"""For so long a weighing is new enough not to be made again by itself."""


def ask_for_weighing(*, by: Actor) -> None:
    """Lets a worker weigh the rules that are in force, once this transaction is done. Raises NotPermitted."""
    check_may(by, FAIRNESS_WEIGH)
    record_event(by=by, action="statistics.fairness_asked", subject="rules")
    put_in_queue(TASK, by.organisation.id)


def is_due() -> bool:
    """Whether the last weighing is a day old, or there is none."""
    fresh = FairnessRun.objects.filter(weighed_at__gt=timezone.now() - FRESH)
    return not fresh.exists()


@transaction.atomic
def keep_run(
    *,
    by: Actor,
    counts: Counts,
    looked_at: Sequence[Row],
    concluded: int,
    rules: Sequence[Rule],
    platforms: Iterable[str],
) -> FairnessRun:
    """Keeps a weighing in the place of the one before.

    `looked_at` is what people concluded, by group, and `concluded` of how many advertisers they did.
    `platforms` are those of everything that was weighed: what the shipped rules are answered for with holds
    on invented ones alone.
    """
    now = timezone.now()
    verdict = judge_as_shipped(counts, rules, platforms, on=timezone.localdate(now))
    found = [*rates(report(counts), verdict), *rates(looked_at, None)]
    FairnessRun.objects.all().delete()
    run = FairnessRun.objects.create(
        organisation=by.organisation,
        weighed_at=now,
        rules={rule.indicator: rule.version for rule in rules},
        bound=verdict.bound,
        advertisers=counts.advertisers,
        urgent=counts.urgent,
        looked_at=concluded,
        rates=[rate.as_json() for rate in found],
    )
    details = {
        "advertisers": counts.advertisers,
        "over": len(verdict.failures),
        "justified": len(verdict.justified),
        "rules": len(rules),
    }
    record_event(by=by, action="statistics.fairness_weighed", subject="rules", details=details)
    return run
