"""One platform through the weeks as its page shows it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.places import Province
from baken.watch.market import queries
from baken.watch.market.comparing import month_growth, week_growth
from baken.watch.market.drawings import draw_series, without_gaps
from baken.watch.market.observed import Sight
from baken.watch.market.overview import STANDING_OUT, WEBCAM, bars_of, effort_words
from baken.watch.market.wording import GrowthWords, growth_words
from baken.watch.models import MarketAlarm, WatchedPlatform

WEEKS_IN_TABLE = 30


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the platform: its numbers, growth, how it was collected; `now` is empty for a gap."""

    week: date
    now: str
    performers: str
    growth: GrowthWords
    month: GrowthWords
    effort: str
    stands_out: bool


@dataclass(frozen=True, slots=True)
class PlatformPage:
    """Everything on the page of one platform; `parts` are its provinces and genders in its last week."""

    platform: WatchedPlatform
    is_webcam: bool
    weeks: list[Week]
    last: date | None
    provinces: list[tuple[str, str]]
    genders: list[tuple[str, str]]
    on_map: dict[str, int]
    wide_chart: SafeString
    narrow_chart: SafeString


def platform_page(platform: WatchedPlatform, sight: Sight) -> PlatformPage:
    """The page of a platform that was seen at least once."""
    seen = queries.seen_per_week()
    series = queries.platform_series(seen, platform.id)
    webcam = platform.type == WEBCAM
    performers = queries.performers_per_week(platform.id) if webcam else {}
    alarms = MarketAlarm.objects.filter(platform=platform, kind__in=STANDING_OUT)
    out = set(alarms.values_list("week", flat=True))
    at = {one.week: place for place, one in enumerate(series)}
    weeks = []
    for week in _weeks_between(series[0].week, series[-1].week) if series else []:
        place = at.get(week)
        if place is None:
            nothing = growth_words("not_collected", sight)
            weeks.append(Week(week, "", "", nothing, nothing, _("niet verzameld"), False))
            continue
        one = series[place]
        weeks.append(
            Week(
                week=week,
                now=sight.words(one.count),
                performers=sight.words(performers.get(week, 0)) if webcam else "",
                growth=growth_words(week_growth(series, place), sight),
                month=growth_words(month_growth(series, place), sight),
                effort=effort_words(one, platform),
                stands_out=week in out,
            )
        )
    last = series[-1].week if series else None
    provinces, genders = queries.counts_within(platform.id, last) if last else ({}, {})
    bars = without_gaps(bars_of(series, platform, out), series[0].week, last) if last else []
    title = _("Unieke advertenties per week: {name}").format(name=platform.name)
    return PlatformPage(
        platform=platform,
        is_webcam=webcam,
        weeks=weeks[::-1][:WEEKS_IN_TABLE],
        last=last,
        provinces=[(code, sight.words(provinces[code])) for code in Province.codes if code in provinces],
        genders=[(code, sight.words(genders[code])) for code in AdvertisedGender.codes if code in genders],
        on_map=provinces,
        wide_chart=draw_series(bars, name="series", title=title, sight=sight, width=560, height=200),
        narrow_chart=draw_series(bars, name="series-narrow", title=title, sight=sight, width=340, height=160),
    )


def _weeks_between(first: date, last: date) -> list[date]:
    return [first + timedelta(weeks=place) for place in range((last - first).days // 7 + 1)]
