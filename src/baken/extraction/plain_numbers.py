"""A number in plain digits that stands by itself: most numbers do, and are read at once.

Only what the whole search would read the same way is read here; the rest is left to it.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from baken.extraction.marks import Marked
from baken.extraction.numbering import Reading, dutch_lengths, read_international, read_national
from baken.extraction.references import is_reference

_GAPS = frozenset(("", " ", "-", ".", "/", " - ", "- ", " -", "  ", "\u2013", " \u2013 ", "\u00a0"))
"""What stands between the groups of a number: the usual among the plain signs."""
_SPACES = ("", " ", "\u00a0")
_BEHIND_AREA = frozenset(
    f"){before}{dash}{behind}" for before in _SPACES for dash in ("", "-", "\u2013") for behind in _SPACES
) | frozenset((")/", ")."))
_HAS_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_LEAD, _LONGEST_GAP, _LONGEST_AREA = 12, 3, 4
_NATIONAL, _INTERNATIONAL = 10, 11
_MOST_GROUPS = 6
_COUNTED = 4


class Plain(NamedTuple):
    """A number that stands at [start, end) of the clear text, in the runs of digits up to `last`."""

    reading: Reading
    start: int
    end: int
    last: int


def plain_number(low: str, numbers: Sequence[Marked], at: int, region: str) -> Plain | None:
    """The Dutch number that the run of digits `at` begins: 06-..., +31 6 ...; None leaves it open."""
    start, end, _ = numbers[at]
    before = low[start - 1 : start]
    plus = before == "+"
    if plus:
        if low[start - 2 : start - 1].isalnum() or low[start : start + 2] != "31":
            return None
    elif before.isalpha() or (at and _leads_in(low, numbers[at - 1][1], start)):
        return None
    digits, last, gap = low[start:end], at + 1, None
    begins = start
    if before == "(" and low[end : end + 1] == ")" and last < len(numbers):
        # Brackets around the area code.
        begin, stop, _ = numbers[last]
        if end - start > _LONGEST_AREA or low[end:begin] not in _BEHIND_AREA:
            return None
        digits += low[begin:stop]
        begins, end = start - 1, stop
        last += 1
    while last < len(numbers) and last - at < _MOST_GROUPS:
        begin, stop, _ = numbers[last]
        if begin - end > _LONGEST_GAP or low[end:begin] not in _GAPS:
            break
        gap = gap or low[end:begin]
        digits += low[begin:stop]
        end = stop
        last += 1
    if gap is not None and last < len(numbers) and low[end : numbers[last][0]] == gap:
        return None
    if plus:
        if len(digits) != _INTERNATIONAL or digits[2] == "0":
            return None
        reading = read_international(digits)
        begins = start - 1
    else:
        if (
            region != "NL"
            or len(digits) != _NATIONAL
            or digits[1] == "0"
            or dutch_lengths(digits[1:5]) != (_NATIONAL - 1,)
        ):
            return None
        if is_reference(low, start) or (last - at >= _COUNTED and _counts_up(low, numbers[at:last])):
            return None
        reading = read_national(digits, "NL")
    return Plain(reading, begins, end, last) if reading is not None else None


def _leads_in(low: str, end: int, start: int) -> bool:
    """Whether digits stand just before, nothing but signs between."""
    return start - end <= _LONGEST_LEAD and _HAS_LETTER.search(low, end, start) is None


def _counts_up(low: str, numbers: Sequence[Marked]) -> bool:
    values = [int(low[start:end]) for start, end, _ in numbers]
    return all(two == one + 1 for one, two in pairwise(values))
