"""Takes the disguise off the characters of an advert, with a way back to the words as they stood.

Other alphabets' digits, circled, full-width and mathematical characters, keycaps, characters that
nobody sees and HTML entities are read as what a reader sees. Each place remembers whether it was
disguised, and where it stood in the original words.
"""

import html
import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from baken.extraction.marks import LIKELY, NUMBER, Marked, marked_tokens

if TYPE_CHECKING:
    from baken.extraction.looked import Looked

_ENTITY = re.compile(r"&(?:amp;){0,2}(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[a-zA-Z]{2,12};)")
_SIGNS_OF_HTML = frozenset("&<>\"'")
_AT_ONCE = 500
_FEW_LETTERS = 16
_TOKEN = re.compile(r"([0-9]+|[^\W\d_]+)")

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_CJK_DIGITS = dict(zip("〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖", "00123456789123456789", strict=True))
_RINGS = frozenset("○◯⭕")
_WHITE_ON_BLACK = (0x1F150, 0x1F170)
"""Where A to Z stand in black circles and squares."""
_MARKS = {"\ufe0e", "\ufe0f", "\u20e3"}


class _Piece(NamedTuple):
    """Words that stand at `at` in the clear text, and at [begin, end) in the original.

    `verbatim`: as they stood there, or else read as something else as a whole.
    """

    at: int
    begin: int
    end: int
    verbatim: bool


class ClearText:
    """The words without disguise. `text` and `low` (lower case) have the same length.

    `words` are the original words, `numbers` the runs of digits as [start, end), `tokens` the runs of
    digits and of letters in lower case, `kinds` the different ones among them. What an extractor asked
    for (`marks.ask`) is found by `marked`, which is much cheaper than looking through the tokens.
    Places in them are not places in the original words: `span` gives those.
    """

    __slots__ = (
        "_begins",
        "_cuts",
        "_found",
        "_hidden",
        "_kinds",
        "_looked",
        "_marks",
        "_masked",
        "_numbers",
        "_parts",
        "_pieces",
        "low",
        "text",
        "words",
    )

    def __init__(self, words: str, *, plain: bool = False) -> None:
        self._pieces: list[_Piece] | None = None
        self._cuts: Sequence[int] = ()
        self._masked: Sequence[int] = ()
        self._hidden: Sequence[int] = ()
        self._found: list[Marked] | None = None
        self._marks = 0
        self._looked: Looked | None = None
        self._numbers: list[tuple[int, int]] | None = None
        self._parts: list[str] | None = None
        self._begins: list[int] | None = None
        self._kinds: frozenset[str] | None = None
        plain = plain or (words.isascii() and "&" not in words)
        self.words = words
        self.text = words if plain else self._cleared(words)
        self.low = _lower(self.text)

    @property
    def numbers(self) -> list[tuple[int, int]]:
        """The runs of digits as [start, end)."""
        if self._numbers is None:
            self._numbers = [(start, end) for start, end, _ in self.having(NUMBER)]
        return self._numbers

    @property
    def found(self) -> list[Marked]:
        """The tokens that somebody asked for, in their order."""
        if self._found is None:
            self._found = self._looked.tokens() if self._looked else self._own_tokens()
        return self._found

    def take(self, looked: "Looked") -> None:
        """Takes over what was found for a whole batch at once."""
        self._looked = looked
        self._marks = looked.marks

    def _own_tokens(self) -> list[Marked]:
        found = marked_tokens(self.low, self.text)
        for one in found:
            self._marks |= one[2]
        return found

    def settled_numbers(self, region: str) -> list[tuple[int, int, str]] | None:
        """The phone numbers, each [start, end) and its digits, where a look at the batch settled them.

        None where they must be searched for. The look knows Dutch numbers in plain digits.
        """
        return self._looked.plain_numbers if self._looked is not None and region == "NL" else None

    def is_settled(self, region: str) -> bool:
        """Whether `settled_numbers` knows them."""
        return self._looked is not None and region == "NL" and self._looked.is_settled

    def lone_number(self, region: str) -> list[Marked]:
        """The tokens of one hidden number that stands alone in the words, and of what is close behind it.

        None of them where a look at the batch did not find that it stands alone.
        """
        return self._looked.lone_number if self._looked is not None and region == "NL" else []

    def may_be_lone(self, region: str) -> bool:
        """Whether `lone_number` knows such tokens."""
        return self._looked is not None and region == "NL" and self._looked.may_be_lone

    def has(self, mark: int) -> bool:
        """Whether a token with the mark stands in the words."""
        if self._found is None and self._looked is None:
            self._found = self._own_tokens()
        if mark & LIKELY and self._looked is not None:
            return self._marks & mark & ~LIKELY != 0 or self._looked.may_be(mark & LIKELY)
        return self._marks & mark != 0

    def may_show(self, signs: int) -> bool:
        """Whether one of the signs of `row_signs` may stand in the words: where nobody looked it may."""
        return self._looked is None or self._looked.signs & signs != 0

    def having(self, mark: int) -> list[Marked]:
        """The tokens with the mark, in the order of the words."""
        if not self.has(mark):
            return []
        if self._looked is not None:
            return self._looked.tokens(mark)
        return [one for one in self.found if one[2] & mark]

    def marked(self, mark: int) -> list[tuple[int, str]]:
        """Where each token with the mark begins, and the token, in the order of the words."""
        low = self.low
        return [(start, low[start:end]) for start, end, _ in self.having(mark)]

    @property
    def tokens(self) -> list[str]:
        """All runs of digits and of letters in lower case."""
        return self._split()[1::2]

    @property
    def kinds(self) -> frozenset[str]:
        """The different tokens."""
        if self._kinds is None:
            self._kinds = frozenset(self.tokens)
        return self._kinds

    def standing(self, wanted: Set[str]) -> list[tuple[int, str]]:
        """Where each of the wanted tokens begins, in the order of the words."""
        if self._begins is None:
            self._begins = list(accumulate(map(len, self._split())))[::2]
        return [
            (start, word) for start, word in zip(self._begins, self.tokens, strict=False) if word in wanted
        ]

    def _split(self) -> list[str]:
        # What stands between tokens and the tokens, in turn.
        if self._parts is None:
            self._parts = _TOKEN.split(self.low)
        return self._parts

    @property
    def is_verbatim(self) -> bool:
        """Whether each place in the original words is the same here."""
        return self._pieces is None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """[start, end) in code points of the original words."""
        if self._pieces is None:
            return start, end
        first = self._pieces[bisect_right(self._cuts, start) - 1]
        last = self._pieces[bisect_right(self._cuts, end - 1) - 1]
        return (
            first.begin + (start - first.at if first.verbatim else 0),
            last.begin + end - last.at if last.verbatim else last.end,
        )

    def place(self, original: int) -> int:
        """Where a place of the original words stands in the clear text."""
        if self._pieces is None:
            return original
        found = bisect_right(self._pieces, original, key=_end)
        if found == len(self._pieces):
            return len(self.text)
        piece = self._pieces[found]
        if piece.verbatim or original <= piece.begin:
            return piece.at + max(0, original - piece.begin)
        return self._cuts[found + 1] if found + 1 < len(self._cuts) else len(self.text)

    def is_disguised(self, start: int, end: int) -> bool:
        """Whether a character in [start, end) was disguised, or something unseen stood inside."""
        if not self._masked and not self._hidden:
            return False
        return _any_in(self._masked, start, end) or _any_in(self._hidden, start + 1, end)

    def _cleared(self, words: str) -> str:
        odd = frozenset(filter(_is_odd, set("".join(_NOT_ASCII.findall(words)))))
        if not odd and "&" not in words:
            return words
        if "&" in words or any(len(_seen(one) or "") != 1 for one in odd):
            return self._unmask(words, odd)
        # Each is read as one character: every place stays what it was.
        hiding = {one for one in odd if _hides(one, _seen(one) or "")}
        if hiding:
            self._masked = _places_of(words, hiding)
        return words.translate({ord(one): _seen(one) for one in odd})

    def _unmask(self, words: str, odd: frozenset[str]) -> str:
        said: list[str] = []
        pieces: list[_Piece] = []
        masked: list[int] = []
        hidden: list[int] = []
        self._masked, self._hidden = masked, hidden
        length = at = 0
        spans = [(place, place + 1) for place in _places_of(words, odd)]
        if "&" in words:
            spans = sorted([*spans, *(match.span() for match in _ENTITY.finditer(words))])
        for begin, end in spans:
            one = words[begin:end]
            seen = _seen(one)
            if seen is None:
                continue
            if begin > at:
                said.append(words[at:begin])
                pieces.append(_Piece(length, at, begin, True))
                length += begin - at
            at = end
            if not seen:
                hidden.append(length)
                if (one in _MARKS or unicodedata.combining(one[0])) and pieces:
                    _frame(pieces, masked, length, end)
                continue
            if _hides(one, seen):
                masked.extend(range(length, length + len(seen)))
            said.append(seen)
            pieces.append(_Piece(length, begin, end, False))
            length += len(seen)
        if at < len(words):
            said.append(words[at:])
            pieces.append(_Piece(length, at, len(words), True))
        self._pieces = pieces
        self._cuts = [piece.at for piece in pieces]
        return "".join(said)


def _frame(pieces: list[_Piece], masked: list[int], length: int, end: int) -> None:
    """A keycap's frame belongs to the character that it stands on."""
    last = pieces.pop()
    if last.verbatim and length - last.at > 1:
        pieces.append(_Piece(last.at, last.begin, last.end - 1, True))
        last = _Piece(length - 1, last.end - 1, end, False)
    pieces.append(last._replace(end=end, verbatim=False))
    masked.append(length - 1)


def clear_texts(many: Sequence[str]) -> Iterator[ClearText]:
    """Words without disguise, in their order; the marked tokens of many are found at once.

    Loads the compiler: few words are read sooner one by one. Holds some hundreds at a time.
    """
    from baken.extraction.scan import are_plain, look

    for at in range(0, len(many), _AT_ONCE):
        some = many[at : at + _AT_ONCE]
        plain = are_plain(some, _is_odd)
        cleared = [ClearText(words, plain=one) for words, one in zip(some, plain, strict=True)]
        lows, texts = [one.low for one in cleared], [one.text for one in cleared]
        for clear, looked in zip(cleared, look(lows, texts), strict=True):
            clear.take(looked)
            yield clear


def _places_of(words: str, letters: Set[str]) -> list[int]:
    """Where one of the letters stands; a few are found one after the other."""
    if len(letters) > _FEW_LETTERS:
        return [at for at, one in enumerate(words) if one in letters]
    places: list[int] = []
    for letter in letters:
        at = words.find(letter)
        while at >= 0:
            places.append(at)
            at = words.find(letter, at + 1)
    places.sort()
    return places


def _end(piece: _Piece) -> int:
    return piece.end


def _hides(odd: str, seen: str) -> bool:
    """Whether a number or name is hidden by it: an entity is, but for the signs that HTML needs."""
    if len(odd) > 1:
        return seen not in _SIGNS_OF_HTML
    return seen.isalnum() or seen in "+@."


def _any_in(places: Sequence[int], start: int, end: int) -> bool:
    return len(places) > 0 and bisect_left(places, start) < bisect_left(places, end)


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
