"""An inverted index of a few texts: which of them have a shingle, and so what another text shares with each.

To hold a text against many others one by one takes both their shingles from memory each time. Held against
an index of the others it takes its own shingles once, and the answer is the same.
"""

from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Hashes, Keys, Whole, kernel
from baken.linking.shingles import LEVEL_BITS

MOST_TEXTS = 32
"""A bit each."""

MOST_SHINGLES = 256
"""A longer text is not taken in: it is held against others by itself."""

SLOTS_BITS = 14
SLOTS = 1 << SLOTS_BITS
"""Twice as many as there are shingles in an index at most."""

AT_ONCE = 256
"""Shingles of a text that are looked up before what was found is added up."""

_SHIFT = np.uint32(32 - SLOTS_BITS)
_STAMP = np.uint64(32)


@dataclass(frozen=True, slots=True)
class Inverted:
    """Slots with a shingle each, and the texts that have it, a bit a text.

    Above a shingle stands the stamp of the index that it belongs to: who starts with a new stamp starts
    empty. A shingle stands in the slot of its first bits or, where that is taken, in the next free one.
    """

    shingles: Keys
    texts: Hashes


def empty() -> Inverted:
    """An index without texts; the first stamp is 1."""
    return Inverted(np.zeros(SLOTS, dtype=np.uint64), np.zeros(SLOTS, dtype=np.uint32))


@kernel
def take_in(
    shingles: Keys, texts: Hashes, stamp: Whole, place: Whole, values: Hashes, begin: Whole, end: Whole
) -> None:
    """Takes the shingles of a text, MOST_SHINGLES at most, in under its place: below MOST_TEXTS."""
    above = np.uint64(stamp) << _STAMP
    bit = np.uint32(1) << np.uint32(place)
    for at in range(begin, end):
        key = above | np.uint64(values[at])
        slot = np.int64(values[at] >> _SHIFT)
        while shingles[slot] != key and shingles[slot] >= above:
            slot = (slot + 1) & (SLOTS - 1)
        if shingles[slot] != key:
            shingles[slot] = key
            texts[slot] = np.uint32(0)
        texts[slot] |= bit


@kernel
def shared_with(
    shingles: Keys,
    texts: Hashes,
    stamp: Whole,
    values: Hashes,
    begin: Whole,
    end: Whole,
    weights: Hashes,
    counts: Hashes,
) -> None:
    """Writes what a text shares with the text in each place: the weight of shingles, and how many.

    As many places as `weights` and `counts` have are looked at.
    """
    above = np.uint64(stamp) << _STAMP
    having = np.empty(AT_ONCE, dtype=np.uint32)
    levels = np.empty(AT_ONCE, dtype=np.uint32)
    for place in range(len(weights)):
        weights[place] = 0
        counts[place] = 0
    for first in range(begin, end, AT_ONCE):
        found: Whole = 0
        for at in range(first, min(first + AT_ONCE, end)):
            value = values[at]
            key = above | np.uint64(value)
            slot = np.int64(value >> _SHIFT)
            while shingles[slot] != key and shingles[slot] >= above:
                slot = (slot + 1) & (SLOTS - 1)
            having[found] = texts[slot]  # without branches, which could not be foretold
            levels[found] = value & LEVEL_BITS
            found += np.int64(shingles[slot] == key)
        for place in range(len(weights)):
            bit = np.uint32(place)
            weight = np.uint32(0)
            count = np.uint32(0)
            for at in range(found):
                has = having[at] >> bit & np.uint32(1)
                weight += has * levels[at]
                count += has
            weights[place] += weight
            counts[place] += count
