"""The words of a narrative in sentences and clauses, with their places."""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple


def word_set(row: str) -> frozenset[str]:
    """Words written as a row."""
    return frozenset(row.split())


_WORD = re.compile(r"[^\W_]+(?:['\u2019\u00b4`][^\W_]+)*")
_GAP_ENDS = re.compile(r"[.!?\u2026][\"'\u201d\u2019)\]]{0,3}\s|\n")
_GAP_BREAKS = re.compile(r"[,;:()\u2013\u2014]")
_SHORT = word_set("bijv dhr mevr mw nr mr mrs ms dr drs st ca etc o a b c d e g m v z w")
_JOINS = word_set(
    "en and maar but waarna waarop daarna vervolgens toen terwijl omdat want doordat waardoor nadat zodat "
    "then while because after before voordat so dus later whereas when who which die waarmee"
)
LONGEST_SENTENCE = 120
"""Words; a longer row without a full stop is read in pieces."""


class Word(NamedTuple):
    """One word: how it is compared, as it stands, and where. `clause` counts within its sentence."""

    key: str
    text: str
    start: int
    end: int
    clause: int


def sentences(text: str) -> Iterator[list[Word]]:
    """The sentences in their order, none of them empty."""
    row: list[Word] = []
    clause, last = 0, 0
    for found in _WORD.finditer(text):
        gap = text[last : found.start()]
        last = found.end()
        if row and (len(row) >= LONGEST_SENTENCE or _ends(gap, row[-1].key)):
            yield row
            row, clause = [], 0
        elif row and _GAP_BREAKS.search(gap):
            clause += 1
        key = _key(found[0])
        if key in _JOINS and row:
            clause += 1
        row.append(Word(key, found[0], found.start(), found.end(), clause))
    if row:
        yield row


def _ends(gap: str, before: str) -> bool:
    if "\n" in gap:
        return True
    return _GAP_ENDS.search(gap) is not None and before not in _SHORT


def _key(word: str) -> str:
    plain = unicodedata.normalize("NFKC", word).casefold()
    return re.sub("[\u2019\u00b4`]", "'", plain)
