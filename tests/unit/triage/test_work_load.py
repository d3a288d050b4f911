"""When a break is suggested, and when nobody has the duty: pure reckoning with moments."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from baken.triage.load import BREAK, stretch
from baken.triage.rota import gaps

NOW = datetime(2026, 3, 3, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
END = NOW + timedelta(days=2)
minutes = st.integers(-2_000, 4_000)


def ago(*past: int) -> list[datetime]:
    return [NOW - one * MINUTE for one in past]


def test_stretch_counts_back_to_the_last_break() -> None:
    assert stretch(ago(1, 5, 12, 40, 41), NOW) == stretch(ago(1, 5, 12), NOW)
    assert (stretch(ago(1, 5, 12), NOW).leads, stretch(ago(1, 5, 12), NOW).minutes) == (3, 12)


def test_stretch_is_over_after_a_break() -> None:
    assert stretch(ago(15, 16), NOW).leads == 0
    assert stretch([], NOW).minutes == 0


@given(st.lists(st.integers(0, 600)))
def test_stretch_is_never_longer_than_its_decisions_allow(past: list[int]) -> None:
    found = stretch(ago(*sorted(past)), NOW)
    assert 0 <= found.leads <= len(past)
    assert found.minutes < max(1, found.leads) * (BREAK / MINUTE)


def test_gap_is_what_no_shift_covers() -> None:
    first = (NOW - 60 * MINUTE, NOW + 60 * MINUTE)
    later = (NOW + 90 * MINUTE, NOW + 120 * MINUTE)
    assert gaps([later, first], NOW, NOW + 180 * MINUTE) == [
        (NOW + 60 * MINUTE, NOW + 90 * MINUTE),
        (NOW + 120 * MINUTE, NOW + 180 * MINUTE),
    ]
    assert gaps([], NOW, END) == [(NOW, END)]
    assert gaps([(NOW - MINUTE, END)], NOW, END) == []


@given(st.lists(st.tuples(minutes, st.integers(1, 900)), max_size=12), st.integers(0, 2_879))
def test_every_moment_is_covered_or_in_a_gap(shifts: list[tuple[int, int]], minute: int) -> None:
    spans = [(NOW + begin * MINUTE, NOW + (begin + length) * MINUTE) for begin, length in shifts]
    moment = NOW + minute * MINUTE
    covered = any(begin <= moment < end for begin, end in spans)
    in_gap = any(begin <= moment < end for begin, end in gaps(spans, NOW, END))
    assert covered != in_gap
