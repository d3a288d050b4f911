"""Case numbers: all different, the same for the same lead, saying nothing."""

import uuid

from hypothesis import given
from hypothesis import strategies as st

from baken.triage.case_numbers import case_number, case_numbers, written

KEY, OTHER = b"k" * 32, b"o" * 32
LEADS = st.lists(st.uuids(), unique=True, max_size=60)


@given(LEADS)
def test_numbers_are_all_different_and_stable(leads: list[uuid.UUID]) -> None:
    first = case_numbers(leads, KEY, set())
    assert len(set(first.values())) == len(leads)
    assert case_numbers(leads, KEY, set()) == first
    assert all(written(number) == number for number in first.values())


@given(LEADS)
def test_numbers_that_are_taken_are_not_given_again(leads: list[uuid.UUID]) -> None:
    taken = set(case_numbers(leads, KEY, set()).values())
    assert not taken & set(case_numbers(leads, KEY, taken).values())


def test_number_depends_on_the_key() -> None:
    leads = [uuid.UUID(int=number) for number in range(50)]
    assert [case_number(one, KEY) for one in leads] != [case_number(one, OTHER) for one in leads]


def test_number_is_read_as_people_type_it() -> None:
    for typed in (" k7-2291 ", "K72291", "K7 2291", "K7\u20112291"):
        assert written(typed) == "K7-2291"
    assert written("0600000042") is None
    assert written("K7-22911") is None
