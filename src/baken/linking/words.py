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
    LETTER,
    LONE,
    OTHER_ALPHABET,
    Letters,
    letters_for,
)

NUMBER = np.uint32(0x9E3779B1)
"""The word that every number is, however long and however written: rows of numbers count as one."""

SHORT_WORDS = 8
"""Texts of fewer words are compared by their letters, so their letters are kept too."""

FOUR_BYTES, THREE_BYTES = 0xF0, 0x10000
"""The least byte that begins a code point of four bytes in UTF-8, and the first code point that needs them:
few texts have one, and the columns of all the others are a seventeenth of the size."""

WORD_BUFFER = 128
_WORDS, _LETTERS = 0, 1


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts as words, one text after another.

    `hashes` names each text: texts with the same words in the same order have the same hash, whatever
    their case, digits, punctuation, invisible characters and look-alike letters. `words` are hashes of
    words, those of text `n` from `word_offsets[n]` to `word_offsets[n + 1]`. `letters` are the code
    points of texts of fewer than SHORT_WORDS words, a 0 after each word; other texts have none.
    """

    hashes: Keys
    words: Hashes
    word_offsets: Codes
    letters: Hashes
    letter_offsets: Codes

    def word_counts(self) -> Codes:
        """How many words each text has."""
        counts: Codes = np.diff(self.word_offsets)
        return counts

    def take(self, rows: Codes) -> "Texts":
        """Some of the texts, in the order of `rows`."""
        words, word_offsets = _taken(self.words, self.word_offsets, rows)
        letters, letter_offsets = _taken(self.letters, self.letter_offsets, rows)
        return Texts(self.hashes[rows], words, word_offsets, letters, letter_offsets)


def _taken(values: Hashes, offsets: Codes, rows: Codes) -> tuple[Hashes, Codes]:
    taken = np.zeros(len(rows) + 1, dtype=np.int64)
    np.cumsum(offsets[rows + 1] - offsets[rows], out=taken[1:])
    out = np.empty(int(taken[-1]), dtype=np.uint32)
    _copy_rows(values, offsets, rows, out)
    return out, taken


@kernel
def _copy_rows(values: Hashes, offsets: Codes, rows: Codes, out: Hashes) -> None:
    size = 0
    for row in rows:
        for at in range(offsets[row], offsets[row + 1]):
            out[size] = values[at]
            size += 1


def joined(parts: list[Texts]) -> Texts:
    """Texts of several batches, one batch after another."""

    def ends(columns: list[Codes]) -> Codes:
        lengths = [np.diff(column) for column in columns]
        return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.concatenate(lengths))])

    if len(parts) == 1:
        return parts[0]
    parts = parts or [read_texts(pa.chunked_array([], pa.string()))]
    return Texts(
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.words for part in parts]),
        ends([part.word_offsets for part in parts]),
        np.concatenate([part.letters for part in parts]),
        ends([part.letter_offsets for part in parts]),
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
    size = CODE_POINTS if len(data) and data.max() >= FOUR_BYTES else THREE_BYTES
    present = np.zeros(size, dtype=np.bool_)
    present[:128] = True
    _mark_present(data, offsets, present)
    occurring = np.flatnonzero(present).astype(np.int64)
    table = letters_for(occurring, size)

    every = np.arange(rows, dtype=np.int64)
    hashes = np.zeros(rows, dtype=np.uint64)
    most = _most_a_byte(occurring, table)
    words = np.empty(int(offsets[-1] - offsets[0]) * most + rows + 1, dtype=np.uint32)  # hardly touched
    word_offsets = np.zeros(rows + 1, dtype=np.int64)
    _read(*_columns(data, offsets, table), every, _WORDS, words, word_offsets, hashes)
    counts = np.diff(word_offsets)

    short = np.flatnonzero((counts > 0) & (counts < SHORT_WORDS))
    size = int((offsets[short + 1] - offsets[short]).sum())
    letters = np.empty(size * most + 2 * len(short) + 1, dtype=np.uint32)
    ends = np.zeros(len(short) + 1, dtype=np.int64)
    _read(*_columns(data, offsets, table), short, _LETTERS, letters, ends, hashes)
    letter_offsets = np.zeros(rows + 1, dtype=np.int64)
    letter_offsets[short + 1] = np.diff(ends)
    return Texts(
        hashes=hashes,
        words=words[: word_offsets[-1]].copy(),
        word_offsets=word_offsets,
        letters=letters[: ends[-1]].copy(),
        letter_offsets=np.cumsum(letter_offsets),
    )


def _most_a_byte(present: Codes, table: Letters) -> int:
    """How many letters, each with a border after it, a byte can become at most."""
    width = 1 + (present >= 0x80).astype(np.int64) + (present >= 0x800) + (present >= 0x10000)
    return int(np.max(-(-(table.length[present].astype(np.int64) + 1) // width)))


def _columns(
    data: Bytes, offsets: Codes, table: Letters
) -> tuple[Bytes, Codes, Places, Bytes, Bytes, Hashes, Hashes, Bytes]:
    return (
        data,
        offsets,
        table.start,
        table.length,
        table.kinds,
        table.codes,
        table.latin,
        table.alphabets,
    )


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
    """Marks the code points beyond ASCII that occur."""
    for row in range(len(offsets) - 1):
        end = offsets[row + 1]
        for at in range(offsets[row], end):
            if data[at] >= 0xC0:  # where a code point begins
                code_point, _ = _code_point(data, at, end)
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
) -> None:
    """Reads the texts in `rows` and writes their words with the hashes of the texts, or their letters."""
    plain = np.zeros(0x80, dtype=np.uint8)  # letters of ASCII as they count, 0 for all else
    for code in range(0x80):
        letter = start[code]
        if length[code] == 1 and kinds[letter] == LETTER and alphabets[letter] == LATIN:
            plain[code] = codes[letter] if codes[letter] == latin[letter] else 0
    prime = np.uint64(0x100000001B3)
    seed = np.uint64(0xCBF29CE484222325)
    as_latin = np.zeros(WORD_BUFFER, dtype=np.uint32)
    place = 0
    for index in range(len(rows)):
        row = rows[index]
        at, end = offsets[row], offsets[row + 1]
        text_hash = seed
        after_number = False
        size = 0
        seen = 0
        only_digits = True
        after_digit = False
        alike = True  # so far each letter is the Latin one that it looks like
        foreign = False  # so far no letter is one that looks like no Latin one
        plain_hash = seed
        latin_hash = seed
        pool: Whole = 0
        pool_end: Whole = 0
        going = True
        lone = False
        while going:
            item: Whole = np.int64(-1)
            kind = BORDER
            if lone:  # a letter of a script without spaces closes the word that it is
                lone = False
            elif pool < pool_end:
                item = pool
                kind = kinds[item]
                if kind != LONE or size == 0:
                    pool += 1
            elif at < end:
                if what == _WORDS and alike:  # in most words there is nothing but such letters
                    begin = at
                    while at < end and data[at] < 0x80 and plain[data[at]]:
                        plain_hash = (plain_hash ^ np.uint64(plain[data[at]])) * prime
                        at += 1
                    if at > begin:
                        size += at - begin
                        seen |= LATIN
                        only_digits = False
                        after_digit = False
                        continue
                if data[at] < 0x80:
                    item = np.int64(start[data[at]])
                    kind = kinds[item]
                    at += 1
                else:
                    code_point, at = _code_point(data, at, end)
                    pool = np.int64(start[code_point])
                    pool_end = pool + np.int64(length[code_point])
                    continue
            else:
                going = False
            if kind in (BORDER, LONE) and size > 0:
                number = only_digits
                kept = min(size, WORD_BUFFER)
                if not (number and after_number):
                    by_looks = not alike and (foreign or seen == (LATIN | OTHER_ALPHABET))
                    if what == _WORDS:
                        word = np.uint32(_mixed(latin_hash if by_looks else plain_hash) >> np.uint64(32))
                        if number:
                            word = NUMBER
                        text_hash = _mixed((text_hash ^ np.uint64(word)) * prime)
                        out[place] = word
                        place += 1
                    else:
                        if by_looks:
                            for letter in range(kept):
                                out[place + letter] = as_latin[letter]
                        out[place + kept] = 0
                        place += kept + 1
                after_number = number
                size = 0
                seen = 0
                only_digits = True
                after_digit = False
                alike = True
                foreign = False
                plain_hash = seed
                if kind == LONE:
                    continue  # it comes again, at the begin of a word
            if kind == BORDER:
                continue
            if not (kind == DIGIT and after_digit):  # a row of digits is one 0
                code = codes[item]
                if code == latin[item]:
                    foreign |= alphabets[item] == OTHER_ALPHABET
                elif alike:
                    alike = False
                    latin_hash = plain_hash
                if not alike:
                    latin_hash = (latin_hash ^ np.uint64(latin[item])) * prime
                plain_hash = (plain_hash ^ np.uint64(code)) * prime
                if what == _LETTERS and size < WORD_BUFFER:
                    as_latin[size] = latin[item]
                    out[place + size] = code
                size += 1
            after_digit = kind == DIGIT
            only_digits = only_digits and kind == DIGIT
            seen |= alphabets[item]
            lone = kind == LONE
        out_offsets[index + 1] = place
        if what == _WORDS:
            text_hashes[row] = text_hash
