"""The set of shingles that stands for a text, each with its weight in its last four bits.

A text has its words and its pairs of neighbouring words; a text of very few words has its rows of
four letters instead. The weight belongs to the shingle, so two texts that share one weigh it alike.
"""

from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Bytes, Codes, Flags, Hashes, Numbers, Whole, kernel
from baken.linking.settings import LinkSettings
from baken.linking.weights import (
    FULL_LEVEL,
    PASSAGE,
    PASSAGE_LEVEL,
    passage_place,
    weigh,
    word_place,
)
from baken.linking.words import NUMBER, Texts

LETTER_ROW = 4
LEVEL_BITS = np.uint32(15)


@dataclass(frozen=True, slots=True)
class Shingles:
    """Sets of shingles: sorted, one after another; where each begins; its weight; who is short."""

    values: Hashes
    offsets: Codes
    weights: Numbers
    short: Flags


def shingles_of(texts: Texts, rows: Codes, settings: LinkSettings) -> Shingles:
    """The shingles of some different texts, weighed over these texts, in the order of `rows`."""
    short = texts.words[rows] < settings.short_words
    words, word_offsets = texts.words_of(rows)
    weights = weigh(words, word_offsets, settings)
    letters, letter_offsets = texts.letters_of(rows[short])
    values = np.zeros(2 * len(words) + len(letters) + len(rows), dtype=np.uint32)
    offsets = np.zeros(len(rows) + 1, dtype=np.int64)
    totals = np.zeros(len(rows), dtype=np.float64)
    size = _write_shingles(
        words,
        word_offsets,
        letters,
        letter_offsets,
        short,
        weights.word_levels,
        weights.shared_passages,
        values,
        offsets,
        totals,
    )
    return Shingles(values=values[:size].copy(), offsets=offsets, weights=totals, short=short)


@kernel
def _shingle(first: np.uint32, second: np.uint32, salt: int, level: Whole) -> np.uint32:
    value = (np.uint64(first) * np.uint64(0x9E3779B97F4A7C15)) ^ np.uint64(salt)
    value = (value ^ (value >> np.uint64(29)) ^ np.uint64(second)) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(32))) * np.uint64(0x94D049BB133111EB)
    return np.uint32(value >> np.uint64(32)) & ~LEVEL_BITS | np.uint32(level)


@kernel
def _write_shingles(
    words: Hashes,
    word_offsets: Codes,
    letters: Hashes,
    letter_offsets: Codes,
    short: Flags,
    word_levels: Bytes,
    shared_passages: Flags,
    values: Hashes,
    offsets: Codes,
    totals: Numbers,
) -> int:
    mask = len(shared_passages) - 1
    size = 0
    shorts = 0
    for text in range(len(short)):
        begin = size
        if short[text]:
            first, end = letter_offsets[shorts], letter_offsets[shorts + 1]
            shorts += 1
            for at in range(first - 1, max(end - LETTER_ROW + 1, first)):
                row = np.uint32(2166136261)
                for letter in range(LETTER_ROW):
                    place = at + letter
                    code = letters[place] if first <= place < end else np.uint32(0)
                    row = (row ^ code) * np.uint32(16777619)
                    row ^= row >> np.uint32(15)
                values[size] = _shingle(row, np.uint32(0), 3, FULL_LEVEL)
                size += 1
        else:
            first, end = word_offsets[text], word_offsets[text + 1]
            shared_until = first
            before = np.uint32(0)
            before_level: Whole = 0
            before_shared = False
            for at in range(first, end):
                if at <= end - PASSAGE and shared_passages[passage_place(words, at, mask)]:
                    shared_until = at + PASSAGE
                word = words[at]
                shared = at < shared_until
                level = np.int64(word_levels[word_place(word, len(word_levels) - 1)])
                if word != NUMBER:
                    values[size] = _shingle(word, np.uint32(0), shared, PASSAGE_LEVEL if shared else level)
                    size += 1
                if at > first:
                    both = shared and before_shared
                    pair_level = PASSAGE_LEVEL if both else (level + before_level + 1) // 2
                    values[size] = _shingle(before, word, 4 + both, pair_level)
                    size += 1
                before, before_level, before_shared = word, level, shared
        of_text = values[begin:size]
        of_text.sort()
        total = 0.0
        kept = begin
        for at in range(begin, size):
            if at == begin or values[at] != values[kept - 1]:
                values[kept] = values[at]
                total += np.float64(values[at] & LEVEL_BITS)
                kept += 1
        size = kept
        offsets[text + 1] = size
        totals[text] = total
    return size
