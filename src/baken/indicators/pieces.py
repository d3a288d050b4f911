"""A long column in pieces, on several processors: for work in machine code, which lets others go on."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import polars as pl

R = TypeVar("R")

ROWS = 1 << 16
THREADS = 4


def in_pieces(column: pl.Series, work: Callable[[pl.Series], R]) -> list[R]:
    """What the work makes of each piece, in the order of the column."""
    pieces = [column.slice(at, ROWS) for at in range(0, len(column), ROWS)]
    if len(pieces) < 2:
        return [work(piece) for piece in pieces]
    with ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(work, pieces))
