"""The rates of groups as points with their intervals, one under the other, readable on a telephone.

A filled point with a thick line is the group, an open one with a thin line everybody else. The numbers are
those of the table.
"""

import math
from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from baken.desk.drawings.svg import element, picture
from baken.indicators.proportions import Proportion
from baken.statistics.fairness.shown import Line

WIDE, NARROW = 900, 350
"""Widths in pixels: a column of a desk, and a telephone."""

_ROW = 58
_TOP = 34
_SIDE = 8
_MOST_TICKS = 5


def draw_rates(lines: Sequence[Line], *, name: str, title: str, width: int) -> SafeString | None:
    """The rows that have a rate, at a width in pixels; None when there are none. `name` makes its ids."""
    told = [line for line in lines if line.own]
    if not told:
        return None
    most = max(part.interval[1] for line in told for part in (line.own, line.rest) if part)
    step = _step(most)
    top = math.ceil(most / step - 1e-9) * step
    parts = [*_axis(top, step, width, len(told))]
    for place, line in enumerate(told):
        y = _TOP + place * _ROW
        parts.append(element("text", line.group, x=0, y=y + 14, class_="chart-words"))
        if line.own:
            parts.extend(_interval(line.own, y + 28, top, width, own=True))
        if line.rest:
            parts.extend(_interval(line.rest, y + 42, top, width, own=False))
    return picture(
        name,
        *parts,
        title=title,
        description=_("Dezelfde getallen als in de tabel."),
        width=width,
        height=_TOP + len(told) * _ROW + 6,
        class_="drawing chart",
    )


def _step(most: float) -> float:
    """A round step of which at most five make the axis."""
    return next(step for step in (0.01, 0.02, 0.05, 0.1, 0.2, 0.25) if most <= step * _MOST_TICKS + 1e-9)


def _axis(top: float, step: float, width: int, rows: int) -> list[SafeString]:
    bottom = _TOP + rows * _ROW
    parts = []
    for number in range(round(top / step) + 1):
        x = _x(number * step, top, width)
        words = number_format(round(100 * number * step))
        anchor = "start" if number == 0 else "end" if number == round(top / step) else "middle"
        parts.append(element("line", x1=x, x2=x, y1=22, y2=bottom, class_="interval-axis"))
        parts.append(element("text", words, x=x, y=15, text_anchor=anchor, class_="chart-words"))
    return parts


def _interval(part: Proportion, y: float, top: float, width: int, *, own: bool) -> list[SafeString]:
    low, high = part.interval
    style = "own" if own else "rest"
    x = _x(part.rate, top, width)
    return [
        element(
            "line",
            x1=_x(low, top, width),
            x2=_x(high, top, width),
            y1=y,
            y2=y,
            class_=f"interval interval-{style}",
        ),
        element("circle", cx=x, cy=y, r=5 if own else 4, class_=f"point-{style}"),
    ]


def _x(rate: float, top: float, width: int) -> float:
    return _SIDE + (width - 2 * _SIDE) * rate / top
