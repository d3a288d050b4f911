"""What a reader can find out who knows the mechanism, base, threshold and every published edition.

The reader knows that counts are not negative and add up, what each published value tells of its count
(`Mechanism.bounds`), which counts stayed the same from one edition to the next, and, where it is true, that
none has fallen; of tables with names also which counts are a part of which. The least and the most that each
sensitive count can then be are two linear programmes; the same for the difference of two counts that belong
together. Safe is what stays at least as wide as the mechanism asks.

Where counts are shown as they are, a count of nobody may be known, but not that everybody in a row or column
stands in one cell.

Few of these programmes need solving: every point that the solver meets is possible in the reader's eyes, so
the least and the most seen over all points met already prove many counts to be wide.

The reader's unknowns are written as what they differ by from the true counts: how wide an interval is stays
the same, and the numbers stay small however large the counts are, within what the solver can tell apart.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import highspy
import numpy as np

from baken.disclosure.editions import Books, Edition, Spot
from baken.disclosure.mechanism import UNBOUNDED, Counts, Hiding, How
from baken.disclosure.programme import Floats, Programme

ROUNDS = 12
"""Looks in directions drawn by chance (always the same) before single counts are asked for."""
SLACK = 1e-6
FAR = 4
"""No count is taken to differ from the truth by more than so many times the width for each place of the
largest table. Who looks further sees intervals that are wider still."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader was told of a place of the newest edition: that its count is at least `least`, or at most
    `most`; None where that was not needed."""

    place: int
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Sharp:
    """A count, or the difference of two, of which a reader learns too much. `places` are those of the
    flattened newest edition that it hangs on; `because` is what of them was enough to learn it."""

    places: tuple[int, ...]
    low: float
    high: float
    because: tuple["Told", ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A sum over the unknown counts that must stay `wide`: its columns with their factors, and what it is."""

    columns: Counts
    factors: Floats
    true: int
    places: tuple[int, ...]
    wide: int


class Reader:
    """Somebody with all editions in hand, the newest last, to whom `mechanism` makes its promise."""

    def __init__(self, editions: Sequence[Edition], mechanism: How) -> None:
        self._mechanism = mechanism
        self._books = Books(editions)
        self._unremembering = Books(editions, remembers=False)
        self._far = FAR * mechanism.width * max((one.true.size for one in editions), default=0)
        self._rows: dict[int, tuple[int, float, float]] = {}
        self._own: dict[int, tuple[int, Spot]] = {}

    @property
    def none_has_fallen(self) -> bool:
        """Whether it is true, so that the reader may know it, that no count fell between two editions."""
        return self._books.none_has_fallen

    def sharp(self, published: Counts | None = None) -> Iterator[Sharp]:
        """Every sensitive count and every sensitive difference that is less than `base` wide in the reader's
        eyes, in the newest edition or before it; with `published`, where this is what it shows."""
        shown = None if published is None else published.reshape(-1).tolist()
        for asked, solver in self._views:
            if shown is not None:
                for place, (row, spot) in self._own.items():
                    solver.changeRowBounds(row, *self._told(spot, shown[place]))
            for one, low, high, used in self._narrow(asked, solver):
                yield Sharp(one.places, one.true + low, one.true + high, self._because(used, shown))

    def shortfalls(self, hidden: Collection[int]) -> Iterator[Mapping[int, float]]:
        """For every count that is too sharp while these places of the newest edition are hidden, and its
        others shown as they are: what hiding each place would add to its width, as a share of what is
        lacking. No choice of hidden places is safe whose shares make less than one, those of `hidden` that
        are named included."""
        for asked, solver in self._views:
            for place, (row, low, high) in self._rows.items():
                solver.changeRowBounds(row, *((low, high) if place in hidden else (0.0, 0.0)))
            yield from self._lacking(hidden, asked, solver)

    def _lacking(
        self, hidden: Collection[int], asked: Sequence[_Asked], solver: highspy.Highs
    ) -> Iterator[Mapping[int, float]]:
        for one, _low, _high, _used in self._narrow(asked, solver):
            width, gains = 0.0, dict.fromkeys(self._rows, 0.0)
            for way in (1, -1):
                costs = np.zeros(self._books.size)
                np.add.at(costs, one.columns, way * one.factors)
                _solve(solver, costs)
                prices = solver.getSolution().row_dual
                width -= solver.getInfo().objective_function_value
                for place, (row, low, high) in self._rows.items():
                    price = prices[row]
                    if abs(price) < SLACK:
                        continue
                    gain = -price * low if price > 0 else -price * high
                    gains[place] += gain
                    if place in hidden:
                        width -= gain
            lacking = one.wide - width
            yield {place: min(gain / lacking, 1.0) for place, gain in gains.items() if gain > SLACK * lacking}

    def _because(self, used: set[tuple[int, bool]], shown: Sequence[int] | None) -> tuple[Told, ...]:
        """The bounds of the newest edition among the rows that were used. Whatever else it showed: while it
        tells as much of these, the count is as sharp."""
        found = []
        for place, (row, spot) in self._own.items():
            by_least, by_most = (row, True) in used, (row, False) in used
            if not by_least and not by_most:
                continue
            low, high = self._told(spot, spot.shown or 0 if shown is None else shown[place])
            least, most = round(spot.true + low), None if np.isinf(high) else round(spot.true + high)
            found.append(Told(place, least if by_least else None, most if by_most else None))
        return tuple(found)

    @property
    def seconds(self) -> float:
        """How long the asking took, in seconds of solving."""
        return sum((float(solver.getRunTime()) for _asked, solver in self._views), 0.0)

    @cached_property
    def _views(self) -> list[tuple[list[_Asked], highspy.Highs]]:
        """What is asked, each with the programme of who is asked. Not what a reader is held to know before
        anything is published: where each year but the last one stayed as it was and the sum too, nobody is
        in the last. That is asked of who does not know what stayed the same: they learn it of no table, but
        for a row of so few that it does not tell of how many either."""
        left = list(self._asked())
        found: list[tuple[list[_Asked], highspy.Highs]] = []
        for books in (self._books, self._unremembering):
            known = self._known_beforehand(left, books)
            asked = [one for number, one in enumerate(left) if number not in known]
            found.append((asked, self._solver(books)))
            known_of = [left[number] for number in sorted(known)]
            left = [one for one in known_of if not self._few(self._of_how_many(one))]
            if not left:
                break
        return found

    def _of_how_many(self, one: _Asked) -> int:
        return int(self._books.true[one.columns[one.factors > 0]].sum())

    def _known_beforehand(self, every: Sequence[_Asked], books: Books) -> set[int]:
        """The numbers of what is certain to be nobody before anything is published."""
        none = [number for number, one in enumerate(every) if one.true == 0]
        if not none:
            return set()
        programme = Programme(whole=False)
        for _ in range(self._books.size):
            programme.column(most=np.inf)
        for less, more, same in books.links():
            programme.row(0, 0 if same else np.inf, *_difference(more, less))
        for number in none:
            one = every[number]
            columns, factors = _each_once(one.columns.tolist(), one.factors.tolist())
            programme.row(0, np.inf, [*columns, programme.column(-1.0)], [*factors, -1.0])
        solver = programme.solver()
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return set()
        above = np.array(solver.getSolution().col_value)[self._books.size :]
        return {number for number, value in zip(none, above.tolist(), strict=True) if value < SLACK}

    def _narrow(
        self, asked: Sequence[_Asked], solver: highspy.Highs
    ) -> Iterator[tuple[_Asked, float, float, set[tuple[int, bool]]]]:
        """What is too narrow, its least and most, and the rows of the programme that hold it there: each with
        whether it does so by its least."""
        if not asked:
            return
        sums = _Sums(asked)
        wide = np.array([one.wide for one in asked]) - SLACK
        low, high = np.full(len(asked), np.inf), np.full(len(asked), -np.inf)
        for point in self._points(solver):
            sums.widen(low, high, point)
            if (high - low >= wide).all():
                return
        for number, one in enumerate(asked):
            if high[number] - low[number] >= wide[number]:
                continue
            used: set[tuple[int, bool]] = set()
            for way in (1, -1):
                costs = np.zeros(self._books.size)
                np.add.at(costs, one.columns, way * one.factors)
                sums.widen(low, high, _solve(solver, costs))
                prices = np.asarray(solver.getSolution().row_dual)
                used |= {(int(row), bool(prices[row] > 0)) for row in np.flatnonzero(prices)}
            if high[number] - low[number] < wide[number]:
                yield one, float(low[number]), float(high[number]), used

    def _asked(self) -> Iterator[_Asked]:
        books, width = self._books, self._mechanism.width
        exact = isinstance(self._mechanism, Hiding)
        told: set[Spot] = set()
        for spot in books.spots:
            if self._few(spot.true):
                if books.alike[spot] in told:
                    continue
                told.add(books.alike[spot])
                yield _asked([(spot, 1.0)], books.hangs_on([spot]), width)
            elif exact:
                continue
            elif spot.true == 0 and spot.edition == books.newest and spot.shown is not None:
                # of nobody it must not be certain either: "all who are in this row are in one cell"
                yield _asked([(spot, 1.0)], books.hangs_on([spot]), 1)
        for less, more in books.compared():
            if self._few(abs(more.true - less.true)):
                yield _asked([(more, 1.0), (less, -1.0)], books.hangs_on([less, more]), width)
        if exact:
            for part, total in self._books.full():
                yield _asked([(total, 1.0), (part, -1.0)], books.hangs_on([part, total]), 1)

    def _few(self, count: int) -> bool:
        return 0 < count < self._mechanism.threshold

    def _solver(self, books: Books) -> highspy.Highs:
        programme, far = Programme(whole=False), float(self._far)
        for count in books.true.tolist():
            programme.column(least=-min(float(count), far), most=far)
        for spot in books.spots:
            if spot.shown is None:
                continue
            low, high = self._told(spot, spot.shown)
            own = spot.edition == books.newest
            if own or low > -spot.true or high < np.inf:
                row = programme.row(low, high, spot.columns.tolist(), [1.0] * len(spot.columns))
            if own:
                known = spot.known or (0, UNBOUNDED)
                most = min(float(known[1] - spot.true), float(self._far * len(spot.columns)))
                self._rows[spot.place] = row, float(known[0] - spot.true), most
                self._own[spot.place] = row, spot
        for less, more, same in books.links():
            least = float(less.true - more.true)
            programme.row(least, least if same else np.inf, *_difference(more, less))
        return programme.solver()

    def _told(self, spot: Spot, shown: int) -> tuple[float, float]:
        """By how much a count may differ from the truth beside what is shown of it, least and most."""
        how = self._books.how(spot.edition) or self._mechanism
        low, high = (int(bound[0]) for bound in how.bounds(np.array([shown])))
        known = spot.known or (0, UNBOUNDED)
        low, high = max(low, known[0]), min(high, known[1])
        return float(low - spot.true), float(high - spot.true) if high < UNBOUNDED else np.inf

    def _points(self, solver: highspy.Highs) -> Iterator[Floats]:
        draw = np.random.default_rng(0)
        for _ in range(ROUNDS):
            way = draw.choice([-1.0, 1.0], self._books.size)
            for costs in (way, -way):
                yield _solve(solver, costs)


def _asked(spots: Sequence[tuple[Spot, float]], places: tuple[int, ...], wide: int) -> _Asked:
    columns = np.concatenate([spot.columns for spot, _ in spots])
    factors = np.concatenate([np.full(len(spot.columns), factor) for spot, factor in spots])
    true = sum(round(factor) * spot.true for spot, factor in spots)
    return _Asked(columns, factors, true, places, wide)


def _difference(more: Spot, less: Spot) -> tuple[list[int], list[float]]:
    """A count less another, as columns with their factors."""
    factors = [1.0] * len(more.columns) + [-1.0] * len(less.columns)
    return _each_once([*more.columns.tolist(), *less.columns.tolist()], factors)


def _each_once(columns: Sequence[int], factors: Sequence[float]) -> tuple[list[int], list[float]]:
    found: dict[int, float] = {}
    for column, factor in zip(columns, factors, strict=True):
        found[column] = found.get(column, 0.0) + factor
    return list(found), list(found.values())


class _Sums:
    """Sums over the reader's unknown counts, all worked out at one point together."""

    def __init__(self, asked: Sequence[_Asked]) -> None:
        self._starts = np.cumsum([0, *(len(one.columns) for one in asked)])[:-1]
        self._columns = np.concatenate([one.columns for one in asked])
        self._factors = np.concatenate([one.factors for one in asked])

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
