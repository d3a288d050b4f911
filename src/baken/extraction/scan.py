"""Finds in a whole batch at once what `marks.marked_tokens` finds in one advert.

Which of them may begin a phone number, and which adverts need no search for one, is told as well.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from baken.extraction import marks
from baken.extraction.compiled import compiled
from baken.extraction.digit_words import LIKE_ZERO as LETTERS_LIKE_ZERO
from baken.extraction.digit_words import says_digits
from baken.extraction.lone_rows import lone_rows
from baken.extraction.looked import Columns, Looked, Words
from baken.extraction.settled_numbers import LIKE_ZERO, settled_numbers

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Whole = int | np.int64

_DIGIT, _LETTER, _LOOK, _LIKE_ZERO = 1, 2, 4, LIKE_ZERO
_WEAK, _SURE, _UPPER = 16, 32, 64
"""Of letters as they are written: what they look like, and capitals."""
_ALL_CODES = 0x110000
_BARE_CODES = 0x3000
_MOST_CODES = 1 << 20
_LETTERS = re.compile(r"[^\W\d_]+")

_START = np.uint64(0xCBF29CE484222325)
_PRIME = np.uint64(0x100000001B3)
_NUMBER, _LOOKS, _JOINED = marks.NUMBER, marks.LOOKS, marks.JOINED
_HEAD, _FEWEST_JOINED = marks.HEAD, marks.FEWEST_JOINED
_LOOSE, _LOOSE_WEAK, _GLUED = marks.LONGEST_LOOSE, marks.LONGEST_WEAK, marks.LONGEST_GLUED
_UNKNOWN = 2
_JOINT = "\n" * 16
"""Stands between two adverts: more than is ever looked across."""
_HEAD_MARK = 1 << 30
_BEGINS = marks.BEGINS
_NEAR, _CLOSE, _PLUS_BACK, _FEWEST_BARE = 12, 4, 8, 9
_MOST_SAID, _LETTERS_A_DIGIT = 3, 3
_ZERO, _COLON, _DOT, _COMMA, _SPACE, _BRACKET, _PLUS, _BAR, _BANG = map(ord, "0:., (+|!")


class _Tables(NamedTuple):
    kinds: Kinds
    bare: Codes
    keys: Keys
    marks: Places


def marked_tokens(lows: Sequence[str]) -> Iterator[list[marks.Marked]]:
    """Of each advert's words in lower case its marked tokens."""
    for looked in look(lows, lows):
        yield looked.tokens()


def look(lows: Sequence[str], texts: Sequence[str]) -> Iterator[Looked]:
    """Looks through adverts: `texts` are their words, and `lows` these in lower case.

    Works on a million characters at a time: about 20 MB.
    """
    first, size = 0, 0
    for at, low in enumerate(lows):
        size += len(low) + 1
        if size >= _MOST_CODES:
            yield from _of_some(lows[first : at + 1], texts[first : at + 1])
            first, size = at + 1, 0
    if first < len(lows):
        yield from _of_some(lows[first:], texts[first:])


def are_plain(many: Sequence[str], is_odd: Callable[[str], bool]) -> list[bool]:
    """Whether words hold neither an odd character nor the sign that an entity begins with."""
    begins = np.zeros(len(many), np.int64)
    np.cumsum([len(words) + 1 for words in many[:-1]], out=begins[1:])
    codes = _codes("\n".join(many))
    oddities = _oddities()
    plain = np.ones(len(many), np.bool_)
    if _mark_plain(codes, begins, oddities, plain):
        unknown = np.unique(codes[oddities[codes] == _UNKNOWN])
        oddities[unknown] = [is_odd(chr(code)) for code in unknown.tolist()]
        plain[:] = True
        _mark_plain(codes, begins, oddities, plain)
    answers: list[bool] = plain.tolist()
    return answers


@compiled
def _mark_plain(codes: Codes, begins: Rows, oddities: Kinds, plain: Flags) -> bool:
    """Marks the words, each from its place in `begins`, that are not plain; whether any is unknown."""
    unknown = False
    for row in range(len(begins)):
        last = begins[row + 1] if row + 1 < len(begins) else len(codes)
        for at in range(begins[row], last):
            oddity = oddities[codes[at]]
            if oddity:
                unknown = unknown or oddity == _UNKNOWN
                plain[row] = False
    return unknown


@cache
def _oddities() -> Kinds:
    """What is known of each character: plain, odd, or not met yet."""
    known = np.full(_ALL_CODES, _UNKNOWN, np.uint8)
    known[:128] = 0
    known[ord("&")] = 1
    return known


def _of_some(lows: Sequence[str], texts: Sequence[str]) -> list[Looked]:
    words = _JOINT.join(lows)
    codes = _codes(words)
    # A digit and a letter need nothing between them: there can be as many tokens as characters.
    most = len(codes) + 1
    starts, ends, found = (np.empty(most, np.int32) for _ in range(3))
    tables = _tables(len(marks.asked()[0]))
    says = marks.mark_of("digits") | marks.mark_of("repeats"), marks.mark_of("zero"), marks.mark_of("plus")
    seen = _codes(_JOINT.join(texts))
    count = _find(codes, seen, *tables, *says, starts, ends, found)
    starts, ends, found = starts[:count].copy(), ends[:count].copy(), found[:count].copy()
    _doubt(words, starts, ends, found, says[0])
    begins = np.zeros(len(lows), np.int64)
    np.cumsum([len(low) + len(_JOINT) for low in lows[:-1]], out=begins[1:])
    bounds = np.zeros(len(lows) + 1, np.int64)
    bounds[1:] = count
    bounds[1:-1] = np.searchsorted(starts, begins[1:])
    settled = settled_numbers(codes, tables.kinds, starts, ends, found, bounds, begins)
    lone = lone_rows(codes, tables.kinds, starts, ends, found, bounds, settled.certain)
    columns = Columns(
        Words(codes, seen, begins, tables.kinds, tables.bare),
        starts,
        ends,
        found,
        bounds,
        settled,
        lone.tolist(),
    )
    return [Looked(columns, row, borne) for row, borne in enumerate(settled.marks)]


def _codes(words: str) -> Codes:
    return np.frombuffer(words.encode("utf-32-le", "surrogatepass"), np.uint32)


def _doubt(words: str, starts: Places, ends: Places, found: Places, said: int) -> None:
    """Takes from tokens that only begin like digit words that they may begin a number."""
    likely = (found & (_BEGINS | _JOINED) == _BEGINS | _JOINED) & (found & (said | _NUMBER | _LOOKS) == 0)
    at = np.flatnonzero(likely)
    spans = zip(starts[at].tolist(), ends[at].tolist(), strict=True)
    wrong = [not says_digits(words[start:end]) for start, end in spans]
    found[at[np.array(wrong, np.bool_)]] &= ~_BEGINS


@compiled
def _number_may_begin(codes: Codes, kinds: Kinds, start: Whole, end: Whole) -> bool:
    """Whether digits have a zero or a plus before them, or signs that may be digits beside them."""
    if codes[start] == _ZERO:
        if end - start >= _FEWEST_BARE or start < 2:
            return True
        led = codes[start - 1] == _COLON or codes[start - 1] == _DOT or codes[start - 1] == _COMMA
        if not (led and kinds[codes[start - 2]] & _DIGIT):
            return True
    at = start - 1
    while at >= 0 and start - at < _PLUS_BACK and (codes[at] == _SPACE or codes[at] == _BRACKET):
        at -= 1
    if at >= 0 and codes[at] == _PLUS:
        return True
    if start > 0 and (codes[start - 1] == _BAR or codes[start - 1] == _BANG):
        return True
    if end < len(codes):
        return bool(codes[end] == _BAR or codes[end] == _BANG)
    return False


@compiled
def _read_as_digits(codes: Codes, seen: Codes, kinds: Kinds, start: Whole, end: Whole) -> bool:
    """Whether letters can be read as digits, as `marks` says it."""
    length = end - start
    all_of = _WEAK | _SURE | _UPPER
    for at in range(start, end):
        kind = kinds[seen[at]]
        if not kind & (_WEAK | _SURE):
            return False
        all_of &= kind
    sure = all_of & _SURE != 0
    if sure and length <= _LOOSE:
        return True
    size = len(codes)
    if (start > 0 and kinds[codes[start - 1]] & _DIGIT) or (end < size and kinds[codes[end]] & _DIGIT):
        return bool(sure or length <= _LOOSE_WEAK)
    if length < _LOOSE or length > _LOOSE_WEAK or not all_of & _UPPER:
        return False
    if start > 1 and kinds[codes[start - 2]] & _DIGIT:
        return True
    return bool(end + 1 < size and kinds[codes[end + 1]] & _DIGIT)


@compiled
def _find(
    codes: Codes,
    seen: Codes,
    kinds: Kinds,
    bare: Codes,
    keys: Keys,
    wanted: Places,
    says_digits: Whole,
    says_zero: Whole,
    says_plus: Whole,
    starts: Places,
    ends: Places,
    found: Places,
) -> int:
    size = len(codes)
    last_slot = np.uint64(len(keys) - 1)
    at = 0
    count = 0
    chain = 0  # how many digits stand together, nothing but signs between them
    chain_first = 0
    chain_end = -_NEAR
    other_word = 0
    plus_end = -_NEAR
    while at < size:
        kind = kinds[codes[at]]
        if kind == 0:
            at += 1
            continue
        start = at
        mark = 0
        if kind & _DIGIT:
            while at < size and kinds[codes[at]] & _DIGIT:
                at += 1
            mark = _NUMBER
        else:
            key = _START
            looks = _LOOK
            length = 0
            head = key
            while at < size and kinds[codes[at]] & _LETTER:
                code = codes[at]
                looks &= kinds[code]
                if code >= 128 and code < _BARE_CODES:
                    code = bare[code]
                key = (key ^ np.uint64(code)) * _PRIME
                length += 1
                at += 1
                if length == _HEAD:
                    head = key
            slot = (key ^ (key >> np.uint64(29))) & last_slot
            while keys[slot] != 0 and keys[slot] != key:
                slot = (slot + np.uint64(1)) & last_slot
            if keys[slot] == key:
                mark = wanted[slot] & ~_HEAD_MARK
            if length >= _FEWEST_JOINED:
                slot = (head ^ (head >> np.uint64(29))) & last_slot
                while keys[slot] != 0 and keys[slot] != head:
                    slot = (slot + np.uint64(1)) & last_slot
                if keys[slot] == head and wanted[slot] & _HEAD_MARK:
                    mark |= _JOINED
            if looks and length <= _GLUED and _read_as_digits(codes, seen, kinds, start, at):
                mark |= _LOOKS
        weight = 0
        begins = False
        if mark & _NUMBER:
            weight = at - start
            begins = _number_may_begin(codes, kinds, start, at)
        elif mark & says_digits:
            weight = _MOST_SAID
            begins = mark & says_zero != 0
        elif mark & _JOINED:
            weight = (at - start) // _LETTERS_A_DIGIT
            begins = True
        elif mark & _LOOKS:
            glued = (start > 0 and kinds[codes[start - 1]] & _DIGIT) or (
                at < size and kinds[codes[at]] & _DIGIT
            )
            if glued or at - start <= _LOOSE:
                weight = at - start
                for near in range(at, min(size, at + _CLOSE)):
                    if kinds[codes[near]] & _DIGIT:
                        begins = True
        if mark & says_plus:
            plus_end = at
        if weight == 0:
            other_word = start
        else:
            begins = begins or start - plus_end <= _PLUS_BACK
            if start - chain_end > _NEAR or other_word >= chain_end:
                chain = 0
                chain_first = count
            chain += weight
            chain_end = at
            if chain >= _FEWEST_BARE:
                begins = True
                for one in range(chain_first, count):
                    found[one] |= _BEGINS
                chain_first = count
        if begins:
            mark |= _BEGINS
        if mark:
            starts[count] = start
            ends[count] = at
            found[count] = mark
            count += 1
    return count


@cache
def _tables(words: int) -> _Tables:
    """The tables of what was asked for so far: so many `words`."""
    asked, heads, looks = marks.asked()
    kinds = _letters().copy()
    for letter in looks:
        if kinds[ord(letter)] & _LETTER:
            kinds[ord(letter)] |= _LOOK
    sure, every = marks.look_alikes()
    for letter in filter(str.isalpha, every):
        kinds[ord(letter)] |= (_SURE if letter in sure else _WEAK) | (_UPPER if letter.isupper() else 0)
    for letter in filter(str.isalpha, LETTERS_LIKE_ZERO):
        kinds[ord(letter)] |= _LIKE_ZERO
    entries = dict(asked)
    for head in heads:
        entries[head] = entries.get(head, 0) | _HEAD_MARK
    size = 1 << (4 * len(entries) + 1).bit_length()
    keys, wanted = np.zeros(size, np.uint64), np.zeros(size, np.int32)
    for word, mark in entries.items():
        key = _key(word)
        slot = (key ^ (key >> 29)) & (size - 1)
        while keys[slot]:
            slot = (slot + 1) & (size - 1)
        keys[slot], wanted[slot] = key, mark
    return _Tables(kinds, _bare(), keys, wanted)


def _key(word: str) -> int:
    key = int(_START)
    for letter in word:
        key = ((key ^ ord(letter)) * int(_PRIME)) & 0xFFFFFFFFFFFFFFFF
    return key


@cache
def _letters() -> Kinds:
    kinds = np.zeros(_ALL_CODES, np.uint8)
    every = "".join(map(chr, range(_ALL_CODES)))
    for match in _LETTERS.finditer(every):
        kinds[match.start() : match.end()] = _LETTER
    kinds[ord("0") : ord("9") + 1] = _DIGIT
    return kinds


@cache
def _bare() -> Codes:
    bare = np.arange(_BARE_CODES, dtype=np.uint32)
    for code in range(128, _BARE_CODES):
        plain = marks.without_diacritics(chr(code))
        if len(plain) == 1:
            bare[code] = ord(plain)
    return bare
