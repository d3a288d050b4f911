"""A filled table as a page shows it: words for codes, numbers as the reader writes them, groups of rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl
from django.utils.formats import number_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from baken.statistics.codes import GENDERS, margin_words
from baken.statistics.formats.sheets import label_columns
from baken.statistics.table import HIDDEN, FilledTable
from baken.vocabulary.code_list import Label

YES_OR_NO = {"emm-table-3"}
"""Tables whose 1 means yes and whose 0 means no, but in rows that add up."""

UNDER_TEN = "<10"
OTHERS = "OTHER_"

MOST_BESIDE = 6
"""Columns that leave room for a chart beside the table."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row: what it is of, its numbers as text, what else is said of it, and whether it adds up
    others."""

    head: str
    cells: tuple[str, ...]
    further: tuple[str, ...]
    is_sum: bool


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Rows that belong together under one heading, or under none."""

    heading: str
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table for a page: the headings of its columns, and its rows. What is said of a row beside its
    name comes after the numbers, which would else be out of sight on a telephone."""

    head: str
    columns: tuple[str, ...]
    further: tuple[str, ...]
    groups: tuple[ShownGroup, ...]

    @property
    def width(self) -> int:
        """How many columns it has."""
        return 1 + len(self.columns) + len(self.further)

    @property
    def leaves_room(self) -> bool:
        """Whether a chart fits beside it on a wide screen."""
        return self.width <= MOST_BESIDE


def in_words(label: Label) -> str:
    """A label in the language of the reader."""
    return label.in_language("nl" if get_language() == "nl" else "en")


def show(table: FilledTable, *, rounded: bool = False, under: str = UNDER_TEN) -> ShownTable:
    """The table as a page shows it; with `rounded` a 0 stands for what `under` says."""
    under = under if rounded else ""
    if {"area", "advertised_gender"} <= set(table.figures.columns):
        return _crossed(table, under)
    names = table.figures.columns
    count = label_columns(table)
    grouped = names[:2] == ["measure", "code"]
    head = names.index("platform") if "platform" in names[:count] else count - 1
    rows: list[tuple[str, ShownRow]] = []
    for values in table.figures.iter_rows():
        is_sum = any(isinstance(value, str) and _adds_up(value) for value in values[:count])
        words = [in_words(table.words(name, value)) for name, value in zip(names, values, strict=False)]
        yes_or_no = table.name in YES_OR_NO and not is_sum and not table.published
        cells = tuple(_cell(value, under=under, yes_or_no=yes_or_no) for value in values[count:])
        if table.published:
            cells = tuple(cell or HIDDEN for cell in cells)
        heading = words[0] if grouped else ""
        further = () if grouped else (*words[:head], *words[head + 1 : count])
        name = words[head]
        if further and str(values[head]).startswith(OTHERS):
            # the others of each type stand apart
            name = f"{name}: {further[-1]}"
        rows.append((heading, ShownRow(name, cells, further, is_sum)))
    headings = [in_words(table.column(name).label) for name in names]
    return ShownTable(
        headings[head],
        tuple(headings[count:]),
        () if grouped else (*headings[:head], *headings[head + 1 : count]),
        tuple(_grouped(rows)),
    )


def _grouped(rows: Sequence[tuple[str, ShownRow]]) -> Iterator[ShownGroup]:
    begun: list[ShownRow] = []
    for place, (heading, row) in enumerate(rows):
        begun.append(row)
        if place + 1 == len(rows) or rows[place + 1][0] != heading:
            yield ShownGroup(heading, tuple(begun))
            begun = []


def _crossed(table: FilledTable, under: str) -> ShownTable:
    """Areas down and genders across: the same counts as the long table, a combination without adverts 0."""
    figures = table.figures
    order = {code: place for place, code in enumerate([*GENDERS, "TOTAL"])}
    genders = sorted(figures["advertised_gender"].unique(), key=lambda code: (order.get(code, 99), code))
    counts = {(area, gender): count for area, gender, count in figures.iter_rows()}
    rows = [
        ShownRow(
            in_words(table.words("area", area)),
            tuple(_cell(counts.get((area, gender), 0), under=under) or HIDDEN for gender in genders),
            further=(),
            is_sum=area == "NL",
        )
        for area in figures["area"].unique(maintain_order=True)
    ]
    return ShownTable(
        in_words(table.column("area").label),
        tuple(in_words(table.words("advertised_gender", code)) for code in genders),
        (),
        (ShownGroup("", tuple(rows)),),
    )


def area_counts(table: FilledTable) -> dict[str, int]:
    """Unique adverts per province out of a market table; empty for a cut without provinces."""
    figures = table.figures
    if "area" not in figures.columns:
        return {}
    if "advertised_gender" in figures.columns:
        figures = figures.filter(pl.col("advertised_gender") == "TOTAL")
    return {
        area: count for area, count in figures.select("area", "unique_adverts").iter_rows() if area != "NL"
    }


def _adds_up(label: str) -> bool:
    return margin_words(label) is not None and not label.startswith(OTHERS)


def _cell(value: object, *, under: str = "", yes_or_no: bool = False) -> str:
    if value is None:
        return ""
    if yes_or_no:
        return _("ja") if value else _("nee")
    if under and value == 0:
        return under
    return number_format(value, force_grouping=True) if isinstance(value, int | float) else str(value)
