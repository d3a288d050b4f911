"""What was done to a published table, in words that may go with it: nothing by which a count can be worked
back. How many cells were rounded is not told: where it is all of them or none, it makes a small count sharper
than `base`."""

from dataclasses import dataclass

import numpy as np

from baken.disclosure.mechanism import HIDDEN, How, Mechanism
from baken.disclosure.release import MOST_HIDDEN, Release
from baken.disclosure.tables import CountTable

MOST_NAMED = 100
"""Hidden cells that are named in lines for a person; a file has them all."""


@dataclass(frozen=True, slots=True)
class Report:
    """`cells`, totals included; `hidden` show nothing, each by its row and column; `editions` were before it;
    `best`: none hides fewer. `base` is 0 where nothing was rounded."""

    threshold: int
    base: int
    cells: int
    hidden: tuple[tuple[str, str], ...]
    editions: int
    best: bool

    def lines(self) -> list[str]:
        """The report as a person reads it."""
        said = [f"{self.cells} cells, {len(self.hidden)} of them hidden."]
        said += (
            self._exact()
            if not self.base
            else [
                f"Rounded to {self.base}; 1 to {self.threshold - 1} is never shown; no cell moved by more "
                f"than {self.base}; rows and columns without a hidden cell add up.",
                f"Every count of 1 to {self.threshold - 1} stays uncertain by at least {self.base} to a "
                f"reader who knows all this"
                + (f", and {_editions(self.editions)} too." if self.editions else "."),
            ]
        )
        said += [f"hidden: row {row!r}, column {column!r}" for row, column in self.hidden[:MOST_NAMED]]
        if len(self.hidden) > MOST_NAMED:
            said.append(f"hidden: and {len(self.hidden) - MOST_NAMED} more.")
        if len(self.hidden) > MOST_HIDDEN * self.cells:
            said.append(
                "So much is hidden that the table says little: give it more time, or merge rows or columns."
            )
        if self.hidden and not self.best:
            said.append("Fewer hidden cells may be possible; that was not proven.")
        return said

    def _exact(self) -> list[str]:
        return [
            f"Exact counts; 1 to {self.threshold - 1} is hidden, and what would tell of it.",
            f"Every count of 1 to {self.threshold - 1} stays uncertain by at least {self.threshold} to a "
            f"reader who knows all this"
            + (f", and {_editions(self.editions)} too." if self.editions else "."),
        ]


def report_on(table: CountTable, released: Release, *, mechanism: How, editions: int) -> Report:
    """The report of a release of `table`."""
    published = released.table.values
    rows = (*table.rows, table.total_row)
    columns = (*table.columns, table.total_column)
    return Report(
        threshold=mechanism.threshold,
        base=mechanism.base if isinstance(mechanism, Mechanism) else 0,
        cells=published.size,
        hidden=tuple(
            (rows[row], columns[column]) for row, column in np.argwhere(published == HIDDEN).tolist()
        ),
        editions=editions,
        best=released.best,
    )


def _editions(count: int) -> str:
    return "the edition before it" if count == 1 else f"the {count} editions before it"
