"""Days as somebody remembers them: read as they are written, refused only where they can't be right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.cases.exceptions import DayInFuture, DaysContradict, NoSuchDay
from baken.cases.meldcode import Done, out_of_order, still_open
from baken.cases.vague_days import VagueDay, check_period, read_day
from baken.vocabulary.cases import MeldcodeStep

TODAY = date(2026, 3, 2)
DAYS = st.dates(date(1950, 1, 1), TODAY)


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("2024", VagueDay(2024)),
        (" 3-2024 ", VagueDay(2024, 3)),
        ("03/2024", VagueDay(2024, 3)),
        ("12-3-2024", VagueDay(2024, 3, 12)),
        ("12 3 2024", VagueDay(2024, 3, 12)),
        ("2024-03-12", VagueDay(2024, 3, 12)),
        ("2024-03", VagueDay(2024, 3)),
        ("", None),
    ],
)
def test_day_is_read_as_it_is_written(words: str, read: VagueDay | None) -> None:
    assert read_day(words) == read


@pytest.mark.parametrize("words", ["31-2-2024", "13-2024", "0-2024", "24", "1800", "0000", "x", "1-1-1-2024"])
def test_what_is_no_day_is_refused(words: str) -> None:
    with pytest.raises(NoSuchDay):
        read_day(words)


@given(DAYS, st.sampled_from(["%d-%m-%Y", "%m-%Y", "%Y", "%Y-%m-%d"]))
def test_what_was_read_holds_the_day_and_is_written_as_it_is_read(day: date, form: str) -> None:
    read = read_day(day.strftime(form))
    assert read is not None
    assert read.first <= day <= read.last
    assert read_day(str(read)) == read


@given(st.text(max_size=12))
def test_any_words_are_a_day_or_refused(words: str) -> None:
    try:
        read = read_day(words)
    except NoSuchDay:
        return
    assert read is None or read.first <= read.last


@given(DAYS, DAYS)
def test_period_is_refused_only_when_it_ends_before_it_begins(begins: date, until: date) -> None:
    first, last = VagueDay(begins.year), VagueDay(until.year, until.month, until.day)
    if until.year < begins.year:
        with pytest.raises(DaysContradict):
            check_period(first, last, TODAY)
    else:
        check_period(first, last, TODAY)


def test_day_that_has_not_come_is_refused_and_this_year_is_not() -> None:
    check_period(VagueDay(2026), None, TODAY)
    with pytest.raises(DayInFuture):
        check_period(None, VagueDay(2026, 4), TODAY)


def test_reporting_code_tells_what_is_open_and_which_days_contradict() -> None:
    assert still_open({}) == MeldcodeStep.codes
    written = {"signals": Done(date(2026, 2, 3)), "talk": Done(None), "weigh": Done(date(2026, 2, 1))}
    assert still_open(written) == ("consult", "decide")
    assert list(out_of_order(written)) == [("signals", "weigh")]
