"""Registrations by one thing that each says once, such as where it belongs, with the mentions in them."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.codes import UNKNOWN, UNKNOWN_WORDS
from baken.statistics.mentions import REGISTERED, of_platforms, percent, within
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.shares import counted, known_shares
from baken.statistics.table import Column, StatisticsTable
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

REGISTRATIONS = Column("registrations", Label("registraties", "registrations"))
MENTIONS = Column("mentions", Label("vermeldingen", "mentions"))

OF_REGISTRATIONS = Label(
    "Het percentage is dat van de registraties.", "The percentage is that of the registrations."
)


def codes_in(registrations: pl.DataFrame, column: str, words: Mapping[str, Label]) -> list[str]:
    """The codes to show: those of the list, then others that occur, the unknown ones last."""
    strange = set(registrations[column].drop_nulls().unique()) - set(words)
    return [*(code for code in words if code != UNKNOWN), *sorted(strange), UNKNOWN]


def counted_by(register: "CodedRegister", column: str, words: Mapping[str, Label]) -> pl.DataFrame:
    """A row for each code: registrations, of how many, percent, and mentions of a platform in them."""
    codes = codes_in(register.registrations, column, words)
    total = register.registrations.height
    rows = known_shares(column, counted(register.registrations[column]), codes, total)
    mentions = counted(mentions_by(register, column)[column])
    return pl.DataFrame(
        [(code, count, of, mentions.get(code, 0)) for _, code, count, of in rows],
        schema={column: pl.String, "registrations": pl.Int64, "of": pl.Int64, "mentions": pl.Int64},
        orient="row",
    ).select(
        column,
        "registrations",
        "of",
        percent(pl.col("registrations"), pl.col("of")).alias("percent"),
        "mentions",
    )


def mentions_by(register: "CodedRegister", column: str) -> pl.DataFrame:
    """A row for each mention of a platform, with what its registration says in `column`."""
    said = register.registrations.select("registration", pl.col(column).fill_null(UNKNOWN))
    return of_platforms(register).select("registration").join(said, on="registration")


def table_by(
    name: str,
    column: Column,
    *,
    title: Label,
    question: Label,
    further: Sequence[Label] = (),
) -> "StatisticsTable[CodedRegister]":
    """The table of registrations by a column, with a chart of both counts."""

    def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
        inside = within(register, period)
        table = counted_by(inside, column.name, column.codes)
        if not margins:
            return table
        total = table.select(
            pl.lit("TOTAL").alias(column.name),
            pl.col("registrations").sum(),
            pl.lit(None, pl.Int64).alias("of"),
            pl.lit(None, pl.Int64).alias("percent"),
            pl.col("mentions").sum(),
        )
        return table.vstack(total)

    def remarks(register: "CodedRegister", period: Period) -> list[Label]:
        inside = within(register, period)
        return [notes.nameless(inside), *notes.other_matters(inside)]

    return StatisticsTable(
        name=name,
        title=title,
        question=question,
        unit=Label(
            "registraties, en vermeldingen in die registraties; de kolom zegt welk",
            "registrations, and mentions in those registrations; the column says which",
        ),
        source="register",
        columns=(
            Column(column.name, column.label, {**column.codes, UNKNOWN: UNKNOWN_WORDS}),
            REGISTRATIONS,
            Column("of", Label("van", "of")),
            Column("percent", Label("procent", "percent")),
            MENTIONS,
        ),
        compute=compute,
        notes=(
            *notes.REGISTER,
            notes.ONE_MENTION,
            Label(
                "Het percentage is dat van de registraties.", "The percentage is that of the registrations."
            ),
            notes.OF_KNOWN,
            *further,
            notes.WHOLE_PERCENTS,
        ),
        remarks=remarks,
        chart=wide(column.name, without=("of", "percent")),
        reads={
            "registrations": tuple(dict.fromkeys((*REGISTERED, column.name))),
            "mentions": ("registration", "naming", "platform"),
        },
    )
