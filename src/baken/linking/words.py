"""Texts as columns of words: normalised, hashed, in machine code."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baken.linking.kernels import Bytes, Codes, Flags, Hashes, Keys, Places, Whole, kernel
from baken.linking.letters import (
    BORDER,
    CODE_POINTS,
    DIGIT,
    LATIN,
    LONE,
    OTHER_ALPHABET,
    Letters,
    letters_for,
)

NUMBER = np.uint32(0x9E3779B1)
"""The word that every number is, however long and however written: rows of numbers count as one."""

WORD_BUFFER = 128
_COUNT, _WORDS, _LETTERS = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts in UTF-8, and per text a hash of its words and how many words and letters they have.

    Texts with the same words in the same order have the same hash, whatever their case, digits,
    punctuation, invisible characters and look-alike letters.
    """

    data: Bytes
    offsets: Codes
    letters: Letters
    hashes: Keys
    words: Codes
    letter_counts: Codes

    def words_of(self, rows: Codes) -> tuple[Hashes, Codes]:
        """The words of some texts: word hashes one after another, and where each text begins."""
        return self._write(rows, _WORDS, self.words[rows])

    def letters_of(self, rows: Codes) -> tuple[Hashes, Codes]:
        """The letters of some texts, a blank (0) after each word, and where each text begins."""
        return self._write(rows, _LETTERS, self.letter_counts[rows])

    def _write(self, rows: Codes, what: int, counts: Codes) -> tuple[Hashes, Codes]:
        offsets = np.zeros(len(rows) + 1, dtype=np.int64)
        np.cumsum(counts, out=offsets[1:])
        out = np.zeros(int(offsets[-1]) + 1, dtype=np.uint32)  # one more: a number is written ahead
        none = np.zeros(0, dtype=np.int64)
        _read(*self._columns(), rows, what, out, offsets, none.view(np.uint64), none, none)
        return out[:-1], offsets

    def _columns(self) -> tuple[Bytes, Codes, Places, Bytes, Bytes, Hashes, Hashes, Bytes]:
        table = self.letters
        return (
            self.data,
            self.offsets,
            table.start,
            table.length,
            table.kinds,
            table.codes,
            table.latin,
            table.alphabets,
        )


def read_texts(column: pa.ChunkedArray) -> Texts:
    """Reads a column of texts (null is an empty text)."""
    flat = pc.fill_null(pc.cast(column, pa.large_string()), "")
    nothing = pa.array([], pa.large_string())
    array = flat.chunk(0) if flat.num_chunks == 1 else pa.concat_arrays([nothing, *flat.chunks])
    _, offset_buffer, data_buffer = array.buffers()
    rows = len(array)
    offsets = np.zeros(1, dtype=np.int64)
    if rows:
        offsets = np.frombuffer(offset_buffer, dtype=np.int64)[array.offset : array.offset + rows + 1]
    data = np.frombuffer(data_buffer or b"", dtype=np.uint8)
    present = np.zeros(CODE_POINTS, dtype=np.bool_)
    _mark_present(data, offsets, present)
    texts = Texts(
        data=data,
        offsets=offsets,
        letters=letters_for(np.flatnonzero(present).astype(np.int64)),
        hashes=np.zeros(rows, dtype=np.uint64),
        words=np.zeros(rows, dtype=np.int64),
        letter_counts=np.zeros(rows, dtype=np.int64),
    )
    every = np.arange(rows, dtype=np.int64)
    unwritten = np.zeros(0, dtype=np.uint32)
    _read(*texts._columns(), every, _COUNT, unwritten, every, texts.hashes, texts.words, texts.letter_counts)
    return texts


@kernel
def _code_point(data: Bytes, at: Whole, end: Whole) -> tuple[Whole, Whole]:
    """The code point at a place in valid UTF-8, and where the next one begins."""
    first = np.int64(data[at])
    if first < 0x80 or at + 1 >= end:
        return first & 0x7F, at + 1
    if first < 0xE0 or at + 2 >= end:
        return (first & 0x1F) << 6 | np.int64(data[at + 1]) & 0x3F, at + 2
    middle = (np.int64(data[at + 1]) & 0x3F) << 6 | np.int64(data[at + 2]) & 0x3F
    if first < 0xF0 or at + 3 >= end:
        return (first & 0x0F) << 12 | middle, at + 3
    return ((first & 0x07) << 18 | middle << 6 | np.int64(data[at + 3]) & 0x3F) % 0x110000, at + 4


@kernel
def _mark_present(data: Bytes, offsets: Codes, present: Flags) -> None:
    for row in range(len(offsets) - 1):
        at, end = offsets[row], offsets[row + 1]
        while at < end:
            code_point, at = _code_point(data, at, end)
            present[code_point] = True


@kernel
def _mixed(value: np.uint64) -> np.uint64:
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@kernel
def _read(
    data: Bytes,
    offsets: Codes,
    start: Places,
    length: Bytes,
    kinds: Bytes,
    codes: Hashes,
    latin: Hashes,
    alphabets: Bytes,
    rows: Codes,
    what: int,
    out: Hashes,
    out_offsets: Codes,
    text_hashes: Keys,
    word_counts: Codes,
    letter_counts: Codes,
) -> None:
    """Reads the texts in `rows`: counts and hashes them, or writes their words or letters.

    `out` has the room that counting promised; `out_offsets` says where each text of `rows` begins.
    """
    prime = np.uint64(0x100000001B3)
    seed = np.uint64(0xCBF29CE484222325)
    as_latin = np.zeros(WORD_BUFFER, dtype=np.uint32)
    for index in range(len(rows)):
        row = rows[index]
        at, end = offsets[row], offsets[row + 1]
        place = out_offsets[index] if what != _COUNT else 0
        text_hash = seed
        words = 0
        letters = 0
        after_number = False
        size = 0
        seen = 0
        only_digits = True
        after_digit = False
        plain_hash = seed
        latin_hash = seed
        pool: Whole = 0
        pool_end: Whole = 0
        going = True
        lone = False
        while going:
            in_pool = False
            if lone:  # a letter of a script without spaces closes the word that it is
                kind = BORDER
                lone = False
            elif pool < pool_end:
                kind = kinds[pool]
                in_pool = True
            elif at < end:
                code_point, at = _code_point(data, at, end)
                pool = np.int64(start[code_point])
                pool_end = pool + np.int64(length[code_point])
                continue
            else:
                kind = BORDER
                going = False
            if kind in (BORDER, LONE) and size > 0:
                number = only_digits
                if not (number and after_number):
                    mixed = seen == (LATIN | OTHER_ALPHABET)
                    word = np.uint32(_mixed(latin_hash if mixed else plain_hash) >> np.uint64(32))
                    if number:
                        word = NUMBER
                    text_hash = _mixed((text_hash ^ np.uint64(word)) * prime)
                    kept = min(size, WORD_BUFFER)
                    if what == _WORDS:
                        out[place + words] = word
                    elif what == _LETTERS and mixed:
                        for letter in range(kept):
                            out[place + letters + letter] = as_latin[letter]
                    words += 1
                    letters += kept + 1
                    if what == _LETTERS:
                        out[place + letters - 1] = 0
                after_number = number
                size = 0
                seen = 0
                only_digits = True
                after_digit = False
                plain_hash = seed
                latin_hash = seed
            if kind == BORDER:
                pool += in_pool
                continue
            if not (kind == DIGIT and after_digit):  # a row of digits is one 0
                plain_hash = (plain_hash ^ np.uint64(codes[pool])) * prime
                latin_hash = (latin_hash ^ np.uint64(latin[pool])) * prime
                if size < WORD_BUFFER:
                    as_latin[size] = latin[pool]
                    if what == _LETTERS:
                        out[place + letters + size] = codes[pool]
                size += 1
            after_digit = kind == DIGIT
            only_digits = only_digits and kind == DIGIT
            seen |= alphabets[pool]
            pool += 1
            lone = kind == LONE
        if what == _COUNT:
            text_hashes[row] = text_hash
            word_counts[row] = words
            letter_counts[row] = letters
