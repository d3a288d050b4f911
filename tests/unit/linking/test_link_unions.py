"""Keys in their order: equal ones as they stand, however large they are."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from baken.linking.kernels import Codes
from baken.linking.unions import first_alike, order_of, runs_of

KEYS = st.lists(st.one_of(st.integers(0, 5), st.integers(0, (1 << 63) - 1)), max_size=40).map(
    lambda keys: np.array(keys, dtype=np.int64)
)


@given(KEYS)
def test_order_is_that_of_the_keys_and_then_of_the_places(keys: Codes) -> None:
    assert order_of(keys).tolist() == sorted(range(len(keys)), key=lambda place: (keys[place], place))


@given(KEYS)
def test_each_different_key_begins_once(keys: Codes) -> None:
    order, begins = runs_of(keys)
    found, first, times = np.unique(keys, return_index=True, return_counts=True)
    assert keys[order[begins]].tolist() == found.tolist()
    assert order[begins].tolist() == first.tolist()
    assert np.diff(begins, append=len(order)).tolist() == times.tolist()


@given(KEYS)
def test_first_alike_is_the_first_place_with_the_same_key(keys: Codes) -> None:
    assert first_alike(keys).tolist() == [keys.tolist().index(key) for key in keys.tolist()]
