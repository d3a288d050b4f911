"""Which of many phrases stand in which of many texts, in one pass over all of them.

The phrases of all rules are one automaton (Aho and Corasick 1975), and a text goes through it as it is
folded, a sign at a time, without a folded copy. `folding.fold` and `in` say the same of one text.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import polars as pl

from baken.indicators.folding import fold
from baken.indicators.folding_table import folding_table
from baken.indicators.pieces import in_pieces

Phrases = tuple[str, ...]
Sets = npt.NDArray[np.uint64]
"""Of each text, which groups of phrases stand in it: a bit a group."""

MOST_GROUPS = 64
FEWEST_TEXTS = 2_000
"""With fewer texts the loop is not worth loading."""


class _Automaton(NamedTuple):
    """`following[state, symbol]` is the next state, `found[state]` the groups with a phrase that ends there:
    none in the states under `quiet`.

    `starts` and `lengths` are those of the folding table, into `symbols`; symbol 0 is the space, the
    last one every sign that is in no phrase. `single` is the symbol of a sign that has just one, else -1.
    """

    single: npt.NDArray[np.int32]
    starts: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.int32]
    symbols: npt.NDArray[np.int32]
    following: npt.NDArray[np.int32]
    found: Sets
    quiet: int


def search(texts: pl.Series, groups: Sequence[Phrases]) -> list[pl.Series]:
    """For each group of folded phrases, in which texts one of them stands; null where there is no text."""
    distinct = list(dict.fromkeys(groups))
    many = len(texts) >= FEWEST_TEXTS
    columns: dict[Phrases, pl.Series] = {}
    for at in range(0, len(distinct), MOST_GROUPS):
        together = tuple(distinct[at : at + MOST_GROUPS])
        columns |= zip(together, (_in_bulk if many else _one_by_one)(texts, together), strict=True)
    return [columns[group] for group in groups]


def _one_by_one(texts: pl.Series, groups: tuple[Phrases, ...]) -> list[pl.Series]:
    folded = pl.Series([None if text is None else fold(text) for text in texts], dtype=pl.String)
    return [folded.str.contains_any(list(phrases)) for phrases in groups]


def _in_bulk(texts: pl.Series, groups: tuple[Phrases, ...]) -> list[pl.Series]:
    automaton = _automaton(groups)
    scanned = in_pieces(texts, lambda piece: _scanned(piece, automaton))
    sets = np.concatenate([found for found, _ in scanned])
    apart = np.flatnonzero(np.concatenate([aside for _, aside in scanned]))
    told = texts.is_not_null()
    columns = []
    for number, by_hand in enumerate(_one_by_one(texts.gather(apart), groups)):
        found = (sets >> np.uint64(number)) & np.uint64(1) == 1
        found[apart] = by_hand.fill_null(False).to_numpy()
        columns.append(pl.select(pl.when(told).then(pl.Series(found))).to_series())
    return columns


def _scanned(texts: pl.Series, automaton: _Automaton) -> tuple[Sets, npt.NDArray[np.bool_]]:
    from baken.indicators.phrase_loop import scan

    array = texts.fill_null("").rechunk().to_arrow(compat_level=pl.CompatLevel.oldest())
    _, offsets, data = array.buffers()
    places = np.frombuffer(offsets, np.int64)[array.offset : array.offset + len(array) + 1]
    sets, apart = np.zeros(len(array), np.uint64), np.zeros(len(array), np.bool_)
    scan(np.frombuffer(data or b"", np.uint8), places, *automaton, sets, apart)
    return sets, apart


@lru_cache(maxsize=8)
def _automaton(groups: tuple[Phrases, ...]) -> _Automaton:
    table = folding_table()
    signs = sorted({sign for phrases in groups for phrase in phrases for sign in phrase} - {" "})
    numbers = {sign: number for number, sign in enumerate([" ", *signs])}
    trie, found = _trie(groups, numbers)
    other = len(numbers)
    following = np.zeros((len(trie), other + 1), np.int32)
    # by length of their path: a state goes where the longest end of its path goes that begins a phrase
    waiting = [(0, 0)]
    for state, shorter in waiting:
        if state:
            following[state] = following[shorter]
            found[state] |= found[shorter]
        for symbol, child in trie[state].items():
            waiting.append((child, int(following[shorter, symbol]) if state else 0))
            following[state, symbol] = child
    symbol_of = {ord(sign): number for sign, number in numbers.items()}
    symbols = np.array([symbol_of.get(code, other) for code in table.folded.tolist()], np.int32)
    single = np.where(table.lengths == 1, symbols[np.minimum(table.starts, len(symbols) - 1)], -1)
    # those where a phrase ends come last, so that the loop tells them by their number
    order = np.argsort(np.array(found, np.uint64) > 0, kind="stable")
    number_of = np.empty(len(order), np.int32)
    number_of[order] = np.arange(len(order), dtype=np.int32)
    return _Automaton(
        single.astype(np.int32),
        table.starts,
        table.lengths,
        symbols,
        number_of[following[order]],
        np.array(found, np.uint64)[order],
        found.count(0),
    )


def _trie(groups: tuple[Phrases, ...], numbers: dict[str, int]) -> tuple[list[dict[int, int]], list[int]]:
    """The states that paths of symbols lead to, and which groups have a phrase that ends there."""
    trie: list[dict[int, int]] = [{}]
    found = [0]
    for number, phrases in enumerate(groups):
        for phrase in phrases:
            state = 0
            for sign in phrase:
                if (child := trie[state].get(numbers[sign])) is None:
                    child = trie[state][numbers[sign]] = len(trie)
                    trie.append({})
                    found.append(0)
                state = child
            found[state] |= 1 << number
    return trie, found
