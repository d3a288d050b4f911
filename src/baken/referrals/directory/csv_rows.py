"""Organisations out of a CSV file, each line checked; what is wrong is said by line and column. Pure.

Columns: name;role;receiver;kinds;provinces;municipalities;languages;hours;intake;capacity;reached;
checked_on;valid_until. Several values in a cell stand between commas. Codes are those of the code lists.
"""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from baken.vocabulary.code_list import CodeList
from baken.vocabulary.languages import ADVERT_LANGUAGES
from baken.vocabulary.places import Province
from baken.vocabulary.referrals import HelpCapacity, HelpHours, HelpKind, IntakeWay, ReceiverKind

COLUMNS = (
    "name", "role", "receiver", "kinds", "provinces", "municipalities", "languages", "hours", "intake",
    "capacity", "reached", "checked_on", "valid_until",
)  # fmt: skip
NEEDED = ("name", "role", "receiver", "kinds")
LARGEST_BYTES = 1_000_000
MOST_ROWS = 2_000
_LONGEST = {"name": 120, "role": 400, "reached": 500}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on a line (from 1, the heading included): the column and a code of what."""

    line: int
    column: str
    what: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class HelpRow:
    """One organisation as a line gives it."""

    name: str
    role: str
    receiver: str
    kinds: tuple[str, ...]
    provinces: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    hours: str = "unknown"
    intake: str = "both"
    capacity: str = "unknown"
    reached: str = ""
    checked_on: date | None = None
    valid_until: date | None = None


@dataclass(slots=True)
class Read:
    """The rows of a file and its faults; with any fault the rows are not to be taken in."""

    rows: list[HelpRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_rows(data: bytes) -> Read:
    """Every line of the file. Never raises: what can't be read is a fault."""
    found = Read()
    if len(data) > LARGEST_BYTES:
        found.faults.append(Fault(1, "", "too_large"))
        return found
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        found.faults.append(Fault(1, "", "not_utf8"))
        return found
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") >= heading.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        _lines(reader, found)
    except csv.Error:
        found.faults.append(Fault(reader.line_num, "", "not_csv"))
    return found


def _lines(reader: "csv.Reader", found: Read) -> None:  # type: ignore[name-defined]
    names = [name.strip().casefold() for name in next(reader, [])]
    for name in names:
        if name not in COLUMNS:
            found.faults.append(Fault(1, name[:40], "unknown_column"))
    found.faults.extend(Fault(1, name, "column_missing") for name in NEEDED if name not in names)
    if len(set(names)) != len(names):
        found.faults.append(Fault(1, "", "column_twice"))
    if found.faults:
        return
    seen: set[str] = set()
    for cells in reader:
        line = reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        if len(found.rows) >= MOST_ROWS:
            found.faults.append(Fault(line, "", "too_many_rows"))
            return
        if len(cells) != len(names):
            found.faults.append(Fault(line, "", "cells"))
            continue
        given = dict(zip(names, (cell.strip() for cell in cells), strict=True))
        row = _row(line, given, found.faults)
        if row is None:
            continue
        if row.name.casefold() in seen:
            found.faults.append(Fault(line, "name", "twice", row.name[:40]))
            continue
        seen.add(row.name.casefold())
        found.rows.append(row)
    if not found.rows and not found.faults:
        found.faults.append(Fault(1, "", "no_rows"))


def _row(line: int, given: dict[str, str], faults: list[Fault]) -> HelpRow | None:
    before = len(faults)

    def fault(column: str, what: str, value: str = "") -> None:
        faults.append(Fault(line, column, what, value[:40]))

    for name in NEEDED:
        if not given[name]:
            fault(name, "empty")
    for name, longest in _LONGEST.items():
        if len(given.get(name, "")) > longest:
            fault(name, "too_long")
    if "\0" in "".join(given.values()):
        fault("", "cells")

    def one(name: str, codes: CodeList, otherwise: str) -> str:
        said = given.get(name, "")
        if said and said not in codes:
            fault(name, "unknown_code", said)
        return said or otherwise

    def several(name: str, known: Callable[[str], bool]) -> tuple[str, ...]:
        said = tuple(dict.fromkeys(part.strip() for part in given.get(name, "").split(",") if part.strip()))
        for part in said:
            if not known(part):
                fault(name, "unknown_code", part)
        return said

    def day(name: str) -> date | None:
        said = given.get(name, "")
        try:
            return date.fromisoformat(said) if said else None
        except ValueError:
            fault(name, "no_day", said)
            return None

    row = HelpRow(
        name=given["name"],
        role=given["role"],
        receiver=one("receiver", ReceiverKind, ""),
        kinds=several("kinds", HelpKind.__contains__),
        provinces=several("provinces", Province.__contains__),
        municipalities=several("municipalities", lambda name: len(name) <= 60),
        languages=several("languages", ADVERT_LANGUAGES.__contains__),
        hours=one("hours", HelpHours, "unknown"),
        intake=one("intake", IntakeWay, "both"),
        capacity=one("capacity", HelpCapacity, "unknown"),
        reached=given.get("reached", ""),
        checked_on=day("checked_on"),
        valid_until=day("valid_until"),
    )
    return row if len(faults) == before else None
