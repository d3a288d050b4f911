"""The sums of a table: which cells make which total, as places in the flattened array of its values."""

from dataclasses import dataclass

import numpy as np

from baken.disclosure.mechanism import Counts


@dataclass(frozen=True, slots=True)
class Line:
    """A sum that must hold: the places of its parts and of its total."""

    parts: Counts
    total: int


def lines_of(shape: tuple[int, int], *, across: bool) -> list[Line]:
    """Every sum of a table of this shape, totals included: rows first, then columns."""
    places = np.arange(shape[0] * shape[1]).reshape(shape)
    rows = [Line(row[:-1], int(row[-1])) for row in places] if across else []
    return rows + [Line(column[:-1], int(column[-1])) for column in places.T]


def inner_places(shape: tuple[int, int], *, across: bool) -> Counts:
    """The places of the counts that are no totals, row by row."""
    places = np.arange(shape[0] * shape[1]).reshape(shape)
    return (places[:-1, :-1] if across else places[:-1]).reshape(-1)


def sums_of(shape: tuple[int, int], *, across: bool) -> list[Counts]:
    """For every place, which counts (numbered as in `inner_places`) it is the sum of."""
    rows, columns = shape[0] - 1, shape[1] - across
    number = np.arange(rows * columns).reshape(rows, columns)
    found = []
    for row in range(shape[0]):
        for column in range(shape[1]):
            some = number if row == rows else number[row : row + 1]
            found.append((some if column == columns else some[:, column : column + 1]).reshape(-1))
    return found
