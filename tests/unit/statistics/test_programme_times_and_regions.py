"""Waits and provinces of the programme: counted by hand, and nothing of a few."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from baken.statistics.period import Period
from baken.statistics.table import fill
from baken.statistics.tables.programme import (
    BASE,
    LEAST_WAITS,
    PROGRAMME_REGIONS,
    PROGRAMME_TIMES,
    WAITS,
    WHERE,
)
from tests.unit.statistics.coded_registers import programme

DAY = date(2026, 3, 1)
APPROACHED = ("approached", DAY, ["replied"])


def waited(*days: int) -> dict[str, tuple[object, ...]]:
    frame = programme()
    for one in days:
        frame.extend(programme(APPROACHED, to_reply=one))
    return {name: rest for name, *rest in fill(PROGRAMME_TIMES, frame, Period()).figures.rows()}


def test_median_is_told_from_ten_on_with_a_rounded_count() -> None:
    found = waited(0, 1, 1, 2, 2, 3, 3, 9, 30, 60, 90, 90)
    assert found["to_reply"] == [10, 3]
    assert found["to_opening"] == [None, None]


def test_under_ten_neither_the_median_nor_how_many_is_told() -> None:
    assert waited(*[4] * (LEAST_WAITS - 1))["to_reply"] == [None, None]


@given(st.lists(st.integers(0, 400), max_size=40))
def test_median_lies_within_what_was_waited(days: list[int]) -> None:
    [count, median] = waited(*days)["to_reply"]
    assert (count is None) == (median is None) == (len(days) < LEAST_WAITS)
    if days and isinstance(median, int):
        assert min(days) <= median <= max(days)


@given(st.dictionaries(st.sampled_from(list(WHERE)), st.integers(0, 30)))
def test_each_province_has_its_row_and_no_small_count(counts: dict[str, int]) -> None:
    frame = programme()
    for where, count in counts.items():
        frame.extend(programme(*[APPROACHED] * count, province=where))
    figures = fill(PROGRAMME_REGIONS, frame, Period()).figures
    assert figures["province"].to_list() == list(WHERE)
    for where, *told in figures.select("province", "approached", "replied").iter_rows():
        assert told[0] == told[1]
        assert told[0] % BASE == 0
        assert abs(told[0] - counts.get(where, 0)) < BASE
        assert (told[0] == 0) == (counts.get(where, 0) < BASE)


def test_every_wait_has_its_row() -> None:
    figures = fill(PROGRAMME_TIMES, programme(), Period()).figures
    assert figures["wait"].to_list() == list(WAITS)
