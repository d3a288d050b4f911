"""What stands out: planted rises are found, flat series are left alone, gaps are no falls."""

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.vocabulary.market import MarketChange
from baken.watch.market.alarms import AWAY, Finding, WeekSeen, findings
from baken.watch.market.effort import Effort
from tests.benchmarks.market_alarm import detection, false_alarms, ours, plain
from tests.factories.market_series import FIRST, calm, scattered, seen, staying

weeks_seen = st.lists(
    st.tuples(
        st.integers(0, 300),
        st.builds(
            Effort, st.integers(0, 900), st.integers(0, 7), broken_off=st.booleans(), over=st.booleans()
        ),
    ),
    max_size=45,
)


def _found(counts: object, **effort: int) -> list[Finding]:
    return findings(seen(np.asarray(counts), **effort), FIRST)


@pytest.mark.parametrize("rise", [1.37, 1.69])
@pytest.mark.parametrize("scatter", [calm(0.04), scattered(1), staying], ids=["calm", "chance", "staying"])
def test_rises_of_the_webcam_study_are_found_on_a_platform_of_300(rise, scatter):
    share, weeks = detection(ours, scatter, 300, rise, seeds=12)

    assert share >= 0.8
    assert weeks <= 6


def test_large_rise_is_found_on_a_small_platform():
    share, weeks = detection(ours, scattered(1), 60, 1.69, seeds=15)

    assert share >= 0.9
    assert weeks <= 6


@pytest.mark.parametrize(
    ("scatter", "size", "most"),
    [(calm(0.04), 100, 3), (scattered(1), 60, 3), (staying, 200, 4), (scattered(3), 200, 5)],
    ids=["calm", "chance", "staying", "restless"],
)
def test_flat_series_raise_next_to_nothing(scatter, size, most):
    false = false_alarms(ours, scatter, size, seeds=20)

    assert false["rises"] + false["falls"] <= most


def test_plain_rule_raises_many_times_more():
    assert false_alarms(plain, scattered(3), 200, seeds=10)["rises"] > 20


def test_one_rise_is_found_once():
    found = _found([100] * 20 + [115, 130, 150, 169] + [169] * 40)

    assert [one.kind for one in found] == ["rise"]
    assert found[0].week <= FIRST + timedelta(weeks=24)
    assert found[0].growth is not None
    assert found[0].growth.low > 1


def test_change_within_a_tenth_is_no_news_however_sure():
    assert _found([5_000] * 30 + [5_400] * 20) == []


def test_fall_is_found():
    assert [one.kind for one in _found([200] * 20 + [100] * 10)] == ["fall"]


def test_gap_in_collecting_is_no_fall():
    series = seen(np.array([200] * 30))
    less = [WeekSeen(one.week, 60, Effort(120, 2)) for one in series[20:26]]

    assert findings([*series[:20], *less, *series[26:]], FIRST) == []
    assert findings([*series[:20], *series[26:]], FIRST) == []


def test_restart_after_a_gap_of_a_year_is_held_against_nothing():
    series = seen(np.array([200] * 15))
    later = [WeekSeen(one.week + timedelta(weeks=60), 600, Effort(1_200, 7)) for one in series]

    assert findings([*series, *later[:9]], FIRST) == []


def test_platform_seen_first_when_others_had_long_been_collected_is_new():
    series = seen(np.array([20] * 3))

    assert [one.kind for one in findings(series, FIRST - timedelta(weeks=8))] == ["new"]
    assert findings(series, FIRST - timedelta(weeks=7)) == []


def test_platform_that_shows_nothing_while_it_is_collected_vanished_once():
    found = _found([30] * 10 + [0] * 12)

    assert [(one.kind, one.week) for one in found] == [("vanished", FIRST + timedelta(weeks=9 + AWAY))]


def test_platform_that_was_not_collected_did_not_vanish():
    series = seen(np.array([30] * 10 + [0] * 12))
    broken = [WeekSeen(one.week, 0, Effort(0, 0, broken_off=True)) for one in series[10:]]

    assert findings([*series[:10], *broken], FIRST) == []
    assert findings(series[:10], FIRST) == []


def test_platform_that_returned_can_vanish_again():
    found = _found([30] * 10 + [0] * 5 + [30] * 10 + [0] * 5)

    assert [one.kind for one in found if one.kind == "vanished"] == ["vanished", "vanished"]


def test_week_that_is_not_over_finds_nothing():
    series = seen(np.array([200] * 25))
    begun = WeekSeen(series[-1].week, 20, Effort(40, 7, over=False))

    assert findings([*series[:-1], begun], FIRST) == []


@given(weeks_seen)
def test_findings_are_of_known_kinds_in_the_order_of_the_weeks_and_always_the_same(weekly):
    series = [WeekSeen(FIRST + timedelta(weeks=place), *one) for place, one in enumerate(weekly)]

    found = findings(series, FIRST)

    assert found == findings(series, FIRST)
    assert [one.week for one in found] == sorted(one.week for one in found)
    assert all(
        one.kind in MarketChange and (one.growth is None) == (one.kind in ("new", "vanished"))
        for one in found
    )
