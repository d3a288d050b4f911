"""Reads of the market watch: series of counts with the effort behind them. Counts only, never an advert."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q

from baken.watch.market.alarms import WeekSeen
from baken.watch.market.comparing import Counted
from baken.watch.market.effort import Effort
from baken.watch.models import PlatformWeek, WeeklyCount

SHOWN = timedelta(weeks=104)
"""What lies further back than this before the newest week is not read again."""

Seen = dict[date, dict[uuid.UUID, WeekSeen]]
"""Per week the platforms that were collected, each with its adverts and the effort."""


def seen_per_week() -> Seen:
    """Every platform in every week in which it was collected, newest two years."""
    newest = newest_week()
    if newest is None:
        return {}
    begin = newest - SHOWN
    whole = WeeklyCount.objects.filter(platform__isnull=False, province="", gender="", week__gt=begin)
    adverts = {
        (p, week): count for p, week, count in whole.values_list("platform_id", "week", "unique_adverts")
    }
    seen: Seen = defaultdict(dict)
    efforts = PlatformWeek.objects.filter(week__gt=begin).order_by("week", "platform__name")
    for platform, week, captures, days, broken_off, over in efforts.values_list(
        "platform_id", "week", "captures", "days", "broken_off", "over"
    ):
        effort = Effort(captures, days, broken_off, over)
        seen[week][platform] = WeekSeen(week, adverts.get((platform, week), 0), effort)
    return dict(seen)


def all_series() -> dict[uuid.UUID, list[WeekSeen]]:
    """The series of every platform, in the order of the weeks."""
    series: dict[uuid.UUID, list[WeekSeen]] = defaultdict(list)
    for _, platforms in sorted(seen_per_week().items()):
        for platform, one in platforms.items():
            series[platform].append(one)
    return dict(series)


def newest_week() -> date | None:
    """The Monday of the last week in which anything was collected."""
    return PlatformWeek.objects.order_by("-week").values_list("week", flat=True).first()


def platform_series(seen: Seen, platform: uuid.UUID) -> list[Counted]:
    """One platform's counts, week by week; a week without collecting is left out."""
    return [
        Counted(week, platforms[platform].adverts, {platform: platforms[platform]})
        for week, platforms in sorted(seen.items())
        if platform in platforms
    ]


def part_series(
    seen: Seen, kind: str, platforms: Sequence[uuid.UUID] | None = None
) -> dict[str, list[Counted]]:
    """Series of unique adverts of parts of the market: `kind` is "all", "type", "province" or "gender".

    For a type the platforms behind it are its own, so give those with `platforms` and keep that type's
    series alone.
    """
    part = {
        "all": Q(type="", province="", gender=""),
        "type": ~Q(type="") & Q(province="", gender=""),
        "province": Q(type="", gender="") & ~Q(province=""),
        "gender": Q(type="", province="") & ~Q(gender=""),
    }[kind]
    rows = WeeklyCount.objects.filter(part, platform__isnull=True, week__in=list(seen))
    names = "week" if kind == "all" else kind
    counts: dict[str, dict[date, int]] = defaultdict(dict)
    for code, week, count in rows.values_list(names, "week", "unique_adverts"):
        counts["" if kind == "all" else code][week] = count
    chosen = None if platforms is None else set(platforms)
    return {
        code: [
            Counted(
                week,
                weekly.get(week, 0),
                {p: one for p, one in behind.items() if chosen is None or p in chosen},
            )
            for week, behind in sorted(seen.items())
        ]
        for code, weekly in counts.items()
    }


def advertisers_of(week: date) -> tuple[dict[uuid.UUID, int], dict[str, int]]:
    """Advertisers in a week per platform and per type of platform; on webcam platforms the performers."""
    rows = WeeklyCount.objects.filter(week=week, province="", gender="")
    per_platform = rows.filter(platform__isnull=False).values_list("platform_id", "advertisers")
    per_type = rows.filter(platform__isnull=True).exclude(type="").values_list("type", "advertisers")
    return dict(per_platform), dict(per_type)


def counts_within(platform: uuid.UUID, week: date) -> tuple[dict[str, int], dict[str, int]]:
    """Unique adverts of a platform in a week per province and per advertised gender."""
    rows = WeeklyCount.objects.filter(platform=platform, week=week)
    provinces = rows.exclude(province="").values_list("province", "unique_adverts")
    genders = rows.exclude(gender="").values_list("gender", "unique_adverts")
    return dict(provinces), dict(genders)


def performers_per_week(platform: uuid.UUID) -> dict[date, int]:
    """Advertisers of a platform, week by week."""
    rows = WeeklyCount.objects.filter(platform=platform, province="", gender="")
    return dict(rows.values_list("week", "advertisers"))
