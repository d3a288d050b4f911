"""Count tables with invented counts."""

import numpy as np

from baken.disclosure.mechanism import Counts
from baken.disclosure.tables import CountTable, with_totals


def count_table(inner: Counts | list[list[int]], *, across: bool = True) -> CountTable:
    """A table of these counts with their totals, rows r0, r1, … and columns c0, c1, …"""
    counts = np.array(inner, np.int64)
    return CountTable(
        corner="place",
        rows=tuple(f"r{number}" for number in range(counts.shape[0])),
        columns=tuple(f"c{number}" for number in range(counts.shape[1])),
        values=with_totals(counts, across=across),
        across=across,
    )


def sparse_counts(rows: int, columns: int, mean: float, seed: int) -> Counts:
    """Counts as registers have them: many of none and few, a few large."""
    draw = np.random.default_rng(seed)
    return draw.negative_binomial(0.5, 0.5 / (0.5 + mean), (rows, columns)).astype(np.int64)
