"""Registrations as JSON: a list, each with its mentions (with roles) and persons nested in it.

Fields are those of the CSV form; what holds several codes is a list, `roles` of a person too, and
`roles_since` has the day of a role under that role. Several statuses stand in a list `statuses`. The order
of the mentions is their number. A fault is reported on the line where its registration begins.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from baken.register.csv_text import decoded
from baken.register.exceptions import Unreadable
from baken.register.fields import REFERENCE, Fields, Where, shown
from baken.register.raw import (
    LATER_COLUMNS,
    LATER_PERSON_COLUMNS,
    LATER_ROLE_COLUMNS,
    LISTS,
    MENTION_COLUMNS,
    REGISTRATION_COLUMNS,
    ROLE_COLUMNS,
    STATUS_COLUMNS,
    RawFile,
    RawMention,
    RawRegistration,
)
from baken.register.reasons import own_files as why
from baken.register.reasons import registrations as within
from baken.register.reasons.parsers import json_fault
from baken.register.reasons.sentence import Reason
from baken.register.records import RegistrationRecord

OWN_LATER = tuple(name for name in LATER_PERSON_COLUMNS if name != "person_roles_since")
_SPACE = re.compile(r"[ \t\r\n]*")
_DOUBLED = "a field that stands twice"


def read_json(data: bytes) -> RawFile:
    """The raw registrations of a JSON file. Raises Unreadable where it is not one."""
    registrations: dict[str, RawRegistration] = {}
    faults: list[tuple[int, Reason]] = []
    for line, item in items(decoded(data)):
        reference = item.get("reference") if isinstance(item, dict) else None
        if not isinstance(item, dict):
            faults.append((line, why.NOT_A_REGISTRATION()))
        elif not isinstance(reference, str) or not REFERENCE.fullmatch(reference):
            faults.append((line, within.NO_REFERENCE()))
        elif reference in registrations:
            registrations[reference].faults.append((line, why.SECOND_REGISTRATION()))
        else:
            registrations[reference] = _registration(reference, line, item)
    return RawFile(list(registrations.values()), faults)


def items(text: str) -> Iterator[tuple[int, Any]]:
    """The values of a JSON list, each with the line where it begins. Raises Unreadable."""
    decoder = json.JSONDecoder(object_pairs_hook=_object, parse_constant=_no_constant)
    at, line, counted = _skip(text, 0), 1, 0
    if text[at : at + 1] != "[":
        raise Unreadable(why.NOT_A_JSON_LIST())
    at = _skip(text, at + 1)
    first = True
    while text[at : at + 1] != "]":
        if not first:
            at = _expect(text, at, ",")
        line, counted = line + text.count("\n", counted, at), at
        try:
            item, at = decoder.raw_decode(text, at)
        except json.JSONDecodeError as error:
            raise Unreadable(why.NOT_JSON(line=error.lineno, why=json_fault(error.msg))) from error
        except (ValueError, RecursionError) as error:
            raise Unreadable(why.NOT_READABLE_JSON(line=line)) from error
        yield line, item
        at, first = _skip(text, at), False
    if _skip(text, at + 1) != len(text):
        raise Unreadable(why.SOMETHING_BEHIND())


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _expect(text: str, at: int, sign: str) -> int:
    if text[at : at + 1] != sign:
        line = text.count("\n", 0, at) + 1
        raise Unreadable(why.EXPECTED(line=line, sign=repr(sign)))
    return _skip(text, at + 1)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else found | {_DOUBLED: ""}


def _no_constant(_: str) -> Any:
    raise ValueError("no number")


def _registration(reference: str, line: int, item: dict[str, Any]) -> RawRegistration:
    raw = RawRegistration(reference, line)
    raw.fields = _fields(line, item, (), skip=("reference", *LISTS, "mentions", "persons", "statuses"))
    _take_lists(raw.fields, item, LATER_COLUMNS)
    for number, mention in enumerate(_list(raw.fields, item, "mentions"), 1):
        where = ((within.IN_MENTION, number),)
        fields = _fields(line, mention, where, skip=("roles",))
        roles = [
            _fields(line, role, (*where, (within.IN_ROLE, place)))
            for place, role in enumerate(_list(fields, mention, "roles"), 1)
        ]
        raw.mentions.append(RawMention(fields, roles))
    for number, person in enumerate(_list(raw.fields, item, "persons"), 1):
        fields = _fields(line, person, ((within.IN_PERSON, number),), skip=("roles", "roles_since", *LISTS))
        raw.persons.append(fields)
        if isinstance(person, dict):
            if "person_roles" in person:
                fields.fault(why.USE_ROLES(name="'person_roles'", list="'roles'"))
            if "person_roles_since" in person:
                fields.fault(why.USE_SINCE())
            fields.cells["person_roles"] = _codes(fields, person, "roles")
            if since := _since(fields, person.get("roles_since")):
                fields.cells["person_roles_since"] = since
            _take_lists(fields, person, LATER_PERSON_COLUMNS)
    raw.statuses = [
        _fields(line, status, ((within.IN_STATUS, number),))
        for number, status in enumerate(_list(raw.fields, item, "statuses"), 1)
    ]
    return raw


def _take_lists(fields: Fields, value: dict[str, Any], columns: tuple[str, ...]) -> None:
    """The lists of codes among these columns; a list that does not belong here is a fault."""
    for name in LISTS & value.keys():
        if name in columns:
            if codes := _codes(fields, value, name):
                fields.cells[name] = codes
        elif name != "person_roles" and value[name] is not None:
            fields.fault(why.NOT_HERE(name=shown(name)))


def _fields(line: int, value: Any, where: Where, skip: tuple[str, ...] = ()) -> Fields:
    fields = Fields(line, {}, where)
    if not isinstance(value, dict):
        fields.fault(why.NOT_AN_OBJECT())
        return fields
    for name, content in value.items():
        if name in skip or content is None:
            continue
        if isinstance(content, bool) or not isinstance(content, str | int):
            fields.fault(why.NOT_TEXT_OR_WHOLE(name=shown(name)))
        elif name == _DOUBLED:
            fields.fault(why.FIELD_TWICE())
        elif (isinstance(content, int) and name == "age") or isinstance(content, str):
            fields.cells[name] = str(content).strip()
        else:
            fields.fault(why.NOT_TEXT(name=shown(name)))
    return fields


def _list(fields: Fields, value: Any, name: str) -> list[Any]:
    found = value.get(name) if isinstance(value, dict) else None
    if found is None:
        return []
    if isinstance(found, list):
        return found
    fields.fault(why.NOT_A_LIST(name=name))
    return []


def _codes(fields: Fields, value: Any, name: str) -> str:
    found = _list(fields, value, name)
    if all(isinstance(code, str) and ";" not in code for code in found):
        return ";".join(found)
    fields.fault(why.NOT_A_LIST_OF_CODES(name=name))
    return ""


def _since(fields: Fields, value: Any) -> str:
    if value is None:
        return ""
    days = value.items() if isinstance(value, dict) else ()
    if isinstance(value, dict) and all(isinstance(day, str) and ";" not in role + day for role, day in days):
        return ";".join(f"{role}:{day}" for role, day in days)
    fields.fault(why.NOT_DAYS_BY_ROLE(name="roles_since"))
    return ""


def write_json(records: Iterable[RegistrationRecord]) -> bytes:
    """The JSON of registrations, in the order given; what is absent is left out."""
    return (
        json.dumps([_as_json(record) for record in records], ensure_ascii=False, indent=2) + "\n"
    ).encode()


def _as_json(record: RegistrationRecord) -> dict[str, Any]:
    one = len(record.statuses) == 1
    own = {"reference": record.reference} | _values(record, REGISTRATION_COLUMNS)
    own |= _values(record.statuses[0], STATUS_COLUMNS) if one else {}
    own |= _values(record, LATER_COLUMNS)
    own["mentions"] = [
        _values(mention, MENTION_COLUMNS)
        | {"roles": [_values(role, (*ROLE_COLUMNS, *LATER_ROLE_COLUMNS)) for role in mention.roles]}
        for mention in record.mentions
    ]
    own["persons"] = [
        _values(person, ("person", "sex", "birth_country", "age", *OWN_LATER))
        | {"roles": list(person.roles)}
        | ({"roles_since": {role: str(day) for role, day in person.since.items()}} if person.since else {})
        for person in record.persons
    ]
    if not one and record.statuses:
        own["statuses"] = [_values(status, STATUS_COLUMNS) for status in record.statuses]
    return own


def _values(part: object, columns: tuple[str, ...]) -> dict[str, Any]:
    """What is known of these columns."""
    found: dict[str, Any] = {}
    for name in columns:
        value = getattr(part, name)
        if value is not None and value != ():
            found[name] = value.isoformat() if hasattr(value, "isoformat") else value
    return found
