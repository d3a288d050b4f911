"""CSV bytes to rows with their line numbers: our own with commas and in UTF-8 only, other programs' too."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from baken.register.exceptions import Unreadable
from baken.register.reasons import own_files as why
from baken.register.reasons.parsers import csv_fault

SEPARATORS = ",;\t"
Row = tuple[int, list[str]]
"""The line on which a row begins, counted from 1, and its cells without outer spaces."""


def read_rows(data: bytes) -> Iterator[Row]:
    """The rows of a CSV file, the header among them; blank lines are passed over.

    Raises Unreadable where the file is no CSV text with commas: another encoding or separator,
    NUL bytes, a quote that is never closed.
    """
    text = decoded(data)
    _refuse_other_separators(text)
    yield from _rows(text, ",")


def _rows(text: str, separator: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield begins, stripped
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(why.NOT_CSV(line=begins, why=csv_fault(error))) from error


def foreign_rows(data: bytes) -> Iterator[Row]:
    """The rows of a CSV file as other programs save it: commas, semicolons or tabs, whichever its first line
    has most of, and UTF-8, UTF-16 or Windows-1252. A line that only names the separator is passed over.

    Raises Unreadable where it is no such text.
    """
    text = _foreign(data)
    head, _, rest = text.partition("\n")
    named = re.fullmatch(r"sep=(.)", head.strip())
    skipped = 1 if named else 0
    text = rest if named else text
    header = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(header.split('"')[::2])
    separator = named[1] if named and named[1] in SEPARATORS else max(SEPARATORS, key=bare.count)
    yield from ((line + skipped, cells) for line, cells in _rows(text, separator))


def _foreign(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise Unreadable(why.BREAKS_OFF()) from error
    else:
        try:
            return decoded(data)
        except Unreadable as error:
            if data.startswith(codecs.BOM_UTF8) or b"\0" in data:
                raise
            try:
                text = data.decode("cp1252")
            except UnicodeDecodeError:
                raise error from None
    if "\0" in text:
        raise Unreadable(why.NUL_BYTES())
    return text


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, without its byte order mark. Raises Unreadable."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(why.NOT_UTF8(line=line)) from error
    if "\0" in text:
        raise Unreadable(why.NUL_BYTES())
    return text


def _refuse_other_separators(text: str) -> None:
    header = next((line for line in text.splitlines() if line.strip()), "")
    for separator, name in why.SEPARATORS.items():
        if separator in header and "," not in header:
            raise Unreadable(why.SEPARATED(separators=name))
