"""The signs around and inside a phone number: where its brackets end, and whether it hides."""

import re
from collections.abc import Sequence
from itertools import pairwise

from baken.extraction.disguises import ClearText
from baken.extraction.phone_atoms import PLAIN, Atom, gap

_BRACKETS = re.compile(r"\(([^()]{0,24})\)")
_BRACKET_PAIRS = "() [] {} <> «» »« ‹› 【】 「」 〔〕 《》 『』 〈〉"
_PAIRS = [(pair[0], pair[1]) for pair in _BRACKET_PAIRS.split()]
_OPENING = frozenset(pair[0] for pair in _PAIRS)
_CLOSING = frozenset(pair[1] for pair in _PAIRS)
_LONGEST_AREA_LEAD = 5
_LONGEST_TRUNK = 2


def with_edges(low: str, start: int, end: int) -> tuple[int, int]:
    """[start, end) with a bracket at its edge, when the twin of that bracket stands inside."""
    if not (low[start - 1 : start] in _OPENING or low[end : end + 1] in _CLOSING):
        return start, end
    for opening, closing in _PAIRS:
        inside = low[start:end]
        if low[start - 1 : start] == opening and _stands_alone(inside, closing, opening):
            start -= 1
        if low[end : end + 1] == closing and _stands_alone(inside[::-1], opening, closing):
            end += 1
    return start, end


def _stands_alone(inside: str, sign: str, twin: str) -> bool:
    """Whether `sign` stands inside with no twin before it."""
    at = inside.find(sign)
    return at >= 0 and twin not in inside[:at]


def is_obscured(clear: ClearText, parts: Sequence[Atom], start: int, end: int, title_end: int) -> bool:
    """Whether the number at [start, end) of the clear text is hidden on purpose."""
    if any(part.disguised for part in parts) or clear.is_disguised(start, end):
        return True
    if start <= title_end < end:
        return True
    low = clear.low
    for one, two in pairwise(parts):
        if gap(low, one.end, two.start, title_end) != PLAIN or "\n" in low[one.end : two.start]:
            return True
    if not low[start].isdigit() and low[start] not in "+(":
        return True
    return _has_odd_brackets(low[start:end])


def _has_odd_brackets(inside: str) -> bool:
    """Whether brackets stand around more than a country code, an area code or the trunk zero."""
    international = inside.lstrip("(").startswith(("+", "00"))
    groups = list(_BRACKETS.finditer(inside))
    for match in groups:
        before = sum(map(str.isdigit, inside[: match.start()]))
        most = _LONGEST_AREA_LEAD if international else (_LONGEST_TRUNK if len(groups) == 1 else 0)
        if before > most:
            return True
    return not international and inside.startswith("(0)")
