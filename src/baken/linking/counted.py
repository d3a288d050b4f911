"""A tally as the few numbers that say something: which places have a count, and what it is.

A run touches few places of its tables. What it changed is kept beside what earlier runs left; laid one
over another, in the order of the runs, the parts give the tables again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Codes, Counts, Hashes, Keys, kernel
from baken.linking.tally import PASSAGE, Tally, passage_place
from baken.linking.words import Texts


@dataclass(frozen=True, slots=True)
class Counted:
    """Places of passages, in order, with what stands there in either table of counts; and places of
    words with their sketches."""

    passages: Hashes
    texts_with: Counts
    own_beside: Counts
    words: Hashes
    surroundings: Keys

    @classmethod
    def all_of(cls, tally: Tally) -> "Counted":
        """Everything that is not nothing."""
        return cls._at(tally, np.flatnonzero(tally.texts_with), np.flatnonzero(tally.surroundings))

    @classmethod
    def touched(cls, tally: Tally, texts: Texts) -> "Counted":
        """What stands now wherever these texts were counted."""
        passages = np.empty(len(texts.words), dtype=np.uint32)
        count = _places(texts.words, texts.word_offsets, len(tally.texts_with) - 1, passages)
        words = np.unique(texts.words & np.uint32(len(tally.surroundings) - 1))
        return cls._at(tally, np.unique(passages[:count]), words)

    @classmethod
    def _at(cls, tally: Tally, passages: Codes | Hashes, words: Codes | Hashes) -> "Counted":
        return cls(
            passages.astype(np.uint32),
            tally.texts_with[passages],
            tally.own_beside[passages],
            words.astype(np.uint32),
            tally.surroundings[words],
        )


def tally_of(passages: int, words: int, parts: Sequence[Counted]) -> Tally:
    """A tally with so many places for passages and for words, out of its parts, the latest last.

    Raises ValueError or IndexError for a part of another tally.
    """
    tally = Tally(np.zeros(passages, np.uint16), np.zeros(passages, np.uint16), np.zeros(words, np.uint64))
    for part in parts:
        tally.texts_with[part.passages] = part.texts_with
        own = np.flatnonzero(part.own_beside)  # hardly any: the others need no room in memory
        tally.own_beside[part.passages[own]] = part.own_beside[own]
        tally.surroundings[part.words] = part.surroundings
    return tally


@kernel
def _places(words: Hashes, offsets: Codes, mask: int, out: Hashes) -> int:
    count = 0
    for text in range(len(offsets) - 1):
        for at in range(offsets[text], offsets[text + 1] - PASSAGE + 1):
            out[count] = np.uint32(passage_place(words, at, mask))
            count += 1
    return count
