"""When each advert of an advertiser was seen: a line from its first week to its last, thick where it was
seen, so that a silence shows as a gap."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.desk.drawings.svg import Drawing, Value, element, picture

MOST_LINES = 24
WIDTH, LEFT, ROW, TOP = 360, 56, 15, 6
THICK = 9
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class Life:
    """A unique advert: its number on the page, and how often it was seen in which week (its Monday)."""

    number: int
    weeks: tuple[tuple[date, int], ...]

    @property
    def sightings(self) -> int:
        """How often it was seen."""
        return sum(count for _, count in self.weeks)


def draw_lifelines(lives: Sequence[Life]) -> Drawing | None:
    """The lines of the adverts seen most, first seen first; the rest is told as a number."""
    lives = [one for one in lives if one.weeks]
    if not lives:
        return None
    first = min(one.weeks[0][0] for one in lives)
    last = max(one.weeks[-1][0] for one in lives)
    chosen = sorted(lives, key=lambda one: (-one.sightings, one.number))[:MOST_LINES]
    shown = sorted(chosen, key=lambda one: (one.weeks[0][0], one.number))
    said = _("{texts} tussen {first} en {last}").format(
        texts=ngettext("%(n)s tekst", "%(n)s teksten", len(lives)) % {"n": len(lives)},
        first=date_format(first),
        last=date_format(last + timedelta(days=6)),
    )
    silent = _longest_silence(lives)
    if silent > 1:
        said = _("{said}; langste stilte van allemaal samen: {weeks} weken").format(said=said, weeks=silent)
    values = tuple(
        Value(
            _("tekst {number}: {first} – {last}").format(
                number=one.number, first=date_format(one.weeks[0][0]), last=date_format(one.weeks[-1][0])
            ),
            one.sightings,
        )
        for one in shown
    )
    return Drawing(_drawn(shown, first, last, len(lives) - len(shown), said), said, values)


def _longest_silence(lives: Sequence[Life]) -> int:
    """Weeks between two in which any advert was seen."""
    weeks = sorted({week for one in lives for week, _ in one.weeks})
    return max(((after - week) // WEEK - 1 for week, after in pairwise(weeks)), default=0)


def _drawn(shown: Sequence[Life], first: date, last: date, left_out: int, said: str) -> SafeString:
    span = (last - first) // WEEK + 1
    pitch = (WIDTH - LEFT) / span
    parts: list[SafeString] = []
    for place, one in enumerate(shown):
        y = TOP + place * ROW + ROW / 2
        parts.append(
            element(
                "text", _("tekst {number}").format(number=one.number), x=0, y=y, dy=4, class_="axis-words"
            )
        )
        begin, end = ((week - first) // WEEK for week in (one.weeks[0][0], one.weeks[-1][0]))
        parts.append(
            element(
                "line", x1=LEFT + begin * pitch, y1=y, x2=LEFT + (end + 1) * pitch, y2=y,
                class_="life-silent", stroke_dasharray="2 3",
            )
        )  # fmt: skip
        for low, high in _runs([(week - first) // WEEK for week, _count in one.weeks]):
            wide = max((high - low + 1) * pitch - 0.5, 2.0)
            parts.append(
                element(
                    "rect",
                    x=LEFT + low * pitch,
                    y=y - THICK / 2,
                    width=wide,
                    height=THICK,
                    rx=1.5,
                    class_="bar",
                )
            )
    height = TOP + len(shown) * ROW + 24
    floor = TOP + len(shown) * ROW + 2.5
    parts.append(element("line", x1=LEFT, y1=floor, x2=WIDTH, y2=floor, class_="axis"))
    words = date_format(first)
    parts.append(element("text", words, x=LEFT, y=height - 6, class_="axis-words"))
    if last > first:
        parts.append(
            element("text", date_format(last), x=WIDTH, y=height - 6, text_anchor="end", class_="axis-words")
        )
    told = _("{said}. Elke regel is een tekst; een dikke streep is gezien, stippels zijn stilte.").format(
        said=said
    )
    if left_out:
        told = _("{told} Getekend zijn de meest geziene; {count} niet.").format(told=told, count=left_out)
    return picture(
        "lifelines",
        *parts,
        title=_("Wanneer elke tekst werd gezien"),
        description=told,
        width=WIDTH,
        height=height,
    )


def _runs(weeks: Sequence[int]) -> list[tuple[int, int]]:
    """Weeks that follow each other, as one."""
    runs: list[tuple[int, int]] = []
    for week in weeks:
        if runs and week == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], week)
        else:
            runs.append((week, week))
    return runs
