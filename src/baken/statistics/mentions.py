"""Counting mentions: one named platform, once per registration. The unit of the study."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from baken.statistics.codes import PLATFORM_TYPES
from baken.statistics.period import Period

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

TOP = 10
"""How many platforms the study shows by name in its tables 2 and 3."""

TYPE_ORDER = "type_order"


def within(register: "CodedRegister", period: Period) -> "CodedRegister":
    """The register as far as it was registered in the period, persons without a registration left out."""
    registrations = register.registrations.filter(period.holds("registered_on"))
    mentions = register.mentions.join(registrations, on="registration", how="semi")
    participations = register.participations.join(registrations, on="registration", how="semi")
    return replace(
        register,
        registrations=registrations,
        mentions=mentions,
        roles=register.roles.join(mentions, on="mention", how="semi"),
        persons=register.persons.join(participations, on="person", how="semi"),
        participations=participations,
        statuses=register.statuses.join(registrations, on="registration", how="semi"),
    )


def named(register: "CodedRegister") -> pl.DataFrame:
    """One row per registration and platform with a name, with `year` and `police_unit` beside it.

    Unnamed and unclear mentions are no platform and never appear here.
    """
    place = {code: order for order, code in enumerate(PLATFORM_TYPES)}
    return (
        register.mentions.filter((pl.col("naming") == "named") & pl.col("platform").is_not_null())
        .unique(["registration", "platform"], keep="first", maintain_order=True)
        .join(
            register.registrations.select(
                "registration", "police_unit", pl.col("registered_on").dt.year().alias("year")
            ),
            on="registration",
            maintain_order="left",
        )
        .with_columns(
            pl.col("platform_name").fill_null(pl.col("platform")),
            pl.col("platform_type")
            .replace_strict(place, default=len(place), return_dtype=pl.Int32)
            .alias(TYPE_ORDER),
        )
    )


def nameless(register: "CodedRegister") -> pl.DataFrame:
    """Mentions of a platform without a name ("unnamed") or that could not be read ("unclear")."""
    return register.mentions.filter(pl.col("naming") != "named").join(
        register.registrations.select("registration", pl.col("registered_on").dt.year().alias("year")),
        on="registration",
        maintain_order="left",
    )


def platforms(mentions: pl.DataFrame) -> pl.DataFrame:
    """Every platform named, most mentioned first, with `total`; ties by type, then by name."""
    return (
        mentions.group_by("platform")
        .agg(
            pl.col("platform_name", "platform_type", "catalogue_order", TYPE_ORDER).first(),
            pl.len().cast(pl.Int64).alias("total"),
        )
        .with_columns(pl.col("platform_name").str.to_lowercase().alias("by_name"))
        .sort("total", TYPE_ORDER, "by_name", "platform", descending=[True, False, False, False])
    )


def spread(
    mentions: pl.DataFrame, *, rows: str, columns: str, values: Sequence[object], names: Sequence[str]
) -> pl.DataFrame:
    """Counts per row, a column for each of `values` under its name, zeros where nothing was counted."""
    return mentions.group_by(rows).agg(
        (pl.col(columns).eq(value).sum().cast(pl.Int64).alias(name))
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
