"""Waits, provinces and months of the programme: counted by hand, and nothing of a few."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from baken.statistics.period import Period
from baken.statistics.table import fill
from baken.statistics.tables.programme import (
    BASE,
    LEAST_WAITS,
    MONTHS,
    PROGRAMME_MONTHS,
    PROGRAMME_REGIONS,
    PROGRAMME_TIMES,
    WAITS,
    WHERE,
    report_tables,
    within_province,
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


@given(
    st.dictionaries(st.sampled_from([code for code in MONTHS if "2024" < code < "2027"]), st.integers(0, 20)),
    st.dates(date(2024, 1, 1), date(2026, 12, 31)), st.dates(date(2024, 1, 1), date(2026, 12, 31)),
)  # fmt: skip
def test_each_month_of_the_period_has_its_row_and_no_small_count(
    counts: dict[str, int], one: date, other: date
) -> None:
    frame = programme()
    for month, count in counts.items():
        began = date.fromisoformat(f"{month}-15")
        frame.extend(programme(*[("approached", began, ["replied"])] * count))
    period = Period(min(one, other), max(one, other))
    figures = fill(PROGRAMME_MONTHS, frame, period).figures
    months = figures["month"].to_list()
    assert (months[0], months[-1]) == (f"{period.first:%Y-%m}", f"{period.last:%Y-%m}")
    assert months == [code for code in MONTHS if months[0] <= code <= months[-1]]
    for month, approached, replied in figures.select("month", "approached", "replied").iter_rows():
        inside = period.first <= date.fromisoformat(f"{month}-15") <= period.last  # type: ignore[operator]
        true = counts.get(month, 0) if inside else 0
        assert approached == replied
        assert approached % BASE == 0
        assert abs(approached - true) < BASE
        assert (approached == 0) == (true < BASE)


def test_open_period_has_whole_years_of_months_and_tells_of_no_first_or_last_thing() -> None:
    frame = programme(("lead", date(2025, 4, 3), []), ("lead", date(2026, 2, 3), []))
    months = fill(PROGRAMME_MONTHS, frame, Period()).figures["month"].to_list()
    assert (months[0], months[-1], len(months)) == ("2025-01", "2026-12", 24)
    assert fill(PROGRAMME_MONTHS, programme(), Period()).figures.is_empty()


def test_one_province_is_counted_without_the_table_of_provinces() -> None:
    frame = programme(*[APPROACHED] * 12, province="NL-NB")
    frame.extend(programme(*[APPROACHED] * 30, province="NL-LI"))
    names = [table.name for table in report_tables(by="month", province="NL-NB")]
    assert names == ["programme-results", "programme-months", "programme-times"]
    here = within_province(frame, "NL-NB")
    months = fill(PROGRAMME_MONTHS, here, Period.of_years(2026, 2026)).figures
    assert months.filter(month="2026-03")["approached"].item() == 10
    assert within_province(frame, None).height == 42
    assert [table.name for table in report_tables(by=None, province=None)] == [
        "programme-results", "programme-regions", "programme-times"
    ]  # fmt: skip
