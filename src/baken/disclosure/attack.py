"""What a reader can find out who knows the mechanism, base, threshold and every published edition.

The reader knows that counts are not negative and add up, what each published value tells of its count
(`Mechanism.bounds`), and, where it is true, that no count has fallen from one edition to the next. The least
and the most that each sensitive count can then be are two linear programmes; the same for the difference of a
count between two editions. Safe is what stays at least `base` wide.

Few of these programmes need solving: every point that the solver meets is possible in the reader's eyes, so
the least and the most seen over all points met already prove many counts to be wide.

The reader's unknowns are written as what they differ by from the true counts: how wide an interval is stays
the same, and the numbers stay small however large the counts are, within what the solver can tell apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np

from baken.disclosure.lines import sums_of
from baken.disclosure.mechanism import UNBOUNDED, Counts, Mechanism
from baken.disclosure.programme import Floats, Programme

ROUNDS = 12
"""Looks in directions drawn by chance (always the same) before single counts are asked for."""
SLACK = 1e-6
FAR = 4
"""No count is taken to differ from the truth by more than so many times the base for each place of the table.
Who looks further sees intervals that are wider still."""


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a table: its counts and what was published of them, both with totals."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    true: Counts
    published: Counts
    across: bool

    @property
    def keys(self) -> list[tuple[str | None, str | None]]:
        """The row and column of every place; None for a total."""
        columns = [*self.columns, *([None] if self.across else [])]
        return [(row, column) for row in (*self.rows, None) for column in columns]


@dataclass(frozen=True, slots=True)
class Sharp:
    """A count, or the difference of one between two editions, of which a reader learns too much.

    `place` is in the flattened newest edition; `between` names the earlier edition, from 0, for a difference.
    """

    place: int
    low: float
    high: float
    between: int | None = None


class Reader:
    """Somebody with all editions in hand, the newest last."""

    def __init__(self, editions: Sequence[Edition], mechanism: Mechanism) -> None:
        self._editions = editions
        self._mechanism = mechanism
        self._starts = np.cumsum([0, *(self._inner_size(one) for one in editions)])
        self._places = [dict(zip(one.keys, range(one.true.size), strict=True)) for one in editions]
        self._sums = [
            [start + numbers for numbers in sums_of(one.true.shape, across=one.across)]
            for one, start in zip(editions, self._starts, strict=False)
        ]

    @staticmethod
    def _inner_size(edition: Edition) -> int:
        return len(edition.rows) * len(edition.columns)

    @cached_property
    def none_has_fallen(self) -> bool:
        """Whether it is true, so that the reader may know it, that no count fell between two editions."""
        return all(
            bool(newer.true.reshape(-1)[there] >= older.true.reshape(-1)[here])
            for older, newer, pairs in self._neighbours()
            for here, there in pairs
        )

    def sharp(self) -> Iterator[Sharp]:
        """Every sensitive count and every sensitive difference of the newest edition that is less than `base`
        wide in the reader's eyes; also an earlier count that the newest edition makes so."""
        asked = list(self._asked())
        if not asked:
            return
        sums = _Sums([one.columns for one in asked])
        wide = np.array([one.wide for one in asked]) - SLACK
        solver = self._solver()
        low, high = np.full(len(asked), np.inf), np.full(len(asked), -np.inf)
        for point in self._points(solver):
            sums.widen(low, high, point)
            if (high - low >= wide).all():
                return
        for number, one in enumerate(asked):
            if high[number] - low[number] >= wide[number]:
                continue
            for way in (1, -1):
                sums.widen(low, high, self._extreme(solver, one.columns, way))
            if high[number] - low[number] < wide[number]:
                least, most = (one.true + float(end) for end in (low[number], high[number]))
                yield Sharp(one.place, least, most, one.between)

    def _asked(self) -> Iterator["_Asked"]:
        newest = len(self._editions) - 1
        base = self._mechanism.base
        for place, count in enumerate(self._editions[newest].true.reshape(-1).tolist()):
            columns = [(column, 1) for column in self._sums[newest][place].tolist()]
            if self._few(count):
                yield _Asked(columns, count, place, None, base)
            elif count == 0:
                # of nobody it must not be certain either: "all who are in this row are in one cell"
                yield _Asked(columns, count, place, None, 1)
        for earlier in range(newest):
            for here, there in self._pairs(earlier, newest):
                old = int(self._editions[earlier].true.reshape(-1)[here])
                new = int(self._editions[newest].true.reshape(-1)[there])
                before = [(column, 1) for column in self._sums[earlier][here].tolist()]
                if self._few(old):
                    yield _Asked(before, old, there, earlier, base)
                if self._few(abs(new - old)):
                    now = [(column, 1) for column in self._sums[newest][there].tolist()]
                    change = [*now, *((column, -1) for column, _ in before)]
                    yield _Asked(change, new - old, there, earlier, base)

    def _few(self, count: int) -> bool:
        return 0 < count < self._mechanism.threshold

    def _pairs(self, older: int, newer: int) -> list[tuple[int, int]]:
        there = self._places[newer]
        return [(place, there[key]) for key, place in self._places[older].items() if key in there]

    def _neighbours(self) -> Iterator[tuple[Edition, Edition, list[tuple[int, int]]]]:
        for older in range(len(self._editions) - 1):
            yield self._editions[older], self._editions[older + 1], self._pairs(older, older + 1)

    def _solver(self) -> highspy.Highs:
        programme = Programme(whole=False)
        far = FAR * self._mechanism.base * max(one.true.size for one in self._editions)
        for edition in self._editions:
            inner = edition.true[: len(edition.rows), : len(edition.columns)]
            for count in inner.reshape(-1).tolist():
                programme.column(least=-float(min(count, far)), most=float(far))
        for edition, sums in zip(self._editions, self._sums, strict=True):
            low, high = (found.reshape(-1).tolist() for found in self._mechanism.bounds(edition.published))
            true = edition.true.reshape(-1).tolist()
            for place, columns in enumerate(sums):
                if low[place] or high[place] < UNBOUNDED:
                    most = float(high[place] - true[place]) if high[place] < UNBOUNDED else np.inf
                    least = float(low[place] - true[place])
                    programme.row(least, most, columns.tolist(), [1.0] * len(columns))
        if self.none_has_fallen:
            for older in range(len(self._editions) - 1):
                old, new = (one.true.reshape(-1).tolist() for one in self._editions[older : older + 2])
                for here, there in self._pairs(older, older + 1):
                    now, before = self._sums[older + 1][there].tolist(), self._sums[older][here].tolist()
                    factors = [1.0] * len(now) + [-1.0] * len(before)
                    programme.row(float(old[here] - new[there]), np.inf, [*now, *before], factors)
        return programme.solver()

    def _points(self, solver: highspy.Highs) -> Iterator[Floats]:
        size = int(self._starts[-1])
        draw = np.random.default_rng(0)
        for _ in range(ROUNDS):
            way = draw.choice([-1.0, 1.0], size)
            for costs in (way, -way):
                yield _solve(solver, costs)

    def _extreme(self, solver: highspy.Highs, columns: list[tuple[int, int]], way: int) -> Floats:
        costs = np.zeros(int(self._starts[-1]))
        for column, factor in columns:
            costs[column] += way * factor
        return _solve(solver, costs)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sum over the unknown counts that must stay `wide`: its columns with their factors, and what it is."""

    columns: list[tuple[int, int]]
    true: int
    place: int
    between: int | None
    wide: int


class _Sums:
    """Sums over the reader's unknown counts, all worked out at one point together."""

    def __init__(self, sums: Sequence[list[tuple[int, int]]]) -> None:
        self._starts = np.cumsum([0, *(len(one) for one in sums)])[:-1]
        self._columns = np.array([column for one in sums for column, _ in one], np.int64)
        self._factors = np.array([float(factor) for one in sums for _, factor in one])

    def widen(self, low: Floats, high: Floats, point: Floats) -> None:
        """Takes a point that is possible into the least and the most seen of each sum."""
        values = np.add.reduceat(self._factors * point[self._columns], self._starts)
        np.minimum(low, values, out=low)
        np.maximum(high, values, out=high)


def _solve(solver: highspy.Highs, costs: Floats) -> Floats:
    solver.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        raise ArithmeticError("what was published contradicts itself")
    return np.array(solver.getSolution().col_value)
