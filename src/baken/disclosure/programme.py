"""A linear or integer programme as it is added up, and the solver (HiGHS) that it is given to."""

import highspy
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


class Programme:
    """Columns with their cost, a least and a most, whole or not; rows of factors with a least and a most.

    The solver works with tolerances (of a millionth), so no factor and no bound should be in the millions.
    """

    def __init__(self, *, whole: bool) -> None:
        self._whole = whole
        self._costs: list[float] = []
        self._least: list[float] = []
        self._most: list[float] = []
        self._low: list[float] = []
        self._high: list[float] = []
        self._starts = [0]
        self._columns: list[int] = []
        self._factors: list[float] = []

    def column(self, cost: float = 0.0, *, least: float = 0.0, most: float = 1.0) -> int:
        """A new column, by its number."""
        self._costs.append(cost)
        self._least.append(least)
        self._most.append(most)
        return len(self._costs) - 1

    def row(self, low: float, high: float, columns: list[int], factors: list[float]) -> int:
        """The sum of the columns times their factors lies between `low` and `high`: a row, by its number."""
        self._low.append(low)
        self._high.append(high)
        self._columns += columns
        self._factors += factors
        self._starts.append(len(self._columns))
        return len(self._low) - 1

    def solver(self, *, seconds: float = np.inf) -> highspy.Highs:
        """A solver that holds it: on one core and from one seed, so that it answers the same each time."""
        size = len(self._costs)
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = size, len(self._low)
        model.col_cost_ = np.array(self._costs)
        model.col_lower_, model.col_upper_ = np.array(self._least), np.array(self._most)
        model.row_lower_, model.row_upper_ = np.array(self._low), np.array(self._high)
        if self._whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * size
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.array(self._starts)
        model.a_matrix_.index_ = np.array(self._columns, np.int32)
        model.a_matrix_.value_ = np.array(self._factors)
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        options = {
            "output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0, "time_limit": seconds,
        }  # fmt: skip
        for name, value in options.items():
            solver.setOptionValue(name, value)
        solver.passModel(model)
        return solver
