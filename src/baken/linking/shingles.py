"""The set of shingles that stands for a text, each with its weight in its last four bits.

A text has its words and its pairs of neighbouring words; a text of very few words has its rows of
four letters instead. The weight belongs to the shingle, so two texts that share one weigh it alike.
"""

from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Bytes, Codes, Flags, Hashes, Numbers, Whole, kernel
from baken.linking.tally import PASSAGE, passage_place, word_place
from baken.linking.weights import FULL_LEVEL, PASSAGE_LEVEL, SIEVE, Weights
from baken.linking.words import NUMBER, SHORT_WORDS, Texts

LETTER_ROW = 4
LEVEL_BITS = np.uint32(15)
BEGINNING = 20
"""Words that count as the begin of a text: what a page of results shows of it."""

BEGINNING_BANDS, BEGINNING_ROWS = 6, 3
BUCKETS = 256

MOST_IN_BUCKETS = 2048
"""Sets up to this size are sorted through buckets by their first eight bits."""


@dataclass(frozen=True, slots=True)
class Shingles:
    """Sets of shingles: sorted, one after another; where each begins; its weight; who is short.

    `beginnings` are keys of how texts begin, a row a band: what shows only the begin of a text is
    a candidate for it through one of these.
    """

    values: Hashes
    offsets: Codes
    weights: Numbers
    short: Flags
    beginnings: Hashes


def shingles_of(texts: Texts, weights: Weights) -> Shingles:
    """The shingles of texts, in their order."""
    short = texts.word_counts() < SHORT_WORDS
    count = len(texts.hashes)
    values = np.empty(2 * len(texts.words) + len(texts.letters) + count, dtype=np.uint32)
    offsets = np.zeros(count + 1, dtype=np.int64)
    totals = np.zeros(count, dtype=np.float64)
    beginnings = np.zeros((BEGINNING_BANDS, count), dtype=np.uint32)
    size = _write_shingles(
        texts.words,
        texts.word_offsets,
        texts.letters,
        texts.letter_offsets,
        short,
        weights.word_levels,
        weights.shared_passages,
        weights.sieve,
        values,
        offsets,
        totals,
        beginnings,
    )
    return Shingles(values[:size], offsets, totals, short, beginnings)


def joined_shingles(parts: list[Shingles]) -> Shingles:
    """The shingles of texts in several parts, one part after another."""
    lengths = [np.diff(part.offsets) for part in parts]
    return Shingles(
        np.concatenate([part.values for part in parts]),
        np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths))]),
        np.concatenate([part.weights for part in parts]),
        np.concatenate([part.short for part in parts]),
        np.concatenate([part.beginnings for part in parts], axis=1),
    )


@kernel
def _shingle(first: np.uint32, second: np.uint32, salt: int, level: Whole) -> np.uint32:
    value = (np.uint64(first) * np.uint64(0x9E3779B97F4A7C15)) ^ np.uint64(salt)
    value = (value ^ (value >> np.uint64(29)) ^ np.uint64(second)) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(32))) * np.uint64(0x94D049BB133111EB)
    return np.uint32(value >> np.uint64(32)) & ~LEVEL_BITS | np.uint32(level)


@kernel
def _sort(values: Hashes, begin: Whole, end: Whole, room: Hashes, ends: Codes) -> None:
    """Sorts hashes in place: spread over buckets by their first bits, then the few that stand wrong."""
    if end - begin > MOST_IN_BUCKETS:
        values[begin:end].sort()
        return
    for bucket in range(BUCKETS):
        ends[bucket] = 0
    for at in range(begin, end):
        ends[values[at] >> np.uint32(24)] += 1
    before = np.int64(0)
    for bucket in range(BUCKETS):
        size = ends[bucket]
        ends[bucket] = before
        before += size
    for at in range(begin, end):
        first_bits = values[at] >> np.uint32(24)
        room[ends[first_bits]] = values[at]
        ends[first_bits] += 1
    for at in range(end - begin):
        value = room[at]
        place: Whole = begin + at
        while place > begin and values[place - 1] > value:
            values[place] = values[place - 1]
            place -= 1
        values[place] = value


@kernel
def _write_shingles(
    words: Hashes,
    word_offsets: Codes,
    letters: Hashes,
    letter_offsets: Codes,
    short: Flags,
    word_levels: Bytes,
    shared_passages: Flags,
    sieve: Flags,
    values: Hashes,
    offsets: Codes,
    totals: Numbers,
    beginnings: Hashes,
) -> int:
    mask = len(shared_passages) - 1
    room = np.zeros(MOST_IN_BUCKETS, dtype=np.uint32)
    ends = np.zeros(BUCKETS, dtype=np.int64)
    size = 0
    for text in range(len(short)):
        begin = size
        if short[text]:
            first, end = letter_offsets[text], letter_offsets[text + 1]
            for at in range(first - 1, max(end - LETTER_ROW + 1, first)):
                row = np.uint32(2166136261)
                for letter in range(LETTER_ROW):
                    beside = at + letter
                    code = letters[beside] if first <= beside < end else np.uint32(0)
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
                if at <= end - PASSAGE:
                    place = passage_place(words, at, mask)
                    if sieve[place & (SIEVE - 1)] and shared_passages[place]:
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
            beginning = min(size, begin + 2 * BEGINNING)
            for band in range(BEGINNING_BANDS):
                key = np.uint64(band)
                for turn in range(BEGINNING_ROWS):
                    factor = np.uint32(0x9E3779B1 + 0x6C8E9CF2 * (2 * band + turn) | 1)
                    least = np.uint32(0xFFFFFFFF)
                    for at in range(begin, beginning):
                        mixed = np.uint32((values[at] & ~LEVEL_BITS ^ factor) * factor)
                        least = min(least, np.uint32(mixed ^ mixed >> np.uint32(16)))
                    key = (key ^ np.uint64(least)) * np.uint64(0x9E3779B97F4A7C15)
                    key ^= key >> np.uint64(32)
                beginnings[band, text] = np.uint32(key >> np.uint64(8))
        _sort(values, begin, size, room, ends)
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
