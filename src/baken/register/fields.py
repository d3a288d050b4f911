"""Reads the cells of one record and notes what is wrong with them, without repeating their content."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from baken.register.reasons import cells as why
from baken.register.reasons.sentence import Reason, Sentence
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.places import COUNTRIES

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,63}")
PSEUDONYM = re.compile(r"(?!.*[0-9]{7})[A-Za-z][A-Za-z0-9-]{0,39}")
"""Starts with a letter and has no long number in it, which could be a telephone or citizen number."""
PLATFORM_NAME = re.compile(r"[^\W_][\w .,&'+!()/:-]{0,79}")
ORGANISATION_NAME = re.compile(r"(?!.*(?:[0-9][ .()/-]*){7})[^\W\d_][\w .,&'+!()/:-]{0,79}")
"""Begins with a letter and holds no long number, which could be a telephone number."""
UNNAMED_COUNTRY = re.compile(r"X[A-Z]")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
WHOLE = re.compile(r"[0-9]{1,4}")
OLDEST = 120
YEARS = range(1900, 2101)
"""A year outside these is a typing error, and would give a table hundreds of empty columns."""


Where = tuple[tuple[Sentence, int], ...]


@dataclass(slots=True)
class Fields:
    """One record of a file: its filled cells by column, and the faults found in them.

    `where` says which part of a registration it is, where the line alone does not: sentences that take a
    number and the reason, the outermost first.
    """

    line: int
    cells: dict[str, str]
    where: Where = ()
    faults: list[tuple[int, Reason]] = field(default_factory=list)

    def fault(self, reason: Reason) -> None:
        """Notes that something is wrong with this record."""
        self.faults.append((self.line, self.placed(reason)))

    def placed(self, reason: Reason) -> Reason:
        """The reason with the part of the registration that it is about."""
        for sentence, number in reversed(self.where):
            reason = sentence(number=number, reason=reason)
        return reason

    def only(self, columns: tuple[str, ...], kind: str) -> None:
        """Nothing else may be filled: what a record can't hold must not get lost."""
        for column in self.cells:
            if column not in columns:
                self.fault(why.DOES_NOT_BELONG(name=shown(column), kind=why.KINDS[kind]))

    def text(self, column: str, pattern: re.Pattern[str], wrong: Sentence) -> str | None:
        """A required text of a fixed shape; None when it is missing or has another shape."""
        value = self.cells.get(column)
        if value is None or not pattern.fullmatch(value):
            self.fault((why.MISSING if value is None else wrong)(column=column))
            return None
        return value

    def name(self, column: str, pattern: re.Pattern[str], wrong: Sentence) -> str | None:
        """A text of a fixed shape, or none; spaces within it count once."""
        value = " ".join(self.cells.get(column, "").split())
        if not value or pattern.fullmatch(value):
            return value or None
        self.fault(wrong(column=column))
        return None

    def code(self, column: str, codes: CodeList, *, required: bool = True) -> str | None:
        """A code of a list."""
        value = self.cells.get(column)
        if value is None and not required:
            return None
        if value is None or value not in codes:
            self.fault((why.missing_code if value is None else why.wrong_code)(column, codes))
            return None
        return value

    def codes(self, column: str, codes: CodeList, *, required: bool = True) -> list[str]:
        """One or more codes of a list (none where not required), separated by semicolons, each once."""
        if column not in self.cells and not required:
            return []
        values = [value.strip() for value in self.cells.get(column, "").split(";") if value.strip()]
        if not values:
            self.fault(why.MISSING_CODES(column=column, codes=codes))
        elif any(value not in codes for value in values):
            self.fault(why.WRONG_CODES(column=column, codes=codes))
        elif len(set(values)) != len(values):
            self.fault(why.CODE_TWICE(column=column))
        else:
            return values
        return []

    def day(self, column: str, *, required: bool = False) -> date | None:
        """A date as YYYY-MM-DD."""
        value = self.cells.get(column)
        if value is None:
            if required:
                self.fault(why.MISSING_DAY(column=column))
            return None
        found = _day(value)
        if found is None:
            self.fault(why.NOT_A_DAY(column=column))
        return found

    def days_of(self, column: str, codes: CodeList, among: Sequence[str]) -> dict[str, date]:
        """Days by code, each as `code:YYYY-MM-DD`, semicolons between, each code once and `among` those."""
        found: dict[str, date] = {}
        for part in filter(None, map(str.strip, self.cells.get(column, "").split(";"))):
            code, _, text = part.partition(":")
            day = _day(text)
            if code not in codes or day is None:
                self.fault(why.NOT_A_ROLE_AND_DAY(column=column, first=codes.codes[0]))
            elif code in found:
                self.fault(why.ROLE_SINCE_TWICE(column=column, code=codes[code]))
            elif code not in among:
                self.fault(why.SINCE_WITHOUT_ROLE(column=column, code=codes[code]))
            else:
                found[code] = day
                continue
            return {}
        return found

    def whole(self, column: str, lowest: int, highest: int, *, required: bool = False) -> int | None:
        """A whole number between two bounds, both allowed."""
        value = self.cells.get(column)
        if value is None and not required:
            return None
        if value is not None and WHOLE.fullmatch(value) and lowest <= int(value) <= highest:
            return int(value)
        self.fault(why.NOT_WHOLE(column=column, lowest=lowest, highest=highest))
        return None

    def country(self, column: str) -> str | None:
        """An ISO 3166-1 alpha-2 code or none; XA to XZ for a country that the source does not name."""
        value = self.cells.get(column)
        if value is None or value in COUNTRIES or UNNAMED_COUNTRY.fullmatch(value):
            return value
        self.fault(why.NOT_A_COUNTRY(column=column))
        return None


def _day(text: str) -> date | None:
    try:
        if DAY.fullmatch(text) and date.fromisoformat(text).year in YEARS:
            return date.fromisoformat(text)
    except ValueError:
        pass
    return None


def shown(name: str) -> str:
    """A column name as it may stand in a message."""
    return repr(name if len(name) <= 40 else f"{name[:40]}…")
