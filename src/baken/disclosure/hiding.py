"""Which counts to hide beside the small ones, the fewest, as an integer programme (HiGHS).

Each cell is 0/1 for hidden; the small ones are. A reader then is asked what is still too sharp, and answers
with the prices of their programme: which cells would make the count wider, and by how much. That is a row of
the integer programme, and the two are asked in turn until nothing is sharp. What is minimised is the number
of hidden cells, a total weighing more than a count, and among as many the smaller counts. The method is that
of Fischetti and Salazar-González (2001); what else the reader knows, earlier editions of any shape, is in the
prices.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from baken.disclosure.attack import Reader
from baken.disclosure.exceptions import NotSafe
from baken.disclosure.lines import inner_places, lines_of
from baken.disclosure.mechanism import Counts, Hiding
from baken.disclosure.programme import Floats, Programme
from baken.disclosure.rounding import HIDDEN_GRAND_TOTAL, HIDDEN_TOTAL

Shares = Mapping[int, float]
"""What each place adds when it is hidden; together one is needed."""


@dataclass(frozen=True, slots=True)
class HiddenPlaces:
    """The places to hide; whether it is proven that no fewer are safe; how often a reader was asked."""

    places: frozenset[int]
    best: bool
    tries: int


def places_to_hide(
    counts: Counts, reader: Reader, *, across: bool, mechanism: Hiding, seconds: float
) -> HiddenPlaces:
    """Which places of these counts to hide, totals included; `reader` has them all, as they are, for the
    newest edition.

    The same input gives the same answer, unless `seconds` end the search before the best is proven; then
    more is hidden than may be needed, until nothing is sharp. Raises `NotSafe` where hiding all is not
    enough."""
    flat = counts.reshape(-1)
    small = frozenset(np.flatnonzero(mechanism.sensitive(flat)).tolist())
    costs = _costs(flat, inner_places(counts.shape, across=across))
    needed = list(_alone(counts, small, across=across, width=mechanism.width))
    hidden, best, tries, spent = small, True, 0, 0.0
    while True:
        left = seconds - spent - reader.seconds
        solved = _fewest(costs, small, needed, seconds=left) if left > 0 else None
        if solved:
            hidden, proven, took = solved
            best &= proven
            spent += took
        else:
            hidden, best = _wider(costs, hidden, needed), False
        tries += 1
        found = list(reader.shortfalls(hidden))
        if not found:
            return HiddenPlaces(hidden, best, tries)
        if any(sum(shares.values()) < 1 - 1e-6 for shares in found):
            raise NotSafe("what is known already tells of somebody, whatever this table hides")
        needed += found


def _costs(flat: Counts, inner: Counts) -> Floats:
    """One for each hidden count, more for totals, and less than one for all that hidden counts tell."""
    weights = np.full(len(flat), float(HIDDEN_TOTAL))
    weights[inner] = 1
    weights[-1] = HIDDEN_GRAND_TOTAL
    tells = np.log1p(flat.astype(float))
    found: Floats = weights + tells / (1 + tells.sum())
    return found


def _alone(counts: Counts, small: frozenset[int], *, across: bool, width: int) -> list[Shares]:
    """What a line asks for each small count in it: another hidden one, and together enough."""
    flat = counts.reshape(-1).tolist()
    found: list[Shares] = []
    for line in lines_of(counts.shape, across=across):
        parts = line.parts.tolist()
        for place in small.intersection(parts):
            lacking = width - flat[place]
            others = {part: min(flat[part] / lacking, 1.0) for part in parts if part != place and flat[part]}
            found.append(others | {line.total: 1.0})
        if line.total in small:
            found.append(dict.fromkeys(parts, 1.0))
    return found


def _fewest(
    costs: Floats, small: frozenset[int], needed: Sequence[Shares], *, seconds: float
) -> tuple[frozenset[int], bool, float] | None:
    """The cheapest places that give every need its share, whether that is proven, and the seconds it took."""
    programme = Programme(whole=True)
    for place, cost in enumerate(costs):
        programme.column(float(cost), least=float(place in small))
    for shares in needed:
        programme.row(1 - 1e-6, math.inf, list(shares), list(shares.values()))
    solver = programme.solver(seconds=seconds)
    solver.run()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    solution = np.array(solver.getSolution().col_value)
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return frozenset(np.flatnonzero(solution > 0.5).tolist()), proven, solver.getRunTime()


def _wider(costs: Floats, hidden: frozenset[int], needed: Sequence[Shares]) -> frozenset[int]:
    """As many places more, those that cost least for what they add first, as every need asks."""
    wider = set(hidden)
    for shares in needed:
        has = sum(share for place, share in shares.items() if place in wider)
        for place in sorted(shares, key=lambda one: (costs[one] / shares[one], one)):
            if has >= 1 - 1e-6:
                break
            if place not in wider:
                wider.add(place)
                has += shares[place]
    return frozenset(wider)
