"""How many victims were offered on sex advertising websites, and how many of them are minors?"""

from datetime import date

from hypothesis import given, settings

from baken.register.coded import CodedRegister
from baken.statistics.period import Period
from baken.statistics.tables.question_seven import QUESTION_7
from tests.unit.statistics.coded_registers import RegisterBuilder, registers

SITE = "sex_advertising_website"


def answer(register: CodedRegister) -> dict[str, tuple[int, ...]]:
    return {row[0]: row[1:] for row in QUESTION_7.compute(register, Period(), False).rows()}


def test_victims_are_counted_once_with_minors_adults_and_unknown_ages_apart() -> None:
    made = RegisterBuilder()
    for day, (person, age) in enumerate([("p1", 17), ("p1", 18), ("p2", 30), ("p3", None)], start=1):
        key = made.registration(date(2020, 1, day))
        made.mention(key, "Beta", SITE, roles=["placing_adverts"])
        made.mention(key, "Gamma", SITE, roles=["attracting_customers"])
        made.person(key, person, age=age)
        made.person(key, f"witness {day}", age=16, roles=["witness"])
    assert answer(made.build()) == {"offered": (3, 1, 1, 1), "any_role": (3, 1, 1, 1)}


def test_another_role_of_the_website_is_no_offering_but_is_shown_apart() -> None:
    made = RegisterBuilder()
    for role in ("recruiting", "unknown"):
        key = made.registration(date(2020, 1, 1))
        made.mention(key, "Beta", SITE, roles=[role])
        made.person(key, role, age=16)
    assert answer(made.build()) == {"offered": (0, 0, 0, 0), "any_role": (2, 2, 0, 0)}


def test_adverts_on_another_type_of_platform_do_not_count() -> None:
    made = RegisterBuilder()
    key = made.registration(date(2020, 1, 1))
    made.mention(key, "Alfa", "instant_messaging", roles=["placing_adverts"])
    made.person(key, "p1", age=16)
    assert answer(made.build())["any_role"] == (0, 0, 0, 0)


def test_all_victims_of_a_registration_count_and_the_table_says_so() -> None:
    made = RegisterBuilder()
    key = made.registration(date(2020, 1, 1))
    made.mention(key, "Beta", SITE, roles=["placing_adverts"])
    for person in ("p1", "p2"):
        made.person(key, person, age=30)
    assert answer(made.build())["offered"] == (2, 0, 2, 0)
    assert any("of several victims in one registration all count" in note.en for note in QUESTION_7.notes)


def test_website_without_a_name_does_not_count() -> None:
    made = RegisterBuilder()
    key = made.registration(date(2020, 1, 1))
    made.mention(key, None, naming="unnamed", roles=["placing_adverts"])
    made.person(key, "p1", age=16)
    assert answer(made.build())["any_role"] == (0, 0, 0, 0)


@settings(max_examples=25, deadline=None)
@given(registers())
def test_ages_add_up_to_victims_and_offered_are_among_all(register: CodedRegister) -> None:
    found = answer(register)
    for victims, *ages in found.values():
        assert victims == sum(ages)
    assert found["offered"][0] <= found["any_role"][0]
