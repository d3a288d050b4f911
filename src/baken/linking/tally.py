"""What is counted over a corpus of different texts: passages, and the surroundings of words.

Counts of parts of a corpus can be added up, in any order, so a corpus can be counted in parts, on
several machines, or batch after batch as it grows.
"""

from dataclasses import dataclass

import numpy as np

from baken.linking.kernels import Codes, Counts, Hashes, Keys, Numbers, Whole, kernel
from baken.linking.words import Texts

PASSAGE = 4
"""Words in a passage: chance seldom repeats four."""

OWN_SHARE = 0.25
"""How much of a text has to stand outside passages to be called text of its own."""

LEAST_LEVEL = 3
"""Passages are asked about from two to this power texts on: early enough to have asked about most texts
when a passage turns out to be common, late enough that some passages stand in far fewer.
"""

MOST = 65535
"""Counts stop here."""

REGISTERS = 16
"""Of a sketch per word that estimates how many different surroundings it has: HyperLogLog (Flajolet,
Fusy, Gandouet, Meunier 2007), sixteen registers of four bits in 64, which err by about a quarter."""

LEAST_TO_GROW, MOST_TO_GROW = 1 << 16, (1 << 26) - 2
"""Words that a tally which is to grow has room for at first, at least and at most: the whole of it is
looked through for each batch."""

_SMALLEST, _LARGEST = 12, 27
_MOST_WORDS = 22


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts in tables of a power of two places, where a passage or word stands by its hash.

    `texts_with`: in how many texts a passage stands. `own_beside`: in how many of these much text of
    their own stands beside it, asked when the text came in. `surroundings`: the sketches of words.
    """

    texts_with: Counts
    own_beside: Counts
    surroundings: Keys

    @classmethod
    def for_words(cls, words: int) -> "Tally":
        """An empty tally with room for a corpus of so many words."""
        passages = 1 << int(np.clip(np.ceil(np.log2(words + 2)), _SMALLEST, _LARGEST))
        different = 1 << int(np.clip(np.ceil(np.log2(4 * words + 2)), _SMALLEST, _MOST_WORDS))
        return cls(
            np.zeros(passages, np.uint16), np.zeros(passages, np.uint16), np.zeros(different, np.uint64)
        )

    @classmethod
    def to_grow(cls, words: int) -> "Tally":
        """An empty tally for a corpus that begins with so many words and grows."""
        return cls.for_words(max(LEAST_TO_GROW, min(2 * words, MOST_TO_GROW)))

    @classmethod
    def of(cls, texts: Texts) -> "Tally":
        """The tally of a whole corpus of different texts."""
        tally = cls.for_words(len(texts.words))
        tally.count(texts)
        tally.count_own(texts)
        return tally

    def count(self, texts: Texts) -> None:
        """Adds texts that were not counted before, each once: the passages and words first."""
        _count_passages(texts.words, texts.word_offsets, self.texts_with)
        _count_surroundings(texts.words, texts.word_offsets, self.surroundings)

    def count_own(self, texts: Texts) -> None:
        """Adds what stands beside the passages of texts, when all that comes with them was counted."""
        _count_own_text(texts.words, texts.word_offsets, self.texts_with, OWN_SHARE, self.own_beside)

    def add(self, other: "Tally") -> None:
        """Adds the counts of another part of the corpus, made with as many places."""
        for mine, its in ((self.texts_with, other.texts_with), (self.own_beside, other.own_beside)):
            np.minimum(mine, MOST - its, out=mine)
            mine += its
        _unite(self.surroundings, other.surroundings)


@kernel
def different_surroundings(sketches: Keys) -> Numbers:
    """How many different surroundings each word has, about (0 where no word stands)."""
    estimates = np.zeros(len(sketches), dtype=np.float64)
    for place in range(len(sketches)):
        sketch = sketches[place]
        if sketch == np.uint64(0):
            continue
        inverse = 0.0
        empty = 0
        for register in range(REGISTERS):
            value = np.int64(sketch >> np.uint64(4 * register) & np.uint64(15))
            inverse += 1.0 / (1 << value)
            empty += value == 0
        estimate = 0.673 * REGISTERS * REGISTERS / inverse
        if estimate <= 2.5 * REGISTERS and empty > 0:
            estimate = REGISTERS * np.log(REGISTERS / empty)
        estimates[place] = estimate
    return estimates


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
def _room(offsets: Codes) -> tuple[Whole, Whole]:
    """The longest text's words, and places for a set of as many with room to spare, a power of two."""
    longest = np.int64(1)
    for text in range(len(offsets) - 1):
        longest = max(longest, offsets[text + 1] - offsets[text])
    places = np.int64(4)
    while places < 2 * longest:
        places *= 2
    return longest, places


@kernel
def _is_new(place: Whole, text: int, met: Codes, met_in: Codes) -> bool:
    """Whether a place comes for the first time in a text; remembers it."""
    mask = len(met) - 1
    slot = place * np.int64(0x9E3779B1) >> 7 & mask
    while met_in[slot] == text:
        if met[slot] == place:
            return False
        slot = slot + 1 & mask
    met[slot] = place
    met_in[slot] = text
    return True


@kernel
def _count_passages(words: Hashes, offsets: Codes, texts_with: Counts) -> None:
    mask = len(texts_with) - 1
    _, room = _room(offsets)
    met = np.zeros(room, dtype=np.int64)
    met_in = np.full(room, -1, dtype=np.int64)
    for text in range(len(offsets) - 1):
        for at in range(offsets[text], offsets[text + 1] - PASSAGE + 1):
            place = passage_place(words, at, mask)
            if texts_with[place] < MOST and _is_new(place, text, met, met_in):
                texts_with[place] += np.uint16(1)


@kernel
def _count_own_text(
    words: Hashes, offsets: Codes, texts_with: Counts, own_share: float, own_beside: Counts
) -> None:
    """For each passage: in how many texts much text of their own stands beside it.

    Text of one's own is a run of at least PASSAGE words that only passages of far fewer texts cover.
    "Far fewer" goes by powers of two: two levels lower, about a quarter.
    """
    mask = len(texts_with) - 1
    longest, room = _room(offsets)
    met = np.zeros(room, dtype=np.int64)
    met_in = np.full(room, -1, dtype=np.int64)
    places = np.zeros(longest, dtype=np.int64)
    level_of = np.zeros(longest, dtype=np.int64)
    for text in range(len(offsets) - 1):
        begin = offsets[text]
        size = offsets[text + 1] - begin
        present = 0
        for at in range(size - PASSAGE + 1):
            places[at] = passage_place(words, begin + at, mask)
            count = np.int64(texts_with[places[at]])
            level: Whole = np.int64(0)
            while count > 1:
                count >>= 1
                level += 1
            level_of[at] = level
            present |= 1 << int(level)
        for asked in range(LEAST_LEVEL, 17):
            if not present >> asked & 1:
                continue
            own = 0
            run = 0
            covered_until = 0
            for at in range(size):
                if at <= size - PASSAGE and level_of[at] > asked - 2:
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
            for at in range(size - PASSAGE + 1):  # of those more common as well: they cover less
                place = places[at]
                if level_of[at] >= asked and own_beside[place] < MOST and _is_new(place, text, met, met_in):
                    own_beside[place] += np.uint16(1)
            break


@kernel
def _count_surroundings(words: Hashes, offsets: Codes, sketches: Keys) -> None:
    """Takes each word's neighbours into the sketch of the word."""
    mask = len(sketches) - 1
    for text in range(len(offsets) - 1):
        for at in range(offsets[text], offsets[text + 1]):
            before = np.uint64(words[at - 1]) if at > offsets[text] else np.uint64(0)
            after = np.uint64(words[at + 1]) if at + 1 < offsets[text + 1] else np.uint64(0)
            value = (before * np.uint64(0x9E3779B97F4A7C15)) ^ (np.uint64(words[at]) << np.uint64(16))
            value = (value ^ (value >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
            value = (value ^ after) * np.uint64(0x94D049BB133111EB)
            value ^= value >> np.uint64(33)
            shift = np.uint64(4) * (value & np.uint64(REGISTERS - 1))
            value >>= np.uint64(8)
            rank = np.uint64(1)
            while rank < np.uint64(15) and not value & np.uint64(1):
                value >>= np.uint64(1)
                rank += np.uint64(1)
            place = word_place(words[at], mask)
            sketch = sketches[place]
            if (sketch >> shift & np.uint64(15)) < rank:
                sketches[place] = sketch & ~(np.uint64(15) << shift) | rank << shift


@kernel
def _unite(sketches: Keys, others: Keys) -> None:
    """Each register becomes the larger of the two."""
    for place in range(len(sketches)):
        mine, its = sketches[place], others[place]
        if mine == its:
            continue
        both = np.uint64(0)
        for register in range(REGISTERS):
            shift = np.uint64(4 * register)
            both |= max(mine >> shift & np.uint64(15), its >> shift & np.uint64(15)) << shift
        sketches[place] = both
