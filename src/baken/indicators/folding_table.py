"""What each code point is folded to, as a table for compiled loops: `folding.fold` a sign at a time.

A sign is in the table when it folds the same whatever stands beside it. Marks that join the sign
before them and the scripts beyond `PLAIN` and `PICTURES` are not; a text with one is folded by `fold`.
"""

import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from baken.indicators.folding import fold

Codes = npt.NDArray[np.int32]

PLAIN = 0x3000
"""Every code point under this has a row of its own: Latin, Greek, Cyrillic, punctuation and more."""

PICTURES = (0x1F000, 0x1FB00)
"""Pictographs, from and up to; their rows come after the plain ones."""

APART = -1
"""The length of a sign that is not in the table."""

_LEADING_CONSONANTS = range(0x1100, 0x1200)
"""Korean letters, which join each other."""


class FoldingTable(NamedTuple):
    """`folded[starts[row]:starts[row] + lengths[row]]` is what the sign of a row becomes.

    A sign that parts words becomes a space, an invisible one nothing; spaces in a row are one.
    """

    starts: Codes
    lengths: Codes
    folded: Codes


@cache
def folding_table() -> FoldingTable:
    """The table, made once."""
    joining = _joining()
    signs = [*range(PLAIN), *range(*PICTURES)]
    rows = [_folded(code, joining) for code in signs]
    lengths = [APART if row is None else len(row) for row in rows]
    flat = [ord(sign) for row in rows if row for sign in row]
    ends = np.cumsum([max(0, length) for length in lengths])
    starts = ends - np.maximum(0, lengths)
    return FoldingTable(starts.astype(np.int32), np.array(lengths, np.int32), np.array(flat, np.int32))


def _folded(code: int, joining: frozenset[str]) -> str | None:
    sign = chr(code)
    if any(unicodedata.combining(each) or each in joining for each in unicodedata.normalize("NFKC", sign)):
        return None
    # between two letters it shows whether it is a letter, parts them, or is not there
    between = fold(f"x{sign}x")
    return between[2:-2]


def _joining() -> frozenset[str]:
    """The signs that normalising may join to the sign before them."""
    parts = (unicodedata.decomposition(chr(code)).split() for code in range(PLAIN))
    seconds = (chr(int(pair[1], 16)) for pair in parts if len(pair) == 2 and not pair[0].startswith("<"))
    return frozenset(seconds) | frozenset(map(chr, _LEADING_CONSONANTS))
