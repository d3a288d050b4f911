"""The days a table is about."""

from datetime import date

import polars as pl
import pytest

from baken.statistics.period import Period


def test_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        Period(date(2021, 1, 2), date(2021, 1, 1))


def test_period_of_one_day_holds_that_day() -> None:
    days = pl.DataFrame({"on": [date(2021, 1, 1), date(2021, 1, 2), None]})
    period = Period(date(2021, 1, 1), date(2021, 1, 1))
    assert days.filter(period.holds("on")).rows() == [(date(2021, 1, 1),)]


def test_open_period_holds_records_without_a_day() -> None:
    days = pl.DataFrame({"on": [None, date(2021, 1, 2)]}, schema={"on": pl.Date})
    assert days.filter(Period().holds("on")).height == 2


def test_years_run_from_the_period_s_own_ends_without_gaps() -> None:
    days = pl.Series([date(2019, 1, 1)])
    assert Period(date(2018, 5, 1), date(2021, 2, 1)).years(days) == [2018, 2019, 2020, 2021]
    assert Period(last=date(2020, 2, 1)).years(days) == [2019, 2020]


def test_years_of_nothing_are_none() -> None:
    assert Period().years(pl.Series([], dtype=pl.Date)) == []


@pytest.mark.parametrize(
    ("period", "dutch", "english"),
    [
        (Period(), "alles wat is vastgelegd", "everything on record"),
        (Period(date(2020, 1, 1)), "vanaf 2020-01-01", "from 2020-01-01"),
        (Period(last=date(2020, 1, 1)), "t/m 2020-01-01", "up to 2020-01-01"),
        (Period(date(2020, 1, 1), date(2020, 2, 1)), "2020-01-01 t/m 2020-02-01", "2020-01-01 to 2020-02-01"),
    ],
)
def test_period_in_words(period: Period, dutch: str, english: str) -> None:
    assert (period.words.nl, period.words.en) == (dutch, english)
