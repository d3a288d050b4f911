"""Texts in the order of their keys: few and many in the same one."""

from random import Random
from unittest import mock

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from baken.linking import candidates
from baken.linking.candidates import FEW, in_runs

KEYS = st.lists(st.one_of(st.integers(0, 3), st.integers(0, (1 << 32) - 1)), max_size=2 * FEW)


@given(KEYS, st.randoms())
def test_texts_stand_in_the_order_of_their_keys_and_those_with_one_key_as_they_stood(
    keys: list[int], chance: Random
) -> None:
    texts = list(range(len(keys)))
    chance.shuffle(texts)
    given_keys, numbers = np.array(keys, dtype=np.uint32), np.array(texts, dtype=np.int64)
    order = sorted(range(len(keys)), key=lambda at: keys[at])
    for few in (FEW, -1):
        with mock.patch.object(candidates, "FEW", few):
            ordered, found = in_runs(given_keys, numbers)
        assert ordered.tolist() == [texts[at] for at in order]
        assert found.tolist() == [keys[at] for at in order]
        assert (ordered.dtype, found.dtype) == (np.int64, np.uint32)
