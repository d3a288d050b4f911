"""CSV bytes to rows with their line numbers. Commas only, UTF-8, byte order mark and CRLF allowed."""

import csv
import io
from collections.abc import Iterator

from baken.register.exceptions import Unreadable

Row = tuple[int, list[str]]
"""The line on which a row begins, counted from 1, and its cells without outer spaces."""


def read_rows(data: bytes) -> Iterator[Row]:
    """The rows of a CSV file, the header among them; blank lines are passed over.

    Raises Unreadable where the file is no CSV text with commas: another encoding or separator,
    NUL bytes, a quote that is never closed.
    """
    text = decoded(data)
    _refuse_other_separators(text)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for cells in reader:
            stripped = [cell.strip() for cell in cells]
            if any(stripped):
                yield begins, stripped
            begins = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(f"line {begins}: not CSV ({error})") from error


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, without its byte order mark. Raises Unreadable."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(f"line {line}: not UTF-8 text; save the file with encoding UTF-8") from error
    if "\0" in text:
        raise Unreadable("the file holds NUL bytes, so it is no text; save it as UTF-8 text")
    return text


def _refuse_other_separators(text: str) -> None:
    header = next((line for line in text.splitlines() if line.strip()), "")
    for separator, name in ((";", "semicolons"), ("\t", "tabs")):
        if separator in header and "," not in header:
            raise Unreadable(f"the columns are separated by {name}; save the file with commas")
