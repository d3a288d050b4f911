"""Two captures of one advert laid side by side: what came, what went, what stayed.

Contacts are one token each, known by name alone, so nothing shown here holds one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from baken.adverts.reading.segments import visible
from baken.adverts.reading.versions import MOST_WORDS, Token

_SIGN_AFTER = re.compile(r" ([.,;:!?)\]])")
_SIGNS = frozenset(".,;:!?)]")
_AROUND = 12
"""Words that are shown on either side of a change; the rest that stayed becomes an ellipsis."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words and what became of them: "same", "came" or "went"."""

    kind: str
    words: str

    @property
    def glued(self) -> bool:
        """Whether it begins with a sign that stands right behind what comes before."""
        return self.words[:1] in _SIGNS


def differences(before: Sequence[Token], after: Sequence[Token]) -> list[Piece]:
    """What changed from one to the other, in the order of reading; nothing where they say the same."""
    old, new = [token.word for token in before], [token.word for token in after]
    if old == new:
        return []
    pieces: list[Piece] = []
    for tag, low, high, there, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", _line(_middle_left_out(old[low:high]))))
            continue
        if high > low:
            pieces.append(Piece("went", _line(old[low:high])))
        if until > there:
            pieces.append(Piece("came", _line(new[there:until])))
    return [piece for piece in pieces if piece.words]


def is_cut(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Whether one of them is so long that only its beginning was compared."""
    return len(before) >= MOST_WORDS or len(after) >= MOST_WORDS


def _middle_left_out(words: Sequence[str]) -> Sequence[str]:
    if len(words) <= 2 * _AROUND + 1:
        return words
    return [*words[:_AROUND], "…", *words[-_AROUND:]]


def _line(words: Sequence[str]) -> str:
    return visible(_SIGN_AFTER.sub(r"\1", " ".join(word for word in words if word != "\n")))
