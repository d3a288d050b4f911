"""Parliamentary question 7 (November 2025): how many victims were offered on sex advertising
websites, and how many of them are minors?"""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.mentions import REGISTERED, within
from baken.statistics.panels import wide
from baken.statistics.period import Period
from baken.statistics.table import Column, StatisticsTable
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

WEBSITE = "sex_advertising_website"
OFFERED = ("placing_adverts", "attracting_customers")
"""The registered roles of a website by which somebody was offered there."""
ADULT = 18

READINGS = {
    "offered": Label("aangeboden op een seksadvertentiesite", "offered on a sex advertising website"),
    "any_role": Label(
        "registratie noemt zo'n site, in welke rol ook", "registration names such a site, in any role"
    ),
}


def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """Persons with the role of victim in a registration that names a sex advertising website.

    The first row is the answer: the website's registered role there is placing adverts or
    attracting customers. The second takes every registered role, unknown ones too. A person's age
    is the youngest known one of these registrations. `margins` changes nothing here.
    """
    inside = within(register, period)
    websites = inside.mentions.filter(
        (pl.col("naming") == "named")
        & pl.col("platform").is_not_null()
        & (pl.col("platform_type") == WEBSITE)
    )
    offering = websites.join(inside.roles.filter(pl.col("role").is_in(OFFERED)), on="mention", how="semi")
    rows = [_counted("offered", inside, offering), _counted("any_role", inside, websites)]
    return pl.DataFrame(rows, schema_overrides={"reading": pl.String})


def _counted(reading: str, register: "CodedRegister", mentions: pl.DataFrame) -> dict[str, str | int]:
    victims = (
        register.participations.filter(pl.col("roles").list.contains("victim"))
        .join(mentions, on="registration", how="semi")
        .group_by("person")
        .agg(pl.col("age").min())
    )
    age = victims["age"]
    return {
        "reading": reading,
        "victims": victims.height,
        "minors": int((age < ADULT).sum()),
        "adults": int((age >= ADULT).sum()),
        "age_unknown": age.null_count(),
    }


def _remarks(register: "CodedRegister", period: Period) -> list[Label]:
    inside = within(register, period)
    return [notes.nameless(inside), *notes.other_matters(inside)]


QUESTION_7 = StatisticsTable(
    name="question-7",
    title=Label(
        "Slachtoffers aangeboden op seksadvertentiesites, en hoeveel van hen minderjarig",
        "Victims offered on sex advertising websites, and how many of them minors",
    ),
    question=Label(
        "Hoeveel slachtoffers zijn op seksadvertentiesites aangeboden, en hoeveel van hen minderjarig?",
        "How many victims were offered on sex advertising websites, and how many of them were minors?",
    ),
    unit=Label("personen", "persons"),
    source="register",
    columns=(
        Column("reading", Label("lezing", "reading"), READINGS),
        Column("victims", Label("slachtoffers", "victims")),
        Column("minors", Label("minderjarig", "minors")),
        Column("adults", Label("meerderjarig", "adults")),
        Column("age_unknown", Label("leeftijd onbekend", "age unknown")),
    ),
    compute=compute,
    notes=(
        *notes.REGISTER,
        Label(
            "Aangeboden: de geregistreerde rol van de site is adverteren of klanten werven, en de persoon "
            "is in dezelfde registratie slachtoffer. De tweede regel telt elke rol van de site, ook een "
            "onbekende.",
            "Offered: the site's registered role is placing adverts or attracting customers, and the "
            "person is a victim in the same registration. The second row counts every role of the site, also "
            "an unknown one.",
        ),
        Label(
            "Het register legt niet vast bij welke persoon de rol van een site hoort: bij meer slachtoffers "
            "in één registratie tellen allen. Wie alleen een andere rol dan slachtoffer heeft, telt niet. Of "
            "een site legaal is, legt het register evenmin vast.",
            "The register does not record to which person a site's role belongs: of several victims in one "
            "registration all count. Who has only a role other than victim does not count. Nor does the "
            "register record whether a site is legal.",
        ),
        Label(
            "Leeftijd is die in de registratie; bij meer registraties de jongste die bekend is. Minderjarig "
            "is jonger dan 18.",
            "Age is that in the registration; with several registrations the youngest that is known. A minor "
            "is under 18.",
        ),
    ),
    remarks=_remarks,
    chart=wide("reading"),
    has_margins=False,
    reads={
        "registrations": REGISTERED,
        "mentions": ("mention", "registration", "naming", "platform", "platform_type"),
        "roles": ("mention", "role"),
        "participations": ("registration", "person", "age", "roles"),
    },
    for_period={"registrations": ("registration",)},
    only={
        "mentions": {"platform_type": (WEBSITE,)},
        "roles": {"role": OFFERED},
        "participations": {"roles": ("victim",)},
    },
)

TABLES = (QUESTION_7,)
