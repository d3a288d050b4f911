"""What the EU directive of 2024 asks to be counted of victims, as far as the register holds it."""

from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.chart import ChartData
from baken.statistics.codes import SEXES
from baken.statistics.mentions import REGISTERED, registered, within
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.table import Column, FilledTable, StatisticsTable
from baken.vocabulary.code_list import Label
from baken.vocabulary.exploitation import ExploitationForm
from baken.vocabulary.sources import SourceKind

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

ADULT = 18
SOURCES = {member.code: member.label for member in SourceKind}
EXPLOITATION_FORMS = {member.code: member.label for member in ExploitationForm}

DIMENSIONS = {
    "victims": Label("iedereen", "everybody"),
    "organisation": Label("wie registreerde", "who registered"),
    "sex": Label("geslacht", "sex"),
    "form": Label("vorm", "form"),
}
"""Each of them against the age group: two things at once, never three."""

CODES = {"all": Label("alle", "all"), **SOURCES, **EXPLOITATION_FORMS, **SEXES}
OF = {"organisation": tuple(SOURCES), "sex": tuple(SEXES), "form": tuple(EXPLOITATION_FORMS)}


def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Victims per dimension and age group, as (dimension, code, victims, minors, adults, age_unknown).

    A person counts once under each code; the age is the youngest known one. `margins` changes nothing here.
    """
    inside = within(register, period)
    victims = inside.participations.filter(pl.col("roles").list.contains("victim"))
    said = (
        victims.select("registration", "person")
        .join(inside.registrations.select("registration", "source_kind", "form"), on="registration")
        .join(inside.persons.select("person", "sex").unique("person"), on="person")
        .join(victims.group_by("person").agg(pl.col("age").min()), on="person")
        .select(
            "person",
            "age",
            pl.lit("all").alias("victims"),
            pl.col("source_kind").alias("organisation"),
            pl.col("sex").fill_null("unknown"),
            "form",
        )
    )
    rows = [
        {"dimension": dimension, "code": code, **_counted(said.filter(pl.col(dimension) == code))}
        for dimension in DIMENSIONS
        for code in OF.get(dimension, ("all",))
    ]
    return pl.DataFrame(rows)


def _counted(said: pl.DataFrame) -> dict[str, int]:
    age = said.unique("person")["age"]
    return {
        "victims": len(age),
        "minors": int((age < ADULT).sum()),
        "adults": int((age >= ADULT).sum()),
        "age_unknown": age.null_count(),
    }


def _chart(table: FilledTable) -> ChartData:
    """A bar for every row, a heading where a part begins."""
    parts = table.figures["dimension"].to_list()
    starts = [place for place, name in enumerate(parts) if place == 0 or parts[place - 1] != name]
    return replace(wide("code")(table), headings=tuple((place, DIMENSIONS[parts[place]]) for place in starts))


EU_DIRECTIVE = StatisticsTable(
    name="eu-directive",
    title=Label(
        "Slachtoffers naar wat EU-richtlijn 2024/1712 vraagt", "Victims by what EU Directive 2024/1712 asks"
    ),
    question=Label(
        "Welke organisaties registreerden hoeveel slachtoffers, van welk geslacht, welke leeftijd en welke "
        "vorm van uitbuiting?",
        "Which organisations registered how many victims, of which sex, age and form of exploitation?",
    ),
    unit=Label("personen", "persons"),
    source="register",
    columns=(
        Column("dimension", Label("onderdeel", "part"), DIMENSIONS),
        Column("code", Label("waarde", "value"), CODES),
        Column("victims", Label("slachtoffers", "victims")),
        Column("minors", Label("minderjarig", "minors")),
        Column("adults", Label("meerderjarig", "adults")),
        Column("age_unknown", Label("leeftijd onbekend", "age unknown")),
    ),
    compute=compute,
    notes=(
        *notes.REGISTER,
        Label(
            "De richtlijn vraagt ook naar nationaliteit. Het register legt geen nationaliteit vast, en "
            "geboorteland is iets anders: dat onderdeel ontbreekt hier en wordt niet geraden.",
            "The directive also asks for citizenship. The register records no citizenship, and country of "
            "birth is something else: that part is missing here and is not guessed.",
        ),
        Label(
            "Een slachtoffer telt één keer onder elke waarde: wie door twee soorten organisaties is "
            "geregistreerd, telt bij beide. De regels van een onderdeel tellen dus niet altijd op.",
            "A victim counts once under every value: whoever two kinds of organisations registered counts "
            "with both. So the rows of a part do not always add up.",
        ),
        Label(
            "Geteld is wie in een registratie de rol slachtoffer heeft, ook waar nog niemand heeft beslist. "
            "Leeftijd is de jongste die bekend is; minderjarig is jonger dan 18. Mensensmokkel is geen "
            "mensenhandel, maar staat apart in de lijst van vormen.",
            "Counted is who has the role of victim in a registration, also where nobody has decided yet. Age "
            "is the youngest known one; a minor is younger than 18. Smuggling is not trafficking in human "
            "beings, but stands apart in the list of forms.",
        ),
        Label(
            "De tabel is een hulp bij de opgave, geen opgave. Vraag de ontvanger welke slachtoffers en welk "
            "jaar zij telt.",
            "The table helps with the return and is no return. Ask the receiver which victims and which year "
            "it counts.",
        ),
    ),
    remarks=lambda register, period: notes.other_matters(registered(register, period)),
    chart=_chart,
    has_margins=False,
    reads={
        "registrations": (*REGISTERED, "source_kind"),
        "persons": ("person", "sex"),
        "participations": ("registration", "person", "age", "roles"),
    },
)

TABLES = (EU_DIRECTIVE,)
