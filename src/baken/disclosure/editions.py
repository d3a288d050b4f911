"""Editions side by side: which counts of one belong to which counts of another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from baken.disclosure.lines import lines_of, sums_of
from baken.disclosure.mechanism import Counts, Hiding, How
from baken.disclosure.names import Name, Naming, name


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a table: its counts and what was published of them, both with totals.

    With `naming` it can be held against tables of other shapes; without, against tables with the same labels
    alone. `how` it was made safe says what its values tell; without it, as the newest one.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    true: Counts
    published: Counts
    across: bool
    naming: Naming | None = None
    how: How | None = None

    @property
    def is_exact(self) -> bool:
        """Whether what it shows are the counts themselves, for a partner."""
        return isinstance(self.how, Hiding)

    @property
    def names(self) -> tuple[Name, ...]:
        """What every place counts: as named, else by its row and column, which a total has not."""
        if self.naming:
            return self.naming.names
        columns = [*self.columns, *([None] if self.across else [])]
        return tuple(
            name("", *(f"row:{row}",) * (row is not None), *(f"column:{column}",) * (column is not None))
            for row in (*self.rows, None)
            for column in columns
        )


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A count among all editions: the unknown counts (`columns`) that it is the sum of, what it truly is,
    what is published of it (None where nothing was to be), and what the choice of rows tells of it."""

    edition: int
    place: int
    name: Name
    columns: Counts
    true: int
    shown: int | None
    known: tuple[int, int] | None = None


class Books:
    """All editions on one table, the newest last. `true` has what each unknown count truly is. Without
    `remembers`, of a reader who does not know which counts stayed the same while the records changed."""

    def __init__(self, editions: Sequence[Edition], *, remembers: bool = True) -> None:
        self._editions = editions
        self._remembers = remembers
        self.newest = len(editions) - 1
        self.size = 0
        inner = [one.true[: len(one.rows), : len(one.columns)].reshape(-1) for one in editions]
        self.true: Counts = np.concatenate([np.zeros(0, np.int64), *inner])
        self.spots: list[Spot] = []
        self._by_name: list[dict[Name, Spot]] = []
        for number, edition in enumerate(editions):
            found = list(self._spots_of(number, edition))
            self.spots += found
            self._by_name.append({spot.name: spot for spot in found})
            self.size += len(edition.rows) * len(edition.columns)

    def _spots_of(self, number: int, edition: Edition) -> Iterator[Spot]:
        sums = sums_of(edition.true.shape, across=edition.across)
        true, shown = edition.true.reshape(-1).tolist(), edition.published.reshape(-1).tolist()
        for place, (parts, what) in enumerate(zip(sums, edition.names, strict=True)):
            known = edition.naming.known.get(place) if edition.naming else None
            yield Spot(number, place, what, self.size + parts, true[place], shown[place], known)
        inner = edition.true[: len(edition.rows), : len(edition.columns)].reshape(-1)
        for one in edition.naming.sums if edition.naming else ():
            yield Spot(number, -1, one.name, self.size + one.parts, int(inner[one.parts].sum()), None)

    def how(self, number: int) -> How | None:
        """How an edition was made safe; None where it was not told."""
        return self._editions[number].how

    def full(self) -> Iterator[tuple[Spot, Spot]]:
        """Each count in which all of its row or column stand, of somebody and among others of nobody; and the
        total of that row or column."""
        for number, edition in enumerate(self._editions):
            true = edition.true.reshape(-1)
            at = {spot.place: spot for spot in self.spots if spot.edition == number and spot.place >= 0}
            for line in lines_of(edition.true.shape, across=edition.across):
                some = line.parts[true[line.parts] > 0]
                if len(some) == 1 < len(line.parts):
                    yield at[int(some[0])], at[line.total]

    def state(self, number: int) -> str:
        """The state of the records that an edition counted; each its own where none is told."""
        naming = self._editions[number].naming
        return (naming and naming.state) or f"edition {number}"

    @cached_property
    def chains(self) -> list[list[Spot]]:
        """The spots of each name, one an edition, oldest first."""
        found: dict[Name, list[Spot]] = {}
        for spots in self._by_name:
            for spot in spots.values():
                found.setdefault(spot.name, []).append(spot)
        return [chain for chain in found.values() if len(chain) > 1]

    @cached_property
    def none_has_fallen(self) -> bool:
        """Whether no count fell from one edition to a later one."""
        return not self._falls

    @cached_property
    def _falls(self) -> set[tuple[int, int]]:
        """Between which two editions, one after the other for some count, that count fell."""
        return {
            (older.edition, newer.edition)
            for chain in self.chains
            for older, newer in pairwise(chain)
            if older.true > newer.true
        }

    def _none_fell(self, since: int, until: int) -> bool:
        """Whether no count fell from one of these editions to the other. What falls later takes nothing away
        from a reader who could see until then that none had."""
        return not any(since <= before and after <= until for before, after in self._falls)

    @cached_property
    def alike(self) -> dict[Spot, Spot]:
        """For every spot the newest one that a reader knows to be the same: what is known or asked of one of
        them is known or asked of all."""
        found = {spot: spot for spot in self.spots}
        for chain in self.chains:
            for older, newer in reversed(list(pairwise(chain))):
                if self._is_known_same(older, newer):
                    found[older] = found[newer]
        return found

    def _is_known_same(self, older: Spot, newer: Spot) -> bool:
        same = self._remembers or self.state(older.edition) == self.state(newer.edition)
        return same and older.true == newer.true

    def links(self) -> Iterator[tuple[Spot, Spot, bool]]:
        """What a reader may know: that the first is no more than the second; or, with True, that they are the
        same. Only what is so, and nothing that follows from the rest."""
        less_than: dict[tuple[Spot, Spot], tuple[Spot, Spot]] = {}
        for chain in self.chains:
            for older, newer in pairwise(chain):
                if self._is_known_same(older, newer):
                    yield older, newer, True
                elif self._none_fell(older.edition, newer.edition):
                    less_than.setdefault((self.alike[older], self.alike[newer]), (older, newer))
        for less, more in self._parts():
            less_than.setdefault((self.alike[less], self.alike[more]), (less, more))
        above: dict[Spot, set[Spot]] = {}
        for less, more in (*less_than, *self._told_by_sums):
            above.setdefault(less, set()).add(more)
        for (less, more), spots in less_than.items():
            between = any(more in above.get(one, ()) for one in above[less] if one is not more)
            if not between and (less, more) not in self._told_by_sums:
                yield *spots, False

    @cached_property
    def _told_by_sums(self) -> set[tuple[Spot, Spot]]:
        """Parts and wholes, as `alike` has them, of which the sums of one table say so already."""
        found = set()
        for spots in self._by_name:
            for spot in spots.values():
                inner = set(spot.columns.tolist())
                for wider in spot.name.wider():
                    whole = spots.get(wider)
                    if whole is not None and inner <= set(whole.columns.tolist()):
                        found.add((self.alike[spot], self.alike[whole]))
        return found

    @cached_property
    def _wholes(self) -> dict[Name, list[Spot]]:
        found: dict[Name, list[Spot]] = {}
        for spot in self.spots:
            if self._editions[spot.edition].naming:
                found.setdefault(spot.name, []).append(spot)
        return found

    def _parts(self) -> Iterator[tuple[Spot, Spot]]:
        """Counts that are a part of others, as far as the sums of one table do not say so already."""
        for spot in self.spots:
            if not self._editions[spot.edition].naming:
                continue
            for wider in spot.name.wider():
                for whole in self._wholes.get(wider, ()):
                    if self._is_known_part(spot, whole):
                        yield spot, whole

    def _is_known_part(self, spot: Spot, whole: Spot) -> bool:
        if spot.true > whole.true:
            return False
        if spot.edition == whole.edition:
            return not np.isin(spot.columns, whole.columns).all()
        if spot.name in self._by_name[whole.edition]:
            # its own place there says so
            return False
        same = self.state(spot.edition) == self.state(whole.edition)
        return same or (spot.edition < whole.edition and self._none_fell(spot.edition, whole.edition))

    def compared(self) -> Iterator[tuple[Spot, Spot]]:
        """Pairs of which a reader may take the difference: the same count in two editions, and a part beside
        its whole."""
        for chain in self.chains:
            yield from pairwise(chain)
            if chain[-1].edition == self.newest:
                yield from ((older, chain[-1]) for older in chain[:-2])
        told = set()
        for less, more in self._parts():
            if (pair := (self.alike[less], self.alike[more])) not in told:
                told.add(pair)
                yield less, more

    def hangs_on(self, spots: Sequence[Spot]) -> tuple[int, ...]:
        """The places of the newest edition that could be published otherwise to mend what these tell."""
        found: set[int] = set()
        for spot in spots:
            here = spot if spot.edition == self.newest else self._by_name[-1].get(spot.name)
            if here is None:
                continue
            found |= (
                {here.place} if here.place >= 0 else {self._inner[column] for column in here.columns.tolist()}
            )
        return tuple(sorted(found)) or tuple(range(self._editions[-1].true.size))

    @cached_property
    def _inner(self) -> dict[int, int]:
        """The place in the newest edition of each of its counts that is no total."""
        return {
            int(spot.columns[0]): spot.place
            for spot in reversed(self.spots)
            if spot.edition == self.newest and spot.place >= 0 and len(spot.columns) == 1
        }
