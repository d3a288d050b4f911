"""Outlines say at least how much two texts share."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from baken.linking.outlines import LEVEL, PARTS_BITS, SEVERAL, most_shared, outlines_of
from baken.linking.shingles import LEVEL_BITS, Shingles

FEW_PARTS = st.integers(0, 3).map(lambda part: part << 32 - PARTS_BITS)
LOOKS = st.integers(0, 15).map(lambda look: look << 8 | 9)
"""Bits of a hash by which a shingle that is alone in its part is told from another."""

SETS = st.sets(
    st.builds(
        lambda part, rest: part | rest, FEW_PARTS, st.integers(1, 60).filter(lambda rest: rest & 15) | LOOKS
    ),
    max_size=90,
)


def _shingles(*sets: set[int]) -> Shingles:
    values = np.array([value for one in sets for value in sorted(one)], dtype=np.uint32)
    offsets = np.cumsum([0, *map(len, sets)]).astype(np.int64)
    weights = np.array([sum(value & int(LEVEL_BITS) for value in one) for one in sets], dtype=np.float64)
    return Shingles(
        values, offsets, weights, np.zeros(len(sets), np.bool_), np.zeros((0, len(sets)), np.uint32)
    )


@given(SETS, SETS)
def test_most_shared_of_any_two_sets_is_no_less_than_what_they_share(one: set[int], other: set[int]) -> None:
    found = outlines_of(_shingles(one, other))

    weight, count = most_shared(found.parts, found.weight_beyond, found.beside, 0, 1)

    assert count >= len(one & other)
    assert weight >= sum(value & int(LEVEL_BITS) for value in one & other)


def test_most_shared_of_a_set_with_itself_beyond_the_most_is_all_of_it() -> None:
    heavy = {value for value in range(16, 1600) if value & 15}
    found = outlines_of(_shingles(heavy, heavy))

    weight, count = most_shared(found.parts, found.weight_beyond, found.beside, 0, 1)

    assert found.parts.max() == SEVERAL | LEVEL
    assert (weight, count) == (sum(value & 15 for value in heavy), len(heavy))


def test_shingles_that_look_different_in_the_same_part_are_not_shared() -> None:
    one, other = {1 << 8 | 9}, {2 << 8 | 9}
    found = outlines_of(_shingles(one, other))

    assert most_shared(found.parts, found.weight_beyond, found.beside, 0, 1) == (0, 0)
