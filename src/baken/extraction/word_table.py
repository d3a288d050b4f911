"""Words as numbers, so that loops in machine code find them."""

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from baken.extraction.compiled import compiled

Codes = npt.NDArray[np.uint32]
Keys = npt.NDArray[np.uint64]
Values = npt.NDArray[np.int32]
Whole = int | np.int64

START, PRIME, MIX = np.uint64(0xCBF29CE484222325), np.uint64(0x100000001B3), np.uint64(29)
"""What a key begins with, what it is multiplied by for each letter, and how it makes a slot."""
BARE_CODES = 0x3000
"""Letters before this may have diacritics."""
_ASCII = 128


@compiled
def word_key(codes: Codes, bare: Codes, first: Whole, end: Whole) -> np.uint64:
    """The key of the word at [first, end); `bare` has each letter without its diacritics."""
    key = START
    for at in range(first, end):
        code = codes[at]
        if code >= _ASCII and code < BARE_CODES:
            code = bare[code]
        key = (key ^ np.uint64(code)) * PRIME
    return key


def word_table(values: Mapping[str, int]) -> tuple[Keys, Values]:
    """Slots for words in lower case with their values; a free slot has the key 0.

    The number of slots is a power of two. A word is in the slot that its key makes, or behind that.
    """
    size = 1 << (4 * len(values) + 1).bit_length()
    keys, found = np.zeros(size, np.uint64), np.zeros(size, np.int32)
    for word, value in values.items():
        key = _key(word)
        slot = (key ^ (key >> int(MIX))) & (size - 1)
        while keys[slot]:
            slot = (slot + 1) & (size - 1)
        keys[slot], found[slot] = key, value
    return keys, found


def _key(word: str) -> int:
    key = int(START)
    for letter in word:
        key = ((key ^ ord(letter)) * int(PRIME)) & 0xFFFFFFFFFFFFFFFF
    return key
