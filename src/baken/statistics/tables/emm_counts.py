"""How the tables of the EMM study are counted; each is a pure function of (register, period, margins)."""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics.codes import NAMING, PLATFORM_TYPES, POLICE_UNITS, STUDY_ROLES, STUDY_TYPES
from baken.statistics.mentions import (
    TOP,
    TYPE_ORDER,
    named,
    nameless,
    of_platforms,
    percent,
    platforms,
    spread,
    with_sum,
    within,
)
from baken.statistics.period import Period
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

AT_LEAST = 10


def _years(register: "CodedRegister", period: Period) -> list[int]:
    return period.years(register.registrations["registered_on"])


def _per_year(mentions: pl.DataFrame, years: list[int], rows: str) -> pl.DataFrame:
    names = [str(year) for year in years]
    counted = spread(mentions, rows=rows, columns="year", values=years, names=names)
    return counted.with_columns(pl.sum_horizontal(names or pl.lit(0)).cast(pl.Int64).alias("total"))


def annex_1(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Every platform named, with its mentions per year, in the order of the catalogue."""
    register = within(register, period)
    mentions, years = named(register), _years(register, period)
    table = (
        platforms(mentions)
        .drop("total")
        .join(_per_year(mentions, years, "platform"), on="platform", maintain_order="left")
        .sort("catalogue_order", TYPE_ORDER, "by_name", "platform", nulls_last=True)
        .select("platform_type", pl.col("platform_name").alias("platform"), *map(str, years), "total")
    )
    if not margins:
        return table
    return table.vstack(with_sum(table, table.columns[2:], column="platform", label="TOTAL"))


def table_1(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """The platforms with at least ten mentions, most mentioned first, with their mentions per year."""
    register = within(register, period)
    mentions, years = named(register), _years(register, period)
    every = platforms(mentions)
    counted = [*map(str, years), "total"]
    table = (
        every.drop("total")
        .join(_per_year(mentions, years, "platform"), on="platform", maintain_order="left")
        .select(pl.col("platform_name").alias("platform"), *counted)
    )
    height = int((every["total"] >= AT_LEAST).sum())
    return _top_and_others(table, height, counted, margins=margins, others=margins)


def table_2(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Mentions of the ten most named platforms and of all others together, per police unit.

    Only registrations that are tied to a unit count; the number of other platforms is that of the
    whole register, as in the study.
    """
    register = within(register, period)
    mentions = named(register)
    every = platforms(mentions)
    units = dict(POLICE_UNITS)
    strange = mentions["police_unit"].drop_nulls().unique().sort().to_list()
    units |= {code: Label(code, code) for code in strange if code not in units}
    names = [unit.nl for unit in units.values()]
    counted = spread(mentions, rows="platform", columns="police_unit", values=list(units), names=names)
    table = every.join(counted, on="platform", maintain_order="left")
    shown = pl.concat([table.head(TOP).sort("by_name", "platform"), table.slice(TOP)])
    shown = shown.select(pl.col("platform_name").alias("platform"), *names)
    return _top_and_others(shown, min(TOP, table.height), names, margins=margins, others=True)


def _top_and_others(
    table: pl.DataFrame, height: int, counted: list[str], *, margins: bool, others: bool
) -> pl.DataFrame:
    top, rest = table.head(height), table.slice(height)
    parts = [top]
    if margins:
        parts.append(with_sum(top, counted, column="platform", label=f"SUBTOTAL_TOP_{height}"))
    if others:
        label = f"OTHER_{rest.height}_PLATFORMS"
        parts.append(with_sum(rest, counted, column="platform", label=label))
    if margins:
        parts.append(with_sum(table, counted, column="platform", label="TOTAL"))
    return pl.concat(parts)


def table_3(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Which of the study's six roles each of the ten most named platforms played (1 = yes, 0 = no)."""
    register = within(register, period)
    top = (
        platforms(of_platforms(register))
        .head(TOP)
        .sort(TYPE_ORDER, "total", "by_name", "platform", descending=[False, True, False, False])
    )
    # each role of each platform once: a few rows, whatever was registered
    study = pl.col("role").cast(pl.Enum(list(STUDY_ROLES)), strict=False)
    played = (
        register.roles.select("mention", study)
        .drop_nulls("role")
        .join(
            register.mentions.filter(pl.col("platform").is_in(top["platform"].implode())).select(
                "mention", pl.col("platform").cast(pl.Categorical)
            ),
            on="mention",
        )
        .group_by("platform", "role")
        .len()
        .cast({"platform": pl.String, "role": pl.String})
        .group_by("platform")
        .agg((pl.col("role") == role).any().cast(pl.Int64).alias(role) for role in STUDY_ROLES)
    )
    roles = list(STUDY_ROLES)
    table = top.join(played, on="platform", how="left", maintain_order="left").select(
        pl.col("platform_name").alias("platform"), pl.col(roles).fill_null(0)
    )
    return table.vstack(with_sum(table, roles, column="platform", label="TOTAL")) if margins else table


def types_per_year(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Mentions per type of platform and year, with their share; the study's four types always stand."""
    register = within(register, period)
    mentions, years = named(register), _years(register, period)
    counted = [*map(str, years), "total"]
    occurring = set(mentions["platform_type"].drop_nulls())
    listed = [code for code in PLATFORM_TYPES if code in STUDY_TYPES or code in occurring]
    rows = pl.DataFrame({"platform_type": [*listed, *sorted(occurring - set(listed))]})
    if mentions["platform_type"].null_count():
        mentions = mentions.with_columns(pl.col("platform_type").fill_null("unknown"))
        rows = pl.concat([rows, pl.DataFrame({"platform_type": ["unknown"]})]).unique(maintain_order=True)
    table = rows.join(
        _per_year(mentions, years, "platform_type"), on="platform_type", how="left", maintain_order="left"
    ).with_columns(pl.col(counted).fill_null(0))
    if margins:
        table = table.vstack(with_sum(table, counted, column="platform_type", label="TOTAL"))
    return table.with_columns(percent(pl.col("total"), pl.lit(mentions.height)).alias("percent"))


def platforms_per_year(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """How many different platforms were named in each year; years do not add up to all years."""
    register = within(register, period)
    mentions, years = named(register), _years(register, period)
    counts = {str(year): mentions.filter(pl.col("year") == year)["platform"].n_unique() for year in years}
    if margins:
        counts["ALL_YEARS"] = mentions["platform"].n_unique()
    return pl.DataFrame(
        {"year": list(counts), "platforms": list(counts.values())},
        schema={"year": pl.String, "platforms": pl.Int64},
    )


def unnamed(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Mentions that name no platform, per year: without a name, or unclear."""
    register = within(register, period)
    years = _years(register, period)
    counted = [*map(str, years), "total"]
    table = (
        pl.DataFrame({"naming": list(NAMING)})
        .join(_per_year(nameless(register), years, "naming"), on="naming", how="left", maintain_order="left")
        .with_columns(pl.col(counted).fill_null(0))
    )
    return table.vstack(with_sum(table, counted, column="naming", label="TOTAL")) if margins else table
