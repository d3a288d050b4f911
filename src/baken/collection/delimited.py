"""Advert records as CSV: the columns of the schema; lists and groups as JSON in their cell."""

import csv
import hashlib
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from baken.collection.batches import Batch, Gathering, Place
from baken.collection.jsonl import BYTE_ORDER_MARK, LONGEST_LINE, may_need_care, parse_json, refuse_foreign
from baken.collection.rejects import BadRecord, Unreadable
from baken.vocabulary import advert_record

GROUPS = ("contacts", "account", "image_hashes", "capture")
NUMBERS = ("record_version", "stated_age")
LARGEST_CELL = 1024 * 1024

_NOT_UTF8 = re.compile("[\udc80-\udcff]")
_DELIMITERS = ",;\t"


class _Lines:
    """The lines of a file as text, with the number and bytes of those read since `begin`."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._hash = hashlib.sha256()
        self._offset = 0
        self.number = 0
        self.begin()

    def begin(self) -> None:
        self.first, self.offset, self.size = self.number + 1, self._offset, 0
        self.too_long = self.suspicious = False
        self._hash = hashlib.sha256()

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self._stream.readline(LONGEST_LINE)
        if not line:
            raise StopIteration
        self.number += 1
        self._offset += len(line)
        self.size += len(line)
        if len(line) == LONGEST_LINE and not line.endswith(b"\n"):
            self.too_long = True
            while line and not line.endswith(b"\n"):
                line = self._stream.readline(LONGEST_LINE)
                self._offset += len(line)
            return "\n"
        if self.number == 1:
            refuse_foreign(line)
            line = line.removeprefix(BYTE_ORDER_MARK)
        self._hash.update(line)
        self.suspicious = self.suspicious or b"\0" in line or may_need_care(line)
        return line.decode("utf-8", "surrogateescape")

    def digest(self) -> str:
        """SHA-256 of the record's lines, their ends included."""
        return self._hash.hexdigest()


def read_csv(stream: BinaryIO, gathering: Gathering) -> Iterator[Batch]:
    """Batches of the records in a CSV file with a header; a bad one is a reject at its first line.

    An empty cell means absent, but in `text` it is the empty text. Commas, semicolons and tabs are
    told apart by the header. Raises Unreadable when the header names no advert records.
    """
    lines = _Lines(stream)
    header_line = next(lines, "")
    header, delimiter = _header(header_line)
    known = csv.field_size_limit(LARGEST_CELL)
    try:
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            lines.begin()
            try:
                cells = next(rows)
                if lines.too_long:
                    raise BadRecord(f"is a line of more than {LONGEST_LINE} bytes")
                if not cells or not any(cells):
                    continue
                record = _record(header, cells)
            except StopIteration:
                break
            except csv.Error as error:
                gathering.reject(f"is not CSV: {error}", line=lines.first)
            except BadRecord as bad:
                gathering.reject(str(bad), line=lines.first)
            else:
                place = Place(gathering.source, lines.offset, lines.digest(), line=lines.first)
                gathering.take(record, place, size=lines.size, suspicious=lines.suspicious)
            if gathering.is_full:
                yield gathering.batch()
    finally:
        csv.field_size_limit(known)
    yield from gathering.rest()


def _header(line: str) -> tuple[list[str], str]:
    properties = advert_record.json_schema()["properties"]
    for delimiter in _DELIMITERS:
        try:
            names = [name.strip() for name in next(csv.reader([line], delimiter=delimiter), [])]
        except csv.Error:
            continue
        if "sighting_id" in names and "text" in names:
            if len(set(names)) != len(names):
                raise Unreadable("the first line of this CSV file names a column twice")
            return names, delimiter
    raise Unreadable(f"the first line of this CSV file names no columns such as {', '.join(properties)}")


def _record(header: list[str], cells: list[str]) -> dict[str, Any]:
    if len(cells) != len(header):
        raise BadRecord(f"has {len(cells)} cells where the header has {len(header)}")
    record: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=True):
        if _NOT_UTF8.search(cell):
            raise BadRecord(f"{name}: is not UTF-8")
        if name == "text":
            record[name] = cell
        elif cell and name in GROUPS:
            try:
                record[name] = parse_json(cell)
            except BadRecord as bad:
                raise BadRecord(f"{name}: {bad}") from None
        elif cell:
            number = name in NUMBERS and cell.isascii() and cell.isdigit() and len(cell) < 10
            record[name] = int(cell) if number else cell
    return record
