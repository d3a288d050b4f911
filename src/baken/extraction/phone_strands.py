"""Atoms strung together, with what stands between them, and what their row alone says."""

import re
from collections.abc import Sequence
from itertools import pairwise
from operator import eq
from typing import NamedTuple

from baken.extraction.digit_words import misspelt, units_of
from baken.extraction.disguises import ClearText
from baken.extraction.numbering import Reading
from baken.extraction.phone_atoms import BREAK, PLAIN, Atom, gap

_YEARS = frozenset(map(str, range(2015, 2031)))
_WHOLE_ROW, _FEWEST_LABELLED = 17, 3
_FEWEST_SAID = 6
_ONE_WORD = re.compile(r"[ ,.\-]{1,2}([^\W\d_]{3,9})[ ,.\-]{1,2}")
_PRICE_DIGITS = 3
_FROM_TO_DIGITS = 8
_QUARTERS = frozenset(("00", "15", "30", "45"))
_FEWEST_COUNTED = 4
_LONGEST_ROW, _ROW_GAP, _ROW_DIGITS = 300, 3, 1.5
_LONGEST_PERIOD, _KEPT_OF_REPEAT = 6, 24
_FEWEST_DIGITS = 7
_FEWEST_GROUPS, _MOST_GROUPS = 3, 5


class Found(NamedTuple):
    """A number in the atoms from `first` to `last`; `worst` is the most that stands between two of them."""

    reading: Reading
    first: int
    last: int
    start: int
    worst: int


def digits_in(parts: Sequence[Atom]) -> int:
    """How many digits the atoms have together."""
    return sum([len(part.digits) for part in parts])


def counts_up(parts: Sequence[Atom]) -> bool:
    """Whether each is one more than that before: days, or the numbers of a list."""
    return len(parts) >= _FEWEST_COUNTED and all(
        int(two.digits) == int(one.digits) + 1 for one, two in pairwise(parts)
    )


def has_year(parts: Sequence[Atom]) -> bool:
    """Whether a year stands between other groups of digits, as in the number of a voucher."""
    return any(part.digits in _YEARS and not part.disguised for part in parts[1:-1])


def are_prices(parts: Sequence[Atom]) -> bool:
    """Whether all groups are round amounts of three digits: "150-250-350"."""
    return len(parts) > 1 and all(
        len(part.digits) == _PRICE_DIGITS and part.digits[0] != "0" and part.digits[1:] in ("00", "50")
        for part in parts
    )


def is_opening_time(digits: str) -> bool:
    """Whether eight digits are hours and quarters: from when to when somebody is there."""
    hours, quarters = (digits[:2], digits[4:6]), {digits[2:4], digits[6:8]}
    return len(digits) == _FROM_TO_DIGITS and max(hours) <= "24" and quarters <= _QUARTERS


def looks_dialled(parts: Sequence[Atom]) -> bool:
    """Whether digits without a sign that a phone follows can hardly be anything else."""
    if all(part.disguised for part in parts):
        return len(parts) > 1
    groups = [int(part.digits) for part in parts]
    return (
        _FEWEST_GROUPS <= len(parts) <= _MOST_GROUPS
        and all(2 <= len(part.digits) <= 4 for part in parts)
        and parts[0].digits[0] in "456789"
        and any(group % 5 for group in groups)
    )


def without_rows(parts: list[Atom]) -> list[Atom]:
    """Leaves out rows of so many single digits, hardly anything between, that nobody could dial them."""
    if len(parts) < _LONGEST_ROW:
        return parts
    parts = _without_repeats(parts)
    kept: list[Atom] = []
    first = 0
    for at in range(1, len(parts) + 1):
        if at < len(parts) and parts[at].start - parts[at - 1].end <= _ROW_GAP:
            continue
        row = parts[first:at]
        if len(row) < _LONGEST_ROW or digits_in(row) > _ROW_DIGITS * len(row):
            kept += row
        first = at
    return kept


def _without_repeats(parts: list[Atom]) -> list[Atom]:
    """Leaves out what lies deep inside a few digits said over and over: "+31 +31 +31 ...".

    Numbers at the edges are found as before: none is longer than what is kept there.
    """
    for period in range(1, _LONGEST_PERIOD + 1):
        kept: list[Atom] = []
        first, after = period, 0
        digits = [part.digits for part in parts]
        # A long repeat lies over one of these places.
        some = range(_LONGEST_ROW - 1, len(parts), _LONGEST_ROW)
        if not any(digits[at] == digits[at - period] for at in some):
            continue
        again = list(map(eq, digits[period:], digits))
        for at in [*(at for at, same in enumerate(again, period) if not same), len(parts)]:
            if at - first >= _LONGEST_ROW:
                said = digits_in(parts[first : first + period])
                if said < _FEWEST_DIGITS:
                    kept += parts[after : first + _KEPT_OF_REPEAT]
                    after = at - _KEPT_OF_REPEAT
            first = at + 1
        parts = kept + parts[after:] if after else parts
    return parts


def with_misspelt(parts: Sequence[Atom], low: str) -> list[Atom]:
    """The atoms with those words between said digits that say one with a slip: "zero sevn seven"."""
    said = [part for part in parts if part.disguised]
    if len(said) < _FEWEST_SAID:
        return []
    units = units_of([low[part.start : part.end] for part in said])
    mended: list[Atom] = []
    for one, two in pairwise(parts):
        mended.append(one)
        word = _ONE_WORD.fullmatch(low, one.end, two.start) if one.disguised and two.disguised else None
        digit = misspelt(word[1], units) if word else None
        if word and digit:
            mended.append(Atom(digit, *word.span(1), disguised=True))
    mended.append(parts[-1])
    return mended if len(mended) > len(parts) else []


class Strand:
    """Atoms in their order, with what stands between each and the next.

    Those before `floor` are known to be something else.
    """

    def __init__(self, parts: Sequence[Atom], clear: ClearText, title_end: int) -> None:
        self.parts = parts
        self.low = low = clear.low
        self.gaps = [gap(low, one.end, two.start, title_end) for one, two in pairwise(parts)]
        self.gaps.append(BREAK)
        self.floor = 0


def in_line(strand: Strand, at: int) -> bool:
    """Whether the atom `at` and the next stand in one line with only plain signs between."""
    parts = strand.parts
    return strand.gaps[at] == PLAIN and "\n" not in strand.low[parts[at].end : parts[at + 1].start]


def row_end(strand: Strand, at: int) -> int:
    """Behind which atom the row of digits ends that `at` begins, the same sign between all of them."""
    parts, low = strand.parts, strand.low
    said, last = len(parts[at].digits), at
    if said >= _FEWEST_DIGITS:
        return at + 1
    sign = low[parts[at].end : parts[at].end + 1]
    while last + 1 < len(parts) and said < _WHOLE_ROW and in_line(strand, last):
        after = parts[last + 1]
        if after.disguised or low[parts[last].end : after.start] != sign:
            break
        if after.digits[0] == "0" and parts[at].digits[0] != "0" and said >= _FEWEST_LABELLED:
            break
        said += len(after.digits)
        last += 1
    return last + 1
