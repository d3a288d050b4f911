"""A hidden Dutch mobile number that stands alone in its advert, read without a search.

`lone_rows` found that nothing else in the words can begin a number. What is read here is what the whole
search would find; wherever it might find something else it is left to it.
"""

from collections.abc import Sequence
from itertools import pairwise

from baken.extraction.contacts import PHONE, Contact
from baken.extraction.digit_words import SPLIT_TENS
from baken.extraction.disguises import ClearText
from baken.extraction.figures import begins_figure
from baken.extraction.marks import NUMBER, Marked
from baken.extraction.numbering import read_national
from baken.extraction.phone_atoms import FILLER, PLAIN, WORDS, Atom, Taken, atoms_of, meaning_of
from baken.extraction.phone_groups import bites, holds_together
from baken.extraction.phone_signs import is_obscured, with_edges
from baken.extraction.phone_strands import Strand, counts_up, has_year
from baken.extraction.plain_numbers import plain_number
from baken.extraction.references import is_reference

Spans = Sequence[tuple[int, int]]

_DIGITS, _BESIDE, _FEWEST = 10, 8, 8
"""Of the number, the most of a part close behind it, and of the shortest number of all."""
_SHORT_NUMBERS = "0800", "0900", "0906", "0909", "00"
_LONGEST_GAP = 12
_COMMA = ","
_JOINING = SPLIT_TENS | {"dix"}
"""Numerals that may make one number of two digits with the next: "soixante" "dix"."""


def lone_number(clear: ClearText, taken: Spans, title_end: int, region: str) -> Contact | None:
    """The number; None leaves it to the search. `taken` and `title_end` are those of `phones`."""
    said = [one for one in clear.lone_number(region) if one[2] & WORDS]
    if not said or "+" in clear.low:
        return None
    whole = _simple_atoms(clear.low, said) or atoms_of(clear, [one[:2] for one in said], Taken(()))
    last = _last_of(whole)
    if last is None:
        return None
    parts = whole[: last + 1]
    start, end = parts[0].start, parts[-1].end
    if start <= title_end < end or any(start < other and one < end for one, other in taken):
        return None
    strand = Strand(whole, clear, title_end)
    worst = max(strand.gaps[:last], default=PLAIN)
    if not _is_first(clear, parts, strand.gaps, worst):
        return None
    if worst == PLAIN and not any(part.disguised for part in parts):
        number = plain_number(clear.low, [one for one in said if one[2] & NUMBER], 0, region)
        if number is not None:
            obscured = clear.is_disguised(number.start, number.end)
            return _contact(
                clear, number.reading.e164, number.reading.valid, number.start, number.end, obscured
            )
    is_row = len(whole) > len(parts) or worst >= FILLER or counts_up(parts)
    if has_year(parts) or (is_row and not holds_together(strand, 0, last, worst, sure=True)):
        return None
    if (len(whole) > len(parts) and bites(strand, 0, last, region)) or is_reference(clear.low, start):
        return None
    reading = read_national("".join([part.digits for part in parts]), region)
    if reading is None:
        return None
    start, end = with_edges(clear.low, start, end)
    obscured = is_obscured(clear, parts, start, end, title_end)
    return _contact(clear, reading.e164, reading.valid, start, end, obscured)


def _simple_atoms(low: str, said: Sequence[Marked]) -> list[Atom]:
    """The atoms of digits and of numerals that join no other; none where there is anything else."""
    found = []
    for start, end, mark in said:
        word = low[start:end]
        if mark & NUMBER:
            found.append(Atom(word, start, end))
            continue
        digits, ambiguous, said_again, _ = meaning_of(word)
        if digits is None or said_again or (len(digits) > 1 and (len(digits) > 2 or word in _JOINING)):
            return []
        found.append(Atom(digits, start, end, True, ambiguous))
    return found


def _contact(clear: ClearText, e164: str, valid: bool, start: int, end: int, obscured: bool) -> Contact:
    return Contact(PHONE, e164, obscured, valid, clear.span(start, end))


def _last_of(whole: Sequence[Atom]) -> int | None:
    """The part that ends the number; None where there is none, or where more than one part follows."""
    digits, count = "", 0
    while len(digits) < _DIGITS and count < len(whole):
        digits += whole[count].digits
        count += 1
    if len(digits) != _DIGITS or not digits.startswith("06") or len(whole) > count + 1:
        return None
    for one in whole[count:]:
        if one.disguised or len(one.digits) > _BESIDE or one.digits[0] == "0":
            return None
    return count - 1


def _is_first(clear: ClearText, parts: Sequence[Atom], gaps: Sequence[int], worst: int) -> bool:
    """Whether the search would come upon the whole number first, and on no part of it."""
    low = clear.low
    digits = [part for part in parts if not part.disguised]
    if any(begins_figure(clear, part.start, part.end) for part in digits):
        return False
    if len(digits) == len(parts) and worst < FILLER:
        return True
    if len(digits) < len(parts):
        between = [low[one.end : two.start] for one, two in pairwise(parts)]
        if any(len(one) > _LONGEST_GAP for one in between):
            return False
        # An ambiguous word counts only close to a digit, a weak letter only where no words are between.
        weak = any(part.weak for part in parts)
        if worst >= FILLER and (
            weak
            or any(gap >= FILLER and one.strip() != _COMMA for gap, one in zip(gaps, between, strict=False))
        ):
            return False
    return not digits or not _has_own_number(low, parts, gaps)


def _has_own_number(low: str, parts: Sequence[Atom], gaps: Sequence[int]) -> bool:
    """Whether digits that stand among words, or between them, may be read by themselves."""
    for at, part in enumerate(parts):
        if part.disguised or part.digits[0] != "0":
            continue
        if is_reference(low, part.start):
            return True
        row, last = part.digits, at
        while last + 1 < len(parts) and gaps[last] < FILLER and not parts[last + 1].disguised:
            last += 1
            row += parts[last].digits
        if len(row) >= _FEWEST and (last > at or row.startswith(_SHORT_NUMBERS)):
            return True
    return False
