"""Answers as shares: each answer with its count, the count it is a share of, and the percentage."""

from collections.abc import Iterable, Mapping

import polars as pl

from baken.statistics.chart import ChartData, Panel, number
from baken.statistics.codes import UNKNOWN
from baken.statistics.mentions import percent
from baken.statistics.table import Column, FilledTable
from baken.vocabulary.code_list import Label

Row = tuple[str, str, int, int | None]
"""Part, answer, how many, and of how many; None where a share would say nothing."""

SCHEMA = {"measure": pl.String, "code": pl.String, "count": pl.Int64, "of": pl.Int64}


def share_columns(parts: Mapping[str, Label], answers: Mapping[str, Label]) -> tuple[Column, ...]:
    """The columns of such a table."""
    return (
        Column("measure", Label("onderdeel", "part"), parts),
        Column("code", Label("waarde", "value"), answers),
        Column("count", Label("aantal", "count")),
        Column("of", Label("van", "of")),
        Column("percent", Label("procent", "percent")),
    )


def shares(rows: Iterable[Row]) -> pl.DataFrame:
    """The rows with their whole percents."""
    found = pl.DataFrame(list(rows), schema=SCHEMA, orient="row")
    return found.with_columns(percent(pl.col("count"), pl.col("of")).alias("percent"))


def known_shares(part: str, counts: Mapping[str, int], answers: Iterable[str], total: int) -> list[Row]:
    """One answer a case: shares of the cases in which it is known, and the unknown ones of all."""
    known = sum(count for answer, count in counts.items() if answer != UNKNOWN)
    told = [(part, answer, counts.get(answer, 0), known) for answer in answers if answer != UNKNOWN]
    return [*told, (part, UNKNOWN, total - known, total)]


def counted(codes: pl.Series) -> dict[str, int]:
    """How often each code stands in a column; nothing is no code."""
    return dict(codes.drop_nulls().value_counts().iter_rows())


def shares_chart(table: FilledTable) -> ChartData:
    """A bar as long as its percentage, a heading where a part begins."""
    figures = table.figures
    parts = figures["measure"].to_list()
    starts = [place for place, name in enumerate(parts) if place == 0 or parts[place - 1] != name]
    words = tuple(
        number(count) if share is None else f"{number(count)} ({share}%)"
        for count, share in zip(figures["count"], figures["percent"], strict=True)
    )
    panel = Panel(Label("aantal (aandeel)", "count (share)"), tuple(figures["percent"].to_list()), words)
    return ChartData(
        rows=tuple(table.words("code", code) for code in figures["code"]),
        panels=(panel,),
        headings=tuple((place, table.words("measure", parts[place])) for place in starts),
        remark=Label("lengte van de balk: procenten", "length of the bar: percent"),
    )
