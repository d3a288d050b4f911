"""What may be published for a count, and what it tells."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.disclosure.mechanism import HIDDEN, UNBOUNDED, Mechanism

mechanisms = st.builds(Mechanism, threshold=st.integers(2, 30), base=st.integers(2, 30))


@given(mechanism=mechanisms, count=st.integers(0, 500))
def test_choices_are_all_that_may_be_shown(mechanism: Mechanism, count: int) -> None:
    near = range(max(0, count - mechanism.base), count + mechanism.base + 1)
    allowed = [
        value
        for value in near
        if value == 0 or (value >= mechanism.threshold and value % mechanism.base == 0)
    ]
    assert list(mechanism.choices(count)) == allowed


@given(mechanism=mechanisms, count=st.integers(0, 500))
def test_count_lies_within_what_a_reader_thinks_possible(mechanism: Mechanism, count: int) -> None:
    for value in mechanism.choices(count):
        low, high = mechanism.bounds(np.array([value]))
        assert low[0] <= count <= high[0]
        assert high[0] - low[0] >= mechanism.base


def test_five_is_never_shown() -> None:
    shown = {value for count in range(40) for value in Mechanism().choices(count)}
    assert shown == {0, 10, 15, 20, 25, 30, 35, 40}


def test_hidden_tells_nothing() -> None:
    low, high = Mechanism().bounds(np.array([HIDDEN]))
    assert (low[0], high[0]) == (0, UNBOUNDED)


def test_mechanism_without_a_base_is_none() -> None:
    with pytest.raises(ValueError, match="at least 2"):
        Mechanism(threshold=10, base=1)
