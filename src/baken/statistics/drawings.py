"""Charts and the map as a page shows them: small drawings in the text, in the reader's language.

A chart file (`formats/svg`) stands alone with its title and notes; here those stand on the page, and what
is drawn are the bars and their numbers, once for a wide column and once for a telephone.
"""

import re
import textwrap
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.desk.drawings import provinces
from baken.desk.drawings.svg import element, picture
from baken.statistics.chart import ChartData, Panel
from baken.statistics.panels import NO, YES
from baken.statistics.shown import UNDER_TEN, in_words
from baken.statistics.table import FilledTable
from baken.vocabulary.code_list import Label, Language

NARROW, BESIDE, UNDER = 350, 470, 1120
"""Widths in pixels: a telephone, beside a table, and under a wide one."""

CHARACTER = 6.6
HEADING_CHARACTER = 7.4
LINE = 16
BAR = 12
LEAST_PANEL = 96
NUMBERS_ONLY = 60
LABELS_SHARE = 0.42
_THOUSANDS = re.compile(r"(?<=\d)\.(?=\d{3})")


def draw_chart(
    table: FilledTable, *, name: str, width: int, rounded: bool = False, under: str = UNDER_TEN
) -> SafeString:
    """The bars of a table at a width in pixels; `name` makes its ids, so it stands once on a page.

    With `rounded` a 0 stands for what `under` says. On a telephone a table with totals shows those alone.
    """
    language: Language = "nl" if get_language() == "nl" else "en"
    return draw_bars(
        table.chart,
        name=name,
        width=width,
        title=in_words(table.title),
        description=_("Dezelfde getallen als in de tabel."),
        language=language,
        under=under if rounded else "",
    )


def draw_bars(
    chart: ChartData,
    *,
    name: str,
    width: int,
    title: str,
    description: str,
    language: Language,
    under: str = "",
    of: ChartData | None = None,
) -> SafeString:
    """The same of a chart alone, in one language, with its own words for who does not see it. A 0 stands for
    what `under` says, where it says something. A part is drawn on the scale of the whole that it is `of`."""
    if width == NARROW:
        chart = _total_alone(chart) or chart
    return _Drawing(chart, width, under, language, of or chart).picture(name, title, description)


def parts_no_taller(chart: ChartData, *, width: int, height: int, language: Language) -> list[ChartData]:
    """A chart in parts that are each drawn at most so many pixels high, or of one row: cut where something
    else begins, if it can be."""
    starts = {place for place, _heading in chart.headings}

    def fits(first: int, last: int) -> bool:
        drawing = _Drawing(chart.part(first, last), width, "", language, chart)
        drawing.picture("", "", "")
        return drawing.height <= height

    found, first, rows = [], 0, len(chart.rows)
    while first < rows:
        last = bisect_left(range(first + 1, rows), True, key=lambda end: not fits(first, end + 1)) + first + 1
        if last < rows:
            last = max((place for place in starts if first < place <= last), default=last)
        found.append(chart.part(first, last))
        first = last
    return found if len(found) > 1 else [chart]


def shows_total_alone(chart: ChartData) -> bool:
    """Whether the narrow drawing of a chart leaves out the columns beside the total."""
    return _total_alone(chart) is not None


def shows_totals_only(table: FilledTable) -> bool:
    """Whether the narrow chart leaves out the columns beside the total."""
    return shows_total_alone(table.chart)


def _total_alone(chart: ChartData) -> ChartData | None:
    """The chart with bars for its total alone; None where its last panel is no total of others."""
    total = chart.panels[-1]
    if len(chart.panels) <= 2 or any(length is not None for length in total.lengths):
        return None
    lengths = tuple(
        None if place in chart.sums else float(words.replace(".", "") or 0)
        for place, words in enumerate(total.words)
    )
    return replace(chart, panels=(replace(total, lengths=lengths),))


@dataclass
class _Drawing:
    chart: ChartData
    width: int
    under: str
    language: Language
    whole: ChartData

    def __post_init__(self) -> None:
        self.parts: list[SafeString] = []
        self.height = 0.0
        widest = max((len(self._word(row)) for row in self.whole.rows), default=0) * CHARACTER + 10
        self.labels = min(widest, self.width * LABELS_SHARE)
        self.full = self.whole.longest or 1
        self.numbers = max((len(one) for panel in self.whole.panels for one in panel.words), default=0)

    def picture(self, name: str, title: str, description: str) -> SafeString:
        """Everything, panels side by side as far as there is room, else under each other."""
        panels = self.chart.panels
        fit = max(int((self.width - self.labels) // LEAST_PANEL), 1)
        bands = max(-(-len(panels) // fit), 1)
        in_a_row = -(-len(panels) // bands)
        bare = sum(map(self._is_narrow, panels)) if bands == 1 else 0
        # one length means one number in the whole drawing, whichever band it stands in
        self.bars = (self.width - self.labels - bare * NUMBERS_ONLY) / max(in_a_row - bare, 1)
        self.bare = NUMBERS_ONLY if bands == 1 else self.bars
        for start in range(0, len(panels), in_a_row):
            self._band(panels[start : start + in_a_row])
        return picture(
            name,
            *self.parts,
            title=title,
            description=description,
            width=self.width,
            height=int(self.height) + 4,
            class_="drawing chart",
        )

    def _band(self, panels: tuple[Panel, ...]) -> None:
        widths = [self.bare if self._is_narrow(panel) else self.bars for panel in panels]
        titles = [
            textwrap.wrap(self._word(panel.title), max(int((wide - 6) / HEADING_CHARACTER), 6))
            for panel, wide in zip(panels, widths, strict=True)
        ]
        lines = max(map(len, titles), default=1)
        x = self.labels
        for wide, title in zip(widths, titles, strict=True):
            for place, line in enumerate(title, start=lines - len(title)):
                self._write(x, self.height + (place + 0.8) * LINE, line, "chart-strong")
            x += wide
        self.height += lines * LINE + 6
        headings = dict(self.chart.headings)
        for place, row in enumerate(self.chart.rows):
            if place in headings:
                self._write(0, self.height + 1.1 * LINE, self._word(headings[place]), "chart-strong")
                self.height += 1.6 * LINE
            self._row(
                place, textwrap.wrap(self._word(row), int(self.labels / CHARACTER) or 1), panels, widths
            )
        self.height += 14

    def _is_narrow(self, panel: Panel) -> bool:
        # beside bars, numbers alone need little room; without any bar a narrow heading would break its words
        whole = self.whole.panels[self.chart.panels.index(panel)]
        return self.whole.has_bars and all(length is None for length in whole.lengths)

    def _row(self, place: int, label: list[str], panels: tuple[Panel, ...], widths: list[float]) -> None:
        style = "chart-strong" if place in self.chart.sums else "chart-words"
        tall = max(len(label), 1) * LINE + 4
        middle = self.height + tall / 2
        for number, line in enumerate(label):
            self._write(0, middle + (number - (len(label) - 1) / 2) * LINE + 4.5, line, style)
        x = self.labels
        for panel, wide in zip(panels, widths, strict=True):
            length, words = panel.lengths[place], self._said(panel.words[place])
            end = x
            if length is not None:
                room = self.bars - self.numbers * CHARACTER - 12
                end = x + max(length / self.full * max(room, 8), 0)
                self.parts.append(
                    element(
                        "line", x1=x, x2=x, y1=middle - 9, y2=middle + 9, class_="chart-zero"
                    )
                )  # fmt: skip
                if length:
                    style_of_bar = "bar bar-others" if place in self.chart.others else "bar bar-item"
                    self.parts.append(
                        element(
                            "rect", x=x, y=middle - BAR / 2, width=end - x, height=BAR, class_=style_of_bar
                        )
                    )  # fmt: skip
                end += 5
            self._write(end, middle + 4.5, words, style)
            x += wide
        self.height += tall

    def _said(self, words: str) -> str:
        if self.under and words in ("0", ""):
            return self.under
        if self.language == "nl":
            return words
        return "yes" if words == YES else words if words == NO else _THOUSANDS.sub(",", words)

    def _word(self, label: Label) -> str:
        return label.in_language(self.language)

    def _write(self, x: float, y: float, words: str, style: str) -> None:
        if words:
            self.parts.append(element("text", words, x=x, y=y, class_=style))


def draw_provinces(counts: Mapping[str, int], *, rounded: bool = False) -> SafeString:
    """Unique adverts per province (codes of `Province`) on the map, each number written in its province.

    The ground is darker where there are more, in three steps; the number says how many.
    """

    def said(count: int) -> str:
        return UNDER_TEN if rounded and not count else number_format(count, force_grouping=True)

    return provinces.draw_provinces(
        counts, name="provinces", title=_("Unieke advertenties per provincie"), said=said
    )
