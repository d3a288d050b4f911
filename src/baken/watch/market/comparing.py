"""Growth from week to week and from month to month, or the reason why nothing can be said about it.

A number may be that of one platform or of several together; it is compared only between weeks in which the
same platforms were collected with like effort. No database, no clock.
"""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from baken.watch.market.alarms import LONGEST_PAST, WeekSeen
from baken.watch.market.effort import LESS_COLLECTED, why_not_comparable
from baken.watch.market.growth import MONTH, Growth, growth, restlessness

FIRST_WEEK = "first_week"
TOO_LITTLE = "too_little"
LEAST_OF_MONTH = 3
"""Comparable weeks that each of two months needs."""

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number of one week, and the platforms behind it as they were seen then."""

    week: date
    count: int
    behind: Mapping[Hashable, WeekSeen] = field(repr=False)


def why_not(one: Counted, other: Counted) -> str | None:
    """The code of why two weeks can't be compared (`NotComparable`), or None."""
    if not one.behind or not other.behind:
        return "not_collected"
    if one.behind.keys() != other.behind.keys():
        return LESS_COLLECTED
    for platform, seen in one.behind.items():
        then = other.behind[platform]
        if reason := why_not_comparable(seen.effort, seen.adverts, then.effort, then.adverts):
            return reason
    return None


def week_growth(series: Sequence[Counted], place: int) -> Growth | str:
    """From the week before to the week at `place`: the growth, or a code of `NotComparable`."""
    now = series[place]
    before = next((one for one in series[:place] if one.week == now.week - _WEEK), None)
    if before is None:
        return FIRST_WEEK if place == 0 else "not_collected"
    if reason := why_not(before, now):
        return reason
    return _said([before.count], [now.count], _past(series, place))


def month_growth(series: Sequence[Counted], place: int) -> Growth | str:
    """From the four weeks before to the four weeks that end at `place`: the growth, or a code."""
    now = series[place]
    months: list[list[int]] = [[], []]
    reason = FIRST_WEEK if now.week - series[0].week < (2 * MONTH - 1) * _WEEK else "not_collected"
    for one in series[: place + 1]:
        ago = (now.week - one.week).days // 7
        if ago >= 2 * MONTH:
            continue
        if fault := why_not(one, now):
            reason = fault if reason != FIRST_WEEK else reason
        else:
            months[ago < MONTH].append(one.count)
    if min(map(len, months)) < LEAST_OF_MONTH:
        return reason
    return _said(months[0], months[1], _past(series, place))


def _past(series: Sequence[Counted], place: int) -> list[int]:
    now = series[place]
    return [one.count for one in series[:place] if why_not(one, now) is None][-LONGEST_PAST:]


def _said(before: Sequence[int], now: Sequence[int], past: Sequence[int]) -> Growth | str:
    found = growth(before, now, restlessness(past))
    return found if found.says_something else TOO_LITTLE
