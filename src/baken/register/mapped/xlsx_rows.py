"""XLSX of another office, row by row: values only, days by its calendar, merged cells filled or refused."""

import hashlib
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import islice
from typing import Any, BinaryIO

from baken.register.exceptions import Unreadable
from baken.register.mapped.table import Note, Row, Table, heading_row, headings_of
from baken.register.reasons import other_files as why

AT_ONCE = 1 << 20
MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
MOST_MERGES = 100_000
HIDDEN = re.compile(rb'<(?:\w+:)?row\b[^>]*?\bhidden="(?:1|true)"')
NOT_CALCULATED = re.compile(rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f\b[^>]*/>)(?:<v\s*/>|<v></v>)?</(?:\w+:)?c>")
"""A formula without the value that it gave, as programs leave it that calculate nothing."""
SHOWN = 5
LONGEST_TEXT = 4 * AT_ONCE
"""Bytes without a tag among them; a cell holds 32,767 characters."""
LAST_ROW = 1 << 20
"""The rows that a sheet can have."""
SHARED_TEXTS = "sharedStrings.xml"
"""The part in which programs put each different text once, for cells to point to."""
LARGEST_TEXTS = 400_000_000
"""Bytes, unpacked. All of it is held while the rows are read, in up to three times as much memory."""
Merges = dict[int, list[tuple[int, int]]]
"""By column (from 1) the first and last row of each merged cell."""


def open_xlsx(stream: BinaryIO, *, sheet: str | None, unpacked: int) -> Table:
    """The table on one sheet, the first visible one that has a name by default. Raises Unreadable."""
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    digest, size = _digest(stream)
    _refuse_bomb(stream, unpacked)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True, keep_links=False)
    except (KeyError, ValueError, OSError, zipfile.BadZipFile, SyntaxError, TypeError) as fault:
        raise Unreadable(why.NO_WORKBOOK()) from fault
    sheets = [one for one in book.worksheets if hasattr(one, "_worksheet_path")]
    names = tuple(one.title for one in sheets if one.sheet_state == "visible")
    wanted = sheet or next(iter(names), None)
    chosen = next((one for one in sheets if one.title == wanted), None)
    if chosen is None:
        raise Unreadable(why.NO_SUCH_SHEET(sheets=", ".join(map(repr, names))))
    seen = _seen(book, chosen)
    above, first = heading_row(_Sheet(book, chosen, {}).rows())
    if first is None:
        raise Unreadable(why.EMPTY_SHEET())
    heading_line = first[0]
    # what is merged among the titles is read by nobody
    merged = [one for one in seen.merged if one[3] >= heading_line] if above else seen.merged
    merges = _downwards(merged)
    reader = _Sheet(book, chosen, merges)
    if any(start <= heading_line for spans in merges.values() for start, _ in spans):
        raise Unreadable(why.MERGED_HEADING())
    headings = headings_of(first[1])
    addresses = ", ".join(f"{column}{top}:{column}{end}" for column, top, _, end in merged[:SHOWN])
    notes = [Note("merged_filled", addresses)] if addresses else []
    notes += [Note("titles", str(above))] if above else []
    notes += [Note("no_heading", str(headings.count("")))] if "" in headings else []
    hidden = [one.title for one in sheets if one.sheet_state != "visible"]
    notes += [Note("hidden_sheets", str(len(hidden)))] if hidden else []
    days_from = date(1904, 1, 1) if book.epoch == CALENDAR_MAC_1904 else date(1899, 12, 30)
    notes += [Note("calendar_1904")] if days_from.year == 1904 else []
    notes += [Note("hidden_rows", str(seen.hidden_rows))] if seen.hidden_rows else []
    notes += [Note("not_calculated", str(seen.not_calculated))] if seen.not_calculated else []

    def again() -> Iterator[Row]:
        return islice(reader.rows(), above + 1, None)

    return Table(
        headings, again, digest, size, stream.tell, chosen.title, names, days_from, notes=tuple(notes)
    )


def _digest(stream: BinaryIO) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    stream.seek(0)
    while part := stream.read(AT_ONCE):
        digest.update(part)
        size += len(part)
    stream.seek(0)
    return digest.hexdigest(), size


def _refuse_bomb(stream: BinaryIO, most: int) -> None:
    try:
        with zipfile.ZipFile(stream) as packed:
            parts = packed.infolist()
            size = sum(one.file_size for one in parts)
            texts = sum(one.file_size for one in parts if one.filename.endswith(SHARED_TEXTS))
    except (zipfile.BadZipFile, OSError, ValueError) as fault:
        raise Unreadable(why.NO_WORKBOOK()) from fault
    if size > most:
        raise Unreadable(why.TOO_LARGE())
    if texts > LARGEST_TEXTS:
        raise Unreadable(why.TOO_MANY_TEXTS())


@dataclass(slots=True)
class _Seen:
    """What a sheet's own text says besides its cells."""

    merged: list[tuple[str, int, str, int]] = field(default_factory=list)
    hidden_rows: int = 0
    not_calculated: int = 0


def _seen(book: Any, sheet: Any) -> _Seen:
    """Looks through the text of a sheet, a part at a time: merged cells stand behind the rows."""
    seen = _Seen()
    with book._archive.open(sheet._worksheet_path) as text:
        rest = b""
        while part := text.read(AT_ONCE):
            held = rest + part
            cut = max(held.rfind(b"<row"), 0) or held.rfind(b"<")
            _look(held[:cut], seen)
            rest = held[cut:]
            if len(rest) > LONGEST_TEXT:
                raise Unreadable(why.TOO_LONG_A_CELL())
        _look(rest, seen)
    return seen


def _look(text: bytes, seen: _Seen) -> None:
    for match in MERGE.finditer(text):
        left, top, right, bottom = (one.decode() for one in match.groups())
        seen.merged.append((left, int(top), right, int(bottom)))
        if len(seen.merged) > MOST_MERGES:
            raise Unreadable(why.TOO_MANY_MERGED(most=MOST_MERGES))
    seen.hidden_rows += len(HIDDEN.findall(text))
    seen.not_calculated += len(NOT_CALCULATED.findall(text))


def _downwards(merged: list[tuple[str, int, str, int]]) -> Merges:
    """Merged cells by column; those across columns are refused by their address."""
    from openpyxl.utils import column_index_from_string

    found: Merges = {}
    for left, top, right, bottom in merged:
        if left != right:
            raise Unreadable(why.MERGED_ACROSS(cells=f"{left}{top}:{right}{bottom}"))
        found.setdefault(column_index_from_string(left), []).append((top, bottom))
    return {column: sorted(spans) for column, spans in found.items()}


class _Sheet:
    def __init__(self, book: Any, sheet: Any, merges: Merges) -> None:
        self._book, self._sheet, self._merges = book, sheet, merges

    def rows(self) -> Iterator[Row]:
        """Every row with something in it."""
        from openpyxl.worksheet._reader import WorkSheetParser

        book = self._book
        filler = _Filler(self._merges)
        with book._archive.open(self._sheet._worksheet_path) as source, warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parser = WorkSheetParser(
                source,
                self._sheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            try:
                for line, cells in parser.parse():
                    if line > LAST_ROW:
                        raise Unreadable(why.NO_SUCH_ROW(line=line))
                    parser.row_dimensions.clear()
                    row = filler.filled(line, {cell["column"]: _text(cell["value"]) for cell in cells})
                    if any(row):
                        yield line, row
            except (ValueError, TypeError, KeyError, IndexError, SyntaxError, zipfile.BadZipFile) as fault:
                raise Unreadable(why.UNREADABLE_ROW(line=parser.row_counter + 1)) from fault


class _Filler:
    """Gives each cell of a merged one what its first cell says."""

    def __init__(self, merges: Merges) -> None:
        self._left = {column: list(spans) for column, spans in merges.items()}
        self._said: dict[int, str] = {}

    def filled(self, line: int, cells: dict[int, str]) -> list[str]:
        for column, spans in self._left.items():
            while spans and spans[0][1] < line:
                spans.pop(0)
            if spans and spans[0][0] == line:
                self._said[column] = cells.get(column, "")
            elif spans and spans[0][0] < line:
                cells[column] = self._said.get(column, "")
        return [cells.get(column, "") for column in range(1, max(cells, default=0) + 1)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
