"""When an advertiser was seen: a bar a week (or some weeks, where there are many)."""

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.desk.drawings.svg import Drawing, Value, element, picture

WIDTH, HEIGHT, FLOOR, TOP = 340, 116, 92, 18
ROOM_FOR_TWO = 230
"""Units of the sheet that two dates need beside each other."""

WIDEST = 34.0
MOST_BARS = 60
STEPS = (1, 4, 13, 52, 520)
"""Weeks that one bar may stand for; the first that gives few enough bars is taken."""


def draw_timeline(weeks: Mapping[date, int]) -> Drawing | None:
    """The timeline of the sightings in each week, each week named by its Monday; None without any."""
    seen = {week: count for week, count in weeks.items() if count > 0}
    if not seen:
        return None
    first, last = min(seen), max(seen)
    span = (last - first).days // 7 + 1
    step = next((step for step in STEPS if -(-span // step) <= MOST_BARS), -(-span // MOST_BARS))
    bars = [0] * -(-span // step)
    for week, count in seen.items():
        bars[(week - first).days // 7 // step] += count
    total = sum(bars)
    said = _("{sightings} in {weeks}").format(
        sightings=ngettext("%(n)s waarneming", "%(n)s waarnemingen", total) % {"n": total},
        weeks=ngettext("%(n)s week", "%(n)s verschillende weken", len(seen)) % {"n": len(seen)},
    )
    starts = [first + timedelta(weeks=step * place) for place in range(len(bars))]
    values = tuple(
        Value(_bar_words(start, step), count) for start, count in zip(starts, bars, strict=True) if count
    )
    return Drawing(_drawn(bars, first, last, step, said), said, values)


def _bar_words(start: date, step: int) -> str:
    day = date_format(start)
    return _("week van {day}").format(day=day) if step == 1 else _("{step} weken vanaf {day}").format(
        step=step, day=day
    )  # fmt: skip


def _drawn(bars: list[int], first: date, last: date, step: int, said: str) -> SafeString:
    most = max(bars)
    pitch = min(WIDTH / len(bars), WIDEST)
    wide = max(pitch - 2, 1.5)
    drawn = []
    for place, count in enumerate(bars):
        if count:
            tall = max((FLOOR - TOP) * count / most, 2.0)
            drawn.append(
                element("rect", class_="bar", x=place * pitch + 1, y=FLOOR - tall, width=wide, height=tall)
            )
    highest = bars.index(most) * pitch + 1 + wide / 2
    middle = min(max(highest, 8.0), WIDTH - 8.0)
    told = (
        _("{said}; een staaf staat voor {step} weken.") if step > 1 else _("{said}; een staaf is een week.")
    )
    return picture(
        "timeline",
        element("line", x1=0, y1=FLOOR + 0.5, x2=WIDTH, y2=FLOOR + 0.5, class_="axis"),
        *drawn,
        element("text", str(most), x=middle, y=12, text_anchor="middle", class_="axis-words"),
        *_dates(first, last, min(pitch * len(bars), float(WIDTH))),
        title=_("Waarnemingen in de tijd"),
        description=told.format(said=said, step=step),
        width=WIDTH,
        height=HEIGHT,
    )


def _dates(first: date, last: date, end: float) -> list[SafeString]:
    begun, ended = date_format(first), date_format(last)
    low = HEIGHT - 6
    if first != last and end >= ROOM_FOR_TWO:
        return [
            element("text", begun, x=0, y=low, class_="axis-words"),
            element("text", ended, x=end, y=low, text_anchor="end", class_="axis-words"),
        ]
    words = begun if first == last else f"{begun} – {ended}"
    return [element("text", words, x=0, y=low, class_="axis-words")]
