"""An edition beside the counts it was made of, for who may see both."""

from dataclasses import dataclass

from django.utils.formats import number_format

from baken.disclosure.mechanism import HIDDEN
from baken.platforms.models import Platform
from baken.statistics.codes import margin_words
from baken.statistics.editions.content import filled
from baken.statistics.editions.kept_counts import open_counts
from baken.statistics.models import Edition
from baken.statistics.shown import in_words
from baken.statistics.table import HIDDEN as DOT
from baken.statistics.table import FilledTable
from baken.vocabulary.code_list import Label

UNKNOWN = Label("onbekend", "unknown")


@dataclass(frozen=True, slots=True)
class Cell:
    """A count and what is published of it. `moved`: they are not the same."""

    count: str
    published: str
    moved: bool


@dataclass(frozen=True, slots=True)
class ComparedPart:
    """One count table of an edition: heads of its columns, and rows with their name and cells."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


def compared_parts(edition: Edition) -> list[ComparedPart]:
    """Every part, count beside published, totals included. Opens what is sealed."""
    table = filled(edition)
    named = dict(Platform.objects.values_list("code", "name"))
    found = []
    for part in open_counts(edition):
        columns = (*part.columns, *(["TOTAL"] if part.across else []))
        rows = []
        for label, true, shown in zip((*part.rows, "TOTAL"), part.true, part.published, strict=True):
            cells = tuple(
                Cell(_number(count), DOT if value == HIDDEN else _number(value), count != value)
                for count, value in zip(true.tolist(), shown.tolist(), strict=True)
            )
            rows.append((named.get(label) or _said(table, label), cells))
        found.append(ComparedPart(tuple(_said(table, one) for one in columns), tuple(rows)))
    return found


def _number(value: int) -> str:
    return str(number_format(value, force_grouping=True))


def _said(table: FilledTable, code: str) -> str:
    """The words for a row or column of a count table, wherever the table has words for it."""
    head, _, kind = code.partition(":")
    if known := margin_words(head):
        words = in_words(known)
        return f"{words}: {_said(table, kind)}" if kind else words
    for column in table.columns:
        if code in column.codes:
            return in_words(column.codes[code])
        if column.name == code:
            return in_words(column.label)
    return in_words(UNKNOWN) if code == "unknown" else code
