"""What a look at a batch found, told advert by advert.

The signs in the words and which digits may be a price, an age or a postcode are looked for when they
are first asked for: whoever wants phone numbers alone does without.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from baken.extraction import marks
from baken.extraction.compiled import compiled
from baken.extraction.likely_figures import mark_likely_figures
from baken.extraction.likely_figures import words as words_beside
from baken.extraction.row_signs import row_signs
from baken.extraction.settled_numbers import PREFIXES, Settled

Codes = npt.NDArray[np.uint32]
Kinds = npt.NDArray[np.uint8]
Places = npt.NDArray[np.int32]
Rows = npt.NDArray[np.int64]
_Some = tuple[list[marks.Marked], list[int]]

_FEW = 16
"""So many adverts are looked through one by one."""


class Words(NamedTuple):
    """The words of some adverts: in lower case, as they are written, where those of each begin."""

    codes: Codes
    seen: Codes
    begins: Rows
    kinds: Kinds
    bare: Codes
    """Which letter a character is without its diacritics; `kinds`: what it is."""


class Columns:
    """The marked tokens of some adverts: where each begins and ends in its own, and its marks."""

    def __init__(
        self,
        words: Words,
        starts: Places,
        ends: Places,
        found: Places,
        bounds: Rows,
        settled: Settled,
        lone: list[list[int]],
    ) -> None:
        self._words = words
        self._everywhere = starts, ends
        origins = np.repeat(words.begins, np.diff(bounds))
        self._columns = starts - origins, ends - origins, found
        self._of_mark: dict[int, _Some] = {}
        self._asked: dict[int, int] = {}
        self._signs: list[int] | None = None
        self._likely: list[int] | None = None
        self.bounds = bounds
        self.settled = settled
        self.lone = lone
        """Where the tokens of the one hidden number stand that each may hold: from, to."""

    def between(self, first: int, last: int) -> list[marks.Marked]:
        """Those in [first, last) of the columns."""
        some = slice(first, last)
        starts, ends, found = self._columns
        return list(zip(starts[some].tolist(), ends[some].tolist(), found[some].tolist(), strict=True))

    def with_mark(self, mark: int, row: int) -> list[marks.Marked]:
        """Those of one advert with the mark; where it is asked for often, all adverts are looked through."""
        if mark & marks.LIKELY:
            self.likely()
        some = self._of_mark.get(mark)
        if some is None:
            asked = self._asked[mark] = self._asked.get(mark, 0) + 1
            if asked <= _FEW:
                every = self.between(self.bounds[row], self.bounds[row + 1])
                return [one for one in every if one[2] & mark]
            starts, ends, found = self._columns
            at = np.flatnonzero(found & mark)
            tokens = zip(starts[at].tolist(), ends[at].tolist(), found[at].tolist(), strict=True)
            some = self._of_mark[mark] = list(tokens), np.searchsorted(at, self.bounds).tolist()
        tokens_of, bounds = some
        return tokens_of[bounds[row] : bounds[row + 1]]

    def likely(self) -> list[int]:
        """What the digits of each advert may be, all its marks together."""
        if self._likely is None:
            words = self._words
            beside = marks.mark_of("words for a price"), marks.mark_of("currencies")
            tables = words.kinds, words.bare, *words_beside()
            mark_likely_figures(
                words.codes, *tables, *self._everywhere, self._columns[2], self.bounds, *beside
            )
            borne = np.zeros(len(self.bounds) - 1, np.int64)
            _gather(self._columns[2], self.bounds, borne)
            self._likely = borne.tolist()
            self._of_mark.clear()
        return self._likely

    def signs(self) -> list[int]:
        """The signs in the words of each advert."""
        if self._signs is None:
            self._signs = row_signs(self._words.codes, self._words.seen, self._words.begins)
        return self._signs


class Looked:
    """What was found in one advert: taken out of the columns of the batch when it is asked for."""

    __slots__ = ("_columns", "_row", "is_settled", "marks", "may_be_lone")

    def __init__(self, columns: Columns, row: int, borne: int) -> None:
        self._columns = columns
        self._row = row
        self.marks = borne
        """All marks of its tokens together, but for what digits may be: `may_be` tells that."""
        self.is_settled = columns.settled.rows[row]
        """Whether the phone numbers are known."""
        self.may_be_lone = columns.lone[row][1] != 0
        """Whether `lone_number` has any."""

    def tokens(self, mark: int = marks.EVERY) -> list[marks.Marked]:
        """The tokens with the mark, in their order."""
        columns, row = self._columns, self._row
        if mark == marks.EVERY:
            return columns.between(columns.bounds[row], columns.bounds[row + 1])
        return columns.with_mark(mark, row)

    def may_be(self, mark: int) -> bool:
        """Whether digits of the advert may be what the mark says."""
        return self._columns.likely()[self._row] & mark != 0

    @property
    def signs(self) -> int:
        """The signs in the words, as `row_signs` tells them."""
        return self._columns.signs()[self._row]

    @property
    def lone_number(self) -> list[marks.Marked]:
        """The tokens of the one hidden number that the advert may hold; none where it must be searched."""
        first, last = self._columns.lone[self._row]
        return self._columns.between(first, last) if last else []

    @property
    def plain_numbers(self) -> list[tuple[int, int, str]] | None:
        """The numbers, each [start, end) and its digits; None where they must be searched for."""
        if not self.is_settled:
            return None
        settled, row = self._columns.settled, self._row
        return [
            (settled.starts[at], settled.ends[at], PREFIXES[settled.prefixes[at]] + str(settled.digits[at]))
            for at in range(settled.bounds[row], settled.bounds[row + 1])
        ]


@compiled
def _gather(found: Places, bounds: Rows, borne: Rows) -> None:
    """All marks of the tokens of each row."""
    for row in range(len(borne)):
        for at in range(bounds[row], bounds[row + 1]):
            borne[row] |= found[at]
