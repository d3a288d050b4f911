"""What both spreadsheet formats hold: a sheet of figures and a sheet of explanation."""

from collections.abc import Sequence

from baken.statistics.codes import same
from baken.statistics.table import FilledTable
from baken.vocabulary.code_list import Label

EXPLANATION = "toelichting"
ORIGIN = "herkomst"
HEADER = ("", "Nederlands", "English")

Lines = Sequence[tuple[str, Label]]
"""A key and its words in both languages, line by line."""


def explanation(table: FilledTable) -> list[tuple[str, Label]]:
    """What stands beside the figures, line by line: a key, and its words in both languages."""
    lines = [
        ("title", table.title),
        ("unit", table.unit),
        ("period", table.period.words),
        *(("note", note) for note in table.notes),
        *((name, table.column(name).label) for name in table.figures.columns),
    ]
    for name in table.figures.columns:
        lines += [(f"{name} = {code}", words) for code, words in table.codes_in(name).items()]
    return [*lines, ("query", same(table.query))]


def label_columns(table: FilledTable) -> int:
    """How many columns at the left hold words: they stay in view beside the counts."""
    kinds = list(table.figures.schema.values())
    return next((place for place, kind in enumerate(kinds) if kind.is_numeric()), len(kinds))
