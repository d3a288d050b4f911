"""Persons and registrations: parts of one unit each, whose rows add up."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from baken.disclosure.names import Name, Sum, name
from baken.disclosure.tables import CountTable
from baken.statistics import notes
from baken.statistics.codes import PERSON_ROLES, SEXES
from baken.statistics.editions.part import Drafted, Part, PublicTable, crossed, part, shown
from baken.statistics.editions.tables.columns import SCHEMA, column_part, drawn_in_parts, rows_of
from baken.statistics.mentions import within
from baken.statistics.period import Period
from baken.statistics.table import Column
from baken.statistics.tables.persons import ADULT, AGES, CODES, HOME, MEASURES
from baken.statistics.tables.persons import PERSONS as EXACT_PERSONS
from baken.statistics.tables.question_seven import OFFERED, QUESTION_7, WEBSITE
from baken.statistics.tables.question_seven import READINGS as QUESTION_READINGS
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

PERSONS = Label("personen", "persons")
PERSON_AGES = ("minor", "18_or_over", "unknown")
MINOR_IN_REGISTRATIONS = ("under_12", *map(str, AGES))
AGES_IN_REGISTRATIONS = (*MINOR_IN_REGISTRATIONS, "18_or_over", "unknown")


def persons(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """Who the registrations are about: each part in its own unit, with its own total."""
    inside = within(register, period)
    since = f"since:{years[0]}"
    parts = (
        _sex_and_age(inside, since, state),
        column_part("birth_country", PERSONS, _born(inside), (HOME, "elsewhere", "unknown"), since, state),
        column_part(
            "role", Label("rollen van personen", "roles of persons"), _roles(inside), list(PERSON_ROLES),
            since, state, total="person roles",
        ),
        column_part(
            "age", Label("personen per registratie", "persons in registrations"), _ages(inside),
            AGES_IN_REGISTRATIONS, since, state, counted="participations",
            sums={name("participations", since, "age:minor"): MINOR_IN_REGISTRATIONS},
        ),
        column_part(
            "registrations", Label("registraties", "registrations"), _with_victim(inside),
            ("with_victim", "without_victim"), since, state, counted="registrations",
        ),
    )  # fmt: skip

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        rows: list[tuple[str, str, int | None]] = []
        for made in parts:
            table = published[made.name]
            if made.name == "persons":
                minors = dict(zip((*table.columns, "TOTAL"), table.values[-1].tolist(), strict=True))
                sexes = dict(zip((*table.rows, "TOTAL"), table.values[:, -1].tolist(), strict=True))
                rows += [("persons", code, shown(minors[code])) for code in (*PERSON_AGES, "TOTAL")]
                rows += [("sex", code, shown(sexes[code])) for code in (*SEXES, "TOTAL")]
                continue
            rows += rows_of(made, published)
        return pl.DataFrame(rows, schema=SCHEMA, orient="row")

    return Drafted(parts, lay_out)


def _sex_and_age(register: "CodedRegister", since: str, state: str) -> Part:
    ages = register.participations.group_by("person").agg(pl.col("age").min())
    known = (
        pl.when(pl.col("age").is_null())
        .then(pl.lit("unknown"))
        .when(pl.col("age") < ADULT)
        .then(pl.lit("minor"))
        .otherwise(pl.lit("18_or_over"))
    )
    everybody = (
        register.persons.unique("person")
        .join(ages, on="person", how="left")
        .select(pl.col("sex").fill_null("unknown"), known.alias("age"))
    )

    def name_of(row: str | None, column: str | None) -> Name:
        return name(
            "persons", since, *([f"sex:{row}"] if row else []), *([f"age:{column}"] if column else [])
        )

    places = np.arange(len(SEXES) * len(PERSON_AGES)).reshape(len(SEXES), len(PERSON_AGES))
    # everybody stands in a registration, with the age that is counted here, at least once: a reader holds
    # these against persons in registrations
    once = name("participations", since, "each person once")
    sums = [Sum(once, places.reshape(-1))] + [
        Sum(Name(once.unit, once.facets | {f"age:{age}"}), places[:, at])
        for at, age in enumerate(PERSON_AGES)
    ]
    return part(
        "persons", unit=PERSONS, dimensions=("sex", "age"), rows=list(SEXES), columns=PERSON_AGES,
        inner=crossed(everybody, "sex", list(SEXES), "age", PERSON_AGES), name_of=name_of, state=state,
        sums=sums,
    )  # fmt: skip


def _born(register: "CodedRegister") -> pl.DataFrame:
    country = pl.col("birth_country")
    code = (
        pl.when(country.is_null() & pl.col("birth_group").is_null()).then(pl.lit("unknown"))
        .when(country == HOME).then(pl.lit(HOME))
        .otherwise(pl.lit("elsewhere"))
    )  # fmt: skip
    return register.persons.unique("person").select(code.alias("code"))


def _roles(register: "CodedRegister") -> pl.DataFrame:
    return (
        register.participations.select("person", pl.col("roles").alias("code"))
        .explode("code")
        .drop_nulls()
        .unique()
    )


def _ages(register: "CodedRegister") -> pl.DataFrame:
    age = pl.col("age")
    code = (
        pl.when(age.is_null()).then(pl.lit("unknown"))
        .when(age < AGES[0]).then(pl.lit("under_12"))
        .when(age >= ADULT).then(pl.lit("18_or_over"))
        .otherwise(age.cast(pl.String))
    )  # fmt: skip
    return register.participations.select(code.alias("code"))


def _with_victim(register: "CodedRegister") -> pl.DataFrame:
    having = register.participations.filter(pl.col("roles").list.contains("victim"))["registration"]
    code = pl.when(pl.col("registration").is_in(having.unique().implode()))
    return register.registrations.select(
        code.then(pl.lit("with_victim")).otherwise(pl.lit("without_victim")).alias("code")
    )


READINGS = ("offered", "other_role")
COLUMNS = ("minors", "adults", "age_unknown")


def question_7(
    register: "CodedRegister", period: Period, years: Sequence[int], state: str
) -> Drafted["CodedRegister"]:
    """Victims in registrations that name a sex advertising website: offered there, or in another role."""
    inside = within(register, period)
    websites = inside.mentions.filter(
        (pl.col("naming") == "named")
        & pl.col("platform").is_not_null()
        & (pl.col("platform_type") == WEBSITE)
    )
    offering = websites.join(inside.roles.filter(pl.col("role").is_in(OFFERED)), on="mention", how="semi")
    age = pl.col("age")
    victims = (
        inside.participations.filter(pl.col("roles").list.contains("victim"))
        .join(websites, on="registration", how="semi")
        .with_columns(pl.col("registration").is_in(offering["registration"].unique().implode()).alias("offered"))
        .group_by("person")
        .agg(age.min(), pl.col("offered").any())
        .select(
            pl.when("offered").then(pl.lit("offered")).otherwise(pl.lit("other_role")).alias("reading"),
            pl.when(age.is_null()).then(pl.lit("age_unknown"))
            .when(age < ADULT).then(pl.lit("minors"))
            .otherwise(pl.lit("adults")).alias("age"),
        )
    )  # fmt: skip
    whole = (f"since:{years[0]}", "role:victim", "website:any")
    facets = {"minors": "age:minor", "adults": "website age:adult", "age_unknown": "website age:unknown"}

    def name_of(row: str | None, column: str | None) -> Name:
        return name(
            "persons", *whole, *([f"reading:{row}"] if row else []), *([facets[column]] if column else [])
        )

    counted = part(
        "reading-age", unit=PERSONS, dimensions=("reading", "age"), rows=READINGS, columns=COLUMNS,
        inner=crossed(victims, "reading", READINGS, "age", COLUMNS), name_of=name_of, state=state,
    )  # fmt: skip

    def lay_out(published: Mapping[str, CountTable]) -> pl.DataFrame:
        table = published["reading-age"]
        rows = [
            [label, shown(values[-1]), *map(shown, values[:-1])]
            for label, values in zip((*table.rows, "TOTAL"), table.values.tolist(), strict=True)
        ]
        schema = {"reading": pl.String, **dict.fromkeys(("victims", *COLUMNS), pl.Int64)}
        return pl.DataFrame(rows, schema=schema, orient="row")

    return Drafted((counted,), lay_out)


PUBLIC = (
    PublicTable(
        "emm-persons",
        persons,
        unit=Label(
            "personen, rollen van personen, personen per registratie of registraties; het onderdeel zegt "
            "welk",
            "persons, roles of persons, persons in registrations or registrations; the part says which",
        ),
        columns=(
            Column("measure", Label("onderdeel", "part"), MEASURES),
            Column(
                "code",
                Label("waarde", "value"),
                CODES | {"without_victim": Label("zonder een slachtoffer", "without a victim")},
            ),
        ),
        draw=drawn_in_parts,
        leaves_out=tuple(note for note in EXACT_PERSONS.notes if note not in notes.REGISTER),
        notes=(
            Label(
                "Elk onderdeel telt één ding en heeft een eigen totaal. Een persoon met twee rollen telt bij "
                "de rollen twee keer; onder leeftijd telt een persoon één keer per registratie.",
                "Each part counts one thing and has a total of its own. A person with two roles counts twice "
                "under roles; under age a person counts once a registration.",
            ),
        ),
    ),
    PublicTable(
        "question-7",
        question_7,
        columns=(
            Column(
                "reading",
                Label("lezing", "reading"),
                {
                    "offered": QUESTION_READINGS["offered"],
                    "other_role": Label(
                        "alleen in een registratie die zo'n site in een andere rol noemt",
                        "only in a registration that names such a site in another role",
                    ),
                },
            ),
        ),
        leaves_out=QUESTION_7.notes[len(notes.REGISTER) :][:1],
        notes=(
            Label(
                "Aangeboden: de geregistreerde rol van de site is adverteren of klanten werven, en de "
                "persoon "
                "is in dezelfde registratie slachtoffer.",
                "Offered: the site's registered role is placing adverts or attracting customers, and the "
                "person is a victim in the same registration.",
            ),
            Label(
                "De regels tellen op: wie is aangeboden, en wie alleen in een registratie staat die zo'n "
                "site in een andere rol noemt. Leeftijd is de jongste die deze registraties samen noemen.",
                "The rows add up: who was offered, and who only stands in a registration that names such a "
                "site in another role. Age is the youngest that these registrations give together.",
            ),
        ),
    ),
)
