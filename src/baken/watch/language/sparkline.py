"""A word over some weeks as a row of small bars, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

HEIGHT, STEP, BAR = 26, 8, 6
FLAT = 1.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One week: its place and size, and whether it is one of the recent ones."""

    x: int
    y: float
    height: float
    recent: bool


@dataclass(frozen=True, slots=True)
class Sparkline:
    """The drawing of a series, oldest week first, and what it says."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    said: str


def sparkline(series: Sequence[float], recent: int = 2) -> Sparkline:
    """Bars against the highest week; a week without the word is a thin line, so that it is seen."""
    most = max([*series, FLAT])
    bars = tuple(
        Bar(
            x=place * STEP,
            y=round(HEIGHT - max(HEIGHT * value / most, FLAT), 1),
            height=round(max(HEIGHT * value / most, FLAT), 1),
            recent=place >= len(series) - recent,
        )
        for place, value in enumerate(series)
    )
    told = ", ".join(number_format(value, 0) for value in series)
    said = _("Per duizend adverteerders, week na week: {values}.").format(values=told)
    return Sparkline(bars, max(len(bars) * STEP - (STEP - BAR), BAR), HEIGHT, said)
