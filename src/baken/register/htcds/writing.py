"""Registrations out, in the standard's own columns: one row a victim. The same records, the same bytes."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields

from baken.platforms.catalogue import folded
from baken.register.htcds.losses import Loss, Losses
from baken.register.htcds.mapping import (
    AGE,
    COLUMNS_KEPT,
    COLUMNS_OUT,
    LIST_OF_ROLE,
    LISTED_AS,
    ORGANISATION,
    PERSON_TABLES,
    PLATFORM_FIELDS,
    REGISTRATION_TABLES,
    ROLE_OF_LIST,
    VICTIM_ROLES,
    CodeTable,
)
from baken.register.htcds.standard import KEYS, OTHER, PERSON, REFERENCE
from baken.register.records import MentionRecord, PersonRecord, RegistrationRecord, RoleRecord

COLUMNS = (*KEYS, *COLUMNS_OUT)
Row = dict[str, str | int | list[str]]


@dataclass(frozen=True, slots=True)
class Written:
    """A file in the standard, how many rows it has, and what it could not hold."""

    data: bytes
    rows: int
    losses: tuple[Loss, ...]


def write(records: Iterable[RegistrationRecord], *, format: str, names: bool = True) -> Written:
    """The file (csv or json) of registrations, ordered by reference and person.

    Without `names` only the platforms of the standard's list are named, and all others are Other; with
    them the name stands behind it, since the standard lets its list be added to.
    """
    losses = Losses()
    ordered = sorted(records, key=lambda record: record.reference)
    rows = [row for record in ordered for row in _rows(record, losses, names=names)]
    data = _csv(rows) if format == "csv" else _json(rows)
    return Written(data, len(rows), losses.told())


def _rows(record: RegistrationRecord, losses: Losses, *, names: bool) -> Iterator[Row]:
    victims = [person for person in record.persons if set(person.roles) & set(VICTIM_ROLES)]
    if record.form == "smuggling" or not victims:
        losses.add("reference", "smuggling" if record.form == "smuggling" else "no_victim")
        return
    losses.add("person", "not_a_victim", count=len(record.persons) - len(victims))
    _without_place(record, losses)
    losses.add("statuses", "no_place", count=max(len(record.statuses) - 1, 0))
    losses.add("decided_on", "no_place", count=bool(record.statuses and record.statuses[-1].decided_on))
    own: Row = {
        REFERENCE: record.reference,
        **_coded(record, REGISTRATION_TABLES, losses),
        **_platforms(record, losses, names=names),
    }
    if record.source_organisation:
        own[ORGANISATION] = record.source_organisation
    for person in victims:
        _without_place(person, losses)
        losses.add("person_roles", "other_roles", count=person.roles != ("victim",))
        losses.add("person_roles_since", "no_place", count=bool(person.since))
        row: Row = {**own, PERSON: person.person, **_coded(person, PERSON_TABLES, losses)}
        if person.age is not None:
            row[AGE] = person.age
        yield {column: row[column] for column in COLUMNS if column in row}


def _coded(
    part: RegistrationRecord | PersonRecord, tables: tuple[CodeTable, ...], losses: Losses
) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    for table in tables:
        value = getattr(part, table.column)
        codes = value if table.several else (value,) if value else ()
        losses.add(table.column, "less_exact", count=sum(not table.keeps(code) for code in codes))
        theirs = list(dict.fromkeys(table.out[code] for code in codes if table.out.get(code)))
        if theirs:
            found[table.field] = theirs if table.several else theirs[0]
    return found


def _platforms(record: RegistrationRecord, losses: Losses, *, names: bool) -> dict[str, list[str]]:
    found: dict[str, dict[str, None]] = {}
    for mention in record.mentions:
        _without_place(mention, losses)
        lists = {_list_of(role) for role in mention.roles}
        losses.add("role", "role_unplaced", count=sum(not _list_of(role) for role in mention.roles))
        if not mention.roles:
            losses.add("platform", "role_unplaced")
        for field in lists:
            if field:
                found.setdefault(field, {}).update(dict.fromkeys(_named(mention, names=names)))
        for role in mention.roles:
            _role_lost(role, losses)
        if any(lists) and mention.platform is None:
            losses.add("naming", "nameless")
        elif any(lists) and folded(mention.platform or "") not in LISTED_AS:
            losses.add("platform", "not_listed")
    return {field: list(found[field]) for field in PLATFORM_FIELDS if field in found}


def _list_of(role: RoleRecord) -> str | None:
    """The standard's list for a role; one that came out of a list goes back into it."""
    for field, came_in in ROLE_OF_LIST.items():
        if came_in == (role.role, role.moment):
            return field
    return LIST_OF_ROLE.get(role.role)


def _role_lost(role: RoleRecord, losses: Losses) -> None:
    field = _list_of(role)
    if field and ROLE_OF_LIST[field][0] != role.role:
        losses.add("role", "less_exact")
    if field and ROLE_OF_LIST[field][1] != role.moment:
        losses.add("moment", "no_place")
    losses.add("certainty", "no_place", count=bool(field) and role.certainty != "unknown")
    losses.add("role_source", "no_place", count=bool(field and role.role_source))


def _named(mention: MentionRecord, *, names: bool) -> list[str]:
    if mention.platform is None:
        return [OTHER]
    listed = LISTED_AS.get(folded(mention.platform))
    return [listed] if listed else [OTHER, mention.platform] if names else [OTHER]


def _without_place(part: RegistrationRecord | MentionRecord | PersonRecord, losses: Losses) -> None:
    """Whatever is filled and carried by no field: a column that comes to the register is told by itself."""
    for one in fields(part):
        value = getattr(part, one.name)
        if one.name in COLUMNS_KEPT or one.name in _PARTS or value in (None, (), "unknown"):
            continue
        losses.add(one.name, "no_place")


_PARTS = ("mentions", "persons", "roles", "roles_since", "statuses", "platform_type")
"""What is gone through apart, or known from the platform's name."""


def _csv(rows: list[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {name: ";".join(v) if isinstance(v, list) else v for name, v in row.items()} for row in rows
    )
    return out.getvalue().encode()


def _json(rows: list[Row]) -> bytes:
    return (json.dumps(rows, ensure_ascii=False, indent=2) + "\n").encode()
