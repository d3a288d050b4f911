"""What a table is: a definition as data, and a pure function over coded frames."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, Literal, TypeVar

import polars as pl

from baken.statistics.chart import ChartData
from baken.statistics.codes import margin_words, same
from baken.statistics.period import Period
from baken.vocabulary.code_list import Label

Frames = TypeVar("Frames")

DAYS = {"market": "captured_on", "door": "held_on", "programme": "began_on"}
"""The column with the day of a record, where a table is not counted from the register."""

HIDDEN = "."
"""A count of which nothing is published."""

Compute = Callable[[Frames, Period, bool], pl.DataFrame]
"""(frames, period, margins) -> the table; margins adds subtotal and total rows."""


@dataclass(frozen=True)
class Column:
    """A column of a table: its name in files, its label, and the words for the codes it holds.

    `name` in angle brackets ("<year>") stands for a run of columns, one a value.
    """

    name: str
    label: Label
    codes: Mapping[str, Label] = field(default_factory=dict)


@dataclass(frozen=True)
class StatisticsTable(Generic[Frames]):
    """One question that the register, the market, audits of doors or the programme answer: `question` is it.

    `unit` names what is counted (mentions, registrations, persons, unique adverts) and is never
    mixed within a column. `remarks` are the reservations that depend on the frames themselves,
    such as how many mentions carry no platform's name. `by` holds the other cuts a table offers.
    `reads` names the columns of each frame of the register that all of this is computed from, and `only` the
    rows of some that it needs: those with one of these codes in a column. Over all rows the figures are the
    same. `for_period` names the columns of `reads` that only a period needs: over everything on record the
    figures are the same without them.
    """

    name: str
    title: Label
    question: Label
    unit: Label
    source: Literal["register", "market", "door", "programme"]
    columns: tuple[Column, ...]
    compute: Compute[Frames]
    notes: tuple[Label, ...]
    remarks: Callable[[Frames, Period], list[Label]]
    chart: Callable[["FilledTable"], ChartData]
    by: Mapping[str, Compute[Frames]] = field(default_factory=dict)
    has_margins: bool = True
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    only: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    for_period: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def reads_over(self, period: Period | None) -> Mapping[str, tuple[str, ...]]:
        """The columns to read for a period; for any one where it is not known yet."""
        if period is None or not period.is_open:
            return self.reads
        return {
            name: tuple(column for column in columns if column not in self.for_period.get(name, ()))
            for name, columns in self.reads.items()
        }


@dataclass(frozen=True)
class FilledTable:
    """A table with its figures and everything a reader must know beside them.

    A `published` one was made safe: a count that is not there is hidden, and stands as a dot.
    """

    name: str
    title: Label
    unit: Label
    columns: tuple[Column, ...]
    figures: pl.DataFrame
    period: Period
    notes: tuple[Label, ...]
    query: str
    draw: Callable[["FilledTable"], ChartData]
    published: bool = False

    @property
    def chart(self) -> ChartData:
        drawn = self.draw(self)
        if not self.published:
            return drawn
        dotted = (
            replace(panel, words=tuple(words or HIDDEN for words in panel.words)) for panel in drawn.panels
        )
        return replace(drawn, panels=tuple(dotted))

    def rows(self) -> Iterator[tuple[str | int | float | None, ...]]:
        """The rows as a file holds them, hidden counts as dots."""
        dots = [self.published and kind.is_numeric() for kind in self.figures.schema.values()]
        for row in self.figures.iter_rows():
            yield tuple(
                HIDDEN if dot and value is None else value for dot, value in zip(dots, row, strict=True)
            )

    def column(self, name: str) -> Column:
        """The definition of a column of the figures; a year or a unit is its own label."""
        for column in self.columns:
            if column.name == name:
                return column
        return Column(name, same(name))

    def codes_in(self, column: str) -> dict[str, Label]:
        """The codes and margin labels that occur in a column, each with its words."""
        if self.figures.schema[column] != pl.String:
            return {}
        found = self.figures[column].drop_nulls().unique(maintain_order=True)
        known = self.column(column).codes
        words = {code: known.get(code) or margin_words(code) for code in found}
        return {code: label for code, label in words.items() if label}

    def words(self, column: str, code: object) -> Label:
        """The words for a code in a column; a name is its own word, nothing is an empty text."""
        text = "" if code is None else str(code)
        return self.column(column).codes.get(text) or margin_words(text) or same(text)


def fill(
    table: StatisticsTable[Frames],
    frames: Frames,
    period: Period,
    *,
    margins: bool = False,
    by: str | None = None,
    query: str = "",
    remarks: tuple[Label, ...] = (),
) -> FilledTable:
    """Computes a table over frames of one organisation.

    `query` is the command that makes the same table again; `remarks` come before the table's own
    notes. Raises KeyError when the table does
    not offer the cut `by`.
    """
    compute = table.compute if by is None else table.by[by]
    return FilledTable(
        name=table.name,
        title=table.title,
        unit=table.unit,
        columns=table.columns,
        figures=compute(frames, period, margins),
        period=period,
        notes=(*remarks, *table.notes, *table.remarks(frames, period)),
        query=query,
        draw=table.chart,
    )
