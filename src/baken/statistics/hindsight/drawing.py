"""A proven case in time: days with adverts, when rules would have spoken, when it came to light."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from baken.desk.drawings.svg import element, picture
from baken.statistics.hindsight.shown import VersionShown
from baken.statistics.shown import in_words
from baken.triage.hindsight.result import Result

WIDE, NARROW = 900, 350
"""Widths in pixels: a column of a desk, and a telephone."""

_SIDE, _TOP, _ROW = 10, 66, 46


def draw_course(
    result: Result, shown: Sequence[VersionShown], known_on: date, *, name: str, width: int
) -> SafeString | None:
    """The case from its first advert to the day on which it came to light; None without an advert before.
    `name` makes its ids."""
    if result.began is None:
        return None
    first, days = result.began, max((known_on - result.began).days, 1)

    def x(day: date) -> float:
        return round(_SIDE + (width - 2 * _SIDE) * (day - first).days / days, 1)

    bottom = _TOP + _ROW * len(shown)
    parts = [
        element("text", _day(first), x=_SIDE, y=16, class_="chart-words"),
        element("text", _day(known_on), x=width - _SIDE, y=16, text_anchor="end", class_="chart-words"),
        element("text", _("gezien"), x=_SIDE, y=36, class_="chart-words"),
        element("line", x1=x(known_on), x2=x(known_on), y1=22, y2=bottom, class_="course-known"),
    ]
    parts += [
        element("line", x1=x(day), x2=x(day), y1=42, y2=54, class_="course-seen")
        for day in sorted(result.seen)
    ]
    for place, one in enumerate(shown):
        y = _TOP + place * _ROW
        parts.append(element("text", _said(one), x=_SIDE, y=y + 14, class_="chart-words"))
        parts.append(
            element("line", x1=_SIDE, x2=width - _SIDE, y1=y + 28, y2=y + 28, class_="interval-axis")
        )
        for fired in one.fired:
            parts.append(element("circle", cx=x(fired.on), cy=y + 28, r=4, class_="point-rest"))
        if one.lead_on is not None:
            parts.append(
                element(
                    "line",
                    x1=x(one.lead_on),
                    x2=x(known_on),
                    y1=y + 28,
                    y2=y + 28,
                    class_="interval interval-own",
                )
            )
            parts.append(element("circle", cx=x(one.lead_on), cy=y + 28, r=6, class_="point-own"))
    return picture(
        name,
        *parts,
        title=_("De zaak in de tijd"),
        description=_("Dezelfde dagen als in de tabel."),
        width=width,
        height=bottom + 4,
        class_="drawing chart",
    )


def _said(one: VersionShown) -> str:
    name = in_words(one.label)
    if one.earlier is None:
        return _("%(rules)s: nooit een aanwijzing") % {"rules": name}
    return _("%(rules)s: aanwijzing, %(days)s dagen eerder") % {"rules": name, "days": one.earlier}


def _day(day: date) -> str:
    return str(date_format(day, "SHORT_DATE_FORMAT"))
