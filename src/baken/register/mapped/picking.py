"""The cells of a row that the register takes, under its own columns; nothing else of the row goes on.

Numbers of persons become pseudonyms here, days become YYYY-MM-DD; words are left for a person to say
what they mean.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

from baken.platforms.catalogue import folded
from baken.register.fields import REFERENCE as REFERENCE_SHAPE
from baken.register.mapped.mapping import LONGEST_WORD, PARTS, ColumnMapping, DayOrder
from baken.register.mapped.table import Row, Table
from baken.register.mapped.targets import NUMBER, NUMBERS, PERSON, REFERENCE, targets
from baken.register.person_numbers import looks_like_citizen_number, looks_like_contact, looks_like_name
from baken.register.reasons import cells as of_cells
from baken.register.reasons import other_files as why
from baken.register.reasons.sentence import Reason, Sentence

Pseudonym = Callable[[str, str, str | None], str]
"""Of the kind of source, a number, and the case where it holds in that case alone."""
_DAY = re.compile(r"(\d{1,4})[-/. ](\d{1,2})[-/. ](\d{1,4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
"""Days, and the time as a part of one. Fewer digits would be before 1928, and could be a year or an age."""


@dataclass(slots=True)
class PickedRow:
    """One row under our columns: `values` as the cells have them, `faults` as (our column, reason)."""

    line: int
    reference: str
    values: dict[str, list[str]] = field(default_factory=dict)
    faults: list[tuple[str, Reason]] = field(default_factory=list)


class Picker:
    """Picks rows of one table by one mapping."""

    def __init__(self, table: Table, mapping: ColumnMapping, pseudonym: Pseudonym) -> None:
        known = targets()
        self._places = [
            (place, known[mapping.columns[folded(heading)]])
            for place, heading in enumerate(table.headings)
            if heading and folded(heading) in mapping.columns
        ]
        self._mapping, self._pseudonym, self._day_zero = mapping, pseudonym, table.day_zero
        self._reference = next((place for place, target in self._places if target.name == REFERENCE), None)

    def reference(self, row: Row) -> str:
        """The case number of a row as it stands there."""
        cells = row[1]
        if self._reference is None or self._reference >= len(cells):
            return ""
        return cells[self._reference]

    def pick(self, row: Row) -> PickedRow:
        """The row under our columns."""
        line, cells = row
        picked = PickedRow(line, self.reference(row))
        wrong = _fault_of_reference(picked.reference)
        if wrong:
            picked.faults.append((REFERENCE, wrong(column=REFERENCE)))
            return picked
        for place, target in self._places:
            value = cells[place] if place < len(cells) else ""
            if not value or target.name == REFERENCE:
                continue
            if target.kind == "day":
                self._day(picked, target.name, value)
            elif target.name in NUMBERS:
                self._number(picked, target.name, value)
            elif target.has_words and not _words_fit(value):
                too_long = why.TOO_LONG_A_WORD(column=target.name, most=LONGEST_WORD)
                picked.faults.append((target.name, too_long))
            else:
                picked.values.setdefault(target.name, []).append(value)
        return picked

    def _day(self, picked: PickedRow, name: str, value: str) -> None:
        found = day_of(value, self._mapping.day_order, self._day_zero)
        if found is None:
            order = why.ORDERS[self._mapping.day_order]
            picked.faults.append((name, why.NOT_A_DAY(column=name, order=order)))
        else:
            picked.values[name] = [found.isoformat()]

    def _number(self, picked: PickedRow, name: str, value: str) -> None:
        number = value.replace(" ", "")
        if looks_like_citizen_number(number):
            wrong = why.CITIZEN_NUMBER
        elif looks_like_contact(value):
            wrong = why.CONTACT
        elif looks_like_name(number) or not REFERENCE_SHAPE.fullmatch(number):
            wrong = why.NOT_A_NUMBER
        else:
            source = self._mapping.fixed.get("source_kind", "")
            case = None if name == NUMBER else picked.reference
            picked.values[PERSON] = [self._pseudonym(source, number, case)]
            return
        picked.faults.append((name, wrong(column=name)))


def _fault_of_reference(reference: str) -> Sentence | None:
    if not reference:
        return of_cells.MISSING
    if looks_like_contact(reference) or looks_like_citizen_number(reference):
        return why.REFERENCE_IS_CONTACT
    if looks_like_name(reference):
        return why.REFERENCE_IS_NAME
    if not REFERENCE_SHAPE.fullmatch(reference):
        return of_cells.NOT_A_REFERENCE
    return None


def _words_fit(value: str) -> bool:
    return all(len(part.strip()) <= LONGEST_WORD for part in PARTS.split(value)) and len(value) <= 1000


def day_of(value: str, order: DayOrder, day_zero: date | None) -> date | None:
    """The day that a cell says, or None. A bare number is one only where the file counts days."""
    try:
        if _ISO.fullmatch(value):
            return date.fromisoformat(value)
        serial = _SERIAL.fullmatch(value) if day_zero else None
        if day_zero and serial:
            return day_zero + timedelta(days=int(serial[1]))
        found = _DAY.fullmatch(value)
        if not found:
            return None
        parts = found.groups()
        if len(parts[0]) == 4:
            year, month, day = parts
        elif order == "ymd":
            return None
        else:
            year = parts[2]
            day, month = parts[:2] if order == "dmy" else parts[1::-1]
        return date(int(year), int(month), int(day)) if len(year) == 4 else None
    except (ValueError, OverflowError):
        return None
