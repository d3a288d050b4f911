"""A day, month or year as somebody remembers it. No database, no clock."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from baken.cases.exceptions import DayInFuture, DaysContradict, NoSuchDay

_EARLIEST = 1920
_DUTCH = re.compile(r"(?:(?:(\d{1,2})[-/. ])?(\d{1,2})[-/. ])?(\d{4})")
_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True, order=True)
class VagueDay:
    """A year, with a month and a day where somebody knows them."""

    year: int
    month: int | None = None
    day: int | None = None

    @property
    def first(self) -> date:
        """The earliest day it can be."""
        return date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @property
    def last(self) -> date:
        """The latest day it can be."""
        month = 12 if self.month is None else self.month
        length = calendar.monthrange(self.year, month)[1]
        return date(self.year, month, length if self.day is None else self.day)

    def __str__(self) -> str:
        parts = (self.day, self.month, self.year)
        return "-".join(str(part) for part in parts if part is not None)


def read_day(words: str) -> VagueDay | None:
    """What somebody wrote: "2024", "3-2024", "12-3-2024", or the same the other way round; None for nothing.

    Raises `NoSuchDay`.
    """
    said = words.strip()
    if not said:
        return None
    if found := _ISO.fullmatch(said):
        year, month, day = found.groups()
    elif found := _DUTCH.fullmatch(said):
        day, month, year = found.groups()
    else:
        raise NoSuchDay
    read = VagueDay(int(year), int(month) if month else None, int(day) if day else None)
    try:
        known = read.first.year >= _EARLIEST and read.last
    except ValueError:
        raise NoSuchDay from None
    if not known:
        raise NoSuchDay
    return read


def check_period(begins: VagueDay | None, until: VagueDay | None, today: date) -> None:
    """What is certain to be wrong is asked about; what is only vague stands as it was told.

    Raises `DaysContradict` when it can't but end before it begins, `DayInFuture`.
    """
    if begins and until and until.last < begins.first:
        raise DaysContradict
    if any(one and one.first > today for one in (begins, until)):
        raise DayInFuture
