"""Who the registrations are about: sex, country of birth, age and role, as counts and shares."""

from typing import TYPE_CHECKING

import polars as pl

from baken.statistics import notes
from baken.statistics.chart import ChartData, Panel, number
from baken.statistics.codes import PERSON_ROLES, SEXES
from baken.statistics.mentions import percent, within
from baken.statistics.period import Period
from baken.statistics.table import Column, FilledTable, StatisticsTable
from baken.vocabulary.code_list import Label

if TYPE_CHECKING:
    from baken.register.coded import CodedRegister

HOME = "NL"
AGES = range(12, 18)
ADULT = 18

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
    "unknown": Label("onbekend", "unknown"),
}
SCHEMA = {
    "measure": pl.String,
    "code": pl.String,
    "count": pl.Int64,
    "of": pl.Int64,
    "percent": pl.Int64,
}

Row = tuple[str, str, int, int | None]


def compute(register: "CodedRegister", period: Period, margins: bool) -> pl.DataFrame:
    """The counts as (measure, code, count, of, percent); `margins` changes nothing here."""
    inside = within(register, period)
    rows = [*_persons(inside), *_registrations(inside)]
    return pl.DataFrame(
        rows, schema={name: SCHEMA[name] for name in ("measure", "code", "count", "of")}, orient="row"
    ).with_columns(percent(pl.col("count"), pl.col("of")).alias("percent"))


def _persons(register: "CodedRegister") -> list[Row]:
    persons = register.persons.unique("person")
    total = persons.height
    roles = register.participations.select("person", "roles").explode("roles").drop_nulls().unique()
    several = roles.group_by("person").len().filter(pl.col("len") > 1).height
    minors = register.participations.filter(pl.col("age") < ADULT)["person"].n_unique()
    rows: list[Row] = [("persons", "all", total, None), ("persons", "minor", minors, total)]
    rows += [("role", role, roles.filter(pl.col("roles") == role).height, total) for role in PERSON_ROLES]
    rows.append(("role", "more_than_one", several, total))
    sexes = persons["sex"].fill_null("unknown")
    rows += [("sex", sex, int((sexes == sex).sum()), total) for sex in SEXES]
    born = persons["birth_country"]
    abroad = born.filter(born != HOME)
    in_a_group = persons["birth_group"].len() - persons["birth_group"].null_count()
    return [
        *rows,
        ("birth_country", HOME, int((born == HOME).sum()), total),
        ("birth_country", "elsewhere", len(abroad) + in_a_group, total),
        ("birth_country", "unknown", born.null_count() - in_a_group, total),
        ("birth_country", "other_countries", abroad.n_unique(), None),
    ]


def _registrations(register: "CodedRegister") -> list[Row]:
    total = register.registrations.height
    parts = register.participations.select("registration", "age", "roles")

    def having(condition: pl.Expr) -> int:
        return parts.filter(condition)["registration"].n_unique()

    age = pl.col("age")
    known = having(age.is_not_null())
    return [
        ("registrations", "all", total, None),
        ("registrations", "with_victim", having(pl.col("roles").list.contains("victim")), total),
        ("age", "under_12", having(age < AGES[0]), total),
        *(("age", str(year), having(age == year), total) for year in AGES),
        ("age", "16-17", having(age.is_in([16, 17])), total),
        ("age", "18_or_over", having(age >= ADULT), total),
        ("age", "unknown", total - known, total),
    ]


def _chart(table: FilledTable) -> ChartData:
    figures = table.figures
    measures = figures["measure"].to_list()
    starts = [place for place, name in enumerate(measures) if place == 0 or measures[place - 1] != name]
    words = tuple(
        number(count) if share is None else f"{number(count)} ({share}%)"
        for count, share in zip(figures["count"], figures["percent"], strict=True)
    )
    panel = Panel(Label("aantal (aandeel)", "count (share)"), tuple(figures["percent"].to_list()), words)
    return ChartData(
        rows=tuple(table.words("code", code) for code in figures["code"]),
        panels=(panel,),
        headings=tuple((place, MEASURES[measures[place]]) for place in starts),
        remark=Label("lengte van de balk: procenten", "length of the bar: percent"),
    )


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
    columns=(
        Column("measure", Label("onderdeel", "part"), MEASURES),
        Column("code", Label("waarde", "value"), CODES),
        Column("count", Label("aantal", "count")),
        Column("of", Label("van", "of")),
        Column("percent", Label("procent", "percent")),
    ),
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
        notes.WHOLE_PERCENTS,
    ),
    remarks=lambda register, period: notes.other_matters(within(register, period)),
    chart=_chart,
    has_margins=False,
)

TABLES = (PERSONS,)
