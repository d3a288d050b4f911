"""An inverted index tells of each text in it what another one shares with it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from baken.linking.inverted import MOST_SHINGLES, MOST_TEXTS, SLOTS, empty, shared_with, take_in
from baken.linking.shingles import LEVEL_BITS

SHINGLES = st.integers(0, 40).map(lambda rest: rest << 20 | rest % 15 + 1) | st.sampled_from(
    [0xFFFFFFF1, 0xFFFFFFF2, 0xFFFFFFFF, 1]
)
SETS = st.sets(SHINGLES, max_size=40)


def _values(one: set[int]) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    return np.array(sorted(one), dtype=np.uint32)


def _shared(index: object, stamp: int, one: set[int], places: int) -> list[tuple[int, int]]:
    weights, counts = (np.full(places, 7, dtype=np.uint32) for _ in range(2))
    values = _values(one)
    shared_with(index.shingles, index.texts, stamp, values, 0, len(values), weights, counts)  # type: ignore[attr-defined]
    return list(zip(weights.tolist(), counts.tolist(), strict=True))


@given(st.lists(SETS, max_size=MOST_TEXTS), st.lists(SETS, max_size=3), SETS)
def test_index_tells_what_each_text_shares(
    before: list[set[int]], texts: list[set[int]], asked: set[int]
) -> None:
    index = empty()
    for stamp, taken in ((1, before), (2, texts)):
        for place, one in enumerate(taken):
            values = _values(one)
            take_in(index.shingles, index.texts, stamp, place, values, 0, len(values))

    meant = [(sum(value & int(LEVEL_BITS) for value in one & asked), len(one & asked)) for one in texts]
    assert _shared(index, 2, asked, len(texts)) == meant


def test_fullest_index_has_room() -> None:
    index = empty()
    texts = [
        {(place * MOST_SHINGLES + at) << 8 | 5 for at in range(MOST_SHINGLES)} for place in range(MOST_TEXTS)
    ]
    for place, one in enumerate(texts):
        values = _values(one)
        take_in(index.shingles, index.texts, 1, place, values, 0, len(values))

    assert 2 * MOST_TEXTS * MOST_SHINGLES == SLOTS
    asked = set().union(*texts)
    assert _shared(index, 1, asked, MOST_TEXTS) == [(5 * MOST_SHINGLES, MOST_SHINGLES)] * MOST_TEXTS
