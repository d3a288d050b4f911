"""Rows printed in columns on a terminal: words at the left, numbers at the right of theirs."""

from collections.abc import Iterator, Sequence
from typing import Any


def in_columns(rows: Sequence[tuple[Any, ...]], words: int = 1, *, remarks: bool = False) -> Iterator[str]:
    """A line for each row: the first `words` columns are words, the others numbers; None is told as "-".

    With `remarks` the last column is free words. A row that is shorter than the others ends in free words.
    """
    cells = [["-" if cell is None else str(cell) for cell in row] for row in rows]
    whole = max(map(len, cells))
    columns = zip(*(row for row in cells if len(row) == whole), strict=True)
    widths = [max(map(len, column)) for column in columns]
    for row in cells:
        ends = len(row) if len(row) == whole else len(row) - 1
        padded = [
            cell.ljust(width) if at < words or (remarks and at == whole - 1) else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row[:ends], widths, strict=False))
        ]
        yield "  " + "  ".join([*padded, *row[ends:]]).rstrip()
