"""A passage that is shared passes the sieve; most others are stopped there."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from baken.linking.settings import LinkSettings
from baken.linking.tally import Tally
from baken.linking.weights import SIEVE, Weights, weigh

PLACES = st.sets(st.integers(0, 4 * SIEVE - 1), max_size=40)


@given(PLACES)
def test_sieve_has_the_last_bits_of_every_shared_passage(places: set[int]) -> None:
    shared = np.zeros(4 * SIEVE, np.bool_)
    shared[sorted(places)] = True

    found = Weights(np.zeros(1 << 12, np.uint8), shared)

    assert set(np.flatnonzero(found.sieve).tolist()) == {place % SIEVE for place in places}


@given(
    st.lists(st.integers(0, 60), min_size=8, max_size=8), st.lists(st.integers(0, 60), min_size=8, max_size=8)
)
def test_shared_passages_stand_in_enough_texts_of_which_half_have_much_of_their_own(
    texts: list[int], own: list[int]
) -> None:
    spread = 1 << 18  # places far apart, so that each stretch of the table is looked through
    tally = Tally.for_words(8 * spread - 2)
    tally.texts_with[::spread] = texts
    tally.own_beside[::spread] = own

    shared = weigh(tally, LinkSettings(passage_texts=20)).shared_passages

    expected = [many >= 20 and 2 * beside >= many for many, beside in zip(texts, own, strict=True)]
    assert shared[::spread].tolist() == expected
    assert shared.sum() == sum(expected)
