"""Where a phone number can begin at all: a cheap look, so that most words are never searched."""

import re
from collections.abc import Sequence

from baken.extraction.digit_words import LIKE_ZERO, LOOK_ALIKES
from baken.extraction.disguises import ClearText
from baken.extraction.marks import BEGINS, JOINED, LOOKS, NUMBER, Marked
from baken.extraction.numbering import LONGEST, has_trunk_prefix
from baken.extraction.phone_atoms import (
    FURTHEST,
    NO_PART,
    SAYS_DIGITS,
    SAYS_PLUS,
    SIGNS_LIKE_DIGITS,
    Atom,
    Taken,
    ends_with_plus,
    meaning_of,
)
from baken.extraction.plain_numbers import Plain, plain_number

Spans = Sequence[tuple[int, int]]

_SAYS_SOMETHING = NUMBER | SAYS_DIGITS | JOINED | LOOKS
_HAS_LETTER = re.compile(r"[^\W\d_]")
_DIGIT_NEAR = re.compile(r"[0-9]")
_SURELY_LIKE_ZERO = frozenset(letter.lower() for letter, digit in LOOK_ALIKES.items() if digit == "0")
_UNJOINED: set[str] = set()
"""Words that begin like a digit word and turned out to be none: most are met again and again."""
_MOST_UNJOINED = 65536
_NEAR = 4
_FEWEST_DIGITS = 7
_FEWEST_BARE = 9
_LONGEST_SYMBOLS = 12
_TAIL = 4
_DIGITS_OF_SAID = 3
"""So many are counted for words such as "double": as the look at a batch does."""


def free_numbers(clear: ClearText, taken: Spans) -> list[Marked]:
    """The runs of digits that are not `taken` for something else."""
    if not taken:
        return clear.having(NUMBER)
    other = Taken(taken)
    return [one for one in clear.having(NUMBER) if not other.covers(one[0])]


def in_digits(
    clear: ClearText, numbers: Sequence[Marked], region: str
) -> tuple[list[Plain], list[list[Atom]]]:
    """Numbers in plain digits, and the runs of digits around each other place where one can begin."""
    low = clear.low
    if not has_trunk_prefix(region):
        return [], [[Atom(low[start:end], start, end) for start, end, _ in numbers]]
    plain: list[Plain] = []
    windows: list[list[Atom]] = []
    first = reached = after = chained = 0
    may_have_plus = "+" in low or clear.has(SAYS_PLUS)
    for at, (start, end, mark) in enumerate(numbers):
        if not mark & BEGINS or at < after:
            continue
        if low[start] == "0":
            if end - start < _FEWEST_BARE and _led_by_digits(low, start):
                continue
        elif not may_have_plus or ends_with_plus(low, start) is None:
            continue
        if at >= reached:
            number = plain_number(low, numbers, at, region)
            if number is not None:
                plain.append(number)
                after = number.last
                continue
            _add(windows, low, numbers[first:reached])
            first = max(at - 1, after)
        if at >= chained:
            chained = _chain_end(numbers, at)
        reached = min(chained, at + LONGEST + _TAIL)
    _add(windows, low, numbers[first:reached])
    return plain, windows


def _add(windows: list[list[Atom]], low: str, numbers: Sequence[Marked]) -> None:
    if sum([end - start for start, end, _ in numbers]) >= _FEWEST_DIGITS:
        windows.append([Atom(low[start:end], start, end) for start, end, _ in numbers])


def _chain_end(numbers: Sequence[Marked], at: int) -> int:
    """Behind which run of digits there is more than can stand inside one number."""
    while at + 1 < len(numbers) and numbers[at + 1][0] - numbers[at][1] <= FURTHEST:
        at += 1
    return at + 1


def may_hold_more(clear: ClearText, taken: Spans, claimed: Spans, region: str) -> bool:
    """Whether a number can begin anywhere but in those that were `claimed`, whole numbers each."""
    low = clear.low
    if not has_trunk_prefix(region):
        return clear.has(_SAYS_SOMETHING)
    if not _worth_a_look(clear, taken, claimed):
        return False
    if clear.has(SAYS_PLUS):
        return True
    has_plus = low.count("+") > sum([low[start] == "+" for start, _ in claimed])
    used, other = Taken(claimed), Taken(taken)
    chain, last = 0, -_LONGEST_SYMBOLS
    for start, end, mark in clear.found:
        if claimed and used.covers(start):
            continue
        if mark & NUMBER:
            if taken and other.covers(start):
                continue
            weight = end - start
            if low[start] == "0":
                if weight >= _FEWEST_BARE or not _led_by_digits(low, start):
                    return True
            elif has_plus and ends_with_plus(low, start) is not None:
                return True
            if low[end : end + 1] in SIGNS_LIKE_DIGITS or low[start - 1] in SIGNS_LIKE_DIGITS:
                return True
        elif mark & _SAYS_SOMETHING:
            meaning = meaning_of(low[start:end])
            if meaning is NO_PART:
                continue
            if meaning.digits is not None:
                if meaning.digits[0] == "0":
                    return True
                weight = len(meaning.digits)
            else:
                weight = _DIGITS_OF_SAID if meaning.said else end - start
                if meaning.looks and low[start] in LIKE_ZERO and _has_company(low, start, end):
                    return True
        else:
            continue
        if start - last > _LONGEST_SYMBOLS or (start > last and _HAS_LETTER.search(low, last, start)):
            chain = 0
        chain += weight
        last = end
        if chain >= _FEWEST_BARE:
            return True
    return False


def _worth_a_look(clear: ClearText, taken: Spans, claimed: Spans) -> bool:
    """Whether a token that may begin a number is left; words that only look joined are none."""
    low = clear.low
    used, other = Taken(claimed), Taken(taken)
    for start, end, mark in clear.found:
        if not mark & BEGINS or (mark & (JOINED | SAYS_DIGITS) == JOINED and low[start:end] in _UNJOINED):
            continue
        if (claimed and used.covers(start)) or (taken and other.covers(start)):
            continue
        if mark & JOINED and meaning_of(low[start:end]) is NO_PART:
            if len(_UNJOINED) < _MOST_UNJOINED:
                _UNJOINED.add(low[start:end])
            continue
        return True
    return False


def _led_by_digits(low: str, start: int) -> bool:
    """Whether it is the second half of a time or amount: "10:00"."""
    return start > 1 and low[start - 1] in ":.," and low[start - 2].isdigit()


def _has_company(low: str, start: int, end: int) -> bool:
    """Whether a digit stands close behind letters like digits; at once, where they are seldom meant so."""
    near = _NEAR if low[start] in _SURELY_LIKE_ZERO else 1
    return _DIGIT_NEAR.search(low, end, end + near) is not None
