"""Controlled rounding and the fewest hidden cells, solved together as one integer programme (HiGHS).

Each cell is 0/1 for every value that may be published for it, and 0/1 for hidden; exactly one of these holds.
In a line without a hidden cell the published parts make the published total. Where a part is hidden they may
fall short of it by what is hidden, and where the total itself is hidden nothing needs to hold. What is
minimised is first the number of hidden cells, a total weighing more than a count, and then how far the others
move. Since the counts themselves add up, a line is written in what its cells move by: these numbers stay
small however large the counts are, and so within what the solver can tell apart. The method is that of Cox
(1987) and of Salazar-González (2006), with hiding as the way out where no rounding exists.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import highspy
import numpy as np

from baken.disclosure.lines import Line, inner_places, lines_of
from baken.disclosure.mechanism import HIDDEN, Counts
from baken.disclosure.programme import Programme

HIDDEN_TOTAL, HIDDEN_GRAND_TOTAL = 4, 20
"""What hiding a total costs, counted in hidden counts."""
Choices = Mapping[int, float]
"""What may be published in a place, and what each value costs."""


@dataclass(frozen=True, slots=True)
class Cut:
    """What may not be published together: in each of these places one of these values (`HIDDEN` among them
    where nothing is)."""

    together: Mapping[int, frozenset[int]]


@dataclass(frozen=True, slots=True)
class HideMore:
    """A solution that was too sharp around some `places`, of which `were` hidden: next time more of them."""

    places: tuple[int, ...]
    were: int


@dataclass(frozen=True, slots=True)
class Rounded:
    """What to publish (with the shape of the table; `HIDDEN` where nothing is), or None where nothing was
    found in time; whether it is proven to be the best; and how many seconds it took."""

    published: Counts | None
    best: bool
    seconds: float


def round_table(
    counts: Counts,
    choices: Sequence[Choices],
    *,
    across: bool,
    cuts: Sequence[Cut | HideMore] = (),
    seconds: float,
) -> Rounded:
    """What to publish for each of these counts, totals included, which add up.

    `choices` has, for every place of the flattened table, what may be published there, near its count, and
    what that costs.
    The same input gives the same answer, unless `seconds` end the search before the best is proven; then it
    is the best until there.
    """
    shape, flat = counts.shape, counts.reshape(-1).tolist()
    programme = Programme(whole=True)
    inner = set(inner_places(shape, across=across).tolist())
    # so much that hiding one cell fewer is worth any movement of all others
    heavy = 1 + sum(max(found.values(), default=0) for found in choices)
    hidden: list[int] = []
    shown: list[list[int]] = []
    for place, found in enumerate(choices):
        weight = 1 if place in inner else HIDDEN_TOTAL
        if place == len(choices) - 1:
            weight = HIDDEN_GRAND_TOTAL
        hidden.append(programme.column(heavy * weight))
        shown.append([programme.column(cost) for cost in found.values()])
        programme.row(1, 1, [hidden[-1], *shown[-1]], [1.0] * (1 + len(found)))
    moves = [[value - count for value in found] for count, found in zip(flat, choices, strict=True)]
    for line in lines_of(shape, across=across):
        _add_line(programme, line, flat, moves, shown, hidden)
    for cut in cuts:
        _add_cut(programme, cut, choices, shown, hidden)
    solver = programme.solver(seconds=seconds)
    solver.run()
    took = solver.getRunTime()
    if solver.getInfo().primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return Rounded(None, False, took)
    solution = np.array(solver.getSolution().col_value)
    published = np.full(len(choices), HIDDEN, np.int64)
    for place, found in enumerate(choices):
        for value, column in zip(found, shown[place], strict=True):
            if solution[column] > 0.5:
                published[place] = value
    best = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return Rounded(published.reshape(shape), best, took)


def _add_line(
    programme: Programme,
    line: Line,
    counts: Sequence[int],
    moves: Sequence[Sequence[int]],
    shown: Sequence[Sequence[int]],
    hidden: Sequence[int],
) -> None:
    places = (*line.parts.tolist(), line.total)
    columns = [column for place in places for column in shown[place]]
    # positive: the parts move up, or the total down
    ways = [[-move if place == line.total else move for move in moves[place]] for place in places]
    factors = [float(move) for way in ways for move in way]
    up, down = (sum(max([0, *(sign * move for move in way)]) for way in ways) for sign in (1, -1))
    away = [hidden[place] for place in places]
    # a hidden part lets the others make more by its count, which is missing; a hidden total, by anything
    more = [float(up if place == line.total else min(counts[place], up)) for place in places]
    programme.row(-np.inf, 0, [*columns, *away], [*factors, *(-most for most in more)])
    # less, where anything is hidden, is what is hidden
    programme.row(0, np.inf, [*columns, *away], [*factors, *[float(down)] * len(places)])


def _add_cut(
    programme: Programme,
    cut: Cut | HideMore,
    choices: Sequence[Choices],
    shown: Sequence[Sequence[int]],
    hidden: Sequence[int],
) -> None:
    if isinstance(cut, HideMore):
        places = cut.places
        programme.row(cut.were + 1, np.inf, [hidden[place] for place in places], [1.0] * len(places))
        return
    columns = [hidden[place] for place, values in cut.together.items() if HIDDEN in values]
    for place, values in cut.together.items():
        columns += [shown[place][at] for at, value in enumerate(choices[place]) if value in values]
    programme.row(-np.inf, len(cut.together) - 1, columns, [1.0] * len(columns))
