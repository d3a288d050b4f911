"""A file of another office as rows of cells: what the readers of CSV and of XLSX both give."""

from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import BinaryIO

from baken.register.exceptions import Unreadable
from baken.register.reasons import other_files as why

Row = tuple[int, list[str]]
"""The line on which a row begins, counted from 1, and its cells as text without outer spaces; days as
YYYY-MM-DD where the file says that they are days."""
MOST_COLUMNS = 500
TITLES = 10
"""Lines that may stand above the headings: a title, a date, a line that names the separator."""
LONGEST_HEADING = 80
LARGEST_UNPACKED = 8_000_000_000
"""Bytes; a sheet of a million rows is about one in eight of it."""


@dataclass(frozen=True, slots=True)
class Note:
    """Something to know of the file: a code, and what it is about (a count, or addresses of cells)."""

    code: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its headings, and its rows as often as they are asked for, never all in memory.

    `sheets` are the sheets to choose from, `day_zero` the day that a bare number of days counts from,
    where the file has such numbers. `bytes_read` tells how far a reader is in `size`.
    """

    headings: tuple[str, ...]
    rows: Callable[[], Iterator[Row]]
    sha256: str
    size: int
    bytes_read: Callable[[], int]
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    day_zero: date | None = None
    notes: tuple[Note, ...] = field(default=())


def open_table(stream: BinaryIO, *, sheet: str | None = None, unpacked: int = LARGEST_UNPACKED) -> Table:
    """Opens a CSV or XLSX file, told apart by what is in it. `stream` must be seekable and stay open;
    `unpacked` is how many bytes a workbook may be unpacked.

    Raises Unreadable where it is neither, or can't be read as a whole.
    """
    from baken.register.mapped import csv_rows, xlsx_rows

    stream.seek(0)
    start = stream.read(8)
    if start[:4] == b"PK\x03\x04":
        return xlsx_rows.open_xlsx(stream, sheet=sheet, unpacked=unpacked)
    if start == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        raise Unreadable(why.OLD_OR_LOCKED())
    if start.startswith(b"%PDF"):
        raise Unreadable(why.PDF())
    if start.removeprefix(BOM_UTF8).lstrip().startswith(b"<"):
        raise Unreadable(why.WEB_PAGE())
    if sheet:
        raise Unreadable(why.NO_SHEETS())
    return csv_rows.open_csv(stream)


def heading_row(rows: Iterator[Row]) -> tuple[int, Row | None]:
    """The row of the headings and how many stand above it: those with one cell filled, where one with
    several follows soon. No row where there are none at all."""
    first = next(rows, None)
    if first and _filled(first) == 1:
        for above, row in enumerate(islice(rows, TITLES), 1):
            if _filled(row) > 1:
                return above, row
    return 0, first


def _filled(row: Row) -> int:
    return sum(map(bool, row[1]))


def headings_of(cells: list[str]) -> tuple[str, ...]:
    """The heading of each column; none for a column without one. Raises Unreadable."""
    if len(cells) > MOST_COLUMNS:
        raise Unreadable(why.TOO_MANY_COLUMNS(count=len(cells), most=MOST_COLUMNS))
    found: list[str] = []
    for cell in cells:
        name = " ".join(cell.split())[:LONGEST_HEADING]
        number = 2
        while name and name in found:
            name = f"{' '.join(cell.split())[: LONGEST_HEADING - 5]} ({number})"
            number += 1
        found.append(name)
    while found and not found[-1]:
        found.pop()
    if not found:
        raise Unreadable(why.NO_HEADINGS())
    return tuple(found)
