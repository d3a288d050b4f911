"""How the groups of a number hold together: where it can end, and what tells it from other figures."""

import re
from itertools import pairwise

from baken.extraction.numbering import LONGEST, Reading, is_country_code, read_national
from baken.extraction.phone_atoms import BREAK, FILLER, PLAIN
from baken.extraction.phone_strands import Strand, counts_up

_CUE = re.compile(
    r"(?:tel|bel|app|whats|\bwa\b|call|phone|mob|gsm|nummer|number|sms|text me|contact|signal|telegram|viber|"
    r"kom\.|telefoni|dzwoń|bereik|anruf|ruf|handy|nr\b|num[ée]ro|n[úu]mero|llama|llám|teléf|tlf|tfno|m[óo]vil|wasap|guasap|sun[aă]|dzwo|zadzwo|hívj|обад|тел|звон|☎|📞|📱|📲|✆)[^0-9]{0,40}$"
)
_GLUED_CUE = re.compile(
    r"(?<![^\W_])(?:tel|tlf|telefoon|telefon|bel|app|whatsapp|wa|call|nr|num|nummer|number|mob|mobiel|gsm|sms|phone|t|m|"
    r"тел|numer|kom)$"
)
_UNFINISHED = re.compile(
    r"[*?x_]{2}|[ .\-]{0,2}(?:[*?_]{2}|xx)"
    r"|[\s,.\u2026]{1,4}"
    r"(?:(?:en|und|and|et|y|și|si|és|i|и|the|la|le|les|los|las|el|de|die|der|den|a|az|of)\s){0,3}"
    r"(?:rest|laatste|letzte|last\s|remain|suite|dernier|[úu]ltim|utols|t[öo]bbi|reszt|ostatni|остан|послед)"
)
_JOINS = re.compile(
    r"(?<![^\W_])(?:dan|daarna|vervolgens|tot slot|then|followed by|after that|finally|dann|danach|"
    r"zum schluss|puis|ensuite|enfin|luego|despu[eé]s|al final|apoi|dup[aă]|la final|azt[aá]n|majd|"
    r"v[eé]g[uü]l|после|след това|накрая|potem|nast[eę]pnie|koniec)(?![^\W_])"
)
_ITEM = re.compile(r"\s?,\s?[^\W\d_]")
"""What begins the next thing that is counted: "0612 leden, likes 3456"."""
_ANY_LENGTH = "+49"
_FEW_WORDS = 3
_MOST_COUNTED = 6
_CUE_LOOK_BACK = 48
_LONG_GROUP = 3
_UNIFORM_TAIL = 3
_FEWEST_NATIONAL = 9


def is_cued(low: str, start: int) -> bool:
    """Whether a word or sign before `start` says that a phone number follows."""
    return _CUE.search(low[max(0, start - _CUE_LOOK_BACK) : start]) is not None


def is_unfinished(low: str, end: int, reading: Reading) -> bool:
    """Whether words or signs behind digits say that more of the number is told elsewhere.

    A number of the usual length is whole, but for countries with numbers of many lengths.
    """
    if reading.fits and not reading.e164.startswith(_ANY_LENGTH):
        return False
    return _UNFINISHED.match(low, end) is not None


def led_in(strand: Strand, at: int) -> bool:
    """Whether digits of the same grouping lead into this atom, so that no number begins here."""
    if at <= strand.floor or strand.gaps[at - 1] != PLAIN or len(strand.parts[at].digits) >= _FEWEST_NATIONAL:
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
    if counts_up(parts[at : last + 1]) and (last - at >= _MOST_COUNTED or not is_cued(low, parts[at].start)):
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
    if all(not any(map(str.isalpha, one)) for one in between):
        if all(part.disguised for part in parts[at : last + 1]):
            return True
        # Ends of sentences between groups, not between all of them: a list has them everywhere.
        if len(between) < last - at:
            return sure or is_cued(low, parts[at].start)
    if all(_JOINS.search(one) for one in between):
        return True
    same = len({one.strip(" .,") for one in between}) == 1 and any(map(str.isalpha, between[0]))
    repeated = same and len(between) > 1
    few = all(len(one.split()) <= _FEW_WORDS and not _ITEM.match(one) and "\n" not in one for one in between)
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


def bites(strand: Strand, at: int, last: int, region: str) -> bool:
    """Whether another number begins inside [at, last], set apart from what stands before, and goes on."""
    parts, low = strand.parts, strand.low
    between = [low[one.end : two.start] for one, two in pairwise(parts[at : last + 1])]
    for first, apart in enumerate(between, at + 1):
        is_apart = len(apart) > 1 or apart == "\n"
        if parts[first].digits[0] != "0" or not is_apart or apart in between[: first - at - 1]:
            continue
        for text, end, worst in possible_ends(strand, first, LONGEST):
            if worst >= FILLER or (end > first and low[parts[end - 1].end : parts[end].start] == apart):
                break
            if end > last and len(text) > _FEWEST_NATIONAL and read_national(text, region) is not None:
                return True
    return False


def ends_itself(strand: Strand, last: int, worst: int) -> bool:
    """Whether what stands behind parts more than what stands inside: the number ends there."""
    return strand.gaps[last] > worst
