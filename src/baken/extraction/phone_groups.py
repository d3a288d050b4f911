"""How the groups of a number hold together: where it can end, and what tells it from other figures."""

import re

from baken.extraction.numbering import is_country_code
from baken.extraction.phone_atoms import BREAK, FILLER, PLAIN
from baken.extraction.phone_strands import Strand, counts_up

_CUE = re.compile(
    r"(?:tel|bel|app|whats|\bwa\b|call|phone|mob|gsm|nummer|number|sms|text me|contact|signal|telegram|viber|"
    r"kom\.|telefoni|dzwoń|bereik|anruf|ruf|handy|nr\b|num[ée]ro|n[úu]mero|llama|teléf|sun[aă]|dzwo|zadzwo|hívj|обад|тел|звон|☎|📞|📱|📲|✆)[^0-9]{0,40}$"
)
_GLUED_CUE = re.compile(
    r"(?<![^\W_])(?:tel|telefoon|telefon|bel|app|whatsapp|wa|call|nr|num|nummer|number|mob|mobiel|gsm|sms|phone|t|m|"
    r"тел|numer|kom)$"
)
_FEW_WORDS = 3
_CUE_LOOK_BACK = 48
_LONG_GROUP = 3
_UNIFORM_TAIL = 3
_FEWEST_NATIONAL = 9


def is_cued(low: str, start: int) -> bool:
    """Whether a word or sign before `start` says that a phone number follows."""
    return _CUE.search(low[max(0, start - _CUE_LOOK_BACK) : start]) is not None


def led_in(strand: Strand, at: int) -> bool:
    """Whether digits of the same grouping lead into this atom, so that no number begins here."""
    if at == 0 or strand.gaps[at - 1] != PLAIN or len(strand.parts[at].digits) >= _FEWEST_NATIONAL:
        return False
    before, part = strand.parts[at - 1], strand.parts[at]
    if before.disguised or part.disguised:
        # Words stand in sentences, and the one before may be no digit at all.
        return before.end == part.start and before.disguised and part.disguised
    same = at + 1 < len(strand.parts) and strand.gaps[at] == PLAIN
    low = strand.low
    lead = low[before.end : part.start]
    inner = low[part.end : strand.parts[at + 1].start] if same else None
    row = len(before.digits) == len(part.digits) and part.digits != "06"
    return lead == inner and (row or len(before.digits) >= _LONG_GROUP)


def possible_ends(
    strand: Strand, at: int, most: int, prefix: str | None = None
) -> "list[tuple[str, int, int]]":
    """Where a number from `at` on can end: its digits, the last atom, the worst gap so far.

    `prefix` is what stands before a country code; then "(0)" behind that code is no digit.
    """
    text, worst, ends = "", PLAIN, []
    low = strand.low
    for last in range(at, min(len(strand.parts), at + most)):
        part = strand.parts[last]
        if last > at:
            worst = max(worst, strand.gaps[last - 1])
            if worst >= BREAK:
                break
        trunk = (
            prefix is not None
            and part.digits == "0"
            and low[part.start - 1 : part.end + 1] == "(0)"
            and is_country_code(text.removeprefix(prefix))
        )
        if not trunk:
            text += part.digits
        if len(text) > most:
            break
        ends.append((text, last, worst))
    return ends


def stops(strand: Strand, last: int) -> bool:
    """Whether the atom after `last` is set apart from it, although only plain signs stand between."""
    part, after = strand.parts[last], strand.parts[last + 1]
    if after.digits.startswith("0") or part.disguised != after.disguised:
        return True
    follow = strand.gaps[last : last + _UNIFORM_TAIL]
    return "\n" in strand.low[part.end : after.start] or (
        after.disguised and any(one != PLAIN for one in follow)
    )


def holds_together(strand: Strand, at: int, last: int, worst: int, *, sure: bool) -> bool:
    """Whether what stands between the atoms can stand inside one number."""
    parts, low = strand.parts, strand.low
    if _goes_on(strand, at, last, tail=_UNIFORM_TAIL if sure else 1):
        return False
    if counts_up(parts[at : last + 1]) and not is_cued(low, parts[at].start):
        return False
    if at == last:
        # Letters glued to one run of digits make a code, unless they say that a phone follows.
        glued = low[parts[at].start - 1 : parts[at].start]
        if not glued.isalpha() or parts[at].disguised:
            return True
        return _GLUED_CUE.search(low, max(0, parts[at].start - _CUE_LOOK_BACK), parts[at].start) is not None
    if worst < FILLER:
        return True
    between = [low[parts[i].end : parts[i + 1].start] for i in range(at, last) if strand.gaps[i] == FILLER]
    if all(not any(map(str.isalpha, one)) for one in between) and len(between) < last - at:
        # Ends of sentences between groups, not between all of them: a list has them everywhere.
        spoken = all(part.disguised for part in parts[at : last + 1])
        return sure or spoken or is_cued(low, parts[at].start)
    same = len({one.strip(" .,") for one in between}) == 1 and any(map(str.isalpha, between[0]))
    repeated = same and (len(between) > 1 or len(between) == last - at)
    few = all(len(one.split()) <= _FEW_WORDS for one in between)
    return (
        (sure and (few or any(part.disguised for part in parts[at : last + 1])))
        or repeated
        or is_cued(low, parts[at].start)
    )


def _goes_on(strand: Strand, at: int, last: int, *, tail: int) -> bool:
    """Whether the same grouping goes on so long behind the number that it is a row of figures."""
    parts, gaps = strand.parts, strand.gaps
    end = last + tail
    if parts[at].disguised:
        return False
    if last == at or end >= len(parts) or gaps[last] != PLAIN or parts[last + 1].digits.startswith("0"):
        return False
    low = strand.low
    size = len(parts[at].digits)
    lead = low[parts[last].end : parts[last + 1].start]
    return all(
        len(parts[i].digits) == size
        and gaps[i - 1] == PLAIN
        and low[parts[i - 1].end : parts[i].start] == lead
        for i in range(at + 1, end + 1)
    )


def ends_itself(strand: Strand, last: int, worst: int) -> bool:
    """Whether what stands behind parts more than what stands inside: the number ends there."""
    return strand.gaps[last] > worst
