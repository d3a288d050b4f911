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
Said = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]

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


class Votes(NamedTuple):
    """The typical words of some adverts: `counts` has a row an advert, a column a language.

    The columns stand as in `frequent_words().languages`. `said` has the column of each word in turn,
    or -1; those of an advert end at its `ends`. `known` where all its letters are of known scripts.
    """

    counts: Counts
    said: Said
    ends: Rows
    known: Flags


def word_votes(lows: Sequence[str]) -> Iterator[Votes]:
    """Of adverts in lower case the typical words, of as many at a time as hold a million characters."""
    first = size = 0
    for at, low in enumerate(lows):
        size += len(low) + 1
        if size >= _MOST_CODES:
            yield _of_some(lows[first : at + 1])
            first, size = at + 1, 0
    if first < len(lows):
        yield _of_some(lows[first:])


def shared_out(votes: Votes, wanted: Flags, fewest: int, least: float) -> Counts:
    """So many words of each wanted advert go to each of its languages; nothing where that is in doubt.

    A language counts that has `fewest` of the typical words, the share `least` of them, and some side
    by side. What stands before its words is its own, and so is what stands behind the last.
    """
    shares = np.zeros_like(votes.counts)
    _share_out(votes.said, votes.ends, wanted & votes.known, votes.counts, fewest, least, shares)
    return shares


def _of_some(lows: Sequence[str]) -> Votes:
    codes = np.frombuffer("\n".join(lows).encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.cumsum([len(low) + 1 for low in lows])
    counts = np.zeros((len(lows), len(frequent_words().languages)), np.int32)
    said, words = np.empty(len(codes), np.int8), np.zeros(len(lows), np.int64)
    known = np.ones(len(lows), np.bool_)
    _count(codes, ends, *_table(), counts, said, words, known)
    return Votes(counts, said, words, known)


@compiled
def _count(
    codes: Codes,
    ends: Rows,
    letters: Letters,
    keys: Keys,
    voices: Voices,
    counts: Counts,
    said: Said,
    words: Rows,
    known: Flags,
) -> None:
    last_slot = np.uint64(len(keys) - 1)
    at = 0
    word = 0
    for row in range(len(ends)):
        end = min(ends[row], len(codes))
        while at < end:
            if not letters[codes[at]]:
                if codes[at] >= _MOST_LETTERS:
                    known[row] = False
                at += 1
                continue
            key = _START
            while at < end and letters[codes[at]]:
                key = (key ^ np.uint64(codes[at])) * _PRIME
                at += 1
            slot = (key ^ (key >> _MIX)) & last_slot
            while keys[slot] != 0 and keys[slot] != key:
                slot = (slot + np.uint64(1)) & last_slot
            said[word] = -1
            if keys[slot] == key:
                counts[row, voices[slot]] += 1
                said[word] = voices[slot]
            word += 1
        words[row] = word


@compiled
def _share_out(
    said: Said, ends: Rows, wanted: Flags, counts: Counts, fewest: int, least: float, shares: Counts
) -> None:
    languages = counts.shape[1]
    beside = np.zeros(languages, np.int64)
    kept = np.zeros(languages, np.bool_)
    for row in range(len(ends)):
        if not wanted[row]:
            continue
        first = ends[row - 1] if row else 0
        beside[:] = 0
        spoken = 0
        before = -1
        for at in range(first, ends[row]):
            code = said[at]
            if code >= 0:
                spoken += 1
                if code == before:
                    beside[code] += 1
                before = code
        many = 0
        for code in range(languages):
            count = counts[row, code]
            kept[code] = count >= fewest and count >= spoken * least and beside[code] > 1
            many += kept[code]
        if many == 0:
            continue
        waiting = 0
        now = -1
        for at in range(first, ends[row]):
            waiting += 1
            code = said[at]
            if code >= 0 and kept[code]:
                shares[row, code] += waiting
                waiting = 0
                now = code
        shares[row, now] += waiting
        if many == 1 and counts[row, now] * 2 < spoken:
            shares[row, :] = 0


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
