"""Takes the disguise off the characters of an advert, with a way back to the words as they stood.

Other alphabets' digits, circled, full-width and mathematical characters, keycaps, characters that
nobody sees and HTML entities are read as what a reader sees. Each place remembers whether it was
disguised, and where it stood in the original words.
"""

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Set
from functools import lru_cache
from itertools import accumulate, chain

_ENTITY = r"&(?:amp;){0,2}(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z]{2,12};)"
_ODD = re.compile(rf"[^\x00-\x7f]|{_ENTITY}")
_NUMBERED = re.compile(r"&(?:amp;){0,2}#")
_TOKEN = re.compile(r"([0-9]+|[^\W\d_]+)")
_NUMBER = re.compile(r"[0-9]+")

_ASCII = frozenset(map(chr, range(128)))
_CJK_DIGITS = dict(zip("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖", "00123456789123456789", strict=True))
_RINGS = frozenset("○◯⭕")
_WHITE_ON_BLACK = (0x1F150, 0x1F170)
"""Where A to Z stand in black circles and squares."""
_MARKS = {"\ufe0e", "\ufe0f", "\u20e3"}


class ClearText:
    """The words without disguise. `text` and `low` (lower case) have the same length.

    `tokens` are its runs of digits and of letters in lower case, `kinds` the different ones among
    them, `numbers` the runs of digits as [start, end).
    Places in them are not places in the original words: `span` gives those.
    """

    __slots__ = (
        "_begins",
        "_ends",
        "_hidden",
        "_masked",
        "_parts",
        "_starts",
        "kinds",
        "low",
        "numbers",
        "text",
        "tokens",
    )

    def __init__(self, words: str) -> None:
        self._starts: list[int] | None = None
        self._begins: list[int] | None = None
        self._ends: list[int] = []
        self._masked: list[int] = []
        self._hidden: list[int] = []
        plain = "&" not in words and (words.isascii() or not any(map(_is_odd, set(words) - _ASCII)))
        self.text = words if plain else self._unmask(words)
        self.low = _lower(self.text)
        # What stands between tokens and the tokens, in turn.
        self._parts: list[str] = _TOKEN.split(self.low)
        self.tokens = self._parts[1::2]
        self.kinds = frozenset(self.tokens)
        self.numbers = [match.span() for match in _NUMBER.finditer(self.low)]

    def standing(self, wanted: Set[str]) -> list[tuple[int, str]]:
        """Where each of the wanted tokens begins, in the order of the words."""
        if self._begins is None:
            self._begins = list(accumulate(map(len, self._parts)))[::2]
        return [
            (start, word) for start, word in zip(self._begins, self.tokens, strict=False) if word in wanted
        ]

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
            if _hides(odd, seen):
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


def _hides(odd: str, seen: str) -> bool:
    """Whether a number or name is hidden by it: a no-break space or a named entity is only untidy."""
    if len(odd) > 1:
        return seen.isascii() and _NUMBERED.match(odd) is not None
    return seen.isalnum() or seen == "+"


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
        if plain.startswith("&"):
            plain = html.unescape(html.unescape(plain))
        if plain == odd:
            return None
        return "".join(c if (one := _seen(c)) is None else one for c in plain)
    if odd <= "\x7f":
        return None
    if odd == "\U0001f51f":
        return "10"
    if odd in _CJK_DIGITS:
        return _CJK_DIGITS[odd]
    if odd == "➕":
        return "+"
    if odd in _RINGS:
        return "O"
    for first in _WHITE_ON_BLACK:
        if 0 <= ord(odd) - first < 26:
            return chr(ord("A") + ord(odd) - first)
    kind = unicodedata.category(odd)
    if kind in ("Cf", "Mn", "Me") or odd in "\u115f\u1160\u3164\uffa0\u2800":
        return ""
    if kind == "Nd" or (kind in ("No", "Nl") and unicodedata.digit(odd, None) is not None):
        return str(unicodedata.digit(odd))
    if kind in ("No", "Nl"):
        value = unicodedata.numeric(odd, 0.0)
        return str(int(value)) if value in range(51) else None
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
