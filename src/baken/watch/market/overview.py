"""The overview of one week as its page shows it: platforms, types, provinces and genders."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.places import Province
from baken.vocabulary.platforms import PlatformType
from baken.watch.market import queries
from baken.watch.market.comparing import Counted, month_growth, week_growth
from baken.watch.market.drawings import Bar, draw_series, without_gaps
from baken.watch.market.observed import Sight
from baken.watch.market.wording import GrowthWords, growth_words, week_words
from baken.watch.models import MarketAlarm, WatchedPlatform

WEBCAM = "webcam_platform"
STANDING_OUT = ("rise", "fall", "new")
SHOWN_FOR = timedelta(weeks=12)
"""A platform that was not collected for longer than this has no row in the overview of a week."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what it is of (`code`, or `platform`), this week and the one before, growth, effort in words.

    `performers` is empty where it is no webcam platform; `now` where it was not collected.
    """

    code: str
    platform: WatchedPlatform | None
    now: str
    before: str
    performers: str
    week: GrowthWords
    month: GrowthWords
    effort: str


@dataclass(frozen=True, slots=True)
class Small:
    """A small drawing of one platform, among others on the same page."""

    platform: WatchedPlatform
    drawing: SafeString


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page of one week."""

    week: date
    weeks: Sequence[date]
    whole: Row
    platforms: list[Row]
    types: list[Row]
    genders: list[Row]
    provinces: list[Row]
    on_map: dict[str, int]
    smalls: list[Small]
    chart: SafeString


def overview(week: date | None, sight: Sight) -> Overview | None:
    """The overview of a week, by default the last that was whole; None where nothing was collected yet."""
    seen = queries.seen_per_week()
    if not seen:
        return None
    weeks = sorted(seen)
    if week not in seen:
        over = [one for one in weeks if any(p.effort.over for p in seen[one].values())]
        week = (over or weeks)[-1]
    advertisers, per_type = queries.advertisers_of(week)
    watched = {one.id: one for one in WatchedPlatform.objects.order_by("name")}
    rows, smalls = [], []
    alarms = _weeks_that_stand_out()
    for platform in watched.values():
        if not sight.names(platform.entry_id):
            continue
        series = queries.platform_series(seen, platform.id)
        until = [one for one in series if one.week <= week]
        if not until or week - until[-1].week > SHOWN_FOR:
            continue
        performers = advertisers.get(platform.id) if platform.type == WEBCAM else None
        rows.append(_row(until, week, sight, platform=platform, performers=performers))
        smalls.append(_small(platform, until, (weeks[0], week), alarms, sight))
    types = []
    for code in PlatformType.codes:
        own = [one.id for one in watched.values() if one.type == code]
        found = queries.part_series(seen, "type", own).get(code, []) if own else []
        until = [one for one in found if one.week <= week and one.behind]
        if until and until[-1].week == week:
            performers = per_type.get(code) if code == WEBCAM else None
            types.append(_row(until, week, sight, code=code, performers=performers))
    provinces = queries.part_series(seen, "province")
    genders = queries.part_series(seen, "gender")
    everything = [one for one in queries.part_series(seen, "all").get("", []) if one.week <= week]
    return Overview(
        week=week,
        weeks=weeks,
        whole=_row(everything, week, sight),
        platforms=rows,
        types=types,
        genders=_rows(genders, AdvertisedGender.codes, week, sight),
        provinces=_rows(provinces, Province.codes, week, sight),
        on_map={code: series[weeks.index(week)].count for code, series in provinces.items()},
        smalls=smalls,
        chart=_chart(everything, week, sight),
    )


def _rows(parts: dict[str, list[Counted]], codes: Sequence[str], week: date, sight: Sight) -> list[Row]:
    return [
        _row([one for one in parts[code] if one.week <= week], week, sight, code=code)
        for code in codes
        if code in parts
    ]


def _row(
    series: Sequence[Counted],
    week: date,
    sight: Sight,
    *,
    code: str = "",
    platform: WatchedPlatform | None = None,
    performers: int | None = None,
) -> Row:
    counts = {one.week: one for one in series}
    now, before = counts.get(week), counts.get(week - timedelta(weeks=1))
    place = len(series) - 1
    growing = now is not None
    return Row(
        code=code,
        platform=platform,
        now=sight.words(now.count) if now else "",
        before=sight.words(before.count) if before else "",
        performers="" if performers is None else sight.words(performers),
        week=growth_words(week_growth(series, place) if growing else "not_collected", sight),
        month=growth_words(month_growth(series, place) if growing else "not_collected", sight),
        effort=effort_words(now, platform),
    )


def effort_words(one: Counted | None, platform: WatchedPlatform | None) -> str:
    """With how much effort a platform was seen that week; nothing for several together."""
    if platform is None:
        return ""
    if one is None:
        return _("niet verzameld")
    effort = one.behind[platform.id].effort
    if effort.broken_off:
        return _("het ophalen brak af")
    words = _("{days} van 7 dagen").format(days=effort.days)
    return words if effort.over else _("{words}, week nog niet voorbij").format(words=words)


def bars_of(series: Sequence[Counted], platform: WatchedPlatform, out: set[date]) -> list[Bar]:
    """The bars of a platform; a week of which the collecting broke off, or is going on, is a gap."""
    bars = []
    for one in series:
        effort = one.behind[platform.id].effort
        whole = effort.collected and not effort.broken_off and effort.over
        bars.append(Bar(one.week, one.count if whole else None, one.week in out))
    return bars


def _small(
    platform: WatchedPlatform,
    series: Sequence[Counted],
    shown: tuple[date, date],
    alarms: dict[object, set[date]],
    sight: Sight,
) -> Small:
    bars = without_gaps(bars_of(series, platform, alarms.get(platform.id, set())), *shown)
    title = _("Unieke advertenties per week: {name}").format(name=platform.name)
    drawing = draw_series(
        bars, name=f"s{platform.id.hex[:12]}", title=title, sight=sight, width=300, height=104
    )
    return Small(platform, drawing)


def _chart(series: Sequence[Counted], week: date, sight: Sight) -> SafeString:
    bars = without_gaps([Bar(one.week, one.count) for one in series], series[0].week, week)
    title = _("Unieke advertenties per week, alle platforms samen, tot en met {week}").format(
        week=week_words(week)
    )
    return draw_series(bars, name="whole", title=title, sight=sight)


def _weeks_that_stand_out() -> dict[object, set[date]]:
    found: dict[object, set[date]] = {}
    alarms = MarketAlarm.objects.filter(kind__in=STANDING_OUT)
    for platform, week in alarms.values_list("platform_id", "week"):
        found.setdefault(platform, set()).add(week)
    return found
