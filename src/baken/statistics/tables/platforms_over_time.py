"""Platforms new and vanished: when each was first and last named, beside when it opened and closed."""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.codes import PLATFORM_TYPES
from baken.statistics.mentions import (
    OF_PLATFORMS,
    REGISTERED,
    TYPE_ORDER,
    named,
    platforms,
    within,
)
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.table import Column, StatisticsTable
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

READS = {"registrations": REGISTERED, "mentions": OF_PLATFORMS}
WHOLE_REGISTER = Label(
    "Eerste en laatste keer zijn die van het hele register, ook als u een kortere periode kiest. In het "
    "eerste jaar van het register is elk platform nieuw, en in het laatste elk het laatst genoemd: dat zegt "
    "niets over het platform.",
    "First and last time are those of the whole register, also when you choose a shorter period. In the "
    "register's first year every platform is new, and in its last every one is named for the last time: that "
    "says nothing about the platform.",
)
CATALOGUE_DATES = Label(
    "Opening en sluiting staan zoals de catalogus van platforms ze noemt; niet elke datum is bekend.",
    "Opening and closing are as the catalogue of platforms has them; not every date is known.",
)


def _years_named(mentions: pl.DataFrame) -> pl.DataFrame:
    """`platform`, `first_year`, `last_year`."""
    year = pl.col("year")
    return (
        mentions.group_by("platform", "year")
        .len()
        .group_by("platform")
        .agg(year.min().alias("first_year"), year.max().alias("last_year"))
    )


def turnover(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """How many platforms were named in each year, how many for the first and for the last time, and how many
    opened and closed; years do not add up, and `margins` changes nothing here."""
    mentions = named(register)
    ends = _years_named(mentions)
    inside = mentions if period.is_open else named(within(register, period))
    pairs = inside.group_by("platform", "year").len()
    per_year = dict(pairs.group_by("year").len().iter_rows())
    opened = register.catalogue["opened_on"].dt.year()
    closed = register.catalogue["closed_on"].dt.year()
    years = period.years(within(register, period).registrations["registered_on"])
    rows = [
        (
            str(year),
            per_year.get(year, 0),
            *(
                int((dates == year).sum())
                for dates in (ends["first_year"], ends["last_year"], opened, closed)
            ),
        )
        for year in years
    ]
    counts = ("platforms", "first_named", "last_named", "opened", "closed")
    return pl.DataFrame(rows, schema={"year": pl.String, **dict.fromkeys(counts, pl.Int64)}, orient="row")


def lifespans(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Every platform named in the period, in the order of the catalogue: first and last year of the whole
    register, opening and closing, and its mentions in the period."""
    everywhere = named(register)
    inside = everywhere if period.is_open else named(within(register, period))
    dates = register.catalogue.select("platform", "opened_on", "closed_on")
    text = [pl.col(name).cast(pl.String) for name in ("first_year", "last_year", "opened_on", "closed_on")]
    table = (
        platforms(inside)
        .join(_years_named(everywhere), on="platform", maintain_order="left")
        .join(dates, on="platform", how="left", maintain_order="left")
        .sort("catalogue_order", TYPE_ORDER, "by_name", "platform", nulls_last=True)
        .select(
            "platform_type",
            pl.col("platform_name").alias("platform"),
            *text,
            pl.col("total").alias("mentions"),
        )
    )
    if not margins:
        return table
    total = pl.DataFrame({"platform": ["TOTAL"], "mentions": [table["mentions"].sum()]})
    return pl.concat([table, total.cast({"mentions": pl.Int64})], how="diagonal")


def _remarks(register: "CodedRegister", period: Period) -> list[Label]:
    inside = within(register, period)
    return [notes.nameless(inside), *notes.other_matters(inside)]


TURNOVER = StatisticsTable(
    name="platforms-new-and-vanished",
    title=Label("Platforms die nieuw zijn en die verdwijnen", "Platforms that are new and that vanish"),
    question=Label(
        "Hoeveel platforms worden elk jaar voor het eerst genoemd, en hoeveel voor het laatst?",
        "How many platforms are named for the first time each year, and how many for the last?",
    ),
    unit=Label("platforms", "platforms"),
    source="register",
    columns=(
        Column("year", Label("jaar", "year")),
        Column("platforms", Label("genoemd", "named")),
        Column("first_named", Label("voor het eerst genoemd", "named for the first time")),
        Column("last_named", Label("voor het laatst genoemd", "named for the last time")),
        Column("opened", Label("geopend volgens de catalogus", "opened, by the catalogue")),
        Column("closed", Label("gesloten volgens de catalogus", "closed, by the catalogue")),
    ),
    compute=turnover,
    notes=(*notes.REGISTER, WHOLE_REGISTER, CATALOGUE_DATES),
    remarks=_remarks,
    chart=wide("year"),
    has_margins=False,
    reads=READS,
)
LIFESPANS = StatisticsTable(
    name="platform-lifespans",
    title=Label("Eerste en laatste jaar van elk platform", "First and last year of each platform"),
    question=Label(
        "Sinds wanneer en tot wanneer is elk platform genoemd?",
        "Since when and until when was each platform named?",
    ),
    unit=Label("vermeldingen", "mentions"),
    source="register",
    columns=(
        Column("platform_type", Label("soort platform", "type of platform"), PLATFORM_TYPES),
        Column("platform", Label("platform", "platform")),
        Column("first_year", Label("eerste jaar", "first year")),
        Column("last_year", Label("laatste jaar", "last year")),
        Column("opened_on", Label("geopend", "opened")),
        Column("closed_on", Label("gesloten", "closed")),
        Column("mentions", Label("vermeldingen", "mentions")),
    ),
    compute=lifespans,
    notes=(*notes.REGISTER, notes.ONE_MENTION, WHOLE_REGISTER, CATALOGUE_DATES),
    remarks=_remarks,
    chart=wide("platform"),
    reads=READS,
)

TABLES = (TURNOVER, LIFESPANS)
