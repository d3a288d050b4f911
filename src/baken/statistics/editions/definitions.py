"""Every table that may be published, and every one that may not, with the reason."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from baken.statistics.catalogue import TABLES
from baken.statistics.editions.fingerprint import Columns, state_of
from baken.statistics.editions.part import NotPublic, PublicTable
from baken.statistics.editions.tables import (
    cases,
    market,
    mentions,
    persons,
    programme,
    registrations,
    roles,
)
from baken.statistics.editions.under_references import rows_told
from baken.statistics.mentions import within
from baken.statistics.period import Period
from baken.statistics.table import DAYS, StatisticsTable
from baken.vocabulary.code_list import Label

PUBLIC: dict[str, PublicTable[Any]] = {
    table.name: table
    for family in (mentions, roles, persons, cases, registrations, market, programme)
    for table in family.PUBLIC
}
CUTS: dict[tuple[str, str], PublicTable[Any]] = {("market", by): table for by, table in market.CUTS.items()}
_WHICH_ARE_NONE = Label(
    "De tabel zegt van elk platform in welk jaar er minstens één vermelding is. Naast een gepubliceerde "
    "tabel per platform vertelt dat welke kleine aantallen geen nul zijn.",
    "The table says of each platform in which year there is at least one mention. Beside a published table "
    "per platform that tells which of the small counts are not none.",
)
NOT_PUBLIC: dict[str, NotPublic] = {
    name: NotPublic(name, _WHICH_ARE_NONE) for name in ("platforms-new-and-vanished", "platform-lifespans")
} | {
    "emm-platforms-per-year": NotPublic(
        "emm-platforms-per-year",
        Label(
            "De tabel zegt van hoeveel platforms er minstens één vermelding is. Naast een gepubliceerde "
            "tabel per platform vertelt dat welke kleine aantallen nul zijn.",
            "The table says of how many platforms there is at least one mention. Beside a published table "
            "per platform that tells which of the small counts are none.",
        ),
    ),
    "circumstances": NotPublic(
        "circumstances",
        Label(
            "Omstandigheden zijn gevoelige persoonsgegevens, gevraagd om hulp op in te richten. Ze worden "
            "niet gepubliceerd, ook niet afgerond.",
            "Circumstances are sensitive personal data, asked to fit help to them. They are not published, "
            "not even rounded.",
        ),
    ),
    "door-audits": NotPublic(
        "door-audits",
        Label(
            "De tabel gaat over bedrijven: een handvol pogingen zegt welke site het was. Geef het rapport "
            "over voordeuren aan wie toezicht houdt.",
            "The table is about companies: a handful of attempts tells which site it was. Give the report on "
            "doors to who supervises.",
        ),
    ),
    "programme-regions": NotPublic(
        "programme-regions",
        Label(
            "Per provincie gaat het om enkele mensen, die wie daar werkt kent: bijna elke cel zou verborgen "
            "zijn. Publiceer de tabel zonder provincies.",
            "Per province it is about a few people, whom those who work there know: nearly every cell would "
            "be hidden. Publish the table without provinces.",
        ),
    ),
    "programme-months": NotPublic(
        "programme-months",
        Label(
            "Per maand gaat het om enkele mensen, en twee maanden na elkaar verschillen met nog minder: "
            "bijna elke cel zou verborgen zijn. Publiceer de tabel per jaar.",
            "Per month it is about a few people, and two months one after the other differ by fewer still: "
            "nearly every cell would be hidden. Publish the table per year.",
        ),
    ),
    "programme-times": NotPublic(
        "programme-times",
        Label(
            "Een mediaan is de tijd van één mens. De aanvaller rekent met aantallen en kan niet zeggen wat "
            "hij verraadt.",
            "A median is the time of one person. The attacker reckons with counts and can't tell what it "
            "gives away.",
        ),
    ),
    "eu-directive": NotPublic(
        "eu-directive",
        Label(
            "Wie door meer organisaties is geregistreerd, telt vaker dan één keer: de aantallen tellen niet "
            "op "
            "en zijn daarom niet veilig te maken. Publiceer de tabel van personen, en geef deze alleen op "
            "aan "
            "wie haar verzamelt.",
            "Whoever several organisations registered counts more than once: the counts do not add up and so "
            "can't be made safe. Publish the table of persons, and give this one only to who collects it.",
        ),
    ),
}


def tables_of(source: str) -> list[str]:
    """The tables that may be published of a source, in the order in which they are made together."""
    return [name for name in PUBLIC if TABLES[name].source == source]


def definition_of(table: str, by: str | None) -> PublicTable[Any] | NotPublic:
    """How a table of the catalogue is published in one of its cuts, or why not."""
    if table in NOT_PUBLIC:
        return NOT_PUBLIC[table]
    return CUTS[table, by] if by else PUBLIC[table]


def years_of(table: StatisticsTable[Any], frames: Any, period: Period) -> list[int]:
    """The calendar years of the records in a period; none where there is nothing to count."""
    days = frames.registrations["registered_on"] if table.source == "register" else frames[DAYS[table.source]]
    inside = days.filter(_holds(days, period))
    return period.years(inside) if len(inside) else []


def _holds(days: pl.Series, period: Period) -> pl.Series:
    return days.to_frame("day").select(period.holds("day")).to_series()


def state(table: StatisticsTable[Any], frames: Any, period: Period, years: Sequence[int]) -> str:
    """A fingerprint of the records that a table would be counted from; the same whether a register was read
    under references or under numbers."""
    if table.source == "market":
        seen: Sequence[pl.DataFrame | Columns] = [frames.filter(period.holds(DAYS["market"]))]
    elif table.source == "programme":
        # without what the clock alone changes, and what no public table counts
        came = pl.col("came").list.set_difference(pl.lit(["overdue"], dtype=pl.List(pl.String)))
        inside = frames.filter(period.holds(DAYS["programme"]))
        seen = [inside.select("part", "began_on", came.list.sort().alias("came"))]
    else:
        inside = within(frames, period)
        inside = replace(
            inside,
            registrations=_as_counted(inside.registrations),
            how_it_happened=_as_counted(inside.how_it_happened),
        )
        numbered = inside.registrations.schema["registration"] != pl.String
        seen = rows_told(inside) if numbered else [
            inside.registrations, inside.mentions, inside.roles, inside.persons, inside.participations,
            inside.statuses, inside.how_it_happened,
        ]  # fmt: skip
    return f"{years[0]}-{state_of(seen)}"


def _as_counted(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns that a public table may be counted from. A fingerprint is kept for years: a column that
    came later is no part of it while nothing stands in it, and the municipality, by which none is counted,
    never."""
    came_later = [name for name in ("met_online",) if name in frame.columns and frame[name].is_null().all()]
    return frame.drop("municipality", *came_later, strict=False)
