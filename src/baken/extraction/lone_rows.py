"""Looks through a whole batch for adverts that hold one Dutch mobile number, hidden, and no other.

Most numbers that are no plain digits stand by themselves: "nul zes ...", "(0)(6)...", "06 daarna ...".
Where they stand is found here, and that nothing else in the advert can begin a number or belong to this
one; `lone_numbers` reads it as the whole search would. Wherever that is not certain the search is left
to find it.
"""

import numpy as np

from baken.extraction import marks
from baken.extraction.compiled import compiled
from baken.extraction.settled_numbers import (
    LETTER,
    LIKE_ZERO,
    Codes,
    Flags,
    Kinds,
    Places,
    Rows,
    Whole,
    figure_end,
    has_letter,
)

_NUMBER, _LOOKS, _JOINED, _BEGINS = marks.NUMBER, marks.LOOKS, marks.JOINED, marks.BEGINS
_ZERO, _BAR, _BANG = map(ord, "0|!")
_DIGITS = 10
"""So many a Dutch mobile number has."""
_MOST_TOKENS = 299
"""So many parts are never left out for being a row that nobody could dial."""
_APART = 16
"""Further apart no two digits belong together when nothing but signs stands between them."""
_FEWEST_BARE, _MOST_SAID = 9, 3
_JOINTS, _FIGURE, _FURTHEST = 5, 18, 28
"""Words that join two numerals are shorter; parts of one date, and those of one number, stand closer."""
_COUNT = 2
_NOWHERE = -1_000


def lone_rows(
    codes: Codes, kinds: Kinds, starts: Places, ends: Places, found: Places, bounds: Rows, settled: Flags
) -> Rows:
    """Where the parts of such a number stand among the marked tokens of each row: from, to; 0, 0 for none.

    One or more parts of something else may be among the last of them. The tokens of a row stand in
    [bounds[row], bounds[row + 1]); rows that are `settled` have no such number.
    """
    names = "digits", "repeats", "zero", "doubling", "plus"
    says = np.array([marks.mark_of(name) for name in names], np.int64)
    lone = np.zeros((len(settled), 2), np.int64)
    _find_lone(codes, kinds, starts, ends, found, bounds, settled, says, lone)
    return lone


@compiled
def _find_lone(
    codes: Codes,
    kinds: Kinds,
    starts: Places,
    ends: Places,
    found: Places,
    bounds: Rows,
    settled: Flags,
    says: Rows,
    lone: Rows,
) -> None:
    for row in range(len(settled)):
        first, stop = bounds[row], bounds[row + 1]
        if settled[row] or stop - first > _MOST_TOKENS:
            continue
        digits_end = number_end = times_end = _NOWHERE
        chain = 0
        begin, until = first, first
        at = first
        while at < stop:
            start, end, mark = starts[at], ends[at], found[at]
            if mark & says[4] or (mark & says[1] and start - digits_end <= _COUNT):
                break
            if not _is_part(mark, says):
                at += 1
                continue
            if mark & _NUMBER:
                if start < times_end:
                    at += 1
                    continue
                figure = figure_end(codes, kinds, start, end)
                if figure:
                    times_end = number_end = figure
                    at += 1
                    continue
                if _has_signs_beside(codes, start, end):
                    break
            if mark & says[3]:
                # "Double" says nothing where no digits are near.
                if start - digits_end <= _APART or _is_followed(starts, found, says, at + 1, stop, end):
                    break
                at += 1
                continue
            zero = mark & says[2] != 0 or (mark & _NUMBER != 0 and codes[start] == _ZERO)
            if mark & _LOOKS and not mark & says[0]:
                behind = _next_part(found, says, at + 1, stop)
                if not _is_close(codes, kinds, digits_end, start) and not (
                    behind < stop and _is_close(codes, kinds, end, starts[behind])
                ):
                    # A letter like a digit is none where no digits are near.
                    at += 1
                    continue
                zero = kinds[codes[start]] & LIKE_ZERO != 0
            if zero:
                if until > first or not _is_apart(codes, kinds, digits_end, start):
                    break
                begin, until = at, _lone_end(codes, kinds, starts, ends, found, says, at, stop, number_end)
                if until == begin:
                    break
                at = until
                digits_end = number_end = ends[at - 1]
                chain = 0
                continue
            if not mark & (_NUMBER | says[0]):
                break
            weight = end - start if mark & _NUMBER else _MOST_SAID
            if not _is_close(codes, kinds, digits_end, start):
                chain = 0
            chain += weight
            if chain >= _FEWEST_BARE:
                break
            digits_end = end
            if mark & _NUMBER:
                number_end = end
            at += 1
        if at == stop and until > begin:
            lone[row, 0], lone[row, 1] = begin, until


@compiled
def _is_part(mark: Whole, says: Rows) -> bool:
    """Whether a token can be digits: also in letters, or said so many times."""
    if mark & (_NUMBER | _LOOKS | says[0] | says[3]):
        return True
    return bool(mark & _JOINED and mark & _BEGINS)


@compiled
def _next_part(found: Places, says: Rows, at: Whole, stop: Whole) -> Whole:
    while at < stop and not _is_part(found[at], says):
        at += 1
    return at


@compiled
def _is_followed(starts: Places, found: Places, says: Rows, at: Whole, stop: Whole, end: Whole) -> bool:
    """Whether what can be digits, or says how often one stands, begins close behind `end`."""
    while at < stop and starts[at] - end <= _APART:
        if found[at] & says[1] or _is_part(found[at], says):
            return True
        at += 1
    return False


@compiled
def _has_signs_beside(codes: Codes, start: Whole, end: Whole) -> bool:
    """Whether signs that may be digits stand beside them."""
    if start and codes[start - 1] in (_BAR, _BANG):
        return True
    return bool(end < len(codes) and codes[end] in (_BAR, _BANG))


@compiled
def _is_close(codes: Codes, kinds: Kinds, end: Whole, start: Whole) -> bool:
    """Whether two parts may belong together with nothing but signs between."""
    return bool(end >= 0 and start - end <= _APART and not has_letter(codes, kinds, end, start))


@compiled
def _is_apart(codes: Codes, kinds: Kinds, end: Whole, start: Whole) -> bool:
    """Whether words stand between two parts, and more than joins two numerals."""
    return bool(end < 0 or (start - end >= _JOINTS and has_letter(codes, kinds, end, start)))


@compiled
def _lone_end(
    codes: Codes,
    kinds: Kinds,
    starts: Places,
    ends: Places,
    found: Places,
    says: Rows,
    at: Whole,
    stop: Whole,
    number_end: Whole,
) -> Whole:
    """Behind which token the row of parts ends that the token `at` begins; `at` where that is not certain."""
    first = at
    end, until = starts[at], at
    digits = 0
    only_digits = True
    while at < stop:
        start, mark = starts[at], found[at]
        if not mark & says[1] and not _is_part(mark, says):
            at += 1
            continue
        if start - end >= _JOINTS and has_letter(codes, kinds, end, start):
            # "06 daarna 12 daarna ...": digits alone may have words between.
            if not (only_digits and mark & _NUMBER and digits < _DIGITS and start - end <= _FURTHEST):
                break
        elif start - end > _APART:
            return first
        if mark & _NUMBER:
            if start - number_end < _FIGURE or _has_signs_beside(codes, start, ends[at]):
                return first
            if at == first and start and kinds[codes[start - 1]] & LETTER:
                return first
            digits += ends[at] - start
        else:
            only_digits = False
        end = ends[at]
        at += 1
        until = at
    return until
