"""The reference page of the tables, made from their definitions."""

from typing import Any

from baken.statistics.catalogue import TABLES
from baken.statistics.editions.definitions import NOT_PUBLIC, PUBLIC
from baken.statistics.formats import FORMATS
from baken.statistics.table import StatisticsTable

OPENING = f"""# Tabellen / Tables

Made from the definitions in `src/baken/statistics/tables/`; `make docs` writes it anew.

`baken statistics TABLE -o OUT` writes one of these tables as {", ".join(FORMATS[:-1])} or {FORMATS[-1]}.
Every table is exact and for the organisation's own eyes: it may not be published. With `--public` it is
made safe to publish; what is different then stands with each table. CSV holds the figures alone; the other
formats carry the unit, the period and the notes below in both languages.

With `--margins` a table of counts gets rows named `TOTAL`, `SUBTOTAL_TOP_n` (the n platforms above it)
and `OTHER_n_PLATFORMS` (all others together). Where rows do not add up, as different platforms over the
years, the row is named `ALL_YEARS`.
"""


MOST_CODES = 500
"""Of a column with more, such as months, the first and the last are told."""


def reference() -> str:
    """The page as Markdown, both languages, in the order of the catalogue."""
    return "\n".join([OPENING, *map(_section, TABLES.values())])


def _public(name: str) -> list[str]:
    if name in NOT_PUBLIC:
        reason = NOT_PUBLIC[name].reason
        return [f"- `--public`: nee. {reason.nl} / no. {reason.en}"]
    notes = PUBLIC[name].notes
    said = f" {' '.join(note.nl for note in notes)} / {' '.join(note.en for note in notes)}" if notes else ""
    return [f"- `--public`: ja / yes.{said}"]


def _codes(codes: tuple[str, ...]) -> str:
    if len(codes) > MOST_CODES:
        return f"`{codes[0]}` … `{codes[-1]}`"
    return ", ".join(f"`{code}`" for code in codes)


def _section(table: StatisticsTable[Any]) -> str:
    lines = [
        f"## {table.name}",
        "",
        f"**{table.title.nl}** / {table.title.en}",
        "",
        f"- Telt / counts: {table.unit.nl} / {table.unit.en}",
        f"- Bron / source: {table.source}",
        f"- `--margins`: {'yes' if table.has_margins else 'changes nothing'}",
    ]
    lines += _public(table.name)
    if table.by:
        lines.append(f"- `--by`: {', '.join(table.by)}")
    lines += ["", "| kolom / column | Nederlands | English | codes |", "|---|---|---|---|"]
    for column in table.columns:
        codes = _codes(tuple(column.codes))
        lines.append(f"| `{column.name}` | {column.label.nl} | {column.label.en} | {codes} |")
    lines += ["", *(f"- {note.nl}" for note in table.notes)]
    lines += ["", *(f"- {note.en}" for note in table.notes), ""]
    return "\n".join(lines)
