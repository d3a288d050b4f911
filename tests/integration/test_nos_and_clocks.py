"""A no between organisations whose clocks say what they like: what comes later in the database counts."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.conversations.suppression.actions import is_stopped, lift, suppress
from baken.conversations.suppression.consulting import place_of_last_no, wants_no_messages
from baken.conversations.suppression.marks import marks_of
from baken.tenancy.acting import acting_for
from tests.factories.organisations import make_actor

pytestmark = pytest.mark.django_db
BEGINS = datetime(2026, 3, 10, 12, tzinfo=UTC)
OFTEN = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
# who notes it, what, and how many minutes their clock is wrong then
WRONG = st.sampled_from((0, -90, 90, 60 * 24 * 400))
STEPS = st.lists(st.tuples(st.integers(0, 1), st.sampled_from(("no", "hello", "decide")), WRONG), max_size=12)


def played(steps: list[tuple[int, str, int]]) -> list[tuple[bool, bool]]:
    """After each step and for each organisation: whether a no stands by the order of noting, and whether
    sending says that one does."""
    organisations = [make_actor().organisation for _ in range(2)]
    value = f"+3160{uuid.uuid4().int % 10**7:07d}"
    newest, through = 0, [0, 0]
    heard: dict[int, tuple[datetime, int, int]] = {}
    found = []
    for minute, (who, what, wrong) in enumerate(steps):
        now = BEGINS + timedelta(minutes=minute + wrong)
        with acting_for(organisations[who].id):
            if what == "no":
                suppress({("phone", value)}, now)
                newest = minute + 1
            elif what == "hello":
                heard[who] = (now, place_of_last_no(), newest)
            elif who in heard:
                written, place, seen = heard[who]
                if lift("phone", value, written=written, through=place):
                    through[who] = max(through[who], seen)
        for number, one in enumerate(organisations):
            with acting_for(one.id):
                told = wants_no_messages(marks_of("phone", value), one.id)
            found.append((newest > through[number], told))
    return found


@given(STEPS)
@OFTEN
def test_no_clock_takes_back_a_no_that_was_noted_later(steps: list[tuple[int, str, int]]) -> None:
    assert all(told for stands, told in played(steps) if stands)


@given(STEPS)
@OFTEN
def test_with_right_clocks_order_and_moment_say_the_same(steps: list[tuple[int, str, int]]) -> None:
    assert all(told == stands for stands, told in played([(who, what, 0) for who, what, _wrong in steps]))


def test_lifting_by_a_clock_that_ran_ahead_hides_no_later_no_elsewhere() -> None:
    ahead, right = make_actor().organisation, make_actor().organisation
    with acting_for(ahead.id):
        suppress({("phone", "+31600000071")}, BEGINS)
        lift("phone", "+31600000071", written=BEGINS + timedelta(days=400), through=place_of_last_no())
        assert not wants_no_messages(marks_of("phone", "+31600000071"), ahead.id)
    with acting_for(right.id):
        suppress({("phone", "+31600000071")}, BEGINS + timedelta(hours=1))
    with acting_for(ahead.id):
        assert wants_no_messages(marks_of("phone", "+31600000071"), ahead.id)


def test_what_was_written_before_a_no_and_told_after_it_lifts_nothing() -> None:
    one = make_actor().organisation
    with acting_for(one.id):
        suppress({("phone", "+31600000072")}, BEGINS)
        earlier = BEGINS - timedelta(minutes=5)
        assert not is_stopped("phone", "+31600000072", before=earlier)
        assert not lift("phone", "+31600000072", written=earlier, through=place_of_last_no())
        assert wants_no_messages(marks_of("phone", "+31600000072"), one.id)
