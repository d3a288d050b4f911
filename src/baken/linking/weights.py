"""How much a word says about which text this is.

Two things make a word say little. It may belong to a *passage* (four words in a row) that stands in
many texts which otherwise differ: a platform's footer, a customary sentence. And it may stand in
many different surroundings: "the", "call", "massage". How often a text is copied makes no
difference to either, so a text with a hundred thousand copies is recognised as well as one with two.
"""

from dataclasses import dataclass, field

import numpy as np

from baken.linking.kernels import Bytes, Flags
from baken.linking.settings import LinkSettings
from baken.linking.tally import Tally, different_surroundings

LEVELS = 16
"""Weights are levels of 1/15, so that one fits into the last four bits of a shingle."""

PASSAGE_LEVEL = 1
COMMON_LEVEL = 5
FULL_LEVEL = 15
COMMON_SURROUNDINGS = 1000
"""From this many different surroundings on a word has the lowest weight of a word of one's own."""

SIEVE = 1 << 18
"""Places, so few that they stay at hand, in which most passages are seen to be shared by no others."""

_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class Weights:
    """Per place of a hash table: the level of a word, and whether a passage is shared by many texts; and the
    same by the last bits of the place, where one is enough."""

    word_levels: Bytes
    shared_passages: Flags
    sieve: Flags = field(init=False)

    def __post_init__(self) -> None:
        sieve = np.zeros(SIEVE, dtype=np.bool_)
        sieve[np.flatnonzero(self.shared_passages) & (SIEVE - 1)] = True
        object.__setattr__(self, "sieve", sieve)


def weigh(tally: Tally, settings: LinkSettings) -> Weights:
    """The weights over the texts that were counted."""
    shared = _shared(tally, settings.passage_texts)
    different = different_surroundings(tally.surroundings)
    words = np.flatnonzero(different)
    said = 1 - np.log(np.maximum(different[words], 2) / 2) / np.log(COMMON_SURROUNDINGS / 2)
    levels = np.full(len(different), FULL_LEVEL, dtype=np.uint8)
    levels[words] = np.clip(
        np.rint(COMMON_LEVEL + (FULL_LEVEL - COMMON_LEVEL) * said), COMMON_LEVEL, FULL_LEVEL
    )
    return Weights(word_levels=levels, shared_passages=shared)


def _shared(tally: Tally, least_texts: int) -> Flags:
    """Marks passages of at least so many texts, at least half of which have much of their own."""
    texts_with = tally.texts_with
    shared = np.zeros(len(texts_with), dtype=np.bool_)
    found = [  # hardly any, so the other tables are hardly touched
        begin + np.flatnonzero(texts_with[begin : begin + _AT_ONCE] >= least_texts)
        for begin in range(0, len(texts_with), _AT_ONCE)
    ]
    places = np.concatenate(found)
    shared[places] = 2 * tally.own_beside[places].astype(np.int64) >= tally.texts_with[places]
    return shared
