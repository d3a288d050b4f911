"""The words of an advert in pieces: evidence marked, contacts cut out.

All spans are [start, end) in code points of title, newline, text (`vocabulary.advert_record.words`).
A contact never comes through: where one stands, the segment holds its name and no word of the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span that made an indicator fire; `note` is the number of that indicator on the page."""

    start: int
    end: int
    note: int


@dataclass(frozen=True, slots=True)
class Contact:
    """A span that holds a contact: its kind (a code of `ContactKind`) and the name the page gives it.

    Without a kind it is something that looks like a contact and that nobody read as one.
    """

    start: int
    end: int
    kind: str | None
    name: str = ""
    obscured: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """A span that differs between the versions of one advert; the same letter is the same row of values."""

    start: int
    end: int
    letter: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the words in which nothing changes: `words[start:end]`, or contacts in its place.

    `notes` are the indicators whose evidence lies here, `closing` those whose evidence ends here;
    `letter` is the slot it lies in, `closes` whether that slot ends here.
    """

    start: int
    end: int
    text: str
    contacts: tuple[Contact, ...] = ()
    notes: tuple[int, ...] = ()
    closing: tuple[int, ...] = ()
    letter: str | None = None
    closes: bool = False


_BETWEEN = r"[\s().\-/·•*_,|\u00ad\u200b-\u200f\u2060\ufe0f\u20e3]{0,4}"
_DIGITS = re.compile(rf"\+?\d(?:{_BETWEEN}\d){{7,}}")
_MAIL = re.compile(r"[^\s@]{1,64}\s?@\s?[^\s@]{1,200}?\.[^\s@.]{2,}")
_HANDLE = re.compile(r"(?<!\w)@\w{3,40}")
_HOUR = r"(?:[01]?\d|2[0-4])[.:](?:[0-5]0|[1-5]5|59)"
_HOURS_OR_DATE = re.compile(
    rf"(?<!\d){_HOUR}\s*(?:[-–/]|tot|to|till)\s*{_HOUR}(?!\d)"
    r"|(?<!\d)(?:[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d|(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)"
)
_FEW_DIGITS = 3


def likely_contacts(words: str) -> list[Contact]:
    """What may be a contact though nothing read it as one: eight digits, an address, a name after @.

    The second net: what extraction missed is cut out all the same. Opening hours and dates stay.
    """
    found = [match.span() for match in _DIGITS.finditer(words) if not _only_hours_or_dates(match.group())]
    found += [match.span() for pattern in (_MAIL, _HANDLE) for match in pattern.finditer(words)]
    return [Contact(start, end, None) for start, end in found]


def _only_hours_or_dates(digits: str) -> bool:
    rest, times = _HOURS_OR_DATE.subn(" ", digits)
    return times > 0 and sum(map(str.isdecimal, rest)) <= _FEW_DIGITS


def cut_out(contacts: Iterable[Contact], length: int) -> list[tuple[int, int, tuple[Contact, ...]]]:
    """The spans that contacts cover, overlapping ones as one, with the contacts of each.

    A likely contact goes unnamed where a read one stands too, and each name stands once in a span.
    """
    regions: list[tuple[int, int, list[Contact]]] = []
    within = (one for one in contacts if max(one.start, 0) < min(one.end, length))
    for contact in sorted(within, key=lambda one: (one.start, one.end, one.kind or "", one.name)):
        start, end = max(contact.start, 0), min(contact.end, length)
        if regions and start < regions[-1][1]:
            before, until, members = regions[-1]
            regions[-1] = (before, max(until, end), [*members, contact])
        else:
            regions.append((start, end, [contact]))
    return [(start, end, _named(members)) for start, end, members in regions]


def _named(members: Sequence[Contact]) -> tuple[Contact, ...]:
    read = {(one.kind, one.name): one for one in reversed(members) if one.kind}
    return tuple(sorted(read.values(), key=lambda one: one.start)) or tuple(members[:1])


def segments(
    words: str,
    evidence: Sequence[Evidence] = (),
    contacts: Iterable[Contact] = (),
    slots: Sequence[Slot] = (),
    breaks: Iterable[int] = (),
) -> list[Segment]:
    """The words from first to last in pieces; spans may overlap as they like, and lie outside.

    `breaks` are further places where a piece ends (the end of the title). What lies partly in a
    contact takes all of it.
    """
    length = len(words)
    regions = cut_out(contacts, length)
    at = {start: (end, members) for start, end, members in regions}
    inside = _Inside([(start, end) for start, end, _ in regions], length)
    marks = [(*inside.widened(one), one.note) for one in evidence if _lies(one, length)]
    places = [(*inside.widened(one), one.letter) for one in slots if _lies(one, length)]
    edges = {0, length, *(place for place in breaks if 0 < place < length and inside.floor(place) == place)}
    edges.update(edge for start, end, _ in regions for edge in (start, end))
    edges.update(edge for start, end, _ in (*marks, *places) for edge in (start, end))
    ordered = sorted(edges)
    pieces = []
    for start, end in pairwise(ordered):
        cut = start in at
        letter, closes = _slot_at(places, start, end)
        pieces.append(
            Segment(
                start,
                end,
                "" if cut else visible(words[start:end]),
                at[start][1] if cut else (),
                tuple(sorted({note for low, high, note in marks if low <= start and end <= high})),
                tuple(sorted({note for low, high, note in marks if high == end})),
                letter,
                closes,
            )
        )
    return pieces


def _lies(span: Evidence | Slot, length: int) -> bool:
    return max(span.start, 0) < min(span.end, length)


def _slot_at(places: Sequence[tuple[int, int, str]], start: int, end: int) -> tuple[str | None, bool]:
    for low, high, letter in places:
        if low <= start and end <= high:
            return letter, high == end
    return None, False


class _Inside:
    """Moves a place that lies within a contact to the edge of it."""

    def __init__(self, regions: Sequence[tuple[int, int]], length: int) -> None:
        self._edges = {place: (start, end) for start, end in regions for place in range(start + 1, end)}
        self._length = length

    def floor(self, place: int) -> int:
        """The place, or the start of the contact it lies in."""
        return self._edges.get(place, (max(place, 0), 0))[0]

    def widened(self, span: Evidence | Slot) -> tuple[int, int]:
        """The span with all of each contact that it touches, within the words."""
        end = min(span.end, self._length)
        return self.floor(span.start), self._edges.get(end, (end, end))[1]


def names_of(pseudonyms: Iterable[str], shortest: int = 4) -> Mapping[str, str]:
    """A short name for each pseudonym: its first characters in capitals, as many as keep all apart."""
    different = sorted(set(pseudonyms))
    length = shortest
    while len({one[:length] for one in different}) < len(different):
        length += 1
    return {one: one[:length].upper() for one in different}


# what can't be seen, or turns the order of what is seen around; a joiner within a pictograph is neither
_UNSEEN = re.compile(
    "([\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u2028-\u202f\u205f-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff])\\1*"
)
_PILED = re.compile(r"\n\s*\n\s*\n\s*")
_MOST_ACCENTS = 3


def visible(text: str) -> str:
    """The text with what can't be seen made visible: `‹U+202E›` for a mark that turns the direction.

    Rows of empty lines become one, and accents piled on one letter are cut off after the third.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = _UNSEEN.sub(lambda match: _told(match, text), _PILED.sub("\n\n", text))
    return shown if shown.isascii() else _without_piles(shown)


def _told(match: re.Match[str], text: str) -> str:
    sign, times = match.group(1), len(match.group())
    before = text[match.start() - 1 : match.start()]
    if sign == "\u200d" and times == 1 and before and unicodedata.category(before) in ("So", "Sk", "Mn"):
        return sign
    return f"‹U+{ord(sign):04X}›" if times == 1 else f"‹U+{ord(sign):04X} ×{times}›"


def _without_piles(text: str) -> str:
    kept: list[str] = []
    pile = 0
    for letter in text:
        pile = pile + 1 if unicodedata.combining(letter) else 0
        if pile <= _MOST_ACCENTS:
            kept.append(letter)
    return "".join(kept)
