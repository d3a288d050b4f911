"""What reaching people led to: counted by hand, and never a small count."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from baken.statistics.period import Period
from baken.statistics.table import fill
from baken.statistics.tables.programme import ANSWERS, BASE, CAME, PARTS, PROGRAMME_RESULTS
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


def test_every_part_and_answer_has_its_words_and_its_row() -> None:
    assert set(CAME) == set(PARTS)
    assert {"all", *(code for came in CAME.values() for code in came)} == set(ANSWERS)
