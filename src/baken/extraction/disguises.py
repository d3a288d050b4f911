"""Takes the disguise off the characters of an advert, with a way back to the words as they stood.

Other alphabets' digits, circled, full-width and mathematical characters, keycaps, characters that
nobody sees and HTML entities are read as what a reader sees. Each place remembers whether it was
disguised, and where it stood in the original words.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Set
from functools import lru_cache
from itertools import chain

_ENTITY = r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,12});"
_ODD = re.compile(rf"[^\x00-\x7f]|{_ENTITY}")
_DIGIT_ENTITY = re.compile(r"&#(?:0*(?:4[89]|5[0-7])|[xX]0*3[0-9]);?")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+")
_NUMBER = re.compile(r"[0-9]+")
_MANY = 40
"""From so many different tokens on, one walk over the words is quicker than a search for each."""

_ASCII = frozenset(map(chr, range(128)))
_CJK_DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True))
_MARKS = {"\ufe0e", "\ufe0f", "\u20e3"}


class ClearText:
    """The words without disguise. `text` and `low` (lower case) have the same length.

    `tokens` are its runs of digits and of letters in lower case, `kinds` the different ones among
    them, `numbers` the runs of digits as [start, end).
    Places in them are not places in the original words: `span` gives those.
    """

    __slots__ = ("_ends", "_hidden", "_masked", "_starts", "kinds", "low", "numbers", "text", "tokens")

    def __init__(self, words: str) -> None:
        self._starts: list[int] | None = None
        self._ends: list[int] = []
        self._masked: list[int] = []
        self._hidden: list[int] = []
        plain = "&" not in words and (words.isascii() or not any(map(_is_odd, set(words) - _ASCII)))
        self.text = words if plain else self._unmask(words)
        self.low = _lower(self.text)
        self.tokens: list[str] = _TOKEN.findall(self.low)
        self.kinds = frozenset(self.tokens)
        self.numbers = [match.span() for match in _NUMBER.finditer(self.low)]

    def standing(self, wanted: Set[str]) -> list[tuple[int, str]]:
        """Where each of the wanted tokens begins, in the order of the words."""
        if len(wanted) > _MANY:
            return [(start, word) for word, start in self._walk() if word in wanted]
        return sorted((start, word) for word in wanted for start in self._starts_of(word))

    def _starts_of(self, word: str) -> Iterator[int]:
        low, size = self.low, len(word)
        at = low.find(word)
        while at >= 0:
            end = at + size
            if not (at and _goes_on(low[at - 1], word)) and not (end < len(low) and _goes_on(low[end], word)):
                yield at
            at = low.find(word, end)

    def _walk(self) -> Iterator[tuple[str, int]]:
        at = 0
        for word in self.tokens:
            at = self.low.find(word, at)
            yield word, at
            at += len(word)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) in code points of the original words."""
        if self._starts is None:
            return start, end
        return self._starts[start], self._ends[end - 1]

    def place(self, original: int) -> int:
        """Where a place of the original words stands in the clear text."""
        return original if self._starts is None else bisect_left(self._starts, original)

    def is_disguised(self, start: int, end: int) -> bool:
        """Whether a character in [start, end) was disguised, or something unseen stood inside."""
        return _any_in(self._masked, start, end) or _any_in(self._hidden, start + 1, end)

    def _unmask(self, words: str) -> str:
        pieces: list[str] = []
        starts: list[range | list[int]] = []
        ends: list[range | list[int]] = []
        length = at = 0
        last_end: list[int] | None = None
        for match in _ODD.finditer(words):
            odd = match.group()
            seen = _seen(odd)
            if seen is None:
                continue
            begin, end = match.span()
            if begin > at:
                pieces.append(words[at:begin])
                starts.append(range(at, begin))
                ends.append(range(at + 1, begin + 1))
                length += begin - at
                last_end = None
            at = end
            if not seen:
                self._hidden.append(length)
                # A keycap's frame belongs to the character that it stands on.
                if (odd in _MARKS or unicodedata.combining(odd[0])) and ends:
                    if last_end is None:
                        last_end = [*ends.pop()]
                        ends.append(last_end)
                    last_end[-1] = end
                    self._masked.append(length - 1)
                continue
            if seen.isalnum() and (len(odd) == 1 or _DIGIT_ENTITY.fullmatch(odd)):
                self._masked.extend(range(length, length + len(seen)))
            pieces.append(seen)
            starts.append([begin] * len(seen))
            last_end = [end] * len(seen)
            ends.append(last_end)
            length += len(seen)
        if at < len(words):
            pieces.append(words[at:])
            starts.append(range(at, len(words)))
            ends.append(range(at + 1, len(words) + 1))
        self._starts = list(chain.from_iterable(starts))
        self._ends = list(chain.from_iterable(ends))
        return "".join(pieces)


def _goes_on(letter: str, word: str) -> bool:
    """Whether a token goes on with this letter: digits with digits, letters with letters."""
    if word[0] <= "9":
        return "0" <= letter <= "9"
    return letter.isalnum() and not letter.isdecimal()


def _any_in(places: list[int], start: int, end: int) -> bool:
    return bool(places) and bisect_left(places, start) < bisect_left(places, end)


def _lower(text: str) -> str:
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low


@lru_cache(maxsize=8192)
def _seen(odd: str) -> str | None:
    """What a reader sees: None for the character itself, nothing for one that nobody sees."""
    if len(odd) > 1:
        plain = html.unescape(odd)
        if plain == odd:
            return None
        return "".join(c if (one := _seen(c)) is None else one for c in plain)
    if odd <= "\x7f":
        return None
    if odd == "\U0001f51f":
        return "10"
    if odd in _CJK_DIGITS:
        return _CJK_DIGITS[odd]
    kind = unicodedata.category(odd)
    if kind in ("Cf", "Mn", "Me") or odd in "\u115f\u1160\u3164\uffa0\u2800":
        return ""
    if kind == "Nd" or (kind in ("No", "Nl") and unicodedata.digit(odd, None) is not None):
        return str(unicodedata.digit(odd))
    if kind in ("No", "Nl"):
        value = unicodedata.numeric(odd, 0.0)
        return str(int(value)) if value in range(1, 51) else None
    if kind[0] in "LS" and not odd.isspace():
        plain = unicodedata.normalize("NFKC", odd)
        if len(plain) == 1 and plain.isascii() and plain != odd:
            return plain
    elif kind[0] == "P":
        plain = unicodedata.normalize("NFKC", odd)
        if len(plain) == 1 and plain.isascii():
            return plain
    return None


def _is_odd(letter: str) -> bool:
    return _seen(letter) is not None
