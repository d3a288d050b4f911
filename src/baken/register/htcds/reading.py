"""Rows of the standard in, as raw registrations that are checked like those of any file.

What the register may not hold (names, birth dates, addresses, free text) is passed over: counted, with its
lines, and never kept or repeated. A row whose consent says no stays out whole.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from baken.platforms.catalogue import PlatformIndex, folded
from baken.register.csv_text import decoded, foreign_rows
from baken.register.exceptions import Unreadable
from baken.register.fields import ORGANISATION_NAME, Fields
from baken.register.fields import REFERENCE as REFERENCE_SHAPE
from baken.register.htcds.losses import Loss, Losses
from baken.register.htcds.mapping import (
    AGE,
    AGE_COLUMN,
    CONSENT,
    DECIDER,
    GRANTED,
    NOT_HELD,
    ORGANISATION,
    ORGANISATION_COLUMN,
    PERSON_TABLES,
    PLATFORM_FIELDS,
    REFUSED,
    REGISTRATION_TABLES,
    ROLE_OF_LIST,
    STATUS,
    TYPE_OF_LISTED,
    CodeTable,
)
from baken.register.htcds.standard import OTHER, PERSON, PLATFORMS, REFERENCE, field_called, plain
from baken.register.json_format import items
from baken.register.raw import RawFile, RawMention, RawRegistration
from baken.register.reasons import standard as wrong
from baken.register.reasons.cells import NOT_A_REFERENCE
from baken.register.reasons.own_files import EMPTY
from baken.register.reasons.sentence import Reason

Cells = dict[str, tuple[str, ...]]
"""What a row says: the values of each field."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the standard does not say of a registration, and who takes the file in does: when its case was
    registered, and by which kind of source (a code of SourceKind)."""

    registered_on: date
    source_kind: str = "unknown"


@dataclass(frozen=True, slots=True)
class Read:
    """A file in the standard: what goes on to be checked, and what of it can't be held."""

    raw: RawFile
    losses: tuple[Loss, ...]


def read(data: bytes, *, format: str, delivery: Delivery, platforms: PlatformIndex) -> Read:
    """Reads a file (csv or json) of victims. Raises Unreadable where it is not one."""
    losses = Losses()
    faults: list[tuple[int, Reason]] = []
    rows = _csv_rows(data, losses) if format == "csv" else _json_rows(data, losses, faults)
    reader = _Reader(hashlib.sha256(data).hexdigest()[:10], delivery, platforms, losses, faults)
    for number, (line, cells) in enumerate(rows, 1):
        reader.take(number, line, cells)
    return Read(RawFile(list(reader.registrations.values()), faults), losses.told())


def _csv_rows(data: bytes, losses: Losses) -> Iterator[tuple[int, Cells]]:
    rows = foreign_rows(data)
    first = next(rows, None)
    if first is None:
        raise Unreadable(EMPTY())
    fields = [field_called(heading) for heading in first[1]]
    _check(fields)
    for line, cells in rows:
        said: Cells = {}
        for field, cell in zip((*fields, *[None] * len(cells)), cells, strict=False):
            if cell and field:
                said[field] = (*said.get(field, ()), cell)
        if not said or _is_labels(said):
            continue
        for place, cell in enumerate(cells, 1):
            if cell and (place > len(fields) or fields[place - 1] is None):
                losses.add(f"column {place}", "unknown_column", line)
        yield line, said


def _check(fields: list[str | None]) -> None:
    known = [field for field in fields if field]
    if not any(field.startswith(("prs_", "vic_")) for field in known):
        raise Unreadable(wrong.NO_FIELD_IN_HEADER())
    if len(set(known)) != len(known):
        raise Unreadable(wrong.FIELD_TWICE())


def _is_labels(said: Cells) -> bool:
    """The standard's spreadsheet has a second line with a label under every field name."""
    alike = (plain(field.partition("_")[2]) == plain(" ".join(values)) for field, values in said.items())
    return 2 * sum(alike) > len(said)


def _json_rows(data: bytes, losses: Losses, faults: list[tuple[int, Reason]]) -> Iterator[tuple[int, Cells]]:
    told, read_any = False, False
    for line, item in items(decoded(data)):
        told = True
        if not isinstance(item, dict):
            faults.append((line, wrong.NOT_A_PERSON()))
            continue
        said: Cells = {}
        known = len(faults)
        for name, value in item.items():
            field = field_called(name)
            values = value if isinstance(value, list) else [] if value is None else [value]
            values = [int(one) if isinstance(one, float) and one.is_integer() else one for one in values]
            texts = tuple(
                str(one).strip() for one in values if isinstance(one, str | int) and str(one).strip()
            )
            if field is None:
                losses.add("another key", "unknown_column", line)
            elif len(texts) != len(values):
                faults.append((line, wrong.NOT_TEXTS(field=field)))
            elif texts:
                said[field] = texts
        read_any = read_any or bool(said)
        if said and len(faults) == known:
            # taken in without what is wrong in it, it would stand there twice once that is put right
            yield line, said
    if told and not read_any:
        raise Unreadable(wrong.NO_FIELD_ANYWHERE())


class _Reader:
    """Makes registrations out of rows; rows with one reference are one registration."""

    def __init__(
        self, digest: str, delivery: Delivery, platforms: PlatformIndex, losses: Losses,
        faults: list[tuple[int, Reason]],
    ) -> None:  # fmt: skip
        self.registrations: dict[str, RawRegistration] = {}
        self._digest = digest
        self._own = {
            "registered_on": delivery.registered_on.isoformat(),
            "source_kind": delivery.source_kind,
            "scope": "unknown",
        }
        self._platforms = platforms
        self._losses = losses
        self._faults = faults
        self._said: dict[str, tuple[dict[str, str], list[list[dict[str, str]]]]] = {}

    def take(self, number: int, line: int, said: Cells) -> None:
        """Takes one row in."""
        consent = said.get(CONSENT, ("",))[0].casefold()
        if consent and consent not in GRANTED:
            fault = wrong.CONSENT_REFUSED if consent in REFUSED else wrong.CONSENT_UNCLEAR
            self._faults.append((line, fault(field=CONSENT)))
            return
        reference = said.get(REFERENCE, (f"HTCDS-{self._digest}-{number}",))[0]
        if not REFERENCE_SHAPE.fullmatch(reference):
            self._faults.append((line, NOT_A_REFERENCE(column=REFERENCE)))
            return
        for field, why in NOT_HELD.items():
            if field in said:
                self._losses.add(field, why, line)
        own = self._own | self._coded(line, said, REGISTRATION_TABLES)
        own |= self._organisation(line, said)
        if STATUS.column not in own and own.pop(DECIDER.column, ""):
            # who decided, of what nobody says what it is
            self._losses.add(DECIDER.field, "not_held", line)
        mentions = self._mentions(line, said)
        told = own, [[one.fields.cells, *(role.cells for role in one.roles)] for one in mentions]
        raw = self.registrations.get(reference)
        if raw is None:
            raw = RawRegistration(reference, line, fields=Fields(line, own), mentions=mentions)
            self.registrations[reference] = raw
            self._said[reference] = told
        elif self._said[reference] != told:
            raw.faults.append((line, wrong.ROWS_DISAGREE()))
        raw.persons.append(self._person(number, line, said))

    def _organisation(self, line: int, said: Cells) -> dict[str, str]:
        """The organisation of the row; what can be no name of one (a number, an address) is not kept."""
        name = " ".join("; ".join(said.get(ORGANISATION, ())).split())
        if not name or ORGANISATION_NAME.fullmatch(name):
            return {ORGANISATION_COLUMN: name} if name else {}
        self._losses.add(ORGANISATION, "not_held", line)
        return {}

    def _person(self, number: int, line: int, said: Cells) -> Fields:
        letters = self._digest.translate(_LETTERS)
        cells = {"person": said.get(PERSON, (f"H-{letters}-{number}",))[0], "person_roles": "victim"}
        cells |= self._coded(line, said, PERSON_TABLES)
        if AGE in said:
            cells[AGE_COLUMN] = said[AGE][0].removesuffix(".0")
        return Fields(line, cells)

    def _coded(self, line: int, said: Cells, tables: Iterable[CodeTable]) -> dict[str, str]:
        found: dict[str, str] = {}
        for table in tables:
            theirs = []
            for value in _values(said.get(table.field, ()), table.known):
                code = table.known.get(plain(value))
                if code is None:
                    self._losses.add(table.field, "unknown_code", line)
                else:
                    theirs.append(code)
                    self._losses.add(table.field, "less_exact", line, count=not table.gives(code))
            order = list(table.out)
            ours = sorted({table.into[code] for code in theirs}, key=order.index)
            if len(ours) > 1 and not table.several:
                self._losses.add(table.field, "several", line, count=len(ours) - 1)
            if ours:
                found[table.column] = ";".join(ours) if table.several else ours[0]
            elif table.missing:
                found[table.column] = table.missing
        return found

    def _mentions(self, line: int, said: Cells) -> list[RawMention]:
        named: dict[str, RawMention] = {}
        nameless: list[RawMention] = []
        for field in PLATFORM_FIELDS:
            role, moment = ROLE_OF_LIST[field]
            cells = {"role": role, "moment": moment, "certainty": "unknown"}
            values = dict.fromkeys(_values(said.get(field, ()), _LISTED))
            others = [value for value in values if plain(value) != plain(OTHER)]
            for value in others:
                mention = self._platform(line, field, value)
                if name := mention.fields.cells.get("platform"):
                    mention = named.setdefault(folded(name), mention)
                else:
                    nameless.append(mention)
                if cells not in [said_role.cells for said_role in mention.roles]:
                    mention.roles.append(Fields(line, dict(cells)))
            if len(values) > len(others) and all(plain(value) in _LISTED for value in others):
                unnamed = Fields(line, {"naming": "unnamed"})
                nameless.append(RawMention(unnamed, [Fields(line, dict(cells))]))
        return [*named.values(), *nameless]

    def _platform(self, line: int, field: str, value: str) -> RawMention:
        listed = _LISTED.get(plain(value))
        known = self._platforms.find(listed or value)
        if known is None and listed is None:
            # it could be anything, a telephone number too: it is told by its line and not kept
            self._losses.add(field, "unknown_platform", line)
            return RawMention(Fields(line, {"naming": "unclear"}))
        if known is None and listed is not None:
            return RawMention(
                Fields(line, {"naming": "named", "platform": listed, "platform_type": TYPE_OF_LISTED[listed]})
            )
        assert known is not None
        if listed and folded(known.name) != folded(listed):
            self._losses.add(field, "less_exact", line)
        return RawMention(Fields(line, {"naming": "named", "platform": known.name}))


_LISTED = {plain(name): name for name in PLATFORMS} | {plain(OTHER): OTHER}
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""A pseudonym holds no long number, so the digits of a hash become letters."""


def _values(said: tuple[str, ...], known: dict[str, str]) -> list[str]:
    """The values of a field of several: with semicolons between them, or spaces as the survey form has it."""
    found: list[str] = []
    for text in said:
        for part in filter(None, (part.strip() for part in text.split(";"))):
            words = part.split()
            spaced = plain(part) not in known and all(plain(word) in known for word in words)
            found += words if spaced else [part]
    return found
