"""The picture of a week says the same as the policy that sends."""

from hypothesis import given
from hypothesis import strategies as st

from baken.conversations.contact_policy import within
from baken.conversations.rules.week import HOURS, day_of, sending_hours

HOUR = st.integers(0, HOURS - 1)


@given(HOUR, HOUR)
def test_day_is_whole_and_quiet_when_nothing_is_sent(begins: int, ends: int) -> None:
    day = day_of(begins, ends)

    assert [hour for one in day for hour in range(one.begins, one.ends)] == list(range(HOURS))
    for one in day:
        for hour in range(one.begins, one.ends):
            assert one.quiet == (begins != ends and within(hour, begins, ends))
    assert sending_hours(begins, ends) == sum(not one.quiet for one in day for _hour in range(one.width))


def test_same_hour_twice_is_no_quiet_hour() -> None:
    assert sending_hours(8, 8) == HOURS and len(day_of(8, 8)) == 1
