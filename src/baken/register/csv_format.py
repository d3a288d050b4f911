"""Registrations as CSV in long form: one line a record, readable and sortable in a spreadsheet.

`registration` says to which registration a line belongs, `record` what the line is: the
registration itself, a mention of a platform, a role of that mention, a person, or one of several
statuses. Only the columns of that kind are filled; `mention` numbers the mentions of one
registration, so that a role finds its mention whatever the order of the lines.
"""

import csv
import io
from collections.abc import Iterable, Iterator

from baken.register.csv_text import read_rows
from baken.register.exceptions import Unreadable
from baken.register.fields import REFERENCE, Fields, shown
from baken.register.raw import (
    LATER_COLUMNS,
    LATER_PERSON_COLUMNS,
    LATER_ROLE_COLUMNS,
    LISTS,
    MENTION_COLUMNS,
    NOT_OF_THE_STUDY,
    PERSON_COLUMNS,
    REGISTRATION_COLUMNS,
    ROLE_COLUMNS,
    STATUS_COLUMNS,
    RawFile,
    RawMention,
    RawRegistration,
)
from baken.register.reasons import cells as of_cells
from baken.register.reasons import own_files as why
from baken.register.reasons.sentence import Reason
from baken.register.records import MentionRecord, PersonRecord, RegistrationRecord

KEYS = ("registration", "record", "mention")
COLUMNS = (
    "registration",
    "record",
    *REGISTRATION_COLUMNS,
    "mention",
    *MENTION_COLUMNS,
    *ROLE_COLUMNS,
    *PERSON_COLUMNS,
)
ALL_COLUMNS = (*COLUMNS, *NOT_OF_THE_STUDY)
KINDS = ("registration", "mention", "role", "person", "status")


def read_csv(data: bytes) -> RawFile:
    """The raw registrations of a CSV file. Raises Unreadable where it is not one."""
    rows = read_rows(data)
    header = _header(rows)
    grouped: dict[str, _Group] = {}
    faults: list[tuple[int, Reason]] = []
    for line, cells in rows:
        filled = {column: cell for column, cell in zip(header, cells, strict=False) if cell}
        reference = filled.get("registration", "")
        if not REFERENCE.fullmatch(reference):
            wrong = of_cells.NOT_A_REFERENCE if reference else of_cells.MISSING
            faults.append((line, wrong(column="registration")))
            continue
        group = grouped.setdefault(reference, _Group(RawRegistration(reference, line)))
        if len(cells) < len(header) or any(cells[len(header) :]):
            group.raw.faults.append((line, why.CELLS(count=len(cells), width=len(header))))
        else:
            group.add(line, filled)
    return RawFile([group.whole() for group in grouped.values()], faults)


def is_registrations(data: bytes) -> bool:
    """Whether a CSV file is one of registrations and no published table, by its header."""
    header = next(read_rows(data), (1, []))[1]
    return set(KEYS[:2]) <= {cell.lower() for cell in header}


def _header(rows: Iterator[tuple[int, list[str]]]) -> list[str]:
    first = next(rows, None)
    if first is None:
        raise Unreadable(why.EMPTY())
    header = [cell.lower() for cell in first[1]]
    while header and not header[-1]:
        header.pop()
    unknown = [shown(column) for column in header if column not in ALL_COLUMNS]
    if unknown:
        raise Unreadable(why.NO_SUCH_COLUMN(names=", ".join(unknown[:5]), all=", ".join(ALL_COLUMNS)))
    if len(set(header)) != len(header):
        raise Unreadable(why.COLUMN_TWICE())
    missing = [column for column in KEYS[:2] if column not in header]
    if len(missing) > 1:
        raise Unreadable(why.NO_COLUMNS(first=missing[0], second=missing[1]))
    if missing:
        raise Unreadable(why.NO_COLUMN(name=missing[0]))
    return header


class _Group:
    """The lines of one registration, as they come."""

    def __init__(self, raw: RawRegistration) -> None:
        self.raw = raw
        self._mentions: dict[int, RawMention] = {}
        self._roles: list[tuple[int, Fields]] = []

    def add(self, line: int, filled: dict[str, str]) -> None:
        """Takes one line in."""
        kind = filled.get("record", "")
        fields = Fields(line, {column: cell for column, cell in filled.items() if column not in KEYS})
        if kind not in KINDS:
            self._fault(line, why.NOT_A_KIND(kinds=", ".join(KINDS)))
        elif kind in ("mention", "role"):
            self._add_to_mention(kind, Fields(line, filled), fields)
        elif "mention" in filled:
            self._fault(line, of_cells.DOES_NOT_BELONG(name="'mention'", kind=of_cells.KINDS[kind]))
        if kind == "person":
            self.raw.persons.append(fields)
        elif kind == "status":
            self.raw.statuses.append(fields)
        elif kind == "registration" and self.raw.fields is None:
            self.raw.fields = fields
        elif kind == "registration":
            self._fault(line, why.SECOND_OWN_LINE())

    def _add_to_mention(self, kind: str, keys: Fields, fields: Fields) -> None:
        number = keys.whole("mention", 1, 9999, required=True)
        if number is None:
            self.raw.faults += keys.faults
        elif kind == "role":
            self._roles.append((number, fields))
        elif number in self._mentions:
            self._fault(fields.line, why.NUMBER_TAKEN())
        else:
            self._mentions[number] = RawMention(fields)

    def _fault(self, line: int, reason: Reason) -> None:
        self.raw.faults.append((line, reason))

    def whole(self) -> RawRegistration:
        """The registration, each role under its mention."""
        for number, role in self._roles:
            if number in self._mentions:
                self._mentions[number].roles.append(role)
            else:
                self.raw.faults.append((role.line, why.NO_SUCH_MENTION()))
        self.raw.mentions = [self._mentions[number] for number in sorted(self._mentions)]
        return self.raw


def write_csv(records: Iterable[RegistrationRecord]) -> bytes:
    """The CSV of registrations, in the order given; later columns only where one of them is filled."""
    out = io.StringIO(newline="")
    rows = [{"registration": record.reference, **row} for record in records for row in _rows(record)]
    filled = {column for row in rows for column, cell in row.items() if cell not in (None, "")}
    later = [column for column in NOT_OF_THE_STUDY if column in filled]
    writer = csv.DictWriter(out, [*COLUMNS, *later], restval="", lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode("utf-8")


def _rows(record: RegistrationRecord) -> Iterator[dict[str, object]]:
    one = record.statuses[0] if len(record.statuses) == 1 else None
    own = _cells(record, (*REGISTRATION_COLUMNS, *LATER_COLUMNS))
    yield {"record": "registration", **own, **(_cells(one, STATUS_COLUMNS) if one else {})}
    for status in () if one else record.statuses:
        yield {"record": "status", **_cells(status, STATUS_COLUMNS)}
    for number, mention in enumerate(record.mentions, 1):
        yield from _mention_rows(number, mention)
    for person in record.persons:
        yield _person_row(person)


def _cells(part: object, columns: tuple[str, ...]) -> dict[str, object]:
    found = {column: getattr(part, column) for column in columns}
    return {name: ";".join(value) if name in LISTS else value for name, value in found.items()}


def _mention_rows(number: int, mention: MentionRecord) -> Iterator[dict[str, object]]:
    yield {"record": "mention", "mention": number, **_cells(mention, MENTION_COLUMNS)}
    for role in mention.roles:
        yield {"record": "role", "mention": number, **_cells(role, (*ROLE_COLUMNS, *LATER_ROLE_COLUMNS))}


def _person_row(person: PersonRecord) -> dict[str, object]:
    columns = ("person", "sex", "birth_country", "age", *LATER_PERSON_COLUMNS)
    return {"record": "person", **_cells(person, columns), "person_roles": ";".join(person.roles)}
