"""CSV of another office: whatever its separator and its encoding, read as it streams."""

import codecs
import csv
import hashlib
import io
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from baken.register.exceptions import Unreadable
from baken.register.mapped.table import Note, Row, Table, heading_row, headings_of
from baken.register.reasons import other_files as why
from baken.register.reasons.own_files import BREAKS_OFF, EMPTY, NOT_CSV
from baken.register.reasons.parsers import csv_fault

AT_ONCE = 1 << 20
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
BYTE_ORDER = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def open_csv(stream: BinaryIO) -> Table:
    """The table in a CSV file. Goes through it once, for its encoding and its SHA-256."""
    encoding, digest, size = _looked_through(stream)
    separator = _separator(stream, encoding)
    above, first = heading_row(_rows(stream, encoding, separator))
    if first is None:
        raise Unreadable(EMPTY())
    notes = [Note(f"separator_{SEPARATORS[separator]}")]
    if encoding == "cp1252":
        notes.append(Note("windows_1252"))
    notes += [Note("titles", str(above))] if above else []
    headings = headings_of(first[1])
    notes += [Note("no_heading", str(headings.count("")))] if "" in headings else []

    def again() -> Iterator[Row]:
        return islice(_rows(stream, encoding, separator), above + 1, None)

    return Table(headings, again, digest, size, stream.tell, notes=tuple(notes))


def _looked_through(stream: BinaryIO) -> tuple[str, str, int]:
    """The encoding, the SHA-256 and the number of bytes."""
    stream.seek(0)
    start = stream.read(4)
    marked = next((name for mark, name in BYTE_ORDER.items() if start.startswith(mark)), None)
    decoder = codecs.getincrementaldecoder(marked or "utf-8")()
    encoding, digest, size = marked or "utf-8", hashlib.sha256(), 0
    stream.seek(0)
    while part := stream.read(AT_ONCE):
        digest.update(part)
        size += len(part)
        if marked != "utf-16" and b"\0" in part:
            raise Unreadable(why.NUL_BYTES())
        if encoding == "cp1252":
            _windows(part)
            continue
        try:
            decoder.decode(part)
        except UnicodeDecodeError as fault:
            if marked:
                raise Unreadable(BREAKS_OFF()) from fault
            encoding = "cp1252"
            _windows_before(stream, size)
    if encoding == "utf-8":
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            encoding = "cp1252"
    return encoding, digest.hexdigest(), size


def _windows_before(stream: BinaryIO, until: int) -> None:
    """Whether what was taken for UTF-8 so far is Windows-1252 too."""
    here = stream.tell()
    stream.seek(0)
    for start in range(0, until, AT_ONCE):
        _windows(stream.read(min(AT_ONCE, until - start)))
    stream.seek(here)


def _windows(part: bytes) -> None:
    try:
        part.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise Unreadable(why.NO_ENCODING()) from fault


def _separator(stream: BinaryIO, encoding: str) -> str:
    stream.seek(0)
    text = codecs.getincrementaldecoder(encoding)("replace").decode(stream.read(AT_ONCE))
    lines = ("".join(line.split('"')[::2]) for line in text.splitlines())
    # a title above the headings has none
    bare = next((line for line in lines if any(separator in line for separator in SEPARATORS)), "")
    return max(SEPARATORS, key=bare.count)


def _rows(stream: BinaryIO, encoding: str, separator: str) -> Iterator[Row]:
    stream.seek(0)
    text = io.TextIOWrapper(_Kept(stream), encoding=encoding, newline="")  # type: ignore[type-var]
    reader = csv.reader(text, delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield begins, stripped
            begins = reader.line_num + 1
    except csv.Error as fault:
        raise Unreadable(NOT_CSV(line=begins, why=csv_fault(fault))) from fault


class _Kept(io.RawIOBase):
    """The stream, left open when the reader of its text is done."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)

    def read1(self, size: int = -1) -> bytes:
        return self._stream.read(size if size > 0 else AT_ONCE)
