"""Phone numbers in pieces: over title and text, or over several sentences."""

import re

from baken.extraction.numbering import LONGEST, has_trunk_prefix, read_international, read_national
from baken.extraction.phone_atoms import SYMBOLS, Atom, ends_with_plus, gap
from baken.extraction.phone_groups import is_cued
from baken.extraction.phone_search import Search
from baken.extraction.phone_strands import digits_in, is_opening_time
from baken.extraction.references import is_reference

_SPLIT_CUE = re.compile(
    r"rest|vervolg|daarna|dan\b|eindig|begin|laatste|eerste|cijfer|nummer|deel|verder|gevolgd|"
    r"tot slot|then|ends?\b|"
    r"starts?\b|first|last|digit|half|helft|part|number|next|finally|reszta|restul|suite|puis|danach|dann|luego"
)
_LONGEST_JUMP = 160
_CUE_NEAR = 40
_MOST_PIECES = 6


def find_in_pieces(search: Search, parts: list[Atom]) -> None:
    """Finds numbers in pieces: over title and text, or over sentences."""
    groups = _groups(search, parts)
    if _join(search, groups):
        return
    # What else is counted in the words ("two addresses") may stand between.
    low = search.clear.low
    told = [group for group in groups if _begins(low, group) or _is_told(low, group)]
    if 1 < len(told) < len(groups):
        _join(search, told)


def _join(search: Search, groups: list[list[Atom]]) -> bool:
    """Puts pieces together along the groups; whether numbers came of it."""
    at = joined = 0
    while at < len(groups):
        used = _pieced(search, groups, at)
        joined += used
        at += used or 1
    return joined > 0


def _begins(low: str, group: list[Atom]) -> bool:
    return group[0].digits[0] == "0" or ends_with_plus(low, group[0].start) is not None


def _is_cut(low: str, before: int, after: int) -> bool:
    """Whether words close to one of two pieces say that the number goes on."""
    near = min(after, before + _CUE_NEAR)
    return any(
        _SPLIT_CUE.search(low, *span) for span in ((before, near), (max(near, after - _CUE_NEAR), after))
    )


def _is_told(low: str, group: list[Atom]) -> bool:
    """Whether words beside the group say that it is a part of a number."""
    start, end = group[0].start, group[-1].end
    near = (max(0, start - _CUE_NEAR), start), (end, end + _CUE_NEAR)
    return digits_in(group) > 1 and any(_SPLIT_CUE.search(low, *span) for span in near)


def _groups(search: Search, parts: list[Atom]) -> list[list[Atom]]:
    groups: list[list[Atom]] = []
    low = search.clear.low
    for part in parts:
        if len(part.digits) > LONGEST:
            continue
        if (
            groups
            and gap(low, groups[-1][-1].end, part.start, search.title_end) <= SYMBOLS
            and (len(groups[-1]) < LONGEST and not (groups[-1][-1].end <= search.title_end < part.start))
        ):
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _pieced(search: Search, groups: list[list[Atom]], at: int) -> int:
    low = search.clear.low
    first = groups[at][0]
    plus = ends_with_plus(low, first.start)
    text = "".join(part.digits for part in groups[at])
    if plus is None and not (text.startswith("0") and has_trunk_prefix(search.region)):
        return 0
    if (
        len(text) < 2
        or is_opening_time(text)
        or is_reference(low, first.start)
        or low[first.start - 1 : first.start].isalnum()
    ):
        return 0
    pieces, told = list(groups[at]), False
    for more in range(at + 1, min(len(groups), at + _MOST_PIECES)):
        before, after = pieces[-1].end, groups[more][0].start
        over_title = before <= search.title_end < after
        if after - before > _LONGEST_JUMP and not over_title:
            return 0
        told = told or over_title or _is_cut(low, before, after)
        text += "".join(part.digits for part in groups[more])
        pieces += groups[more]
        if len(text) > LONGEST:
            return 0
        if plus is not None or text.startswith("00"):
            digits = text.removeprefix("00") if plus is None else text
            reading = read_international(digits) if len(digits) >= 10 else None
        else:
            reading = read_national(text, search.region) if len(text) >= 9 else None
        if reading is None or not reading.fits:
            continue
        mobile = text.startswith(("06", "316", "00316"))
        if told or (mobile and (more == at + 1 or is_cued(low, first.start))):
            search.claim(pieces, reading, first.start if plus is None else plus, split=True)
            return more - at + 1
    return 0
