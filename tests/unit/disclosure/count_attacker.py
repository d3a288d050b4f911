"""A reader of published editions, for the tests alone: whole numbers, a programme for each question."""

from collections.abc import Sequence
from itertools import pairwise

import highspy

from baken.disclosure.mechanism import HIDDEN
from baken.disclosure.tables import CountTable

MOST = 100_000


def interval(
    published: Sequence[CountTable],
    asked: Sequence[tuple[int, int, int, int]],
    *,
    base: int | Sequence[int],
    rising: bool,
    same: bool = False,
) -> tuple[int, int]:
    """The least and the most that a sum of counts can be. `asked` names counts by edition, row and column
    (totals included) with a factor; `base` is by how much each edition may have moved a count, 0 where it
    shows it as it is; `rising`: no count has fallen from one edition to the next; `same`: all count the same
    records. All editions have the same rows and columns."""
    bases = [base] * len(published) if isinstance(base, int) else base
    ends = []
    for way in (1, -1):
        solver = highspy.Highs()
        solver.silent()
        counts = [
            {
                (row, column): solver.addIntegral(lb=0, ub=MOST)
                for row in range(table.values.shape[0])
                for column in range(table.values.shape[1])
            }
            for table in published
        ]
        for edition, table, moved in zip(counts, published, bases, strict=True):
            last_row, last_column = (size - 1 for size in table.values.shape)
            for (row, column), count in edition.items():
                shown = int(table.values[row, column])
                if shown != HIDDEN:
                    solver.addConstr(count <= shown + moved)
                    solver.addConstr(count >= shown - moved)
            for column in range(last_column + 1):
                solver.addConstr(
                    solver.qsum(edition[row, column] for row in range(last_row)) == edition[last_row, column]
                )
            for row in range(last_row + 1) if table.across else ():
                parts = solver.qsum(edition[row, column] for column in range(last_column))
                solver.addConstr(parts == edition[row, last_column])
        for older, newer in pairwise(counts) if rising or same else ():
            for place in older:
                solver.addConstr(newer[place] >= older[place])
                if same:
                    solver.addConstr(newer[place] <= older[place])
        wanted = solver.qsum(factor * counts[edition][row, column] for edition, row, column, factor in asked)
        solver.minimize(wanted * way)
        assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        ends.append(round(way * solver.getInfo().objective_function_value))
    return ends[0], ends[1]
