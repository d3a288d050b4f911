"""How much a word says about which text this is.

Two things make a word say little. It may belong to a *passage* (four words in a row) that stands in
many texts which otherwise differ: a platform's footer, a customary sentence. And it may stand in
many different surroundings: "the", "call", "massage". How often a text is copied makes no
difference to either, so a text with a hundred thousand copies is recognised as well as one with two.
"""

from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Bytes, Codes, Flags, Hashes, Places, Whole, kernel
from baken.linking.settings import LinkSettings

PASSAGE = 4
"""Words in a passage: chance seldom repeats four."""

LEVELS = 16
"""Weights are levels of 1/15, so that one fits into the last four bits of a shingle."""

PASSAGE_LEVEL = 1
COMMON_LEVEL = 5
FULL_LEVEL = 15
COMMON_SURROUNDINGS = 1000
"""From this many different surroundings on a word has the lowest weight of a word of one's own."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Per place of a hash table: the level of a word, and whether a passage is shared by many texts."""

    word_levels: Bytes
    shared_passages: Flags


def weigh(words: Hashes, offsets: Codes, settings: LinkSettings) -> Weights:
    """The weights over a corpus of different texts (each text once, in a fixed order)."""
    bits = int(np.clip(np.ceil(np.log2(2 * len(words) + 2)), 12, 25))
    texts_with = np.zeros(1 << bits, dtype=np.int32)
    last = np.full(1 << bits, -1, dtype=np.int32)
    _count_passages(words, offsets, texts_with, last)
    last.fill(-1)
    own_beside = np.zeros(1 << bits, dtype=np.int32)
    _count_own_text(words, offsets, texts_with, settings.passage_texts, settings.own_share, own_beside, last)
    shared = (texts_with >= settings.passage_texts) & (2 * own_beside >= texts_with)
    del texts_with, own_beside, last

    seen = np.zeros(1 << int(np.clip(np.ceil(np.log2(len(words) + 2)), 12, 27)), dtype=np.uint8)
    word_bits = int(np.clip(np.ceil(np.log2(16 * len(words) + 2)), 12, 22))
    surroundings = np.zeros(1 << word_bits, dtype=np.int32)
    _count_surroundings(words, offsets, seen, surroundings)
    said = 1 - np.log(np.maximum(surroundings, 2) / 2) / np.log(COMMON_SURROUNDINGS / 2)
    levels = np.clip(np.rint(COMMON_LEVEL + (FULL_LEVEL - COMMON_LEVEL) * said), COMMON_LEVEL, FULL_LEVEL)
    return Weights(word_levels=levels.astype(np.uint8), shared_passages=shared)


@kernel
def word_place(word: np.uint32, mask: int) -> Whole:
    """Where a word stands in a table of mask + 1 places."""
    return np.int64(word) & mask


@kernel
def passage_place(words: Hashes, at: int, mask: int) -> Whole:
    """Where the passage that begins at a word stands in a table of mask + 1 places."""
    value = np.uint64(0)
    for word in range(PASSAGE):
        value = (value ^ np.uint64(words[at + word])) * np.uint64(0x9E3779B97F4A7C15)
        value ^= value >> np.uint64(29)
    return np.int64(value >> np.uint64(20)) & mask


@kernel
def _count_passages(words: Hashes, offsets: Codes, texts_with: Places, last: Places) -> None:
    mask = len(texts_with) - 1
    for text in range(len(offsets) - 1):
        for at in range(offsets[text], offsets[text + 1] - PASSAGE + 1):
            place = passage_place(words, at, mask)
            if last[place] != text:
                last[place] = text
                texts_with[place] += 1


@kernel
def _count_own_text(
    words: Hashes,
    offsets: Codes,
    texts_with: Places,
    least_texts: int,
    own_share: float,
    own_beside: Places,
    last: Places,
) -> None:
    """For each passage: in how many texts much text of their own stands beside it.

    Text of one's own is a run of at least PASSAGE words that only passages of far fewer texts cover.
    "Far fewer" goes by powers of two: two levels lower, about a quarter.
    """
    mask = len(texts_with) - 1
    longest = 1
    for text in range(len(offsets) - 1):
        longest = max(longest, offsets[text + 1] - offsets[text])
    places = np.zeros(longest, dtype=np.int64)
    level_of = np.zeros(longest, dtype=np.int64)
    for text in range(len(offsets) - 1):
        begin = offsets[text]
        size = offsets[text + 1] - begin
        present = 0
        for at in range(size - PASSAGE + 1):
            places[at] = passage_place(words, begin + at, mask)
            count = texts_with[places[at]]
            level_of[at] = np.int64(np.log2(count))
            if count >= least_texts:
                present |= 1 << level_of[at]
        for level in range(32):
            if not present >> level & 1:
                continue
            own = 0
            run = 0
            covered_until = 0
            for at in range(size):
                if at <= size - PASSAGE and level_of[at] > level - 2:
                    covered_until = at + PASSAGE
                if at < covered_until:
                    if run >= PASSAGE:
                        own += run
                    run = 0
                else:
                    run += 1
            if run >= PASSAGE:
                own += run
            if own < PASSAGE or own < own_share * size:
                continue
            for at in range(size - PASSAGE + 1):
                place = places[at]
                if level_of[at] == level and texts_with[place] >= least_texts and last[place] != text:
                    last[place] = text
                    own_beside[place] += 1


@kernel
def _count_surroundings(words: Hashes, offsets: Codes, seen: Bytes, surroundings: Places) -> None:
    """Counts for each word its different pairs of neighbours, with one bit a word and its neighbours."""
    mask = np.uint64(8 * len(seen) - 1)
    for text in range(len(offsets) - 1):
        for at in range(offsets[text], offsets[text + 1]):
            before = np.uint64(words[at - 1]) if at > offsets[text] else np.uint64(0)
            after = np.uint64(words[at + 1]) if at + 1 < offsets[text + 1] else np.uint64(0)
            value = (before * np.uint64(0x9E3779B97F4A7C15)) ^ (np.uint64(words[at]) << np.uint64(16))
            value = (value ^ (value >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
            value = (value ^ after) * np.uint64(0x94D049BB133111EB)
            bit = np.int64((value ^ (value >> np.uint64(33))) & mask)
            flag = np.uint8(1 << (bit & 7))
            if not seen[bit >> 3] & flag:
                seen[bit >> 3] |= flag
                surroundings[word_place(words[at], len(surroundings) - 1)] += 1
