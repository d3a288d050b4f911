"""A series as bars, a bar a week: the same numbers as in the table, gaps marked as not collected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from baken.desk.drawings.svg import element, picture
from baken.watch.market.observed import Sight
from baken.watch.market.wording import week_words

WEEKS_SHOWN = 30
_LABEL_EVERY = 4
_APART = 5
"""Bars between two numbers, so that they do not run into each other."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One week of a drawing: a count, or None where it was not collected or only in part.

    `stands_out` marks a week in which something stood out; `before` one from before it was ever seen.
    """

    week: date
    count: int | None
    stands_out: bool = False
    before: bool = False


def without_gaps(bars: Sequence[Bar], first: date, last: date) -> list[Bar]:
    """The same weeks with one for every week that is missing, at most `WEEKS_SHOWN` up to `last`."""
    known = {bar.week: bar for bar in bars}
    begin = max(first, last - timedelta(weeks=WEEKS_SHOWN - 1))
    seen = min(known, default=begin)
    every = (begin + timedelta(weeks=place) for place in range((last - begin).days // 7 + 1))
    return [known.get(week) or Bar(week, None, before=week < seen) for week in every]


def draw_series(
    bars: Sequence[Bar], *, name: str, title: str, sight: Sight, width: int = 560, height: int = 150
) -> SafeString:
    """The bars from left to right, the highest and the last with their number. `name` makes its ids."""
    told = [
        f"{week_words(bar.week)}: {_('niet verzameld') if bar.count is None else sight.words(bar.count)}"
        for bar in bars
        if not bar.before
    ]
    counts = [0 if bar.count is None else sight.number(bar.count) for bar in bars]
    most = max(counts, default=0) or 1
    top, floor = 20, height - 22
    step = width / max(len(bars), 1)
    wide = max(step * 0.72, 1.5)
    parts = [
        element("line", x1=0, x2=width, y1=floor, y2=floor, class_="axis"),
        element("defs", _hatch(name)),
    ]
    highest = counts.index(max(counts)) if bars else -1
    for place, bar in enumerate(bars):
        x = place * step + (step - wide) / 2
        middle = x + wide / 2
        if bar.count is None and not bar.before:
            parts.append(
                element(
                    "rect", x=x, y=top, width=wide, height=floor - top, fill=f"url(#{name}-gap)", class_="gap"
                )
            )
        elif bar.count is not None:
            tall = max((floor - top) * counts[place] / most, 1.5 if bar.count else 0)
            style = "bar bar-out" if bar.stands_out else "bar"
            parts.append(element("rect", x=x, y=floor - tall, width=wide, height=tall, class_=style))
            if bar.stands_out:
                parts.append(element("text", "▲", x=middle, y=floor + 9, class_="bar-mark"))
            if place == len(bars) - 1 or (place == highest and len(bars) - place > _APART):
                at = min(max(middle, 14), width - 14)
                parts.append(
                    element("text", sight.words(bar.count), x=at, y=floor - tall - 4, class_="bar-count")
                )
        if place % _LABEL_EVERY == 0 and len(bars) > _LABEL_EVERY - 1 and middle < width - 8:
            words = str(bar.week.isocalendar().week)
            parts.append(element("text", words, x=max(middle, 6), y=height - 3, class_="bar-week"))
    return picture(
        name,
        *parts,
        title=title,
        description="; ".join(told),
        width=width,
        height=height,
        class_="drawing series",
    )


def _hatch(name: str) -> SafeString:
    return element(
        "pattern",
        element("line", x1=0, y1=0, x2=0, y2=6, class_="gap-line"),
        id=f"{name}-gap",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    )
