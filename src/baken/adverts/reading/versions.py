"""What stays the same and what varies between the versions of one advert.

Only words with the contacts already taken out are compared, so no value shown here holds one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

from baken.adverts.reading.segments import Contact, Slot, cut_out, visible

MOST_WORDS = 300
MOST_VERSIONS = 6
MOST_SLOTS = 12
MOST_VALUES = 6
LONGEST_VALUE = 60
"""Comparing takes time with the square of the words, so it is bounded; characters of a value shown."""

_TOKEN = re.compile(r"\w+|\n|[^\w\s]")
_SIGN_AFTER = re.compile(r" ([.,;:!?)])")


@dataclass(frozen=True, slots=True)
class Token:
    """A word (or a sign, or a contact by its name) and where it stands."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Varying:
    """One thing that varies: its letter, the values it takes (that of the version shown first), and
    how many more there are. An empty value: there it is left out."""

    letter: str
    values: tuple[str, ...]
    more: int


def tokens(words: str, contacts: Sequence[Contact]) -> list[Token]:
    """The first `MOST_WORDS` tokens of a text; a contact is one token, known by its name alone."""
    found: list[Token] = []
    place = 0
    for start, end, members in chain(cut_out(contacts, len(words)), [(len(words), len(words), ())]):
        found += [
            Token(match.group(), match.start() + place, match.end() + place)
            for match in _TOKEN.finditer(words[place:start])
        ]
        if members:
            name = " ".join(one.name for one in members)
            found.append(Token(f"‹{name or '…'}›", start, end))
        place = end
        if len(found) >= MOST_WORDS:
            break
    return found[:MOST_WORDS]


def compare(shown: Sequence[Token], others: Sequence[Sequence[Token]]) -> tuple[list[Slot], list[Varying]]:
    """Where the version shown differs from the others, and what stands there in each.

    Slots with the same row of values have one letter. What another version only adds is not told.
    """
    words = [token.word for token in shown]
    kept = list(dict.fromkeys(tuple(token.word for token in other) for other in others))
    different = [other for other in kept if other != tuple(words)][:MOST_VERSIONS]
    aligned = [_Aligned(words, other) for other in different]
    slots: list[Slot] = []
    letters: dict[tuple[str, ...], str] = {}
    for low, high in _united(span for one in aligned for span in one.differing):
        values = (_value(words[low:high]), *(_value(one.in_place_of(low, high)) for one in aligned))
        if len(letters) == MOST_SLOTS and values not in letters:
            break
        letter = letters.setdefault(values, chr(ord("a") + len(letters)))
        slots.append(Slot(shown[low].start, shown[high - 1].end, letter))
    return slots, [_varying(letter, values) for values, letter in letters.items()]


class _Aligned:
    """Another version laid beside the words shown."""

    def __init__(self, words: Sequence[str], other: Sequence[str]) -> None:
        self._other = other
        self._starts, self._ends = [0] * (len(words) + 1), [0] * (len(words) + 1)
        self.differing: list[tuple[int, int]] = []
        for tag, low, high, there, until in SequenceMatcher(None, words, other, autojunk=False).get_opcodes():
            for place in range(low, high):
                step = place - low if tag == "equal" else 0
                self._starts[place] = there + step
                self._ends[place + 1] = there + step + 1 if tag == "equal" else until
            if tag in ("replace", "delete"):
                self.differing.append((low, high))

    def in_place_of(self, low: int, high: int) -> Sequence[str]:
        """What stands there where the words shown have [low, high)."""
        return self._other[self._starts[low] : self._ends[high]]


def _united(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for low, high in sorted(spans):
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def _value(words: Sequence[str]) -> str:
    """Words as one short line."""
    spaced = " ".join(word for word in words if word != "\n")
    line = visible(_SIGN_AFTER.sub(r"\1", spaced)).removeprefix(". ")
    return line if len(line) <= LONGEST_VALUE else f"{line[: LONGEST_VALUE - 1]}…"


def _varying(letter: str, values: tuple[str, ...]) -> Varying:
    different = list(dict.fromkeys(values))
    return Varying(letter, tuple(different[:MOST_VALUES]), max(len(different) - MOST_VALUES, 0))
