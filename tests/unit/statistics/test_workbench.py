"""What the workbench counts, and what it never tells."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.register.coded import MENTIONS, PARTICIPATIONS, PERSONS, REGISTRATIONS, ROLES, CodedRegister, frame
from baken.statistics.formats import FORMATS, write
from baken.statistics.period import Period
from baken.statistics.workbench.answer import FEWEST, STEP, TOTAL, Question, answer
from baken.statistics.workbench.dimensions import DIMENSIONS, OTHERS, UNITS, UNKNOWN

PLATFORMS = {"Pleinpraat": "social_network", "Kleine Gids": "sex_advertising_website", "Zeldzaam": "forum"}
CASE = st.tuples(
    st.sampled_from(["police_registration", "help_organisation"]),
    st.sampled_from([2019, 2020, 2022]),
    st.lists(st.sampled_from(list(PLATFORMS)), max_size=2, unique=True),
    st.lists(
        st.tuples(
            st.sampled_from(["female", "male", None]),
            st.sampled_from([14, 17, 19, 30, None]),
            st.lists(st.sampled_from(["victim", "witness"]), min_size=1, unique=True),
        ),
        max_size=2,
    ),
)
CASES = st.lists(CASE, max_size=60)
"""Cases: source, year, platforms, persons with sex, age and roles."""


def register(
    cases: list[tuple[str, int, list[str], list[tuple[str | None, int | None, list[str]]]]],
) -> CodedRegister:
    registrations, mentions, roles, persons, taken = [], [], [], [], []
    for place, (source, year, platforms, people) in enumerate(cases):
        case = f"r{place}"
        registrations.append((case, case, source, date(year, 5, 1), None, "NL-NB", "sexual", "domestic"))
        for number, name in enumerate(platforms):
            mention = f"{case}#{number}"
            mentions.append((mention, case, "named", name.lower(), name, PLATFORMS[name], number))
            roles.append((mention, case, "recruiting", "before"))
        for number, (sex, age, of) in enumerate(people):
            persons.append((f"{case}p{number}", sex, None))
            taken.append((case, f"{case}p{number}", age, of))
    return CodedRegister(
        frame(registrations, REGISTRATIONS),
        frame(mentions, MENTIONS),
        frame(roles, ROLES),
        frame(persons, PERSONS),
        frame(taken, PARTICIPATIONS),
    )


def ask(unit: str, rows: str, columns: str | None = None, **further: object) -> Question:
    return Question(UNITS[unit], DIMENSIONS[rows], DIMENSIONS[columns] if columns else None, **further)  # type: ignore[arg-type]


def numbers(table: pl.DataFrame) -> list[int]:
    return [count for name in table.columns[1:] for count in table[name]]


def rounded(count: int) -> int:
    return 0 if count < STEP else STEP * ((count + STEP // 2) // STEP)


MANY = [("police_registration", 2020, ["Pleinpraat"], [("female", 17, ["victim"])])] * 23 + [
    ("help_organisation", 2022, ["Kleine Gids", "Zeldzaam"], [("male", None, ["victim", "witness"])])
] * 4


def test_counts_are_rounded_each_for_itself() -> None:
    found = answer(register(MANY), ask("registrations", "bron"))
    assert found is not None
    counts = dict(found.figures.iter_rows())
    assert (counts["police_registration"], counts["help_organisation"], counts[UNKNOWN], counts[TOTAL]) == (
        25,
        0,
        0,
        25,
    )


def test_every_code_of_a_list_stands_there_found_or_not() -> None:
    found = answer(register(MANY), ask("persons", "geslacht", "leeftijd"))
    assert found is not None
    assert found.figures["row"].to_list() == [*DIMENSIONS["geslacht"].codes, UNKNOWN, TOTAL]
    assert found.figures.columns == ["row", *DIMENSIONS["leeftijd"].codes, UNKNOWN, "total"]


def test_platform_that_few_name_stands_with_the_others() -> None:
    found = answer(register(MANY), ask("mentions", "platform"))
    assert found is not None
    assert found.figures["row"].to_list() == ["Pleinpraat", OTHERS, UNKNOWN, TOTAL]
    assert "Zeldzaam" not in str(found)


def test_years_stand_there_without_gaps() -> None:
    found = answer(register(MANY), ask("registrations", "jaar"))
    assert found is not None and found.figures["row"].to_list() == ["2020", "2021", "2022", TOTAL]


def test_person_with_two_roles_counts_in_both_and_once_in_the_total() -> None:
    cases = [("help_organisation", 2022, [], [("male", 30, ["victim", "witness"])])] * 20
    found = answer(register(cases), ask("persons", "persoonsrol"))
    assert found is not None
    counts = dict(found.figures.iter_rows())
    assert counts["victim"] == counts["witness"] == counts[TOTAL] == 20


def test_only_a_part_counts() -> None:
    found = answer(register(MANY), ask("persons", "geslacht", only=(("soort", "social_network"),)))
    assert found is not None
    assert dict(found.figures.iter_rows())["female"] == 25
    assert answer(register(MANY), ask("persons", "geslacht", only=(("soort", "forum"),))) is None
    assert answer(register(MANY), ask("persons", "geslacht", only=(("leeftijd", UNKNOWN),))) is None


@pytest.mark.parametrize("form", FORMATS)
def test_answer_leaves_in_every_format(form: str) -> None:
    found = answer(register(MANY), ask("mentions", "soort", "jaar"))
    assert found is not None and write(found, form)


@settings(max_examples=60, deadline=None)
@given(
    CASES,
    st.sampled_from(list(UNITS)),
    st.sampled_from(list(DIMENSIONS)),
    st.sampled_from([None, *DIMENSIONS]),
)
def test_no_count_tells_of_a_few(cases: list[object], unit: str, rows: str, columns: str | None) -> None:
    if columns == rows:
        columns = None
    found = answer(register(cases), ask(unit, rows, columns))  # type: ignore[arg-type]
    if found is not None:
        assert all(count % STEP == 0 for count in numbers(found.figures))
        assert found.chart.rows


@settings(max_examples=60, deadline=None)
@given(CASES)
def test_counts_are_those_of_the_register(cases: list[tuple[str, int, list[str], list[object]]]) -> None:
    told = register(cases)  # type: ignore[arg-type]
    found = answer(told, ask("registrations", "bron", "jaar"))
    assert (found is None) == (len(cases) < FEWEST)
    if found is None:
        return
    for source in ("police_registration", "help_organisation"):
        row = found.figures.row(by_predicate=pl.col("row") == source, named=True)
        assert row["total"] == rounded(sum(case[0] == source for case in cases))
        for year in {case[1] for case in cases}:
            assert row[str(year)] == rounded(sum(case[:2] == (source, year) for case in cases))


@given(CASES)
@settings(max_examples=30, deadline=None)
def test_persons_and_mentions_count_once_each(cases: list[tuple[str, int, list[str], list[object]]]) -> None:
    told = register(cases)  # type: ignore[arg-type]
    for unit, many in (("mentions", told.mentions.height), ("persons", told.persons.height)):
        found = answer(told, ask(unit, "soort", "persoonsrol"))
        assert (found is None) == (many < FEWEST)
        if found is not None:
            assert found.figures["total"][-1] == rounded(many)


def test_period_narrows() -> None:
    assert answer(register(MANY), ask("registrations", "bron", period=Period.of_years(2022, 2022))) is None


def test_every_dimension_and_unit_can_be_asked() -> None:
    for unit in UNITS:
        for rows in DIMENSIONS:
            found = answer(register(MANY), ask(unit, rows))
            assert found is not None and found.title.nl and found.title.en
