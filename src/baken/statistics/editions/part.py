"""A part of a public table: one unit, at most two dimensions, and the totals that hold."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import numpy as np
import polars as pl

from baken.disclosure.mechanism import HIDDEN, Counts
from baken.disclosure.names import Name, Naming, Sum
from baken.disclosure.tables import CountTable, with_totals
from baken.statistics.chart import ChartData
from baken.statistics.period import Period
from baken.statistics.table import Column, FilledTable
from baken.vocabulary.code_list import Label

Frames = TypeVar("Frames")

MOST_DIMENSIONS = 2


@dataclass(frozen=True, slots=True)
class Part:
    """A count table with what each of its counts is of. `dimensions` are what its rows and columns tell
    apart. One that `may_go` is left out of an edition for a partner in which nearly all of it would be
    hidden, where others would refuse the edition."""

    name: str
    unit: Label
    dimensions: tuple[str, ...]
    table: CountTable
    naming: Naming
    may_go: bool = False

    def __post_init__(self) -> None:
        if len(self.dimensions) > MOST_DIMENSIONS:
            raise ValueError(f"{self.name}: more than {MOST_DIMENSIONS} dimensions make cells of one person")


@dataclass(frozen=True, slots=True)
class Drafted(Generic[Frames]):
    """The parts of a public table as they were counted, and how what is published of them is laid out:
    `lay_out` takes the published tables, by name, and gives the figures, null where a cell is hidden."""

    parts: tuple[Part, ...]
    lay_out: Callable[[Mapping[str, CountTable]], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class PublicTable(Generic[Frames]):
    """How a table of the catalogue is published: `draft` counts its parts over whole calendar years, for a
    state of the records. `notes` say what is different from the exact table, whose
    notes in `leaves_out` are not true of this one; `unit`, `columns` and `draw`
    take the place of its own where they differ."""

    name: str
    draft: Callable[[Frames, Period, Sequence[int], str], Drafted[Frames]]
    notes: tuple[Label, ...] = ()
    leaves_out: tuple[Label, ...] = ()
    unit: Label | None = None
    columns: tuple[Column, ...] = ()
    draw: Callable[[FilledTable], ChartData] | None = None


@dataclass(frozen=True, slots=True)
class NotPublic:
    """Why a table can't be published."""

    name: str
    reason: Label


def part(
    name: str,
    *,
    unit: Label,
    dimensions: Sequence[str],
    rows: Sequence[str],
    columns: Sequence[str],
    inner: Counts,
    name_of: Callable[[str | None, str | None], Name],
    across: bool = True,
    sums: Sequence[Sum] = (),
    state: str,
    known: Callable[[str | None, str | None], tuple[int, int] | None] = lambda row, column: None,
) -> Part:
    """A part out of its counts; `name_of` and `known` are asked for each row and column, None for a total."""
    table = CountTable(
        corner=name,
        rows=tuple(rows),
        columns=tuple(columns),
        values=with_totals(inner.reshape(len(rows), len(columns)).astype(np.int64), across=across),
        across=across,
    )
    places = [(row, column) for row in (*rows, None) for column in (*columns, *([None] if across else []))]
    told = {place: found for place, (row, column) in enumerate(places) if (found := known(row, column))}
    naming = Naming(tuple(name_of(row, column) for row, column in places), tuple(sums), state, told)
    return Part(name, unit, tuple(dimensions), table, naming)


def crossed(
    things: pl.DataFrame, row: str, rows: Sequence[str], column: str, columns: Sequence[Any]
) -> Counts:
    """How many rows of `things` fall under each of `rows` and `columns`."""
    found = np.zeros((len(rows), len(columns)), np.int64)
    row_at = {code: place for place, code in enumerate(rows)}
    column_at = {code: place for place, code in enumerate(columns)}
    for code, other, count in things.group_by(row, column).len().iter_rows():
        if code in row_at and other in column_at:
            found[row_at[code], column_at[other]] = count
    return found


def units_of(naming: Naming) -> set[str]:
    """The units that a table counts in, or is held against others in."""
    return {one.unit for one in naming.names} | {one.name.unit for one in naming.sums}


def shown(value: int) -> int | None:
    """A published value as figures hold it: None where it is hidden."""
    return None if value == HIDDEN else value
