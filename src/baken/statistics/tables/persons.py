"""Who the registrations are about: sex, country of birth, age and role, as counts and shares."""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.codes import PERSON_ROLES, SEXES, UNKNOWN
from baken.statistics.mentions import REGISTERED, each_once, registered, within
from baken.statistics.period import Period
from baken.statistics.shares import Row, counted, known_shares, share_columns, shares, shares_chart
from baken.statistics.table import StatisticsTable
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

HOME = "NL"
AGES = range(12, 18)
ADULT = 18

ROLES = tuple(PERSON_ROLES)
ROOM = len(ROLES) + 1
"""For the places of the roles, and one more for a role that is none of them."""

MEASURES = {
    "persons": Label("personen", "persons"),
    "role": Label("rol van de persoon", "role of the person"),
    "sex": Label("geslacht", "sex"),
    "birth_country": Label("geboorteland", "country of birth"),
    "registrations": Label("registraties", "registrations"),
    "age": Label("leeftijd, in registraties", "age, in registrations"),
}
CODES = {
    "all": Label("alle", "all"),
    "minor": Label("minderjarig", "minor"),
    "more_than_one": Label("meer dan één rol", "more than one role"),
    **PERSON_ROLES,
    **SEXES,
    HOME: Label("Nederland", "the Netherlands"),
    "elsewhere": Label("een ander land", "another country"),
    "other_countries": Label("aantal andere landen", "number of other countries"),
    "with_victim": Label("met een slachtoffer", "with a victim"),
    "under_12": Label("jonger dan 12", "under 12"),
    **{str(age): Label(f"{age} jaar", f"aged {age}") for age in AGES},
    "16-17": Label("16 en 17 jaar samen", "16 and 17 together"),
    "18_or_over": Label("18 of ouder", "18 or over"),
    UNKNOWN: Label("onbekend", "unknown"),
}


def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """The counts as (measure, code, count, of, percent); `margins` changes nothing here."""
    inside = within(register, period)
    return shares([*_persons(inside), *_registrations(inside)])


def _persons(register: "CodedRegister") -> list[Row]:
    persons = register.persons if register.each_once else each_once(register.persons, "person")
    total = persons.height
    parts = register.participations
    aged = parts.filter(pl.col("age").is_not_null())["person"].n_unique()
    minors = parts.filter(pl.col("age") < ADULT)["person"].n_unique()
    played, more = _roles_of_each(parts)
    rows: list[Row] = [("persons", "all", total, None), ("persons", "minor", minors, aged)]
    rows += [("role", role, played.get(role, 0), total) for role in PERSON_ROLES]
    rows.append(("role", "more_than_one", more, total))
    rows += known_shares("sex", counted(persons["sex"]), SEXES, total)
    born = counted(persons["birth_country"])
    in_a_group = persons["birth_group"].len() - persons["birth_group"].null_count()
    known = sum(born.values()) + in_a_group
    here = born.pop(HOME, 0)
    return [
        *rows,
        ("birth_country", HOME, here, known),
        ("birth_country", "elsewhere", known - here, known),
        ("birth_country", UNKNOWN, total - known, total),
        ("birth_country", "other_countries", len(born), None),
    ]


def _roles_of_each(parts: pl.DataFrame) -> tuple[dict[str, int], int]:
    """How many persons have each role in any of their registrations, and how many have more than one.

    A person and a role are counted as one number: a hash of the person, its last digits
    (base ROOM) the place of the role, so that those of one person lie side by side once sorted.
    """
    said = parts.select("person", "roles").explode("roles").drop_nulls()
    role = pl.col("roles").cast(pl.Enum(ROLES), strict=False).to_physical().fill_null(len(ROLES))
    both = pl.col("person").hash() // ROOM * ROOM + role.cast(pl.UInt64)
    each = said.select(both.alias("both")).unique().sort("both")
    counts = dict(each.group_by(pl.col("both") % ROOM).len().iter_rows())
    person = each["both"] // ROOM
    again = person == person.shift(1)
    # of three roles the third is again too, but the person is one
    more = int((again & (person != person.shift(2)).fill_null(True)).sum())
    return {role: counts.get(place, 0) for place, role in enumerate(ROLES)}, more


def _registrations(register: "CodedRegister") -> list[Row]:
    total = register.registrations.height
    parts = register.participations.select("registration", "age", "roles")

    def having(condition: pl.Expr) -> int:
        return parts.filter(condition)["registration"].n_unique()

    age = pl.col("age")
    known = having(age.is_not_null())
    young = each_once(parts.filter(age.is_in(AGES)).select("registration", "age"), "registration", "age")
    at = dict(young.group_by("age").len().iter_rows())
    return [
        ("registrations", "all", total, None),
        ("registrations", "with_victim", having(pl.col("roles").list.contains("victim")), total),
        ("age", "under_12", having(age < AGES[0]), known),
        *(("age", str(year), at.get(year, 0), known) for year in AGES),
        ("age", "16-17", having(age.is_in([16, 17])), known),
        ("age", "18_or_over", having(age >= ADULT), known),
        ("age", UNKNOWN, total - known, total),
    ]


PERSONS = StatisticsTable(
    name="emm-persons",
    title=Label("Personen in de registraties", "Persons in the registrations"),
    question=Label(
        "Over wie gaan de registraties: welk geslacht, welke leeftijd, welke rol?",
        "Who are the registrations about: which sex, which age, which role?",
    ),
    unit=Label(
        "personen; de onderdelen registraties en leeftijd tellen registraties",
        "persons; the parts registrations and age count registrations",
    ),
    source="register",
    columns=share_columns(MEASURES, CODES),
    compute=compute,
    notes=(
        *notes.REGISTER,
        Label(
            "Een persoon telt één keer, ook bij meer registraties, en kan meer rollen hebben. Een "
            "registratie telt bij elke leeftijd die erin voorkomt.",
            "A person counts once, also when in several registrations, and may have several roles. A "
            "registration counts under every age that occurs in it.",
        ),
        Label(
            "Sommige bronnen noemen alleen het aantal andere geboortelanden; die landen hebben een eigen "
            "code zonder naam. Van wie alleen een groep van landen bekend is, telt het aantal landen niets.",
            "Some sources give only the number of other countries of birth; those countries have a code of "
            "their own and no name. Persons of whom only a group of countries is known add no country to it.",
        ),
        notes.OF_KNOWN,
        notes.WHOLE_PERCENTS,
    ),
    remarks=lambda register, period: notes.other_matters(registered(register, period)),
    chart=shares_chart,
    has_margins=False,
    reads={
        "registrations": REGISTERED,
        "persons": ("person", "sex", "birth_country", "birth_group"),
        "participations": ("registration", "person", "age", "roles"),
    },
    for_period={"registrations": ("registration",)},
)

TABLES = (PERSONS,)
