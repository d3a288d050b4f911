"""What became of allegations, types of offenders and circumstances: each over what is known of it."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from baken.register.coded import CodedRegister
from baken.statistics.editions.definitions import NOT_PUBLIC, PUBLIC
from baken.statistics.period import Period
from baken.statistics.table import fill
from baken.statistics.tables.circumstances import CIRCUMSTANCES
from baken.statistics.tables.offender_types import OFFENDERS
from baken.statistics.tables.status_flows import STATUS_FLOWS
from baken.vocabulary.exploitation import AllegationStatus
from tests.unit.statistics.coded_registers import RegisterBuilder

EARLY, LATER, LAST = date(2024, 2, 1), date(2024, 8, 1), date(2025, 3, 1)


def some_cases() -> CodedRegister:
    made = RegisterBuilder()
    made.registration(date(2024, 1, 1), statuses=[(None, "possible"), (LATER, "actual"), (LAST, "not")])
    made.registration(date(2024, 1, 2), statuses=[(LATER, "actual"), (EARLY, "possible")])
    made.registration(date(2024, 1, 3), statuses=[(EARLY, "possible")])
    back = [(EARLY, "actual"), (LATER, "not"), (LAST, "actual")]
    made.registration(date(2024, 1, 4), statuses=back, offender="expert")
    made.registration(date(2025, 1, 1), offender="cynical")
    return made.build()


def test_case_counts_once_from_its_first_status_to_its_present_one() -> None:
    table = STATUS_FLOWS.compute(some_cases(), Period(), True)
    assert table.columns == ["first", "registrations", "possible", "actual", "not", "changed"]
    assert table.rows() == [
        ("possible", 3, 1, 1, 1, 2),
        ("actual", 1, 0, 1, 0, 1),
        ("not", 0, 0, 0, 0, 0),
        ("TOTAL", 4, 1, 2, 1, 3),
    ]


def test_flows_say_how_many_cases_have_no_status() -> None:
    filled = fill(STATUS_FLOWS, some_cases(), Period())
    assert any("1 registrations have no status" in note.en for note in filled.notes)
    assert any("of 3 of them it changed" in note.en for note in filled.notes)
    inside = fill(STATUS_FLOWS, some_cases(), Period(first=date(2025, 1, 1)))
    assert inside.figures["registrations"].sum() == 0
    assert len(filled.chart.panels) == 5


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from(AllegationStatus.codes), max_size=4), max_size=8))
def test_flows_add_up(cases: list[list[str]]) -> None:
    made = RegisterBuilder()
    for case in cases:
        days = [date(2024, month, 1) for month in range(1, len(case) + 1)]
        made.registration(date(2024, 1, 1), statuses=list(zip(days, case, strict=True)))
    table = STATUS_FLOWS.compute(made.build(), Period(), False)
    assert table["registrations"].sum() == sum(bool(case) for case in cases)
    for first, whole, *present, changed in table.rows():
        assert sum(present) == whole
        stayed = present[AllegationStatus.place(first)]
        assert whole - stayed <= changed <= whole


def test_share_of_a_type_is_over_the_registrations_that_name_one() -> None:
    table = OFFENDERS.compute(some_cases(), Period(), False)
    assert {row[0]: row[1:] for row in table.rows()} == {
        "expert": (1, 2, 50),
        "cynical": (1, 2, 50),
        "affection_focused": (0, 2, 0),
        "sex_focused": (0, 2, 0),
        "unknown": (3, None, None),
    }


def test_circumstances_are_counted_over_the_persons_of_whom_some_are_told() -> None:
    made = RegisterBuilder()
    key = made.registration(date(2024, 1, 1))
    made.person(key, "p1", told=["debts", "addiction"])
    made.person(key, "p2", told=["none_known"])
    made.person(key, "p3")
    found = {row[0]: row[1:] for row in CIRCUMSTANCES.compute(made.build(), Period(), False).rows()}
    assert found["debts"] == (1, 2, 50)
    assert found["none_known"] == (1, 2, 50)
    assert found["ran_away"] == (0, 2, 0)
    assert found["unknown"] == (1, None, None)


def test_circumstances_are_never_published() -> None:
    assert "circumstances" in NOT_PUBLIC
    assert "circumstances" not in PUBLIC
