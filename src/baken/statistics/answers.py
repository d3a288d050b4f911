"""One question of the register and its answers: each counted over the things in which it was answered."""

from collections.abc import Mapping

import polars as pl

from baken.statistics.mentions import percent
from baken.statistics.panels import wide
from baken.statistics.table import Column
from baken.vocabulary.code_list import Label

UNANSWERED = "unknown"
"""The row of what says nothing of it; no share is told of that."""

SCHEMA = {"code": pl.String, "count": pl.Int64, "of": pl.Int64}


def answered(things: pl.DataFrame, column: str, codes: Mapping[str, Label]) -> pl.DataFrame:
    """How many of `things` have each of these codes in a column (one code or several), with `of`: how many
    have any; then how many have none."""
    told = things[column]
    if told.dtype == pl.List:
        told = told.list.drop_nulls()
        has = told.list.len().fill_null(0) > 0
        counts = [(code, told.list.contains(code).fill_null(False).sum()) for code in codes]
    else:
        has = told.is_not_null()
        counts = [(code, (told == code).sum()) for code in codes]
    known = int(has.sum())
    rows = [(code, int(count or 0), known) for code, count in counts]
    return pl.DataFrame(
        [*rows, (UNANSWERED, things.height - known, None)], schema=SCHEMA, orient="row"
    ).with_columns(percent(pl.col("count"), pl.col("of")).alias("percent"))


def columns_of(asked: Label, codes: Mapping[str, Label]) -> tuple[Column, ...]:
    """The columns of such a table."""
    unanswered = {UNANSWERED: Label("niet bekend", "not known")}
    return (
        Column("code", asked, {**codes, **unanswered}),
        Column("count", Label("aantal", "count")),
        Column("of", Label("van, waarin het bekend is", "of, in which it is known")),
        Column("percent", Label("procent", "percent")),
    )


draw = wide("code", without=("of", "percent"))
"""The chart: a bar for every answer."""
