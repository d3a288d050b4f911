"""Proportions with Wilson's interval, and differences with Newcombe's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.indicators.proportions import Proportion, difference


@st.composite
def proportions(draw: st.DrawFn) -> Proportion:
    of = draw(st.integers(1, 100_000))
    return Proportion(draw(st.integers(0, of)), of)


@given(proportions())
def test_rate_lies_in_its_interval_and_that_within_0_and_1(one: Proportion) -> None:
    low, high = one.interval

    assert 0 <= low <= one.rate <= high <= 1
    assert low < high


@given(st.integers(1, 300), st.integers(0, 300), st.integers(2, 20))
def test_more_cases_at_the_same_rate_give_a_narrower_interval(of: int, count: int, times: int) -> None:
    few, many = Proportion(min(count, of), of), Proportion(min(count, of) * times, of * times)

    assert many.interval[1] - many.interval[0] < few.interval[1] - few.interval[0]


def test_interval_is_the_one_that_wilson_published() -> None:
    # worked example in Newcombe 1998, table I: 81 of 263, and 15 of 148
    assert Proportion(81, 263).interval == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert Proportion(15, 148).interval == pytest.approx((0.0624, 0.1605), abs=5e-5)


def test_difference_is_the_one_that_newcombe_published() -> None:
    # Newcombe 1998 (differences), method 10: 56 of 70 against 48 of 80, and 9 of 10 against 3 of 10
    close = difference(Proportion(56, 70), Proportion(48, 80))
    small = difference(Proportion(9, 10), Proportion(3, 10))

    assert (close.size, close.low, close.high) == pytest.approx((0.2, 0.0524, 0.3339), abs=5e-5)
    assert (small.size, small.low, small.high) == pytest.approx((0.6, 0.1705, 0.8090), abs=5e-5)


@given(proportions(), proportions())
def test_difference_lies_in_its_interval_and_mirrors(one: Proportion, other: Proportion) -> None:
    there, back = difference(one, other), difference(other, one)

    assert -1 - 1e-12 <= there.low <= there.size <= there.high <= 1 + 1e-12
    assert (there.size, there.low, there.high) == pytest.approx((-back.size, -back.high, -back.low))


@given(proportions(), st.integers(1, 50))
def test_equal_rates_make_no_difference(one: Proportion, times: int) -> None:
    gap = difference(one, Proportion(one.count * times, one.of * times))

    assert gap.size == 0
    assert gap.may_be_none


@pytest.mark.parametrize(("count", "of"), [(-1, 3), (4, 3), (0, 0)])
def test_counts_that_are_no_proportion_are_refused(count: int, of: int) -> None:
    with pytest.raises(ValueError, match="is no proportion"):
        Proportion(count, of)
