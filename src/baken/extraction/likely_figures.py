"""Which runs of digits may be a price, an age or a postcode: most are parts of phone numbers and times.

A look at the signs and words beside each, so that no pattern need be tried there. What is passed over
here is none of them; what is not may be one.
"""

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from baken.extraction import marks
from baken.extraction.age_words import ENDS_OF_SAYING, FIRST_OF_YEARS
from baken.extraction.compiled import compiled
from baken.extraction.price_words import BEFORE, BEHIND, CODE_OF, JOINTS
from baken.extraction.word_table import word_key, word_table

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int64]
Whole = int | np.int64

_DIGIT, _LETTER = 1, 2
_NUMBER, _PRICED, _AGED, _POSTAL = marks.NUMBER, marks.PRICED, marks.AGED, marks.POSTAL
_BEHIND, _JOINT, _BEFORE, _CURRENCY, _SAYS_AGE, _YEARS = 1, 2, 4, 8, 16, 32
_LONGEST_WHOLE, _LONGEST_WORD = 7, 24
_SHORTEST_ALONE, _LONGEST_ALONE = 2, 4
_POSTCODE, _AGE, _FIRST = 4, 2, 2
_MOST_GROUPS, _THOUSANDS, _LONGEST_JOINT, _LONGEST_GAP = 8, 3, 12, 3
_BEFORE_YEARS = 4
_EURO, _POUND, _DOLLAR, _DASH, _LONG_DASH, _LONGEST_DASH = map(ord, "€£$-\u2013—")
_ZERO, _SPACE, _DOT, _COMMA, _COLON, _SLASH, _EQUALS, _BAR = map(ord, "0 .,:/=|")
_APOSTROPHE, _QUOTE, _OPEN, _LETTER_A, _LETTER_S = map(ord, "'\u2019(as")


class Words(NamedTuple):
    """Of the words beside figures which part they play."""

    keys: Keys
    parts: Places


@cache
def words() -> Words:
    """The table of all words that are looked for."""
    parts: dict[str, int] = {}
    currencies = frozenset(filter(str.isalpha, CODE_OF))
    prices = (_BEHIND, BEHIND), (_JOINT, JOINTS), (_BEFORE, BEFORE), (_CURRENCY, currencies)
    for part, some in (*prices, (_SAYS_AGE, ENDS_OF_SAYING), (_YEARS, FIRST_OF_YEARS)):
        for word in map(marks.without_diacritics, some):
            parts[word] = parts.get(word, 0) | part
    return Words(*word_table(parts))


@compiled
def mark_likely_figures(
    codes: Codes,
    kinds: Kinds,
    bare: Codes,
    keys: Keys,
    parts: Places,
    starts: Places,
    ends: Places,
    found: Places,
    bounds: Rows,
    tariff: Whole,
    currency: Whole,
) -> None:
    """Marks runs of digits with what they may be, and currencies that may have an amount in words.

    `tariff` and `currency` are marks of words. Only in a row with the first an amount stands alone.
    """
    for row in range(len(bounds) - 1):
        said = 0
        for one in range(bounds[row], bounds[row + 1]):
            said |= found[one]
        for one in range(bounds[row], bounds[row + 1]):
            start, end = starts[one], ends[one]
            length = end - start
            if not found[one] & _NUMBER:
                spaced = found[one] & currency and start > 1 and codes[start - 1] == _SPACE
                if spaced and kinds[codes[start - 2]] & _LETTER:
                    found[one] |= _PRICED
                continue
            if length > _LONGEST_WHOLE:
                continue
            if codes[start] != _ZERO:
                if length == _POSTCODE:
                    found[one] |= _POSTAL
                elif length == _AGE and _may_be_age(codes, kinds, bare, keys, parts, start, end):
                    found[one] |= _AGED
            before = start - 1
            while before >= 0 and (
                codes[before] == _SPACE or codes[before] == _COLON or codes[before] == _DOT
            ):
                before -= 1
            if before >= 0 and _is_paid(codes, kinds, bare, keys, parts, before):
                found[one] |= _PRICED
            elif start and _is_led_in(codes, kinds, start):
                continue
            elif _may_go_on(codes, kinds, bare, keys, parts, end) or (
                said & tariff
                and _SHORTEST_ALONE <= length <= _LONGEST_ALONE
                and codes[start] != _ZERO
                and _may_stand_alone(codes, kinds, bare, keys, parts, start)
            ):
                found[one] |= _PRICED


@compiled
def _may_be_age(
    codes: Codes, kinds: Kinds, bare: Codes, keys: Keys, parts: Places, start: Whole, end: Whole
) -> bool:
    """Whether a word for years begins behind, or what an age follows stands before."""
    at = end
    while (
        at < len(codes)
        and at - end < _BEFORE_YEARS
        and (_is_space(codes[at]) or codes[at] == _DASH or codes[at] == _LONG_DASH)
    ):
        at += 1
    if at < len(codes) and kinds[codes[at]] & _LETTER:
        many = _FIRST if at + 1 < len(codes) and kinds[codes[at + 1]] & _LETTER else 1
        if _part_of(codes, bare, keys, parts, at, at + many) & _YEARS:
            return True
    last = start - 1
    while last > 0 and codes[last] in (_SPACE, _COLON, _EQUALS, _DASH):
        last -= 1
    if last > 0 and codes[last] == _DOT:
        last -= 1
    if last < 0:
        return False
    if kinds[codes[last]] & _LETTER:
        return _part_before(codes, kinds, bare, keys, parts, last) & _SAYS_AGE != 0
    return bool(codes[last] == _OPEN or codes[last] == _COMMA)


@compiled
def _is_led_in(codes: Codes, kinds: Kinds, start: Whole) -> bool:
    """Whether a number goes on from what stands before it: 06-12, 12:30, 1.5."""
    last = codes[start - 1]
    if last == _DASH:
        return bool(start > 1 and kinds[codes[start - 2]] & _DIGIT)
    return last in (_DOT, _COMMA, _COLON, _SLASH)


@compiled
def _is_paid(codes: Codes, kinds: Kinds, bare: Codes, keys: Keys, parts: Places, last: Whole) -> bool:
    """Whether the sign or the word that ends at `last` is a currency."""
    sign = codes[last]
    if sign in (_EURO, _POUND, _DOLLAR):
        return True
    if not kinds[sign] & _LETTER:
        return False
    if sign == _LETTER_S and last and codes[last - 1] in (_APOSTROPHE, _QUOTE):
        return True
    return _part_before(codes, kinds, bare, keys, parts, last) & _CURRENCY != 0


@compiled
def _part_before(codes: Codes, kinds: Kinds, bare: Codes, keys: Keys, parts: Places, last: Whole) -> Whole:
    """The part of the word whose last letter stands at `last`."""
    first = last
    while first and kinds[codes[first - 1]] & _LETTER and last - first < _LONGEST_WORD:
        first -= 1
    return _part_of(codes, bare, keys, parts, first, last + 1)


@compiled
def _word_end(codes: Codes, kinds: Kinds, first: Whole) -> Whole:
    end = first
    while end < len(codes) and kinds[codes[end]] & _LETTER and end - first < _LONGEST_WORD:
        end += 1
    return end


@compiled
def _part_of(codes: Codes, bare: Codes, keys: Keys, parts: Places, first: Whole, end: Whole) -> Whole:
    """The part of the word at [first, end)."""
    key = word_key(codes, bare, first, end)
    last_slot = np.uint64(len(keys) - 1)
    slot = (key ^ (key >> np.uint64(29))) & last_slot
    while keys[slot] != 0 and keys[slot] != key:
        slot = (slot + np.uint64(1)) & last_slot
    return parts[slot] if keys[slot] == key else 0


@compiled
def _may_stand_alone(
    codes: Codes, kinds: Kinds, bare: Codes, keys: Keys, parts: Places, start: Whole
) -> bool:
    """Whether a word or sign stands before it behind which a price needs no currency."""
    last = start - 1
    while last > 0 and codes[last] in (_SPACE, _COLON, _EQUALS):
        last -= 1
    sign = codes[last]
    if kinds[sign] & _LETTER:
        return _part_before(codes, kinds, bare, keys, parts, last) & _BEFORE != 0
    if sign == _DOT:
        return bool(last > 2 and codes[last - 1] == _LETTER_A)
    return sign in (_BAR, _DASH, _LONG_DASH)


@compiled
def _is_space(code: Whole) -> int:
    white = code <= _SPACE or code in (0x85, 0xA0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
    return int(white or 0x2000 <= code <= 0x200A)


@compiled
def _digits_end(codes: Codes, kinds: Kinds, at: Whole) -> Whole:
    while at < len(codes) and kinds[codes[at]] & _DIGIT:
        at += 1
    return at


@compiled
def _may_go_on(codes: Codes, kinds: Kinds, bare: Codes, keys: Keys, parts: Places, end: Whole) -> bool:
    """Whether behind digits what makes them an amount may stand: a currency, a dash, for how long.

    More groups of digits may stand between, as in a thousand, behind a point or in a range.
    """
    at = end
    ranged = False
    for _ in range(_MOST_GROUPS):
        if at + _LONGEST_GAP + 2 >= len(codes):
            return bool(at < len(codes))
        gap = 0
        while gap < _LONGEST_GAP and _is_space(codes[at + gap]):
            gap += 1
        at += gap
        sign = codes[at]
        behind = at + 1
        if sign in (_EURO, _POUND, _DOLLAR, _SLASH):
            return True
        if kinds[sign] & _LETTER:
            behind = _word_end(codes, kinds, at)
            part = _part_of(codes, bare, keys, parts, at, behind)
            if part & _BEHIND:
                return True
            if ranged or not part & _JOINT:
                return False
            for near in range(behind, min(len(codes), behind + _LONGEST_JOINT)):
                if kinds[codes[near]] & _DIGIT:
                    return True
            return False
        if kinds[sign] & _DIGIT:
            behind = _digits_end(codes, kinds, at)
            if gap > 1 or behind - at != _THOUSANDS:
                return False
        elif sign in (_DOT, _COMMA):
            if not kinds[codes[behind]] & _DIGIT:
                return codes[behind + _is_space(codes[behind])] in (_DASH, _LONG_DASH, _LONGEST_DASH, _EQUALS)
            behind = _digits_end(codes, kinds, behind)
        elif sign in (_APOSTROPHE, _QUOTE):
            if not kinds[codes[behind]] & _DIGIT:
                return False
            behind = _digits_end(codes, kinds, behind)
        elif sign in (_DASH, _LONG_DASH, _LONGEST_DASH):
            gap = _is_space(codes[behind])
            if kinds[codes[behind + gap]] & _DIGIT:
                if ranged:
                    return False
                ranged = True
                behind = _digits_end(codes, kinds, behind + gap)
            else:
                while gap < _LONGEST_GAP and behind + gap + 1 < len(codes) and _is_space(codes[behind + gap]):
                    gap += 1
                sign = codes[behind + gap]
                if kinds[sign] & _LETTER:
                    last = _word_end(codes, kinds, behind + gap)
                    return _part_of(codes, bare, keys, parts, behind + gap, last) & _BEHIND != 0
                return sign in (_EURO, _POUND, _DOLLAR)
        else:
            return False
        at = behind
    return True
