"""Counting the market anew, and what a person writes down of what stood out."""

import uuid
from datetime import date
from itertools import groupby
from operator import attrgetter

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.watch.market.alarms import Finding, findings
from baken.watch.market.counting import (
    capture_days,
    count_weeks,
    crawl_days,
    is_over,
    platform_names,
    sightings_per_week,
)
from baken.watch.market.exceptions import NoConclusion, WrongState
from baken.watch.market.naming import watch_platforms
from baken.watch.market.queries import all_series
from baken.watch.market.states import FIRST, LOOK, REOPEN, Transition
from baken.watch.models import MarketAlarm, PlatformWeek, WatchedPlatform, WeeklyCount

SAME_CHANGE = 8
"""Weeks within which a change of the same kind is the same one, should a late arrival move its week."""

RECENT = 26
"""Weeks before the newest one in which something may still stand out: who brings in the past of years is
not asked about all of it. Invented data has no now, so there everything may."""


@transaction.atomic
def count_market(*, by: Actor) -> int:
    """Counts every week anew that may have changed, and raises what stands out; returns the weeks counted.

    A week of which sightings were erased since stays as it was counted: its adverts are gone, its numbers
    are about nobody. Only of invented data, which expires in no such way, everything is counted anew.
    """
    organisation = by.organisation
    names = watch_platforms(organisation, platform_names())
    now = sightings_per_week(organisation.id, names)
    counted = _counted_before()
    weeks = [week for week, sightings in now.items() if sightings >= counted.get(week, 0)]
    stale = weeks
    if organisation.synthetic:
        weeks, stale = list(now), list({*now, *counted})
        WatchedPlatform.objects.exclude(id__in=names.values()).delete()
    WeeklyCount.objects.filter(week__in=stale).delete()
    rows = count_weeks(organisation.id, names, weeks)
    _note_effort(by, names, set(stale), set(counted) - set(stale))
    raised = _raise_alarms(by)
    record_event(
        by=by,
        action="watch.market_counted",
        subject="market",
        details={"weeks": len(weeks), "counts": rows, "raised": raised},
    )
    return len(weeks)


def _counted_before() -> dict[date, int]:
    counted: dict[date, int] = {}
    for week, captures in PlatformWeek.objects.values_list("week", "captures"):
        counted[week] = counted.get(week, 0) + captures
    return counted


def _note_effort(by: Actor, names: dict[str, uuid.UUID], stale: set[date], kept: set[date]) -> None:
    """What was done in each week to see each platform; weeks that stay as they were counted stay here too."""
    moment = timezone.now()
    captures, crawls = capture_days(by.organisation.id, names), crawl_days(names)
    PlatformWeek.objects.exclude(week__in=kept).delete()
    rows = []
    for platform, week in {*captures, *crawls}:
        if week in kept:
            continue
        count, days = captures.get((platform, week), (0, set()))
        crawled = crawls.get((platform, week), {})
        broken = {day for day, whole in crawled.items() if not whole}
        whole_days = (days | set(crawled)) - broken
        rows.append(
            PlatformWeek(
                organisation=by.organisation,
                platform_id=platform,
                week=week,
                captures=count,
                days=len(whole_days),
                broken_off=bool(broken) and not whole_days,
                over=is_over(week, moment),
            )
        )
    PlatformWeek.objects.bulk_create(rows)


def _raise_alarms(by: Actor) -> int:
    known: dict[tuple[uuid.UUID, str], list[date]] = {}
    for platform, kind, week in MarketAlarm.objects.values_list("platform_id", "kind", "week"):
        known.setdefault((platform, kind), []).append(week)
    everything = all_series()
    begin = min((series[0].week for series in everything.values()), default=None)
    end = max((series[-1].week for series in everything.values()), default=None)
    made: list[MarketAlarm] = []
    still: set[tuple[uuid.UUID, str, date]] = set()
    for platform, series in everything.items():
        for one in findings(series, begin or series[0].week):
            still.add((platform, one.kind, one.week))
            before = known.get((platform, one.kind), [])
            told = any(abs((week - one.week).days) < 7 * SAME_CHANGE for week in before)
            late = end is not None and (end - one.week).days > 7 * RECENT
            if not told and (by.organisation.synthetic or not late):
                made.append(_alarm(by, platform, one))
    if by.organisation.synthetic:
        _drop_others(still)
    MarketAlarm.objects.bulk_create(made)
    if made:
        kinds = sorted(made, key=attrgetter("kind"))
        details = {kind: len(list(group)) for kind, group in groupby(kinds, key=attrgetter("kind"))}
        record_event(by=by, action="watch.alarms_raised", subject="market", details=details)
    return len(made)


def _drop_others(still: set[tuple[uuid.UUID, str, date]]) -> None:
    """Another invented market took the place of the one that these were about."""
    waiting = MarketAlarm.objects.filter(state=FIRST).values_list("id", "platform_id", "kind", "week")
    gone = [alarm for alarm, *found in waiting if tuple(found) not in still]
    MarketAlarm.objects.filter(id__in=gone).delete()


def _alarm(by: Actor, platform: uuid.UUID, found: Finding) -> MarketAlarm:
    growth = found.growth
    figures = (
        {}
        if growth is None
        else {
            "before": growth.before,
            "now": growth.now,
            "ratio": growth.ratio,
            "low": growth.low,
            "high": growth.high,
        }
    )
    return MarketAlarm(
        organisation=by.organisation,
        platform_id=platform,
        kind=found.kind,
        week=found.week,
        weeks=found.weeks,
        raised_at=timezone.now(),
        **figures,
    )


@transaction.atomic
def look_at_alarm(*, by: Actor, alarm_id: uuid.UUID, conclusion: str) -> MarketAlarm:
    """A named person looked, and says in words what they concluded. Raises `WrongState`, `NoConclusion`."""
    alarm = _step(by, alarm_id, LOOK)
    conclusion = conclusion.strip()
    if not conclusion:
        raise NoConclusion
    alarm.conclusion, alarm.looked_by, alarm.looked_at = conclusion, by.user, timezone.now()
    return _save(by, alarm, LOOK)


@transaction.atomic
def reopen_alarm(*, by: Actor, alarm_id: uuid.UUID) -> MarketAlarm:
    """It waits for a look again, since the conclusion no longer holds. Raises `WrongState`."""
    alarm = _step(by, alarm_id, REOPEN)
    alarm.conclusion, alarm.looked_by, alarm.looked_at = "", None, None
    return _save(by, alarm, REOPEN)


def _step(by: Actor, alarm_id: uuid.UUID, step: Transition) -> MarketAlarm:
    check_may(by, step.permission)
    check_person(by)
    alarm = MarketAlarm.objects.select_for_update().get(id=alarm_id)
    if alarm.state != step.source:
        raise WrongState
    return alarm


def _save(by: Actor, alarm: MarketAlarm, step: Transition) -> MarketAlarm:
    alarm.state = step.target
    alarm.save(update_fields=["state", "conclusion", "looked_by", "looked_at"])
    record_event(by=by, action=step.event, subject=f"alarm:{alarm.id}", details={"kind": alarm.kind})
    return alarm
