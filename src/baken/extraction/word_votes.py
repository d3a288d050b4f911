"""Counts in a whole batch which languages the typical words of each advert belong to."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from baken.extraction.compiled import compiled
from baken.extraction.frequent_words import frequent_words

Codes = npt.NDArray[np.uint32]
Letters = npt.NDArray[np.bool_]
Keys = npt.NDArray[np.uint64]
Voices = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int64]

_START = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)
_MIX = np.uint64(29)
_ALL_CODES = 0x110000
_MOST_CODES = 1 << 20
_MOST_LETTERS = 0x3000
"""No list has words in the scripts behind this."""
_LETTERS = re.compile(r"[^\W\d_]+")
_BITS = 18


class _Table(NamedTuple):
    letters: Letters
    keys: Keys
    voices: Voices


def word_votes(lows: Sequence[str]) -> Iterator[Counts]:
    """Of adverts in lower case the typical words by language: a row an advert, a column a language.

    The columns stand as in `frequent_words().languages`. Yields the rows of as many adverts at a time
    as hold about a million characters.
    """
    first = size = 0
    for at, low in enumerate(lows):
        size += len(low) + 1
        if size >= _MOST_CODES:
            yield _of_some(lows[first : at + 1])
            first, size = at + 1, 0
    if first < len(lows):
        yield _of_some(lows[first:])


def _of_some(lows: Sequence[str]) -> Counts:
    codes = np.frombuffer("\n".join(lows).encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.cumsum([len(low) + 1 for low in lows])
    counts = np.zeros((len(lows), len(frequent_words().languages)), np.int32)
    _count(codes, ends, *_table(), counts)
    return counts


@compiled
def _count(codes: Codes, ends: Rows, letters: Letters, keys: Keys, voices: Voices, counts: Counts) -> None:
    last_slot = np.uint64(len(keys) - 1)
    at = 0
    for row in range(len(ends)):
        end = min(ends[row], len(codes))
        while at < end:
            if not letters[codes[at]]:
                at += 1
                continue
            key = _START
            while at < end and letters[codes[at]]:
                key = (key ^ np.uint64(codes[at])) * _PRIME
                at += 1
            slot = (key ^ (key >> _MIX)) & last_slot
            while keys[slot] != 0 and keys[slot] != key:
                slot = (slot + np.uint64(1)) & last_slot
            if keys[slot] == key:
                counts[row, voices[slot]] += 1


@cache
def _table() -> _Table:
    words = frequent_words()
    number = {code: at for at, code in enumerate(words.languages)}
    keys, voices = np.zeros(1 << _BITS, np.uint64), np.zeros(1 << _BITS, np.uint8)
    for word, code in words.typical.items():
        key = _key(word)
        slot = (key ^ (key >> int(_MIX))) & ((1 << _BITS) - 1)
        while keys[slot]:
            slot = (slot + 1) & ((1 << _BITS) - 1)
        keys[slot], voices[slot] = key, number[code]
    return _Table(_letters(), keys, voices)


def _key(word: str) -> int:
    key = int(_START)
    for letter in word:
        key = ((key ^ ord(letter)) * int(_PRIME)) & 0xFFFFFFFFFFFFFFFF
    return key


def _letters() -> Letters:
    letters = np.zeros(_ALL_CODES, np.bool_)
    for match in _LETTERS.finditer("".join(map(chr, range(_MOST_LETTERS)))):
        letters[match.start() : match.end()] = True
    return letters
