"""A word in a few words around it. What leads to somebody is not in it: contacts and towns are cut out
before anything is looked for."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from baken.watch.language.tokens import Span

AROUND = 8
"""Words before and behind it."""

MANY_DIGITS = 4
CONTACT, PLACE, NUMBER = "contact", "place", "number"
_PIECE = re.compile(r"\S+")
_EDGES = re.compile(r"^[^\w]+|[^\w]+$")
_PICTOGRAPH = re.compile("[\u2190-\u21ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, or what stands for what was cut out (`cut`: contact, place or number); `hit` is the
    word itself."""

    text: str = ""
    cut: str = ""
    hit: bool = False


Window = tuple[Piece, ...]


def windows(
    text: str, term: str, *, contacts: Sequence[Span] = (), places: Sequence[Span] = ()
) -> list[Window]:
    """Each place where the term stands, with at most `AROUND` words on both sides."""
    pieces = _pieces(text, contacts, places)
    wanted = term.split(" ")
    spoken = [_plain(piece.text) for piece in pieces]
    found = []
    for at in range(len(pieces) - len(wanted) + 1):
        if all(_says(spoken[at + step], word) for step, word in enumerate(wanted)):
            first, last = max(at - AROUND, 0), at + len(wanted) + AROUND
            found.append(
                tuple(
                    Piece(piece.text, piece.cut, at <= place < at + len(wanted))
                    for place, piece in enumerate(pieces[first:last], start=first)
                )
            )
    return found


def _says(spoken: str, word: str) -> bool:
    return spoken == word or (bool(_PICTOGRAPH.match(word)) and word in spoken)


def _pieces(text: str, contacts: Sequence[Span], places: Sequence[Span]) -> list[Piece]:
    cuts = [(*span, CONTACT) for span in contacts] + [(*span, PLACE) for span in places]
    pieces: list[Piece] = []
    at = 0
    for start, end, kind in sorted(cuts, key=lambda cut: (cut[0], -cut[1])):
        if end <= at:
            continue
        pieces += _written(text[at : max(start, at)])
        pieces.append(Piece(cut=kind))
        at = end
    return pieces + _written(text[at:])


def _written(text: str) -> list[Piece]:
    return [
        Piece(cut=NUMBER) if sum(map(str.isnumeric, word)) >= MANY_DIGITS else Piece(word)
        for word in _PIECE.findall(text)
    ]


def _plain(text: str) -> str:
    return _EDGES.sub("", unicodedata.normalize("NFKC", text).lower()) or text
