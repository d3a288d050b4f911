"""Growth of weekly counts: its interval, when it says nothing, and which weeks may be compared."""

from datetime import timedelta
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.vocabulary.market import NotComparable
from baken.watch.market.alarms import WeekSeen
from baken.watch.market.comparing import Counted, month_growth, week_growth, why_not
from baken.watch.market.effort import Effort, why_not_comparable
from baken.watch.market.growth import Growth, growth, restlessness, student
from tests.factories.market_series import FIRST, levels, scattered, seen

counts = st.lists(st.integers(0, 5_000), min_size=1, max_size=40)
efforts = st.builds(
    Effort, st.integers(0, 999), st.integers(0, 7), broken_off=st.booleans(), over=st.booleans()
)


def _series(weekly: list[int], *, days: list[int] | None = None) -> list[Counted]:
    days = days or [7] * len(weekly)
    return [
        Counted(
            FIRST + timedelta(weeks=week),
            count,
            {"a": WeekSeen(FIRST + timedelta(weeks=week), count, Effort(count, days[week]))},
        )
        for week, count in enumerate(weekly)
    ]


@given(counts, counts, counts)
def test_interval_holds_the_ratio_and_is_never_empty(past, before, now):
    found = growth(before, now, restlessness(past))

    assert 0 < found.low <= found.ratio <= found.high


@given(counts, st.integers(1, 50))
def test_more_weeks_never_make_the_mean_less_sure(past, weeks):
    scatter = restlessness(past)

    assert scatter.variance_of_mean(weeks + 1) <= scatter.variance_of_mean(weeks) * (1 + 1e-9)


def test_a_restless_past_makes_the_interval_wider():
    calm = growth([100], [140], restlessness([100, 101, 99] * 8))
    restless = growth([100], [140], restlessness([60, 140, 100] * 8))

    assert calm.low > 1
    assert restless.low < 1 < restless.high
    assert restless.ratio == calm.ratio


def test_small_counts_say_nothing():
    assert not growth([4], [9], restlessness([4] * 20)).says_something
    assert not growth([12], [40], restlessness([1, 40, 3, 30] * 4)).says_something
    assert growth([100], [137], restlessness([100] * 20)).says_something


def test_growth_of_nothing_is_refused():
    with pytest.raises(ValueError, match="both sides"):
        growth([], [1], restlessness([]))


def test_interval_of_a_month_holds_the_truth_as_often_as_it_says():
    held = said = 0
    for seed in range(150):
        weekly = scattered(3)(np.random.default_rng([seed, 5]), levels(200, 30))
        found = month_growth([Counted(one.week, one.adverts, {"a": one}) for one in seen(weekly)], 29)
        if isinstance(found, Growth):
            said += 1
            held += found.low <= 1 <= found.high

    assert said == 150
    assert held / said > 0.92


@pytest.mark.parametrize(("freedom", "quantile"), [(5, 2.571), (10, 2.228), (30, 2.042)])
def test_quantile_of_student_is_that_of_the_tables(freedom, quantile):
    assert student(0.975, freedom) == pytest.approx(quantile, rel=0.01)


@given(st.floats(0.5, 0.999))
def test_quantile_of_student_becomes_the_normal_one(probability):
    assert student(probability, 1e6) == pytest.approx(NormalDist().inv_cdf(probability), abs=1e-4)


@given(efforts, st.integers(0, 500), efforts, st.integers(0, 500))
def test_weeks_are_compared_the_same_either_way(one, adverts, other, others):
    reason = why_not_comparable(one, adverts, other, others)

    assert reason == why_not_comparable(other, others, one, adverts)
    assert reason is None or reason in NotComparable


@given(efforts)
def test_a_week_that_was_collected_whole_compares_with_itself(effort):
    whole = effort.collected and effort.over and not effort.broken_off

    assert (why_not_comparable(effort, 10, effort, 10) is None) == whole


def test_a_week_with_fewer_days_is_not_a_fall():
    series = _series([100] * 12 + [40], days=[7] * 12 + [3])

    assert week_growth(series, 12) == "less_collected"


def test_a_week_in_which_adverts_were_captured_half_as_often_is_not_compared():
    assert why_not_comparable(Effort(300, 7), 100, Effort(100, 7), 90) == "less_collected"
    assert why_not_comparable(Effort(300, 7), 100, Effort(200, 7), 100) is None


def test_growth_from_week_to_week_needs_the_week_before():
    series = _series([100] * 12)

    assert week_growth(series, 0) == "first_week"
    assert week_growth([*series[:5], *series[6:]], 5) == "not_collected"
    assert isinstance(week_growth(series, 11), Growth)


def test_growth_of_a_month_bears_one_missing_week_on_either_side():
    series = _series([100] * 20)

    assert isinstance(month_growth([*series[:13], *series[14:18], *series[19:]], 17), Growth)
    assert month_growth([*series[:12], *series[14:]], 17) == "not_collected"
    assert month_growth(series, 5) == "first_week"


def test_several_platforms_are_compared_only_where_the_same_were_collected():
    one, two = seen(np.array([50, 50])), seen(np.array([70, 70]))
    both = Counted(FIRST, 120, {"a": one[0], "b": two[0]})
    alone = Counted(FIRST + timedelta(weeks=1), 50, {"a": one[1]})

    assert why_not(both, alone) == "less_collected"
    assert why_not(both, Counted(FIRST, 120, {"a": one[1], "b": two[1]})) is None
    assert why_not(both, Counted(FIRST, 0, {})) == "not_collected"
