"""Persons of a register, counted once each; ages and victims counted in registrations."""

from collections import defaultdict
from datetime import date

from hypothesis import given, settings

from baken.register.coded import CodedRegister
from baken.statistics.codes import PERSON_ROLES
from baken.statistics.period import Period
from baken.statistics.tables.persons import PERSONS
from tests.unit.statistics.coded_registers import RegisterBuilder, registers

Counts = dict[tuple[str, str], tuple[int, int | None, int | None]]


def counts(register: CodedRegister, period: Period | None = None) -> Counts:
    table = PERSONS.compute(register, period or Period(), False)
    return {(row[0], row[1]): row[2:] for row in table.rows()}


def small_register() -> CodedRegister:
    made = RegisterBuilder()
    first = made.registration(date(2020, 1, 1))
    second = made.registration(date(2021, 1, 1))
    third = made.registration(date(2021, 2, 1))
    made.person(first, "p1", age=16, roles=["victim"])
    made.person(second, "p1", age=17, roles=["witness"])
    made.person(second, "p2", age=12, roles=["victim", "reporter"], sex="male", born="XA")
    made.person(third, "p3", age=None, roles=[], born=None)
    made.person(third, "p4", age=30, roles=["notifier"], born="XB")
    return made.build()


def test_persons_count_once_over_registrations() -> None:
    found = counts(small_register())
    assert found["persons", "all"] == (4, None, None)
    assert found["persons", "minor"] == (2, 3, 67)
    assert found["sex", "female"] == (3, 4, 75)
    assert found["sex", "male"] == (1, 4, 25)


def test_roles_in_different_registrations_are_more_than_one() -> None:
    found = counts(small_register())
    assert found["role", "more_than_one"] == (2, 4, 50)
    assert found["role", "victim"] == (2, 4, 50)
    alone = counts(small_register(), Period(last=date(2020, 12, 31)))
    assert alone["role", "more_than_one"] == (0, 1, 0)


@given(registers())
@settings(max_examples=100)
def test_roles_are_those_of_plain_counting(register: CodedRegister) -> None:
    said: dict[str, set[str]] = defaultdict(set)
    for person, roles in register.participations.select("person", "roles").iter_rows():
        said[person].update(roles)
    found = counts(register)
    for role in PERSON_ROLES:
        assert found["role", role][0] == sum(role in roles for roles in said.values())
    assert found["role", "more_than_one"][0] == sum(len(roles) > 1 for roles in said.values())


def test_countries_of_birth_are_counted_without_being_named() -> None:
    found = counts(small_register())
    assert found["birth_country", "NL"] == (1, 3, 33)
    assert found["birth_country", "elsewhere"] == (2, 3, 67)
    assert found["birth_country", "unknown"] == (1, 4, 25)
    assert found["birth_country", "other_countries"] == (2, None, None)


def test_group_of_countries_counts_as_elsewhere_and_names_no_country() -> None:
    made = RegisterBuilder()
    key = made.registration(date(2020, 1, 1))
    made.person(key, "p1", born=None, group="africa")
    made.person(key, "p2", born=None)
    found = counts(made.build())
    assert found["birth_country", "elsewhere"] == (1, 1, 100)
    assert found["birth_country", "unknown"] == (1, 2, 50)
    assert found["birth_country", "other_countries"] == (0, None, None)


def test_ages_and_victims_are_counted_in_registrations() -> None:
    found = counts(small_register())
    assert found["registrations", "all"] == (3, None, None)
    assert found["registrations", "with_victim"] == (2, 3, 67)
    assert found["age", "17"] == (1, 3, 33)
    assert found["age", "16-17"] == (2, 3, 67)
    assert found["age", "18_or_over"] == (1, 3, 33)
    assert found["age", "unknown"] == (0, 3, 0)


def test_registration_without_a_known_age_has_an_unknown_one() -> None:
    made = RegisterBuilder()
    key = made.registration(date(2020, 1, 1))
    made.person(key, "p1")
    made.registration(date(2020, 1, 2))
    assert counts(made.build())["age", "unknown"] == (2, 2, 100)


def test_percents_round_halves_up_as_the_study_prints_them() -> None:
    made = RegisterBuilder()
    for number in range(8):
        key = made.registration(date(2020, 1, 1))
        made.person(key, f"p{number}", sex="male" if number == 0 else "female")
    found = counts(made.build())
    assert found["sex", "male"] == (1, 8, 13)
    assert found["sex", "female"] == (7, 8, 88)


def test_empty_register_has_noughts_and_no_percents() -> None:
    found = counts(RegisterBuilder().build())
    assert found["persons", "all"] == (0, None, None)
    assert found["age", "12"] == (0, 0, None)


@settings(max_examples=25, deadline=None)
@given(registers())
def test_sexes_and_countries_cover_every_person(register: CodedRegister) -> None:
    found = counts(register)
    everybody = found["persons", "all"][0]
    assert sum(row[0] for key, row in found.items() if key[0] == "sex") == everybody
    born = [found["birth_country", code][0] for code in ("NL", "elsewhere", "unknown")]
    assert sum(born) == everybody
