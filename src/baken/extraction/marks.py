"""Words that an extractor asks for, and how they are found in one advert's words.

An extractor names its words once, when it is loaded, and gets a mark for them. In every advert it
is then told where they stand; of the other words it hears nothing. Batches are searched by `scan`,
which must find the same.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_DIGIT = re.compile(r"[0-9]")
_OWN_LETTERS = str.maketrans("łøđıħŧ", "lodiht")

NUMBER = 1
"""A run of digits."""
LOOKS = 2
"""Letters that can be read as digits, few or beside a digit."""
JOINED = 4
"""A word that begins like a digit word and may be several written as one."""
BEGINS = 8
"""A phone number may begin here."""
PRICED, AGED, POSTAL = 16, 32, 64
"""What digits may be: the amount of a price, an age, a postcode. A word for a currency that is PRICED
may have its amount in words. Where nobody looked, every token has them all, and BEGINS."""
LIKELY = PRICED | AGED | POSTAL
ANYTHING = BEGINS | LIKELY
EVERY = (1 << 31) - 1
_FIRST_FREE = 128

HEAD = 5
"""So many letters tell whether a word begins like a digit word."""
FEWEST_JOINED = 5
LONGEST_LOOSE = 2
LONGEST_WEAK = 4
LONGEST_GLUED = 17

Marked = tuple[int, int, int]
"""Where a token begins and ends in the words, and its marks."""

_asked: dict[str, tuple[int, frozenset[str]]] = {}
_marks_of: dict[str, int] = {}
_heads: set[str] = set()
_looks: set[str] = set()
_sure: set[str] = set()
_any: set[str] = set()


def ask(name: str, words: Iterable[str], *, joined: bool = False) -> int:
    """The mark of an extractor's words: runs of letters in lower case, with or without diacritics.

    With `joined` also words count that begin as several of these written as one.
    """
    mark = _asked[name][0] if name in _asked else _FIRST_FREE << len(_asked)
    bare = frozenset(map(without_diacritics, words))
    _asked[name] = (mark, bare)
    for word in bare:
        _marks_of[word] = _marks_of.get(word, 0) | mark
    if joined:
        begins = {word[:HEAD] for word in bare}
        _heads.update(one for one in begins if len(one) == HEAD)
        _heads.update((one + more)[:HEAD] for one in begins if len(one) < HEAD for more in begins)
    _mark_of.cache_clear()
    return mark


def ask_look_alikes(sure: Iterable[str], weak: Iterable[str]) -> None:
    """Letters, as they are written, that look like digits: much, or only beside digits."""
    _sure.update(sure)
    _any.update(_sure, weak)
    _looks.update(low for one in _any for low in (one, one.lower()) if len(low) == 1)
    _mark_of.cache_clear()


def look_alikes() -> tuple[frozenset[str], frozenset[str]]:
    """Letters, as they are written, that look much like digits, and all that look like some."""
    return frozenset(_sure), frozenset(_any)


def mark_of(name: str) -> int:
    """The mark that an asker got, 0 where it was not loaded."""
    return _asked[name][0] if name in _asked else 0


def asked() -> tuple[dict[str, int], frozenset[str], frozenset[str]]:
    """The marks of each word that was asked for, how joined words begin, and the look-alikes."""
    return _marks_of, frozenset(_heads), frozenset(_looks)


def without_diacritics(word: str) -> str:
    """The word in its base letters: "zéro" is "zero", "pięć" is "piec"."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word.translate(_OWN_LETTERS))
    bare = "".join(c for c in parts if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare)


def marked_tokens(low: str, text: str = "") -> list[Marked]:
    """The runs of digits and the words that somebody asked for, in their order.

    `low` are the words in lower case, `text` as they are written.
    """
    text = text or low
    found = []
    for match in _TOKEN.finditer(low):
        word = match.group()
        mark = _mark_of(word)
        if mark & LOOKS and not _read_as_digits(low, text, *match.span()):
            mark &= ~LOOKS
        if mark:
            found.append((*match.span(), mark | ANYTHING))
    return found


def _read_as_digits(low: str, text: str, start: int, end: int) -> bool:
    """Whether letters can be read as digits: by themselves, glued to digits or a group of capitals."""
    seen, length = text[start:end], end - start
    if not _any.issuperset(seen):
        return False
    sure = _sure.issuperset(seen)
    if sure and length <= LONGEST_LOOSE:
        return True
    if _DIGIT.search(low, max(0, start - 1), end + 1):
        return sure or length <= LONGEST_WEAK
    if not LONGEST_LOOSE <= length <= LONGEST_WEAK or not seen.isupper():
        return False
    return _DIGIT.search(low, max(0, start - 2), end + 2) is not None


@lru_cache(maxsize=65536)
def _mark_of(word: str) -> int:
    if word[0] <= "9":
        return NUMBER
    bare = without_diacritics(word)
    mark = _marks_of.get(bare, 0)
    if len(bare) >= FEWEST_JOINED and bare[:HEAD] in _heads:
        mark |= JOINED
    if len(word) <= LONGEST_GLUED and _looks.issuperset(word):
        mark |= LOOKS
    return mark
