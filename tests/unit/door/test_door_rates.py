"""Rates of what the door got wrong, the time to appeal, and who decides on an appeal."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.door.appeals.policies import can_appeal, can_decide, check_decide, is_agreed, last_moment
from baken.door.exceptions import SamePerson
from baken.door.rates.counting import UNKNOWN, Appealed, HeldAdvert, by_group, by_rule
from baken.indicators.proportions import LEAST

held = st.builds(
    HeldAdvert, st.sampled_from(["women", "men", UNKNOWN]), st.sampled_from(["nl", "ro"]), st.booleans()
)


@given(st.lists(held, max_size=120))
def test_no_group_of_few_has_a_figure_and_every_other_adds_up(adverts: list[HeldAdvert]) -> None:
    rates = by_group(adverts, lambda one: one.gender)
    assert {one.code for one in rates} == {one.gender for one in adverts}
    for one in rates:
        own = [each.went_online for each in adverts if each.gender == one.code]
        if len(own) < LEAST:
            assert one.part is None
        elif one.part is not None:
            assert (one.part.count, one.part.of) == (sum(own), len(own))
            low, high = one.part.interval
            assert 0 <= low <= one.part.rate <= high <= 1
    # the total can be told from the other table: what is hidden here does not follow from it
    hidden = len(adverts) - sum(one.part.of for one in rates if one.part)
    assert hidden == 0 or hidden >= LEAST or not any(one.part for one in rates)


def test_hidden_group_does_not_follow_from_the_other_table() -> None:
    adverts = [HeldAdvert("women", "nl", True)] * 40 + [HeldAdvert("men", "nl", True)] * 25
    adverts += [HeldAdvert("trans", "nl", False)] * 3
    found = {one.code: one.part for one in by_group(adverts, lambda one: one.gender)}
    assert found["women"] and (found["men"], found["trans"]) == (None, None)
    assert all(one.part for one in by_group(adverts, lambda one: one.language))


def test_rule_counts_once_an_advert() -> None:
    appealed = [Appealed(("a", "a", "b"), True)] * LEAST + [Appealed(("a",), False)] * LEAST
    found = {one.code: one.part for one in by_rule(appealed)}
    assert found["a"] and (found["a"].count, found["a"].of) == (LEAST, 2 * LEAST)
    assert found["b"] and (found["b"].count, found["b"].of) == (LEAST, LEAST)


@pytest.mark.parametrize(
    ("refused", "last"),
    [((2026, 1, 15), (2026, 7, 15)), ((2026, 8, 31), (2027, 2, 28)), ((2027, 8, 31), (2028, 2, 29))],
)
def test_six_months_end_on_the_same_day_or_the_last(
    refused: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    begin, end = datetime(*refused, 12, tzinfo=UTC), datetime(*last, 12, tzinfo=UTC)
    assert last_moment(begin) == end
    assert can_appeal(begin, end) and not can_appeal(begin, end.replace(hour=13))


def test_who_refused_never_decides_whatever_else_is_so() -> None:
    user = uuid4()
    with pytest.raises(SamePerson):
        check_decide("open", {user}, set(), user)
    assert not can_decide("open", {user}, set(), user)
    assert not can_decide("upheld", set(), set(), user)
    assert can_decide("open", {uuid4()}, {uuid4()}, user)
    assert not is_agreed(["overturn", "uphold"], "overturn", True)
    assert is_agreed(["overturn", "uphold", "overturn"], "overturn", True)
