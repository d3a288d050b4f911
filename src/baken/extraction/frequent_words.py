"""The most frequent words of the languages of adverts, and what each says about the language.

The lists in `data/frequent_words.txt` begin with the most frequent word. How often a word is used
follows from its rank (Zipf); a word that a language's list lacks counts as rarer than all in it.
"""

import unicodedata
from functools import cache
from importlib import resources
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

_RANK_OF_FIRST = 10
_RARER = 9_000
_STRIPPED = 2
"""A word without its diacritics is used as often as words of this many times its rank."""
_TYPICAL = np.log(3)


class FrequentWords(NamedTuple):
    """`rows` has a row of log frequencies a word (a column a language); `row` is the row of a word.

    `typical` holds the words that are three times as usual in one language as in any other, and which.
    """

    languages: tuple[str, ...]
    row: dict[str, int]
    rows: npt.NDArray[np.float32]
    typical: dict[str, str]


@cache
def frequent_words() -> FrequentWords:
    """The lists, read once."""
    source = resources.files("baken.extraction").joinpath("data", "frequent_words.txt")
    lists = [line.split() for line in source.read_text("utf-8").splitlines()]
    codes = tuple(words[0] for words in lists)
    row: dict[str, int] = {}
    ranks = [_ranks(words[1:]) for words in lists]
    for known in ranks:
        for word in known:
            row.setdefault(word, len(row))
    rows = np.full((len(row), len(codes)), -np.log(_RARER), np.float32)
    for language, known in enumerate(ranks):
        at = np.fromiter(map(row.__getitem__, known), np.intp, len(known))
        rows[at, language] = -np.log(np.fromiter(known.values(), np.float64, len(known)) + _RANK_OF_FIRST)
    best = rows.argmax(axis=1)
    ordered = np.partition(rows, -2, axis=1)
    alone = ordered[:, -1] - ordered[:, -2] >= _TYPICAL
    typical = {word: codes[best[at]] for word, at in row.items() if alone[at]}
    return FrequentWords(codes, row, rows, typical)


def _ranks(words: list[str]) -> dict[str, int]:
    known = {word: rank for rank, word in enumerate(words)}
    for rank, word in enumerate(words):
        if not word.isascii():
            known.setdefault(_without_diacritics(word), rank * _STRIPPED + _RANK_OF_FIRST)
    return known


def _without_diacritics(word: str) -> str:
    """Latin letters alone: in Cyrillic a mark makes another letter."""
    if not unicodedata.name(word[0]).startswith("LATIN"):
        return word
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    return bare.replace("\u0142", "l").replace("\u0131", "i").replace("đ", "d").replace("ß", "ss")
