"""What an observer is told of a number, and of the list of what nobody may read."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from baken.statistics.observing import STEP, rounded, rounded_table
from baken.statistics.period import Period
from baken.statistics.table import FilledTable
from baken.statistics.tables.market import MARKET


@given(st.integers(min_value=0, max_value=10**7))
def test_rounded_number_is_a_ten_near_the_number_or_tells_nothing(count: int) -> None:
    told = rounded(count)
    assert told % STEP == 0
    if count < STEP:
        assert told == 0
    else:
        assert told >= STEP
        assert abs(told - count) <= STEP // 2


@given(st.lists(st.integers(min_value=0, max_value=10**6), min_size=1, max_size=20))
def test_rounded_table_rounds_every_count_by_itself(counts: list[int]) -> None:
    figures = pl.DataFrame(
        {
            "area": ["NL"] * len(counts),
            "advertised_gender": ["women"] * len(counts),
            "unique_adverts": counts,
        }
    )
    filled = FilledTable(
        "market",
        MARKET.title,
        MARKET.unit,
        MARKET.columns,
        figures,
        Period(),
        MARKET.notes,
        "a",
        MARKET.chart,
    )
    told = rounded_table(MARKET, filled)
    assert told.figures["unique_adverts"].to_list() == [rounded(count) for count in counts]
    assert told.query == ""
    assert all("exact" not in note.en.casefold() or "rounded" in note.en.casefold() for note in told.notes)
