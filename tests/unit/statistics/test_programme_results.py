"""What reaching people led to: counted by hand, and never a small count."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from baken.statistics.period import Period
from baken.statistics.table import fill
from baken.statistics.tables.programme import (
    ANSWERS,
    BASE,
    CAME,
    PARTS,
    PROGRAMME_MONTHS,
    PROGRAMME_RESULTS,
    SAID,
    SAID_UNKNOWN,
    SUMS,
)
from tests.unit.statistics.coded_registers import programme

DAY = date(2026, 3, 1)
EARLIER = date(2025, 3, 1)


def counts(*rows: tuple[str, date, list[str]], period: Period | None = None) -> dict[tuple[str, str], object]:
    figures = fill(PROGRAMME_RESULTS, programme(*rows), period or Period()).figures
    return {(part, code): tuple(rest) for part, code, *rest in figures.rows()}


def test_share_is_of_those_who_were_approached_with_both_counts() -> None:
    found = counts(
        *[("approached", DAY, ["replied"])] * 10,
        *[("approached", DAY, ["replied", "stopped"])] * 5,
        *[("approached", DAY, [])] * 35,
    )
    assert found["approached", "all"] == (50, None, None)
    assert found["approached", "replied"] == (15, 50, 30)
    assert found["approached", "stopped"] == (5, 50, 10)
    assert found["case", "all"] == (0, None, None)


def test_fewer_than_five_are_told_as_none_and_a_share_of_so_few_is_left_out() -> None:
    found = counts(*[("referral", DAY, ["accepted"])] * (BASE - 1))
    assert found["referral", "all"] == (0, None, None)
    assert found["referral", "accepted"] == (0, 0, None)


def test_year_is_the_one_in_which_something_began() -> None:
    rows = [*[("case", EARLIER, ["closed"])] * 10, *[("case", DAY, [])] * 20]
    found = counts(*rows, period=Period.of_years(2026, 2026))
    assert found["case", "all"] == (20, None, None)
    assert found["case", "closed"] == (0, 20, 0)


@given(st.lists(st.sampled_from([(part, code) for part, came in CAME.items() for code in came]), max_size=80))
def test_no_count_is_small_or_told_exactly(things: list[tuple[str, str]]) -> None:
    found = fill(PROGRAMME_RESULTS, programme(*[(part, DAY, [code]) for part, code in things]), Period())
    for name in ("count", "of"):
        assert all(count % BASE == 0 for count in found.figures[name].drop_nulls())


def test_answers_of_people_are_shares_of_all_and_who_was_not_asked_is_unknown() -> None:
    found = counts(
        *[("conversation", DAY, ["began_them", "said_helped"])] * 20,
        *[("conversation", DAY, ["began_us", "said_harmed"])] * 5,
        *[("conversation", DAY, ["began_us", "said_no_answer"])] * 10,
        *[("conversation", DAY, ["began_us"])] * 65,
    )
    assert found["conversation", "said_something"] == (25, 100, 25)
    assert found["conversation", "said_helped"] == (20, 100, 20)
    assert found["conversation", "said_harmed"] == (5, 100, 5)
    assert found["conversation", "said_no_answer"] == (10, 100, 10)
    assert found["conversation", "said_unknown"] == (65, 100, 65)


def test_harm_and_not_wanted_stand_together_per_month() -> None:
    things = [
        ("case", DAY, [code]) for code in ("said_harmed", "said_not_wanted", "said_helped") for _ in range(3)
    ]
    figures = fill(PROGRAMME_MONTHS, programme(*things), Period.of_years(2026, 2026)).figures
    march = figures.filter(month="2026-03").row(0, named=True)
    assert (march["cases"], march["cases_worse"], march["cases_helped"]) == (10, 5, 0)
    assert march["conversations_worse"] == 0


def test_every_answer_of_the_list_is_counted_and_sums_are_of_answers() -> None:
    for part in ("approached", "conversation", "case"):
        assert {*SAID, SAID_UNKNOWN} <= set(CAME[part])
    assert all(codes < set(SAID) for codes in SUMS.values())


def test_every_part_and_answer_has_its_words_and_its_row() -> None:
    assert set(CAME) == set(PARTS)
    assert {"all", *(code for came in CAME.values() for code in came)} == set(ANSWERS)
