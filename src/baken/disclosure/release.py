"""Solves a table, attacks what would be published, and tries again until no reader learns of anybody."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from baken.disclosure.attack import Reader, Sharp, Told
from baken.disclosure.editions import Books, Edition
from baken.disclosure.exceptions import NotAnEdition, NotSafe, TooMuchHidden
from baken.disclosure.hiding import places_to_hide
from baken.disclosure.lines import inner_places, lines_of
from baken.disclosure.mechanism import HIDDEN, UNBOUNDED, Counts, Hiding, Mechanism
from baken.disclosure.names import Name, Naming
from baken.disclosure.rounding import Choices, Cut, HideMore, round_table
from baken.disclosure.tables import CountTable

Known = Mapping[int, tuple[int, int]]
"""The least and the most that places are known to be from the choice of rows alone."""
SECONDS = 20.0
"""For one table, before a wider solution is taken."""
ELSEWHERE = 12
"""So often another solution is asked for; after that more is hidden around what is still too sharp, needed or
not."""
TRIES = 40
FIRST_SHARE = 0.4
"""Of the time: for looking without hiding whole rows first. What is left goes to showing them again."""
MOST_HIDDEN = 2 / 3
"""Of the cells of a table for a partner; one that hides more says too little to be worth what it tells."""


@dataclass(frozen=True, slots=True)
class Release:
    """What may be published. `best`: it is proven that no safe rounding hides fewer cells; `tries` counts
    the solutions that were attacked."""

    table: CountTable
    best: bool
    tries: int


def release(
    table: CountTable,
    *,
    mechanism: Mechanism,
    previous: Sequence[tuple[CountTable, CountTable]] = (),
    seconds: float = SECONDS,
) -> Release:
    """The table as it may be published beside its earlier editions, oldest first: each as its counts and as
    what was published of them.

    Raises `NotSafe` where nothing was found that keeps every small count, and every small difference from an
    earlier edition, at least `mechanism.base` wide in the eyes of a reader of them all.
    """
    editions = [edition_of(true, published, mechanism) for true, published in previous]
    return release_beside(table, None, editions, mechanism=mechanism, seconds=seconds)


def release_beside(
    table: CountTable,
    naming: Naming | None,
    editions: Sequence[Edition],
    *,
    mechanism: Mechanism,
    seconds: float = SECONDS,
) -> Release:
    """The same beside editions of any table that has names, oldest first. Raises `NotSafe`.

    Among them may be exact ones for partners. Whoever has only what everybody has learns of no small count;
    whoever has them all learns of none that the partners were promised not to.
    """
    public = [one for one in editions if not one.is_exact]
    promises = {one.how for one in editions if isinstance(one.how, Hiding)}
    here = Edition(table.rows, table.columns, table.values, table.values, table.across, naming, mechanism)
    readers = [Reader([*public, here], mechanism)]
    readers += [Reader([*editions, here], promise) for promise in promises]
    search = _Search(table, naming, _choices(table, naming, public, mechanism), readers, mechanism)
    unknown = _hidden_to_partners(table, naming, editions)
    for place, going in enumerate(_ever_wider(table, mechanism, unknown)):
        allowed = seconds * (FIRST_SHARE if place == 0 else 1)
        found = search.without(going, seconds=max(allowed - search.seconds, seconds / 8))
        if found is not None:
            best = search.best and not going
            if going:
                found = search.shown_again(found, going, seconds=seconds)
            return Release(table.with_values(found), best, search.tries)
    raise NotSafe("no way was found to publish this table, with those before it, without telling of somebody")


class _Search:
    """Roundings of one table, each attacked by every reader; and the seconds that solving and attacking
    took."""

    def __init__(
        self,
        table: CountTable,
        naming: Naming | None,
        choices: Sequence[Choices],
        readers: Sequence[Reader],
        mechanism: Mechanism,
    ) -> None:
        self._table, self._choices, self._readers, self._mechanism = table, choices, readers, mechanism
        self._known: Known = naming.known if naming else {}
        self._cuts: list[Cut] = []
        self._rounding = 0.0
        self.tries = 0
        self.best = True

    @property
    def seconds(self) -> float:
        return self._rounding + sum(reader.seconds for reader in self._readers)

    def without(self, going: Collection[int], *, seconds: float, tries: int = TRIES) -> Counts | None:
        """What may be published while these places are hidden; None where nothing safe was found in time."""
        narrowed = [{} if place in going else found for place, found in enumerate(self._choices)]
        cuts: list[Cut | HideMore] = list(self._cuts)
        until = self.seconds + seconds
        for attempt in range(tries):
            left = until - self.seconds
            if left <= 0:
                break
            values = self._table.values
            rounded = round_table(values, narrowed, across=self._table.across, cuts=cuts, seconds=left)
            self._rounding += rounded.seconds
            if rounded.published is None:
                break
            self.tries += 1
            self.best = rounded.best and not any(isinstance(cut, HideMore) for cut in cuts)
            # who has the most finds the most: asked first, and no further where nothing is tried again
            found = (one for reader in reversed(self._readers) for one in reader.sharp(rounded.published))
            sharp = list(islice(found, 1 if attempt == tries - 1 else None))
            if not sharp:
                return rounded.published
            learned = _cuts(sharp, self._choices, self._mechanism, self._known)
            self._cuts += learned
            cuts += learned
            if attempt >= ELSEWHERE:
                cuts += _more_hidden(self._table, rounded.published, sharp)
        return None

    def shown_again(self, published: Counts, going: Collection[int], *, seconds: float) -> Counts:
        """With as many as possible of the places that were hidden for safety shown again: all that can be
        together, else half of them, and so on; totals first, then the larger counts."""
        inner = set(inner_places(published.shape, across=self._table.across).tolist())
        true = self._table.values.reshape(-1)
        order = sorted(going, key=lambda place: (place in inner, -int(true[place]), place))
        hidden, waiting = set(going), [order[: len(order) // 2], order[len(order) // 2 :]]
        while waiting and (left := seconds - self.seconds) > 0:
            some = waiting.pop(0)
            found = self.without(hidden.difference(some), seconds=left, tries=1) if some else None
            if found is not None and (found == HIDDEN).sum() < (published == HIDDEN).sum():
                published = found
                hidden -= set(some)
            elif len(some) > 1:
                waiting += [some[: len(some) // 2], some[len(some) // 2 :]]
        return published


def release_exact(
    table: CountTable,
    naming: Naming | None,
    editions: Sequence[Edition],
    *,
    mechanism: Hiding,
    seconds: float = SECONDS,
) -> Release:
    """The table as a partner may have it, beside editions of any kind, oldest first: counts as they are, the
    small ones hidden and as few others as keep them so.

    Raises `NotSafe` where even hiding everything is not enough, `TooMuchHidden` where more than `MOST_HIDDEN`
    would have to be.
    """

    def shown(values: Counts) -> Edition:
        return Edition(table.rows, table.columns, table.values, values, table.across, naming, mechanism)

    found = places_to_hide(
        table.values, Reader([*editions, shown(table.values)], mechanism),
        across=table.across, mechanism=mechanism, seconds=seconds,
    )  # fmt: skip
    if len(found.places) > MOST_HIDDEN * table.values.size:
        raise TooMuchHidden("more than two thirds of the cells would have to be hidden")
    published = table.values.copy()
    published.reshape(-1)[sorted(found.places)] = HIDDEN
    # asked anew, of what will be given and not of what was worked with
    if list(Reader([*editions, shown(published)], mechanism).sharp()):
        raise NotSafe("what would be given tells of somebody")
    return Release(table.with_values(published), found.best, found.tries)


def release_nothing(
    table: CountTable, naming: Naming | None, editions: Sequence[Edition], *, mechanism: Hiding
) -> Release:
    """The table with every place hidden, for one that is left out of what it stands in: attacked as any
    other, since a reader may know how it adds up.

    Raises `NotSafe` where what is known already tells of somebody.
    """
    hidden = np.full_like(table.values, HIDDEN)
    here = Edition(table.rows, table.columns, table.values, hidden, table.across, naming, mechanism)
    if list(Reader([*editions, here], mechanism).sharp()):
        raise NotSafe("what is known already tells of somebody, whatever this table hides")
    return Release(table.with_values(hidden), best=True, tries=1)


def edition_of(true: CountTable, published: CountTable, mechanism: Mechanism) -> Edition:
    """An earlier edition out of its counts and what was published of them.

    Raises `NotAnEdition` where the two have other rows or columns, or where something was published that
    this mechanism does not publish: then nothing is known of what a reader can learn from it.
    """
    if (true.rows, true.columns, true.across) != (published.rows, published.columns, published.across):
        raise NotAnEdition("its counts and what was published of them have different rows or columns")
    edition = Edition(true.rows, true.columns, true.values, published.values, true.across)
    rows = (*true.rows, true.total_row)
    columns = (*true.columns, *([true.total_column] if true.across else []))
    for (row, column), count in np.ndenumerate(true.values):
        shown = int(published.values[row, column])
        if shown != HIDDEN and shown not in mechanism.choices(int(count)):
            raise NotAnEdition(
                f"row {rows[row]!r}, column {columns[column]!r}: what was published "
                f"is not rounded to base {mechanism.base} with threshold {mechanism.threshold}"
            )
    return edition


def _choices(
    table: CountTable, naming: Naming | None, editions: Sequence[Edition], mechanism: Mechanism
) -> list[Choices]:
    """What may be published in each place: near its count, and neither alone nor beside what was published
    there before telling too much. What was published there before had best stay, also where the count moved a
    little: a register that grew by few then gives the same figures, which tell no difference. Not where it
    fell: whoever knows that, would know of a 10 that became 0 that the count is 4 at most."""
    found: list[dict[int, float]] = [
        {value: float(abs(value - count)) for value in mechanism.choices(count)}
        for count in table.values.reshape(-1).tolist()
    ]
    here = Edition(table.rows, table.columns, table.values, table.values, table.across, naming)
    places = {key: place for place, key in enumerate(here.names)}
    rising = Books([*editions, here]).none_has_fallen
    grew: dict[int, int] = {}
    for edition in editions:
        olds, shown = edition.true.reshape(-1).tolist(), edition.published.reshape(-1)
        low, high = (bound.reshape(-1).tolist() for bound in mechanism.bounds(edition.published))
        for earlier, key in enumerate(edition.names):
            if key not in places:
                continue
            place = places[key]
            old, new = olds[earlier], int(table.values.reshape(-1)[place])
            for value in list(found[place]):
                if (rising or old == new) and _tells(
                    mechanism, old, new, (low[earlier], high[earlier]), value
                ):
                    del found[place][value]
                elif old == new and shown[earlier] not in (HIDDEN, value):
                    found[place][value] += mechanism.base
            if old < new and shown[earlier] != HIDDEN:
                grew[place] = int(shown[earlier])
            elif old >= new:
                grew.pop(place, None)
    # once and less than half the base: else a value that went would say to within 2 where the count came,
    # and two that went one after the other the difference between them
    for place, stood in grew.items():
        for value in found[place]:
            found[place][value] += 0 if value == stood else (mechanism.base - 1) // 2
    return list(found)


def _tells(mechanism: Mechanism, old: int, new: int, before: tuple[int, int], value: int) -> bool:
    """Whether `value` beside what was published before makes a small count sharp, where it is known to be
    the same, or not to have fallen."""
    lows, highs = mechanism.bounds(np.array([value]))
    low, high = int(lows[0]), int(highs[0])
    if old == new:
        return 0 < new < mechanism.threshold and min(high, before[1]) - max(low, before[0]) < mechanism.base
    widths = (
        (new, high - max(low, before[0])),
        (old, min(high, before[1]) - before[0]),
        (new - old, high - before[0] - max(0, low - before[1])),
    )
    return any(0 < count < mechanism.threshold and width < mechanism.base for count, width in widths)


def _ever_wider(table: CountTable, mechanism: Mechanism, unknown: set[int]) -> Iterator[set[int]]:
    """Which places are hidden whatever their count: none; those that are hidden to partners, to whom it then
    tells nothing new; every count in a row with a small one; all but the totals; all but the grand total."""
    yield set()
    if unknown:
        yield unknown
    small = mechanism.sensitive(table.inner).any(axis=1)
    rows = np.repeat(small, len(table.columns))
    inner = inner_places(table.values.shape, across=table.across)
    yield set(inner[rows].tolist())
    yield set(inner.tolist())
    yield set(range(table.values.size - 1))


def _hidden_to_partners(table: CountTable, naming: Naming | None, editions: Sequence[Edition]) -> set[int]:
    """The places of which no partner has the count, where they have any of this table."""
    here = Edition(table.rows, table.columns, table.values, table.values, table.across, naming)
    shown: set[Name] = set()
    hidden: set[Name] = set()
    for edition in editions:
        for key, value in zip(edition.names, edition.published.reshape(-1).tolist(), strict=True):
            if edition.is_exact:
                (hidden if value == HIDDEN else shown).add(key)
    return {place for place, key in enumerate(here.names) if key in hidden - shown}


def _cuts(
    sharp: Sequence[Sharp], choices: Sequence[Choices], mechanism: Mechanism, known: Known
) -> list[Cut]:
    """For each count that is too sharp: that what made it so, or anything that tells as much, stands together
    no more. No safe solution is lost by it."""
    cuts: dict[tuple[tuple[int, frozenset[int]], ...], Cut] = {}
    for one in sharp:
        together = {}
        for told in one.because:
            every = (HIDDEN, *choices[told.place])
            alike = frozenset(value for value in every if _as_much(told, value, mechanism, known))
            if len(alike) < len(every):
                together[told.place] = alike
        cuts[tuple(together.items())] = Cut(together)
    return list(cuts.values())


def _as_much(told: Told, value: int, mechanism: Mechanism, known: Known) -> bool:
    lows, highs = mechanism.bounds(np.array([value]))
    least, most = known.get(told.place, (0, UNBOUNDED))
    low, high = max(int(lows[0]), least), min(int(highs[0]), most)
    return (told.least is None or low >= told.least) and (told.most is None or high <= told.most)


def _more_hidden(table: CountTable, published: Counts, sharp: Sequence[Sharp]) -> list[HideMore]:
    """One for each neighbourhood: the lines through what is too sharp."""
    lines = lines_of(table.values.shape, across=table.across)
    flat = published.reshape(-1)
    cuts = {}
    for one in sharp:
        near = set(one.places)
        for line in lines:
            if not {line.total, *line.parts.tolist()}.isdisjoint(one.places):
                near |= {line.total, *line.parts.tolist()}
        places = tuple(sorted(near))
        cuts[places] = HideMore(places, int((flat[list(places)] == HIDDEN).sum()))
    return list(cuts.values())
