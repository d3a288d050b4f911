"""Count tables with their totals, and the CSV that they come from and go to.

First row header, first column label, last row labelled TOTAL, last column headed TOTAL; no TOTAL column where
there is one column of counts. A hidden cell is written as a dot.
"""

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from baken.disclosure.exceptions import BadTable, TableFault
from baken.disclosure.mechanism import HIDDEN, Counts

TOTAL = "TOTAL"
DOT = "."
MOST_CELLS = 20_000
"""Totals included. The attack asks of every small count what a reader can find out, and takes some four times
as long for a table twice as large: 3 CPU seconds for 4,000 counts, 7 for 8,000, 35 for 20,000, and by that
hours for ten times as many. A larger table is cut into tables of its own."""
MOST_BYTES = 8 * 1024 * 1024
"""Of a file: 400 for each of so many cells. A larger one is no such table, and not read into memory."""
_NUMBER = re.compile(r"\d{1,12}")
_ROUNDED_NUMBER = re.compile(r"\d{1,13}")
"""What is published may be longer by a digit than the count."""
_OTHER_SIGN = re.compile(r"[;\t]")
_SUBTOTAL = re.compile(r"(SUBTOTAL|TOTAL_)", re.IGNORECASE)
"""How a total of some rows or columns is called, as `baken register check` reads it."""


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts with their totals. `values` has a row for each of `rows` and one for the total below them;
    a column for each of `columns` and, where `across`, one for the total beside them.

    `corner` is the head above the labels; `total_row` and `total_column` are how the totals are called.
    """

    corner: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    values: Counts
    across: bool
    total_row: str = TOTAL
    total_column: str = TOTAL

    @property
    def inner(self) -> Counts:
        """The counts without their totals."""
        return self.values[: len(self.rows), : len(self.columns)]

    def with_values(self, values: Counts) -> "CountTable":
        """The same table with other values."""
        return CountTable(
            self.corner, self.rows, self.columns, values, self.across, self.total_row, self.total_column
        )


def with_totals(inner: Counts, *, across: bool) -> Counts:
    """Counts with their totals below them and, where `across`, beside them."""
    below = np.vstack([inner, inner.sum(axis=0, keepdims=True)])
    return np.hstack([below, below.sum(axis=1, keepdims=True)]) if across else below


def read_table(text: str, *, published: bool = False) -> CountTable:
    """Reads a table; `published` ones may have dots and need not add up where they have.

    Raises `BadTable` with every line that is wrong: a number that is none, a row of another length, a label
    twice, totals that are missing, sums that do not add up (named with what they are and should be).
    """
    if "\0" in text:
        raise BadTable([TableFault(1, "the file is no text")])
    try:
        lines = [
            (number, row)
            for number, row in _numbered(text.removeprefix("\ufeff"))
            if any(cell.strip() for cell in row)
        ]
    except csv.Error as fault:
        raise BadTable([TableFault(1, f"the file is no CSV ({fault})")]) from fault
    if len(lines) < 3:
        raise BadTable([TableFault(1, "a header, a row of counts and a row TOTAL are needed")])
    (_, head), *body = lines
    heads = [cell.strip() for cell in head]
    if len(heads) == 1 and (other := _OTHER_SIGN.search(heads[0])):
        sign = "a tab" if other[0] == "\t" else "a semicolon"
        raise BadTable([TableFault(1, f"{sign} stands between the cells; a comma is needed")])
    faults = _faults_of_shape(heads, body)
    if len(heads) * len(body) > MOST_CELLS:
        raise BadTable(
            [
                TableFault(
                    1,
                    f"{len(heads) * len(body):,} cells; a table has at most {MOST_CELLS:,}, so cut it in two",
                )
            ]
        )
    values = np.zeros((len(body), max(len(heads) - 1, 0)), np.int64)
    for place, (line, row) in enumerate(body):
        if len(row) != len(heads):
            faults.append(TableFault(line, f"{len(row)} cells under a header of {len(heads)}"))
            continue
        for column, cell in enumerate(row[1:]):
            number = _count(cell.strip(), published)
            if number is None:
                where = f"row {_named(row[0].strip())}, column {_named(heads[column + 1])}"
                faults.append(TableFault(line, f"{where}: no count ({_why_none(cell.strip())})"))
            else:
                values[place, column] = number
    if faults:
        raise BadTable(faults)
    across = len(heads) > 2
    table = CountTable(
        corner=heads[0],
        rows=tuple(row[0].strip() for _, row in body[:-1]),
        columns=tuple(heads[1:-1] if across else heads[1:]),
        values=values,
        across=across,
        total_row=body[-1][1][0].strip(),
        total_column=heads[-1] if across else TOTAL,
    )
    faults = _wrong_sums(table, [line for line, _ in body])
    if faults:
        raise BadTable(faults)
    return table


def write_table(table: CountTable) -> str:
    """The CSV of a table, hidden cells as dots."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([table.corner, *table.columns, *([table.total_column] if table.across else [])])
    for label, values in zip((*table.rows, table.total_row), table.values.tolist(), strict=True):
        writer.writerow([label, *(DOT if value == HIDDEN else value for value in values)])
    return out.getvalue()


def _numbered(text: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    found, before = [], 0
    for row in reader:
        found.append((before + 1, row))
        before = reader.line_num
    return found


def _faults_of_shape(heads: list[str], body: list[tuple[int, list[str]]]) -> list[TableFault]:
    faults = []
    if len(heads) < 2:
        faults.append(TableFault(1, "a label and at least one column of counts are needed"))
    if len(heads) > 2 and heads[-1].upper() != TOTAL:
        faults.append(TableFault(1, "the last column is not TOTAL"))
    if TOTAL in [cell.upper() for cell in heads[1:-1]]:
        faults.append(TableFault(1, "TOTAL stands before the last column"))
    faults += [TableFault(1, f"the column {_named(name)} stands twice") for name in _twice(heads[1:])]
    labels = [row[0].strip() if row else "" for _, row in body]
    if labels[-1].upper() != TOTAL:
        faults.append(TableFault(body[-1][0], "the last row is not TOTAL"))
    faults += [TableFault(1, _of_subtotal("column", name)) for name in heads[1:-1] if _SUBTOTAL.match(name)]
    doubled = set(_twice(labels))
    for (line, _), label in zip(body[:-1], labels[:-1], strict=True):
        if label.upper() == TOTAL:
            faults.append(TableFault(line, "TOTAL stands before the last row"))
        elif _SUBTOTAL.match(label):
            faults.append(TableFault(line, _of_subtotal("row", label)))
        elif label in doubled:
            faults.append(TableFault(line, f"the row {_named(label)} stands more than once"))
    return faults


def _twice(names: list[str]) -> list[str]:
    return sorted(name for name, times in Counter(names).items() if times > 1)


def _named(name: str) -> str:
    return repr(name[:60])


def _of_subtotal(what: str, name: str) -> str:
    # the attack knows of the last row and the last column that they are sums, and of no other
    return f"the {what} {_named(name)} is a subtotal: what adds up to it would not be kept safe; leave it out"


def _why_none(cell: str) -> str:
    if not cell:
        return "the cell is empty; 0 is none"
    if cell == DOT:
        return "a dot is a hidden cell; the counts themselves are needed"
    if not cell.isascii() or not re.fullmatch(r"-?[\d.,' ]+", cell):
        return f"{cell[:20]!r} is no number"
    if cell.startswith("-"):
        return f"{cell[:20]} is less than 0"
    if not cell.isdigit():
        return f"{cell[:20]!r} is not written with digits alone"
    return "it has more than 12 digits"


def _count(cell: str, published: bool) -> int | None:
    if published and cell == DOT:
        return HIDDEN
    number = _ROUNDED_NUMBER if published else _NUMBER
    return int(cell) if cell.isascii() and number.fullmatch(cell) else None


def _wrong_sums(table: CountTable, lines: list[int]) -> list[TableFault]:
    faults = []
    values, parts = table.values, len(table.columns)
    rows = (*table.rows, table.total_row)
    if table.across:
        for place, row in enumerate(rows):
            says, makes = int(values[place, parts]), _sum_of(values[place, :parts])
            if makes not in (None, says) and says != HIDDEN:
                faults.append(
                    TableFault(
                        lines[place],
                        f"row {_named(row)}: {table.total_column} says {says}, the row makes {makes}",
                    )
                )
    for column, name in enumerate((*table.columns, table.total_column)[: values.shape[1]]):
        says, makes = int(values[-1, column]), _sum_of(values[:-1, column])
        if makes not in (None, says) and says != HIDDEN:
            faults.append(
                TableFault(
                    lines[-1],
                    f"column {_named(name)}: {table.total_row} says {says}, the column makes {makes}",
                )
            )
    return faults


def _sum_of(parts: Counts) -> int | None:
    return None if (parts == HIDDEN).any() else int(parts.sum())
