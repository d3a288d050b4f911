"""The smallest parts of a phone number in words: what stands for digits, and what stands between."""

import re
import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from baken.extraction.digit_words import (
    AMBIGUOUS,
    DIGIT_WORDS,
    HUNDRED,
    LOOK_ALIKES,
    PLUS_WORDS,
    WEAK_LOOK_ALIKES,
    digits_of,
    joined_tens,
    may_join,
)
from baken.extraction.disguises import ClearText
from baken.extraction.marks import JOINED, LOOKS, NUMBER, ask, ask_look_alikes
from baken.extraction.said_again import COUNTS, NOUNS, REPEATS, TIMES, again, counts_next

PLAIN, SYMBOLS, FILLER, BREAK = range(4)
"""What stands between two atoms: plain grouping, unusual signs, words, or too much for one number."""

_DIGITS_ONLY = re.compile(r"[0-9]")
_DASH = r"[\-\u2010-\u2015\u2212]"
_PLAIN_GAP = re.compile(
    rf"\s{{0,8}}|\s{{0,3}}(?:{_DASH}{{1,2}}|[./])\s{{0,3}}"
    rf"|\s{{0,3}}(?:{_DASH}|[./])?\s{{0,2}}(?:\)\s{{0,2}}(?:{_DASH}|[./])?\s{{0,2}}\(?|\()\s{{0,3}}"
)
SIGNS_LIKE_DIGITS = frozenset("|!")
_GLUED_SIGNS = re.compile(r"(?<=[0-9])[|!]{1,4}|[|!]{1,4}(?=[0-9])")
_ONCE, _AGAIN, _HUNDREDFOLD = range(3)
_NOWHERE = (sys.maxsize, sys.maxsize)
_HAS_LETTER = re.compile(r"[^\W\d_]")
_LONGEST_SYMBOLS = 12
_LONGEST_FILLER = 28
FURTHEST = 2 * _LONGEST_FILLER
_MOST_FILLER_WORDS = 5
_LONGEST_DIGITS = 17
_BEHIND_PLUS = frozenset("+( ")
_LONGEST_REPEAT_GAP = 2
_LONGEST_LOOSE = 2
_LONGEST_WEAK = 4
_GROUP_SIGNS = frozenset(" .-/")
_ANY_LOOK_ALIKES = WEAK_LOOK_ALIKES | LOOK_ALIKES
_LOOKING = frozenset(low for letter in _ANY_LOOK_ALIKES for low in (letter, letter.lower()) if len(low) == 1)
SAYS_ZERO = ask("zero", [word for word, digits in DIGIT_WORDS.items() if digits[0] == "0"])
SAYS_DIGITS = ask("digits", DIGIT_WORDS, joined=True) | ask("repeats", [*REPEATS, *TIMES, *NOUNS, *HUNDRED])
SAYS_PLUS = ask("plus", PLUS_WORDS)
ask("doubling", REPEATS)
WORDS = NUMBER | SAYS_DIGITS | JOINED | LOOKS
"""Marks of the tokens that can be digits."""
ask_look_alikes(LOOK_ALIKES, WEAK_LOOK_ALIKES)

_STRONGLY_JOINED = re.compile(r"[.!?]\s|\n\s*\n|,\s")


class Atom(NamedTuple):
    """Digits that stand together in the clear text, at [start, end).

    `disguised`: words or look-alikes, not digits. `ambiguous`: more often something else.
    `weak`: a letter that is taken for a digit only where nothing else fits.
    """

    digits: str
    start: int
    end: int
    disguised: bool = False
    ambiguous: bool = False
    weak: bool = False


class Taken:
    """Spans that are known to be something else than a phone number."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans = iter(sorted(spans))
        self._start, self._end = next(self._spans, _NOWHERE)

    def covers(self, start: int) -> bool:
        """Whether `start` lies in a span; to be asked with rising values."""
        while start >= self._end:
            self._start, self._end = next(self._spans, _NOWHERE)
        return start >= self._start


class _Meaning(NamedTuple):
    """What a word can be in a number: digits, what is said of digits beside it, or letters like digits."""

    digits: str | None
    ambiguous: bool
    said: int
    looks: bool


NO_PART = _Meaning(None, False, _ONCE, False)


@lru_cache(maxsize=65536)
def meaning_of(word: str) -> _Meaning:
    """NO_PART for the many words that have no part in a number."""
    if word in REPEATS or word in TIMES or word in NOUNS:
        return _Meaning(None, False, _AGAIN, False)
    if word in HUNDRED:
        return _Meaning(None, False, _HUNDREDFOLD, False)
    digits = digits_of(word)
    if digits is not None:
        return _Meaning(digits, word in AMBIGUOUS, _ONCE, False)
    if len(word) <= _LONGEST_DIGITS and _LOOKING.issuperset(word):
        return _Meaning(None, True, _ONCE, True)
    return NO_PART


def atoms(clear: ClearText, taken: Taken) -> list[Atom]:
    """All atoms in the words, in their order, without those in `taken`."""
    return atoms_of(clear, _parts(clear), taken)


def atoms_of(clear: ClearText, parts: Sequence[tuple[int, int]], taken: Taken) -> list[Atom]:
    """The same of the tokens at some places, in their order."""
    low = clear.low
    found: list[Atom] = []
    after = 0
    covers = taken.covers
    ten = ""
    for start, end in parts:
        if start < after:
            continue
        word = low[start:end]
        if "0" <= word[0] <= "9":
            digits: str | None = word
            disguised = ambiguous = weak = False
        elif word[0] in SIGNS_LIKE_DIGITS:
            digits, disguised, ambiguous, weak = "1" * len(word), True, False, True
        else:
            meaning = meaning_of(word)
            if meaning is NO_PART:
                continue
            if meaning.said:
                part = _of_said(low, found, meaning, (start, end), word)
                if part is not None and not covers(start):
                    if found and part.start <= found[-1].start:
                        found.pop()
                    found.append(part)
                    after, ten = part.end, ""
                continue
            digits, disguised, ambiguous, weak = meaning.digits, True, meaning.ambiguous, False
            if meaning.looks:
                digits, ambiguous, weak = _look_alike(clear, start, end)
        if digits is None:
            continue
        if covers(start):
            ten = ""
            continue
        if disguised and len(digits) == 1 and found and counts_next(low, found[-1][1:3], start):
            times = COUNTS[found[-1].digits]
            found[-1] = Atom(digits * times, found[-1].start, end, True)
            ten = ""
            continue
        joined = joined_tens(ten, digits, word) if ten and may_join(low[found[-1].end : start]) else None
        if joined is not None:
            found[-1] = Atom(joined, found[-1].start, end, True)
            ten = joined if word != "vingts" else ""
            continue
        found.append(Atom(digits, start, end, disguised, ambiguous, weak))
        ten = word if disguised else ""
    return found


def _of_said(
    low: str, found: Sequence[Atom], meaning: _Meaning, span: tuple[int, int], word: str
) -> Atom | None:
    """What a word makes of the digits beside it: "nine hundred" is 900, "drie nullen" 000."""
    start, end = span
    before = found[-1] if found and start - found[-1].end <= _LONGEST_REPEAT_GAP else None
    if before is not None and low[before.start - 1 : before.start].isalpha():
        before = None  # "0x6x0x4x0"
    if meaning.said == _HUNDREDFOLD:
        if before is None or not before.disguised or len(before.digits) > 1:
            return None
        return Atom(before.digits + "00", before.start, end, True)
    said = again(low, word, end, before.digits if before else "")
    if said is None:
        return None
    first = start if before is None or word in REPEATS else before.start
    return Atom(said.digits, first, said.end, True, said.ambiguous)


def _parts(clear: ClearText) -> list[tuple[int, int]]:
    """Where everything stands that can be digits."""
    low = clear.low
    parts = [(start, end) for start, end, mark in clear.found if mark & WORDS]
    if any(sign in low for sign in SIGNS_LIKE_DIGITS):
        parts += [match.span() for match in _GLUED_SIGNS.finditer(low)]
        parts.sort()
    return parts


def _look_alike(clear: ClearText, start: int, end: int) -> tuple[str | None, bool, bool]:
    """Letters as the digits that they look like; whether ambiguous, whether weak."""
    glued = _is_glued(clear.low, start, end)
    if not glued and end - start <= _LONGEST_WEAK and _stands_between(clear, start, end):
        digits = _read_as_digits(clear.text, start, end, _ANY_LOOK_ALIKES)
        if digits is not None:
            return digits, False, True
    digits = _read_as_digits(clear.text, start, end, LOOK_ALIKES)
    if digits is not None and (glued or end - start <= _LONGEST_LOOSE):
        return digits, not glued, False
    if digits is None and glued and end - start <= _LONGEST_WEAK:
        digits = _read_as_digits(clear.text, start, end, _ANY_LOOK_ALIKES)
        return digits, False, True
    return None, False, False


def _read_as_digits(text: str, start: int, end: int, table: dict[str, str]) -> str | None:
    if end - start > _LONGEST_DIGITS:
        return None
    read = [table.get(letter) for letter in text[start:end]]
    return None if None in read else "".join(filter(None, read))


def _stands_between(clear: ClearText, start: int, end: int) -> bool:
    """Whether it is a group of capitals beside a group of digits: "06 OSSS 0120"."""
    low, text = clear.low, clear.text
    if not text[start:end].isupper() or end - start < _LONGEST_LOOSE:
        return False
    before = low[start - 1 : start] in _GROUP_SIGNS and low[start - 2 : start - 1].isdigit()
    return before or (low[end : end + 1] in _GROUP_SIGNS and low[end + 1 : end + 2].isdigit())


def _is_glued(low: str, start: int, end: int) -> bool:
    return low[start - 1 : start].isdigit() or low[end : end + 1].isdigit()


def gap(low: str, end: int, start: int, title_end: int) -> int:
    """What stands between two atoms of the clear text, at [end, start)."""
    if end == start or (start - end == 1 and low[end] in _GROUP_SIGNS):
        return PLAIN
    if start - end > FURTHEST:
        return BREAK
    between = low[end:start]
    if end <= title_end < start:
        return SYMBOLS if len(between) <= _LONGEST_SYMBOLS and not _HAS_LETTER.search(between) else FILLER
    if _PLAIN_GAP.fullmatch(between) and between.count("\n") < 2:
        return PLAIN
    if _DIGITS_ONLY.search(between):
        return BREAK
    if not _HAS_LETTER.search(between):
        if len(between) > _LONGEST_SYMBOLS:
            return BREAK
        return FILLER if _STRONGLY_JOINED.search(between) else SYMBOLS
    if len(between) > _LONGEST_FILLER or len(between.split()) > _MOST_FILLER_WORDS:
        return BREAK
    return FILLER


def ends_with_plus(low: str, start: int) -> int | None:
    """Where the plus before `start` stands, also as a word, or None."""
    if low[start - 1 : start] not in _BEHIND_PLUS:
        return None
    before = low[max(0, start - 8) : start]
    bare = before.rstrip(" (")
    if bare.endswith("+"):
        if bare[-2:-1].isalnum():
            return None  # "18+ 06-..." is an age and a number
        return start - len(before) + len(bare) - 1
    word = bare[max(bare.rfind(" "), bare.rfind("\n")) + 1 :]
    if word in PLUS_WORDS:
        return start - len(before) + len(bare) - len(word)
    return None
