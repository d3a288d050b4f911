"""A reader of a table per platform and of one per kind of platform, for the tests alone: whole numbers, one
unknown for each platform and year."""

import highspy
import numpy as np

from baken.disclosure.mechanism import HIDDEN
from baken.disclosure.tables import CountTable

MOST = 100_000


def platform_intervals(
    table: CountTable, shown: CountTable, kinds: CountTable, shown_kinds: CountTable, *, base: int = 5
) -> list[int]:
    """How wide each small count of either table is. Row n of `table` is of kind n modulo the kinds."""
    rows, columns = table.inner.shape
    modulo = len(kinds.rows)

    def sums(counts: list[list[object]], solver: highspy.Highs) -> list[tuple[object, int, int]]:
        found = []
        for here, published, groups in (
            (table, shown, [[row] for row in range(rows)]),
            (kinds, shown_kinds, [list(range(kind, rows, modulo)) for kind in range(modulo)]),
        ):
            every = [*groups, list(range(rows))]
            for at, group in enumerate(every):
                for column in range(columns + 1):
                    across = range(columns) if column == columns else [column]
                    expression = solver.qsum(counts[row][one] for row in group for one in across)
                    found.append(
                        (expression, int(here.values[at, column]), int(published.values[at, column]))
                    )
        return found

    narrow = []
    size = len(sums([[0] * columns for _ in range(rows)], highspy.Highs()))
    for asked in range(size):
        ends = []
        for way in (1, -1):
            solver = highspy.Highs()
            solver.silent()
            counts = [[solver.addIntegral(lb=0, ub=MOST) for _ in range(columns)] for _ in range(rows)]
            every = sums(counts, solver)
            expression, true, _ = every[asked]
            if not 0 < true < 10:
                break
            for one, _, published in every:
                if published != HIDDEN:
                    solver.addConstr(one <= published + base)
                    solver.addConstr(one >= published - base)
            solver.minimize(expression * way)
            assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(round(way * solver.getInfo().objective_function_value))
        if ends:
            narrow.append(ends[1] - ends[0])
    return np.array(narrow, np.int64).tolist()
