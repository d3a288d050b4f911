"""The search for phone numbers along the atoms of an advert, those of one number together.

Along a strand each place where a number can begin is tried against the lengths of its numbering plan.
Every start is followed for a bounded number of digits, so that the work grows with the length of the
words and no faster.
"""

from collections.abc import Sequence
from functools import cache

from baken.extraction.contacts import PHONE, Contact
from baken.extraction.disguises import ClearText
from baken.extraction.numbering import (
    LONGEST,
    LONGEST_DUTCH,
    Reading,
    bare_codes,
    bare_mobile,
    dutch_lengths,
    has_trunk_prefix,
    read_bare,
    read_international,
    read_national,
)
from baken.extraction.phone_atoms import FILLER, PLAIN, SAYS_PLUS, SYMBOLS, Atom, Taken, ends_with_plus, gap
from baken.extraction.phone_groups import (
    bites,
    ends_itself,
    holds_together,
    is_cued,
    is_unfinished,
    led_in,
    possible_ends,
    stops,
)
from baken.extraction.phone_signs import is_obscured, with_edges
from baken.extraction.phone_strands import (
    Found,
    Strand,
    are_prices,
    digits_in,
    has_year,
    in_line,
    is_opening_time,
    looks_dialled,
    row_end,
)
from baken.extraction.plain_numbers import Plain
from baken.extraction.references import is_reference

FEWEST_DIGITS, FEWEST_NATIONAL = 7, 9
"""Of a number, and of one in its own country."""

_MOST_LEADING = 6
_HOUR_DIGITS = 4
_NEAR = 12
_COMMA = frozenset(",")


@cache
def _bare_first(region: str) -> frozenset[str]:
    """With which digits numbers begin that have neither plus nor trunk zero."""
    return frozenset(code[0] for code in (*bare_codes(region), *bare_mobile(region)))


class Search:
    """Looks for the numbers of one advert along its atoms, and gathers what it finds."""

    def __init__(self, clear: ClearText, title_end: int, region: str) -> None:
        self.clear = clear
        self.title_end = title_end
        self.region = region
        self.bare_first = _bare_first(region)
        self.codes = bare_codes(region)
        self.own_mobile = tuple(self.codes[0] + code for code in bare_mobile(region))
        self.first = frozenset("0") if has_trunk_prefix(region) else frozenset("0123456789")
        """With which digits a number can begin that has no plus; `plus`: whether one may have."""
        self.plus = "+" in clear.low or clear.has(SAYS_PLUS)
        self.bare = False
        """Whether numbers without plus or trunk zero are tried: after all others were taken."""
        self.is_searched = False
        """Whether all atoms are digits that were searched: at `nothing_at` no number begins with prefix."""
        self.nothing_at: set[int] = set()
        self.contacts: list[Contact] = []
        self.claimed: list[tuple[int, int]] = []
        self.looked_at: set[int] = set()
        self.found: list[tuple[int, int]] = []
        """Where numbers stand in the clear text, and `claimed`: where their parts stand."""

    def free(self, parts: Sequence[Atom]) -> list[Atom]:
        """The atoms that belong to no number yet."""
        if not self.claimed:
            return list(parts)
        claimed = Taken(self.claimed)
        return [part for part in parts if not claimed.covers(part.start)]

    def in_order(self) -> list[Contact]:
        """What was found, in the order of the words."""
        found = self.contacts
        return found if len(found) < 2 else sorted(found, key=lambda one: one.span or (0, 0))

    def run(self, parts: list[Atom], *, most: int = FILLER) -> list[Atom]:
        """Finds numbers along the atoms and returns those that are left over."""
        self.find(parts, most=most)
        return self.free(parts)

    def find(self, parts: list[Atom], *, most: int = FILLER) -> None:
        """Finds numbers along the atoms. `most` is the most that may stand between two of one number."""
        if not self._may_begin(parts):
            return
        near = self._without_lonely(parts)
        if digits_in(near) < FEWEST_DIGITS:
            return
        strand = Strand(near, self.clear, self.title_end)
        low = self.clear.low
        at, count = 0, len(strand.parts)
        while at < count:
            if strand.parts[at].digits[0] not in self.first and not self.plus:
                at += 1
                continue
            begin = strand.parts[at].start
            found = None
            if not (self.is_searched and begin in self.nothing_at):
                found = self._number_at(strand, at)
                if found is None:
                    self.nothing_at.add(begin)
            if found is None and self.bare:
                found = self._without_prefix(strand, at)
            if found is None:
                at = self._behind_other(strand, at)
                continue
            if (
                found.worst > most
                or is_unfinished(low, strand.parts[found.last].end, found.reading)
                or bites(strand, at, found.last, self.region)
            ):
                at += 1
                continue
            self.claim(strand.parts[found.first : found.last + 1], found.reading, found.start)
            at = found.last + 1

    def _may_begin(self, parts: Sequence[Atom]) -> bool:
        """Whether a number can begin with one of the atoms."""
        if self.is_searched:
            bare = self.bare_first if self.bare else frozenset[str]()
            parts = [part for part in parts if part.start not in self.nothing_at or part.digits[0] in bare]
        first = self.first
        return any(self.plus or part.digits[0] in first for part in parts)

    def _without_lonely(self, parts: list[Atom]) -> list[Atom]:
        """Drops ambiguous words ("een") that stand beside no other digit."""
        kept: list[Atom] = []
        for at, part in enumerate(parts):
            if part.ambiguous:
                before = at and self._near(parts[at - 1], part)
                if not before and (at + 1 == len(parts) or not self._near(part, parts[at + 1])):
                    continue
            kept.append(part)
        return kept

    def _near(self, one: Atom, two: Atom) -> bool:
        between = self.clear.low[one.end : two.start]
        if len(between) > _NEAR:
            return False
        return between.strip() in _COMMA or gap(self.clear.low, one.end, two.start, self.title_end) <= SYMBOLS

    def _number_at(self, strand: Strand, at: int) -> Found | None:
        """The number that begins with the atom `at`, if one does."""
        part = strand.parts[at]
        low = self.clear.low
        if len(part.digits) > LONGEST:
            return None
        plus = ends_with_plus(low, part.start) if self.plus else None
        if plus is not None:
            found = self._international(strand, at, "", plus)
            if found is not None:
                return found
        if part.digits.startswith("00") or (part.digits == "0" and self._starts(strand, at, "00")):
            return self._international(strand, at, "00", part.start)
        if led_in(strand, at):
            return None
        if part.digits.startswith("0") or not has_trunk_prefix(self.region):
            found = self._national(strand, at)
            if found is not None:
                return found
        return None

    def _starts(self, strand: Strand, at: int, digits: str) -> bool:
        return possible_ends(strand, at, len(digits))[-1][0].startswith(digits)

    def _international(self, strand: Strand, at: int, prefix: str, start: int) -> Found | None:
        best: tuple[tuple[bool, bool, int, int], Found] | None = None
        for text, last, worst in possible_ends(strand, at, LONGEST, prefix):
            digits = text[len(prefix) :]
            if len(digits) < 8:
                continue
            reading = read_international(digits)
            sure = not prefix or digits.startswith(self.codes)
            if reading is None or not holds_together(strand, at, last, worst, sure=sure):
                continue
            alike = len({one.disguised for one in strand.parts[at : last + 1]}) == 1
            signs = reading.valid + reading.fits + ends_itself(strand, last, worst)
            rank = (worst < FILLER, alike, signs, last)
            if best is None or rank > best[0]:
                best = (rank, Found(reading, at, last, start, worst))
        if best is None or (prefix and is_reference(self.clear.low, start)):
            return None
        return best[1]

    def _national(self, strand: Strand, at: int) -> Found | None:
        part = strand.parts[at]
        ends = possible_ends(strand, at, LONGEST_DUTCH if self.region == "NL" else LONGEST)
        if self.region == "NL":
            longest = ends[-1][0] if ends else ""
            lengths = {1 + length for length in dutch_lengths(longest[1:5])}
            ends = [end for end in ends if len(end[0]) in lengths]
        choices: list[tuple[tuple[int, int], Found]] = []
        for text, last, worst in ends:
            reading = read_national(text, self.region) if len(text) >= 7 else None
            if reading is None:
                continue
            if self._is_else(text, strand.parts[at : last + 1]) and not is_cued(self.clear.low, part.start):
                continue
            sure = text.startswith("06") and self.region == "NL"
            if not holds_together(strand, at, last, worst, sure=sure):
                continue
            itself = ends_itself(strand, last, worst)
            if not has_trunk_prefix(self.region) and not (
                reading.valid
                or is_cued(self.clear.low, part.start)
                or (itself and reading.fits and looks_dialled(strand.parts[at : last + 1]))
            ):
                continue
            signs = reading.valid + reading.fits + itself
            choices.append(((signs, last), Found(reading, at, last, part.start, worst)))
        if not choices or self._is_reference(strand, at):
            return None
        return max(choices)[1]

    def _is_reference(self, strand: Strand, at: int) -> bool:
        """Whether the number, or the row of digits that it ends, is said to be something else."""
        low = self.clear.low
        if is_reference(low, strand.parts[at].start):
            return True
        first = at
        while first > strand.floor and at - first < _MOST_LEADING and in_line(strand, first - 1):
            first -= 1
        return at - first > 1 and is_reference(low, strand.parts[first].start)

    def _behind_other(self, strand: Strand, at: int) -> int:
        """Behind the atom `at`, or behind the whole row that it begins when that is something else.

        The digits of opening times, and those that a label names, are part of no number any more.
        """
        part = strand.parts[at]
        if part.disguised or part.start in self.looked_at:
            return at + 1
        self.looked_at.add(part.start)
        low, hours = self.clear.low, len(part.digits) == _HOUR_DIGITS and row_end(strand, at) == at + 2
        if hours:
            hours = is_opening_time(part.digits + strand.parts[at + 1].digits)
        if not (hours and not is_cued(low, part.start)) and not is_reference(low, part.start):
            return at + 1
        row = row_end(strand, at)
        self.claimed.extend((one.start, one.end) for one in strand.parts[at:row])
        strand.floor = row
        return row

    def _is_else(self, text: str, parts: Sequence[Atom]) -> bool:
        """Whether digits look like opening times, prices or the number of a voucher."""
        return is_opening_time(text) or has_year(parts) or are_prices(parts)

    def _without_prefix(self, strand: Strand, at: int) -> Found | None:
        """A number without plus or trunk zero: "31612345678", "6 12 34 56 78"."""
        part = strand.parts[at]
        low = self.clear.low
        first = part.digits
        if first[0] not in self.bare_first or (at > strand.floor and strand.gaps[at - 1] == PLAIN):
            return None
        wants_mobile = any(
            first.startswith(code) or code.startswith(first) for code in bare_mobile(self.region)
        )
        codes = [code for code in bare_codes(self.region) if first.startswith(code) or code.startswith(first)]
        if not codes and not wants_mobile:
            return None
        slashed = first in bare_mobile(self.region) and low[part.end : part.end + 1] == "/"
        cued = slashed or is_cued(low, part.start)
        for text, last, worst in reversed(possible_ends(strand, at, LONGEST, "")):
            if worst >= FILLER or (strand.gaps[last] == PLAIN and not stops(strand, last)):
                continue
            likely = cued or all(one.disguised for one in strand.parts[at : last + 1])
            code = next((code for code in codes if text.startswith(code)), None)
            reading = None
            if wants_mobile and likely and len(text) >= FEWEST_NATIONAL:
                reading = read_bare(text, self.region)
            if reading is None and code and len(text) >= 10:
                reading = read_international(text)
                own_mobile = text.startswith(self.own_mobile) and reading is not None and reading.fits
                if reading is None or not (own_mobile or (likely and reading.fits)):
                    reading = None
            if reading is not None and not is_reference(low, part.start):
                return Found(reading, at, last, part.start, worst)
        return None

    def claim(self, parts: Sequence[Atom], reading: Reading, start: int, *, split: bool = False) -> None:
        low = self.clear.low
        end = parts[-1].end
        start = min(start, parts[0].start)
        start, end = with_edges(low, start, end)
        self.claimed.extend((part.start, part.end) for part in parts)
        obscured = split or is_obscured(self.clear, parts, start, end, self.title_end)
        self.found.append((start, end))
        span = self.clear.span(start, end)
        self.contacts.append(Contact(PHONE, reading.e164, obscured, reading.valid, span))

    def take(self, plain: Plain) -> None:
        """Takes a number in plain digits over."""
        start, end = plain.start, plain.end
        self.found.append((start, end))
        self.claimed.append((start, end))
        obscured = self.clear.is_disguised(start, end)
        contact = Contact(
            PHONE, plain.reading.e164, obscured, plain.reading.valid, self.clear.span(start, end)
        )
        self.contacts.append(contact)
