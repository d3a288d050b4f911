"""The arithmetic of a published count table: which cells do not add up.

The first row is the header; leading columns that are not numbers are labels. Rows and columns
named TOTAL, TOTAL_…, SUBTOTAL_… or OTHER_… (in any case) are what their name says: a subtotal is
held against the rows above it up to the subtotal before it, a total against the published
subtotals plus the others, or against all rows where there is no subtotal. Columns follow the
same rules from left to right.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from baken.register.csv_text import read_rows
from baken.register.exceptions import Unreadable
from baken.register.margins import Part, members, part_of, part_of_column
from baken.register.reasons import counts as why
from baken.register.reasons.own_files import CELLS, EMPTY
from baken.register.reasons.sentence import Reason
from baken.register.rejects import Reject

HIDDEN = "."
"""A cell that a publication hides; no sum that needs it can be checked."""
NUMBER = re.compile(r"-?[0-9]{1,18}")
FIGURE = re.compile(r"-?[0-9][0-9.,' \u00a0\u202f]*%?")
"""A number however it is written: no name of a row, even where it is no count either."""
THOUSANDS = re.compile(r"-?[0-9]{1,3}([.,' \u00a0\u202f][0-9]{3})+")
LABEL_HEADERS = frozenset(
    {"age", "leeftijd", "year", "jaar", "month", "maand", "week", "quarter", "kwartaal"}
)
"""Heads of a leading column whose numbers are names of rows, not counts."""


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A published number that is not the sum of what it should be the sum of."""

    line: int
    row: str
    column: str
    published: int
    computed: int


@dataclass(frozen=True, slots=True)
class TableCheck:
    """What was found. `checked` counts the sums held against a published cell, `unchecked` those
    that a hidden or bad cell made impossible; both are 0 for a table without totals."""

    wrong: tuple[WrongCell, ...]
    rejects: tuple[Reject, ...]
    checked: int
    unchecked: int


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    labels: tuple[str, ...]
    counts: tuple[int | None, ...]

    @property
    def name(self) -> str:
        return " / ".join(filter(None, self.labels)) or f"line {self.line}"


@dataclass(frozen=True, slots=True)
class _Table:
    columns: tuple[str, ...]
    rows: tuple[_Row, ...]
    rejects: tuple[Reject, ...]


def check_table(data: bytes, *, source: str) -> TableCheck:
    """Holds every total and subtotal of a CSV table against its parts.

    `source` names the table in the rejects: cells that are no whole number of 0 or more, and rows
    with too many or too few cells. Raises Unreadable where the file is no table with a header.
    """
    table = _table(data, source)
    sums = _Sums(table)
    columns = [part_of_column(name) for name in table.columns]
    for column, parts in members(columns).items():
        for row in range(len(table.rows)):
            sums.hold((row, column), [(row, part) for part in parts])
    for row, parts in members(
        [part_of(row.labels) for row in table.rows], [row.labels for row in table.rows]
    ).items():
        for column in (place for place, part in enumerate(columns) if part is not Part.SHARE):
            sums.hold((row, column), [(part, column) for part in parts])
    return TableCheck(tuple(sums.wrong_cells()), table.rejects, sums.checked, sums.unchecked)


class _Sums:
    """Sums of cells, each held against one published cell; a cell is held across and down."""

    def __init__(self, table: _Table) -> None:
        self._table = table
        self._wrong: dict[tuple[int, int], set[int]] = {}
        self.checked = 0
        self.unchecked = 0

    def hold(self, cell: tuple[int, int], parts: list[tuple[int, int]]) -> None:
        published = self._count(cell)
        counts = [count for count in map(self._count, parts) if count is not None]
        if published is None or len(counts) != len(parts):
            self.unchecked += 1
            return
        self.checked += 1
        if sum(counts) != published:
            self._wrong.setdefault(cell, set()).add(sum(counts))

    def wrong_cells(self) -> list[WrongCell]:
        rows, columns = self._table.rows, self._table.columns
        return [
            WrongCell(
                rows[row].line, rows[row].name, columns[column], rows[row].counts[column] or 0, computed
            )
            for (row, column), sums in sorted(self._wrong.items())
            for computed in sorted(sums)
        ]

    def _count(self, cell: tuple[int, int]) -> int | None:
        return self._table.rows[cell[0]].counts[cell[1]]


def _table(data: bytes, source: str) -> _Table:
    lines = list(read_rows(data))
    if not lines:
        raise Unreadable(EMPTY())
    header, body = list(lines[0][1]), lines[1:]
    while header and not header[-1]:
        header.pop()
    width = len(header)
    whole = [cells[:width] for _, cells in body if _fits(cells, width)]
    labels = _label_columns(header, whole)
    rows: list[_Row] = []
    rejects: list[Reject] = []
    for line, cells in body:
        if _fits(cells, width):
            counts = [_count(cell) for cell in cells[labels:width]]
            wrong = [
                (name, _wrong_with(cell))
                for name, cell in zip(header[labels:], cells[labels:], strict=False)
                if part_of_column(name) is not Part.SHARE
            ]
            rejects += [
                Reject(source, line, why.IN_COLUMN(name=name, reason=reason))
                for name, reason in wrong
                if reason
            ]
        else:
            counts = [None] * (width - labels)
            rejects.append(Reject(source, line, CELLS(count=len(cells), width=width)))
        rows.append(_Row(line, tuple(cells[:labels]), tuple(counts)))
    names = tuple(name or f"number {place}" for place, name in enumerate(header[labels:], labels + 1))
    return _Table(names, tuple(rows), tuple(rejects))


def _fits(cells: Sequence[str], width: int) -> bool:
    return len(cells) >= width and not any(cells[width:])


def _label_columns(header: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    """How many leading columns are labels. One bad cell does not make a column of counts a label."""
    named = [
        column
        for column in range(len(header))
        if any(part_of((row[column],)) is not Part.PLAIN for row in rows)
    ]
    labels = max(named, default=-1) + 1
    while labels < len(header) and _is_label(header[labels], [row[labels] for row in rows if row[labels]]):
        labels += 1
    return labels


def _is_label(name: str, cells: Sequence[str]) -> bool:
    if name.casefold() in LABEL_HEADERS:
        return True
    if NUMBER.fullmatch(name) or part_of_column(name) is not Part.PLAIN:
        return False
    others = sum(cell != HIDDEN and not FIGURE.fullmatch(cell) for cell in cells)
    return others * 2 > len(cells) or not cells


def _count(cell: str) -> int | None:
    return int(cell) if NUMBER.fullmatch(cell) else None


def _wrong_with(cell: str) -> Reason | None:
    if cell == HIDDEN:
        return None
    if not NUMBER.fullmatch(cell):
        if not cell:
            return why.NO_COUNT()
        return why.SIGNS_BETWEEN() if THOUSANDS.fullmatch(cell) else why.NOT_WHOLE()
    return why.BELOW_ZERO() if cell.startswith("-") and int(cell) else None
