"""Which weeks of a platform deserve a person's eye: abnormal growth or decline, new, and vanished.

A sequential test over the series' own past. Each week the mean of the last 2, 4 and 8 comparable weeks is
held against the level of up to 26 comparable weeks before them; the logarithm of the ratio, less a margin
of a tenth, is divided by its standard error (`growth.Restlessness`). Beyond Student's quantile for one in
a thousand (of a fall, two in ten thousand) it is a finding. The windows together find a steep rise soon
and a slow one at last; a moving window was preferred to a cumulative sum because what it found can be told
in one sentence. After a finding the past begins anew at the new level, so one rise is found once. How
often it errs is measured by `tests/benchmarks/market_alarm.py`. After Farrington et al. 1996 (a robust
past, outliers drawn in) and Bauer and Hackl 1978 (moving sums). No database, no clock, no network.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from baken.watch.market.effort import Effort, why_not_comparable
from baken.watch.market.growth import LEAST_COUNT, Growth, Restlessness, growth, restlessness, student

Kind = Literal["rise", "fall", "new", "vanished"]

WINDOWS = ((2, 2), (4, 2), (8, 0))
"""Weeks that are looked at together, and the weeks between them and the past, which may hold the rise."""

LONGEST_PAST, SHORTEST_PAST = 26, 10
"""Comparable weeks that the past has at most, and at least."""

OLDEST = timedelta(weeks=40)
"""A past that lies further back says nothing about now."""

MARGIN = 1.10
"""A change within a tenth is no news, however sure it is."""

CHANCE_OF_RISE, CHANCE_OF_FALL = 0.001, 0.0002
"""Of a finding in one week of a flat series by one window, if the scatter were known exactly. Smaller for a
fall: the logarithm of a small count errs downwards."""

DOUBLED = 2.0
"""Of an interval too wide to say anything, even the cautious end must say this much."""

AWAY = 4
"""Weeks that a platform was collected and showed nothing before it is called vanished."""

PRESENT = 4
"""Weeks with adverts before there is something to vanish."""

SETTLED = 8
"""Weeks that anything was collected before a platform seen for the first time is called new."""


@dataclass(frozen=True, slots=True)
class WeekSeen:
    """A platform in one week: the Monday, how many unique adverts, and the effort behind that number."""

    week: date
    adverts: int
    effort: Effort


@dataclass(frozen=True, slots=True)
class Finding:
    """What stood out, in the week whose number showed it; `growth` for a rise or a fall."""

    kind: Kind
    week: date
    weeks: int
    growth: Growth | None = None


def findings(series: Sequence[WeekSeen], collecting_since: date) -> list[Finding]:
    """Everything that stood out in a platform's series, week by week in their order.

    `series` has the weeks in order, one at most for each; `collecting_since` is the first week in which
    any platform was collected. The same series gives the same findings.
    """
    found = []
    first = next((place for place, one in enumerate(series) if one.adverts), None)
    if first is None:
        return []
    if series[first].week - collecting_since >= timedelta(weeks=SETTLED):
        found.append(Finding("new", series[first].week, 1))
    begin = first
    for place in range(first, len(series)):
        change = _change(series, begin, place)
        if change is not None:
            found.append(change)
            begin = place - change.weeks + 1
        if (gone := _vanished(series, first, place)) is not None:
            found.append(gone)
            begin = place + 1
    return found


def _vanished(series: Sequence[WeekSeen], first: int, place: int) -> Finding | None:
    """Nothing in the last weeks though it was collected; found in the week that completes them."""
    empty = 0
    for before in range(place, first - 1, -1):
        one = series[before]
        if one.adverts:
            break
        empty += one.effort.collected and one.effort.over and not one.effort.broken_off
    seen = sum(1 for one in series[first : place + 1] if one.adverts)
    now = series[place]
    counted = now.effort.collected and now.effort.over and not now.effort.broken_off
    if empty == AWAY and counted and seen >= PRESENT:
        return Finding("vanished", series[place].week, AWAY)
    return None


def _change(series: Sequence[WeekSeen], begin: int, place: int) -> Finding | None:
    now = series[place]
    usable = [
        one
        for one in series[begin : place + 1]
        if now.week - one.week <= OLDEST
        and why_not_comparable(one.effort, one.adverts, now.effort, now.adverts) is None
    ]
    # nothing at all is said by "vanished", and only after some weeks
    if not usable or usable[-1] is not now or not now.adverts:
        return None
    counts = [float(one.adverts) for one in usable]
    for weeks, between in WINDOWS:
        past = counts[: -(weeks + between)][-LONGEST_PAST:]
        recent = usable[-weeks:]
        in_a_row = now.week - recent[0].week <= timedelta(weeks=weeks + 1)
        if len(past) < SHORTEST_PAST or not in_a_row:
            continue
        scatter = restlessness(past)
        change = growth([scatter.level] * len(past), counts[-weeks:], scatter)
        if max(sum(counts[-weeks:]), scatter.level * weeks) < LEAST_COUNT:
            continue
        if kind := _stands_out(change, scatter, len(past), weeks):
            return Finding(kind, now.week, weeks, change)
    return None


def _stands_out(
    change: Growth, scatter: Restlessness, past: int, weeks: int
) -> Literal["rise", "fall"] | None:
    # under no change both means stand at the level of the past
    error = math.sqrt(scatter.variance_of_mean(weeks) + scatter.variance_of_mean(past))
    moved = abs(math.log(change.ratio)) - math.log(MARGIN)
    chance = CHANCE_OF_RISE if change.ratio > 1 else CHANCE_OF_FALL
    if moved <= student(1 - chance, scatter.freedom) * error:
        return None
    # what a person reads beside it must say the same, and say something
    if change.low > 1 and (change.says_something or change.low > DOUBLED):
        return "rise"
    return "fall" if change.high < 1 and (change.says_something or change.high < 1 / DOUBLED) else None
