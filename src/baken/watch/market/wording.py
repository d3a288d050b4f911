"""Weeks, growth and what stood out, in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.vocabulary.market import NotComparable
from baken.watch.market.growth import Growth
from baken.watch.market.observed import Sight
from baken.watch.models import MarketAlarm


def week_words(week: date) -> str:
    """ "week 12 van 2025"."""
    year, number, _day = week.isocalendar()
    return _("week {number} van {year}").format(number=number, year=year)


def week_days(week: date) -> str:
    """From its Monday to its Sunday: "17 maart t/m 23 maart 2025"."""
    last = week + timedelta(days=6)
    return _("{first} t/m {last}").format(first=date_format(week, "j F"), last=date_format(last, "j F Y"))


@dataclass(frozen=True, slots=True)
class GrowthWords:
    """Growth as a table shows it: the change, its interval, or the reason why there is none."""

    change: str
    interval: str
    reason: str


def growth_words(found: Growth | str, sight: Sight) -> GrowthWords:
    """Growth in percents with its interval; of what can't be compared the reason. Nothing for an observer."""
    if sight.rounded:
        return GrowthWords("", "", "")
    if isinstance(found, str):
        label = NotComparable[found].label
        return GrowthWords("", "", label.nl if get_language() == "nl" else label.en)
    return GrowthWords(
        percent(found.ratio),
        _("tussen {low} en {high}").format(low=percent(found.low), high=percent(found.high)),
        "",
    )


def percent(ratio: float) -> str:
    """A ratio as a change: 1.37 is "+37%", 0.8 is "−20%"."""
    change = round((ratio - 1) * 100)
    sign = "+" if change > 0 else "−" if change < 0 else ""
    return f"{sign}{number_format(abs(change), force_grouping=True)}%"


def alarm_sentence(alarm: MarketAlarm, sight: Sight) -> str:
    """What stood out, in one sentence: never why."""
    week = week_words(alarm.week)
    if alarm.kind == "new":
        return _("De eerste advertentie is gezien in {week}.").format(week=week)
    if alarm.kind == "vanished":
        return _("Er is {n} weken verzameld, tot en met {week}, en er stond niets meer.").format(
            n=alarm.weeks, week=week
        )
    figures = {
        "weeks": alarm.weeks,
        "week": week,
        "now": sight.words(alarm.now or 0),
        "before": sight.words(alarm.before or 0),
    }
    if sight.rounded:
        return _(
            "In de {weeks} weken tot en met {week} stonden er gemiddeld ongeveer {now} advertenties; "
            "daarvoor ongeveer {before}."
        ).format(**figures)
    return _(
        "In de {weeks} weken tot en met {week} stonden er gemiddeld {now} advertenties per week; daarvoor "
        "{before}. Dat is {change} (met 95% zekerheid tussen {low} en {high})."
    ).format(
        **figures,
        change=percent(alarm.ratio or 1),
        low=percent(alarm.low or 1),
        high=percent(alarm.high or 1),
    )
