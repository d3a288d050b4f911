"""Parts of one column: answers to a question under each other, each part with its own total."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np
import polars as pl

from baken.disclosure.names import Name, Sum, name
from baken.disclosure.tables import CountTable
from baken.statistics.chart import ChartData
from baken.statistics.editions.part import Part, crossed, part, shown
from baken.statistics.panels import wide
from baken.statistics.table import FilledTable
from baken.vocabulary.code_list import Label

SCHEMA = {"measure": pl.String, "code": pl.String, "count": pl.Int64}


def column_part(
    what: str, unit: Label, things: pl.DataFrame, rows: Sequence[str], since: str, state: str, *,
    counted: str = "persons", total: str | None = None, among: Sequence[str] = (),
    sums: Mapping[Name, Sequence[str]] = MappingProxyType({}),
) -> Part:  # fmt: skip
    """One column of counts of `things` by their column `code`; `among` are the facets that all
    of them have. `sums` are names under which some of the answers together, or one of them once more, are
    held against other tables."""

    def name_of(row: str | None, column: str | None) -> Name:
        told = [f"{what}:{row}"] if row else []
        return name(counted if row else total or counted, since, *among, *told)

    made = things.with_columns(pl.lit("count").alias("column"))
    return part(
        what, unit=unit, dimensions=(what,), rows=rows, columns=["count"], across=False,
        inner=crossed(made, "code", rows, "column", ["count"]), name_of=name_of, state=state,
        sums=[
            Sum(one, np.array([at for at, row in enumerate(rows) if row in some]))
            for one, some in sums.items()
        ],
    )  # fmt: skip


def rows_of(made: Part, published: Mapping[str, CountTable]) -> list[tuple[str, str, int | None]]:
    """Part, answer and what is published of it, the total last."""
    table = published[made.name]
    counts = table.values.reshape(-1).tolist()
    return [
        (made.name, code, shown(value)) for code, value in zip((*table.rows, "TOTAL"), counts, strict=True)
    ]


def drawn_in_parts(table: FilledTable) -> ChartData:
    """A bar for every row, a heading where a part begins."""
    drawn = wide("code")(table)
    measures = table.figures["measure"].to_list()
    starts = [place for place, name in enumerate(measures) if place == 0 or measures[place - 1] != name]
    return replace(
        drawn, headings=tuple((place, table.words("measure", measures[place])) for place in starts)
    )
