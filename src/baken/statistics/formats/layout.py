"""Where each mark of a chart stands, in pixels: headings, row labels, bars, their numbers, notes.

Everything is placed here and not by axes, so that a chart is exactly WIDTH wide and a number stands
beside each bar.
"""

import textwrap
from dataclasses import dataclass, field

from baken.statistics.chart import ChartData, Panel
from baken.statistics.table import FilledTable
from baken.vocabulary.code_list import Label

WIDTH = 900
MARGIN = 24
ROW = 22
BAR = 13
LINE = 14
NUMBERS_ONLY = 64
WIDEST = 420
# Mean width of a character in pixels at 12 px; a little generous, for no font is measured here.
CHARACTER = 6.4
NOTE_CHARACTERS = 155


@dataclass(frozen=True)
class Words:
    """A line of text that begins at x, with its middle at y."""

    x: float
    y: float
    text: str
    style: str


@dataclass(frozen=True)
class Bar:
    """A horizontal bar from x to x2; `style` is item or others."""

    x: float
    x2: float
    y: float
    style: str


@dataclass
class Drawing:
    """A chart as marks, and its height in pixels."""

    height: float = 0
    words: list[Words] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    baselines: list[Bar] = field(default_factory=list)


def draw(table: FilledTable, chart: ChartData) -> Drawing:
    """The whole picture: title, panels, and under them what a reader must know."""
    drawing = Drawing(height=MARGIN)
    _write(drawing, [table.title.nl], "title", step=24)
    drawing.height += 2
    _write(drawing, [table.title.en], "subtitle", step=18)
    counted = [_counted(table, chart, "nl"), _counted(table, chart, "en")]
    _write(drawing, [*_lines(counted[0]), *_lines(counted[1])], "note", step=LINE)
    drawing.height += 10
    longest = max((_length(panel) for panel in chart.panels), default=0)
    full = chart.full_length or longest or 1
    for start in range(0, len(chart.panels), chart.in_a_row):
        _band(drawing, chart, chart.panels[start : start + chart.in_a_row], full)
    for language in ("nl", "en"):
        drawing.height += 8
        for note in table.notes:
            _write(drawing, _lines(_in(note, language)), "note", step=LINE)
    if table.query:
        drawing.height += 8
        _write(drawing, _lines(table.query), "note", step=LINE)
    drawing.height += MARGIN - LINE / 2
    return drawing


def _band(drawing: Drawing, chart: ChartData, panels: tuple[Panel, ...], full: float) -> None:
    """Panels side by side, with the labels of the rows at their left."""
    labels = min(max((len(row.nl) for row in chart.rows), default=0) * CHARACTER + 14, 300)
    widths = _widths(chart, panels, WIDTH - 2 * MARGIN - labels)
    titles = [
        textwrap.wrap(panel.title.nl, max(int((width - 8) / CHARACTER), 6))
        for panel, width in zip(panels, widths, strict=True)
    ]
    lines = max(map(len, titles), default=1)
    headings = dict(chart.headings)
    top = drawing.height + lines * LINE + 6
    middles = []
    for place, row in enumerate(chart.rows):
        if place in headings:
            top += 6
            drawing.words.append(Words(MARGIN, top + ROW / 2, headings[place].nl, "strong"))
            top += ROW
        middles.append(top + ROW / 2)
        style = "strong" if place in chart.sums else "word"
        drawing.words.append(Words(MARGIN, middles[-1], _fitting(row.nl, labels - 8), style))
        top += ROW
    x = MARGIN + labels
    for panel, width, title in zip(panels, widths, titles, strict=True):
        for place, line in enumerate(title, start=lines - len(title)):
            drawing.words.append(Words(x, drawing.height + (place + 0.5) * LINE, line, "strong"))
        room = width - max(map(len, panel.words), default=0) * CHARACTER - 16
        for place, middle in enumerate(middles):
            length = panel.lengths[place]
            end = x
            if length is not None:
                end = x + max(length / full * room, 0)
                drawing.baselines.append(Bar(x, x, middle, "item"))
                if length:
                    drawing.bars.append(Bar(x, end, middle, "others" if place in chart.others else "item"))
                end += 5
            style = "strong" if place in chart.sums else "word"
            drawing.words.append(Words(end, middle, panel.words[place], style))
        x += width
    drawing.height = top + 14


def _widths(chart: ChartData, panels: tuple[Panel, ...], room: float) -> list[float]:
    """Panels of bars share the room evenly over a full band; beside them, numbers alone are narrow."""
    bare = [chart.has_bars and all(length is None for length in panel.lengths) for panel in panels]
    drawn = min(len(chart.panels), chart.in_a_row) - sum(bare)
    each = min((room - sum(bare) * NUMBERS_ONLY) / max(drawn, 1), WIDEST)
    return [NUMBERS_ONLY if none else each for none in bare]


def _length(panel: Panel) -> float:
    return max((length for length in panel.lengths if length is not None), default=0)


def _counted(table: FilledTable, chart: ChartData, language: str) -> str:
    opening, period = ("Geteld zijn", "Periode") if language == "nl" else ("Counted are", "Period")
    unit, when = _in(table.unit, language), _in(table.period.words, language)
    remark = f" {_in(chart.remark, language).capitalize()}." if chart.remark else ""
    return f"{opening}: {unit}. {period}: {when}.{remark}"


def _in(label: Label, language: str) -> str:
    return label.nl if language == "nl" else label.en


def _lines(text: str) -> list[str]:
    return textwrap.wrap(text, NOTE_CHARACTERS)


def _fitting(text: str, room: float) -> str:
    """The text, cut off with an ellipsis where it would run into a neighbour."""
    most = int(room / CHARACTER)
    return text if len(text) <= most else text[: most - 1] + "…"


def _write(drawing: Drawing, lines: list[str], style: str, *, step: float) -> None:
    for line in lines:
        drawing.words.append(Words(MARGIN, drawing.height + step / 2, line, style))
        drawing.height += step
