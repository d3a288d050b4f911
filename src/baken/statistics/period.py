"""The days a table is about: both ends included, either end may be open."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from baken.vocabulary.code_list import Label


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both included; None leaves that end open.

    Raises ValueError when the first day lies after the last.
    """

    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        if self.first and self.last and self.first > self.last:
            raise ValueError(f"the period ends ({self.last}) before it begins ({self.first})")

    @classmethod
    def of_years(cls, first: int, last: int) -> "Period":
        """Whole calendar years, both included."""
        return cls(date(first, 1, 1), date(last, 12, 31))

    @classmethod
    def between_years(cls, first: int | None, last: int | None) -> "Period":
        """Whole calendar years; None leaves that end open."""
        return cls(date(first, 1, 1) if first else None, date(last, 12, 31) if last else None)

    @property
    def is_open(self) -> bool:
        """Whether it leaves nothing out."""
        return self.first is None and self.last is None

    def holds(self, column: str) -> pl.Expr:
        """Whether the day in `column` lies in the period; a missing day lies only in an open one."""
        inside = pl.lit(True)
        if self.first:
            inside = inside & (pl.col(column) >= self.first)
        if self.last:
            inside = inside & (pl.col(column) <= self.last)
        return inside

    def years(self, days: pl.Series) -> list[int]:
        """The calendar years to show, without gaps: the period's own, else those of the records.

        An end that the period leaves open is taken from `days`, the records within the period.
        """
        first = self.first or days.min()
        last = self.last or days.max()
        if not isinstance(first, date) or not isinstance(last, date):
            return []
        return list(range(first.year, last.year + 1))

    def as_dict(self) -> dict[str, str | None]:
        return {
            "from": self.first.isoformat() if self.first else None,
            "to": self.last.isoformat() if self.last else None,
        }

    @property
    def words(self) -> Label:
        if self.first and self.last:
            return Label(f"{self.first} t/m {self.last}", f"{self.first} to {self.last}")
        if self.first:
            return Label(f"vanaf {self.first}", f"from {self.first}")
        if self.last:
            return Label(f"t/m {self.last}", f"up to {self.last}")
        return Label("alles wat is vastgelegd", "everything on record")
