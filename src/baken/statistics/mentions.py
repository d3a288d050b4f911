"""Counting mentions: one named platform, once per registration. The unit of the study."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl
from polars import selectors as cs

from baken.statistics.codes import PLATFORM_TYPES
from baken.statistics.period import Period

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

TOP = 10
"""How many platforms the study shows by name in its tables 2 and 3."""

TYPE_ORDER = "type_order"


REGISTERED = ("registration", "registered_on", "form", "scope")
"""The columns of registrations that every table of the register reads."""
OF_PLATFORMS = ("registration", "naming", "platform", "platform_name", "platform_type", "catalogue_order")
"""Those of mentions that a table of platforms reads."""


def within(register: "CodedRegister", period: Period) -> "CodedRegister":
    """The register as far as it was registered in the period, persons without a registration left out."""
    days = (period.first, period.last)
    if register.between == days:
        return register
    if not period.is_open:
        registrations = register.registrations.filter(period.holds("registered_on"))
    if period.is_open or registrations.height == register.registrations.height:
        persons = _joined(register.persons, register.participations, "person")
        return replace(register, persons=persons, between=days)
    mentions = _joined(register.mentions, registrations, "registration")
    participations = _joined(register.participations, registrations, "registration")
    return replace(
        register,
        registrations=registrations,
        mentions=mentions,
        roles=_joined(register.roles, mentions, "mention"),
        persons=_joined(register.persons, participations, "person"),
        participations=participations,
        statuses=_joined(register.statuses, registrations, "registration"),
        how_it_happened=_joined(register.how_it_happened, registrations, "registration"),
        between=days,
    )


def registered(register: "CodedRegister", period: Period) -> "CodedRegister":
    """The register with the registrations of the period only: for what is said of nothing else in it."""
    return replace(register, registrations=register.registrations.filter(period.holds("registered_on")))


def _joined(frame: pl.DataFrame, others: pl.DataFrame, on: str) -> pl.DataFrame:
    """The rows that belong to others; a frame that was not read stays without columns."""
    return frame.join(others, on=on, how="semi") if frame.columns else frame


def of_platforms(register: "CodedRegister") -> pl.DataFrame:
    """The mentions of a platform with a name, one for each registration and platform."""
    mentions = register.mentions.filter((pl.col("naming") == "named") & pl.col("platform").is_not_null())
    return mentions if register.each_once else each_once(mentions, "registration", "platform")


def named(register: "CodedRegister") -> pl.DataFrame:
    """One row per registration and platform with a name, with `year` beside it, and `police_unit` where that
    was read.

    Unnamed and unclear mentions are no platform and never appear here.
    """
    return of_platforms(register).join(
        register.registrations.select(
            "registration", cs.by_name("police_unit", require_all=False), year_of("registered_on")
        ),
        on="registration",
        maintain_order="left",
    )


def each_once(things: pl.DataFrame, *of: str) -> pl.DataFrame:
    """The first row of each; asking first whether any stands twice is four times faster where none does."""
    if things.select(pl.struct(of).hash().n_unique()).item() == things.height:
        return things
    return things.unique(of, keep="first", maintain_order=True)


def year_of(day: str) -> pl.Expr:
    """The calendar year of a column of days, as `year`."""
    return pl.col(day).dt.year().alias("year")


def nameless(register: "CodedRegister") -> pl.DataFrame:
    """Mentions of a platform without a name ("unnamed") or that could not be read ("unclear")."""
    return register.mentions.filter(pl.col("naming") != "named").join(
        register.registrations.select("registration", year_of("registered_on")),
        on="registration",
        maintain_order="left",
    )


def platforms(mentions: pl.DataFrame) -> pl.DataFrame:
    """Every platform named, most mentioned first, with `total`; ties by type, then by name."""
    place = {code: order for order, code in enumerate(PLATFORM_TYPES)}
    return (
        mentions.group_by("platform")
        .agg(
            pl.col("platform_name", "platform_type", "catalogue_order").first(),
            pl.len().cast(pl.Int64).alias("total"),
        )
        .with_columns(
            pl.col("platform_name").fill_null(pl.col("platform")),
            pl.col("platform_type")
            .replace_strict(place, default=len(place), return_dtype=pl.Int32)
            .alias(TYPE_ORDER),
        )
        .with_columns(pl.col("platform_name").str.to_lowercase().alias("by_name"))
        .sort("total", TYPE_ORDER, "by_name", "platform", descending=[True, False, False, False])
    )


def spread(
    mentions: pl.DataFrame, *, rows: str, columns: str, values: Sequence[object], names: Sequence[str]
) -> pl.DataFrame:
    """Counts per row, a column for each of `values` under its name, zeros where nothing was counted."""
    counted = mentions.group_by(rows, columns).len("counted")
    return counted.group_by(rows).agg(
        pl.col("counted").filter(pl.col(columns).eq(value)).sum().cast(pl.Int64).alias(name)
        for value, name in zip(values, names, strict=True)
    )


def with_sum(frame: pl.DataFrame, counted: Sequence[str], *, column: str, label: str) -> pl.DataFrame:
    """One row: the sums of the counted columns, `label` in `column`, other columns left empty."""
    return frame.select(
        (
            pl.col(name).sum().alias(name)
            if name in counted
            else pl.lit(label if name == column else None, dtype=frame.schema[name]).alias(name)
        )
        for name in frame.columns
    )


def percent(count: pl.Expr, of: pl.Expr) -> pl.Expr:
    """Whole percents, halves rounded up, as the study prints them; nothing of nothing is empty."""
    return pl.when(of > 0).then((200 * count + of) // (2 * of)).otherwise(None).cast(pl.Int64)
