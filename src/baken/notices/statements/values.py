"""What one field of a statement may hold, by itself."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from baken.notices.statements.fields import FIELDS, Field

_PUID = re.compile(r"[a-zA-Z0-9\-_]+")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_EAN_13 = re.compile(r"\d{13}", re.ASCII)
_BLANK = "".join(one for one in map(chr, range(0x10000)) if one.isspace()) + "\0\u200b\ufeff"
"""No expression looks for it: one that does takes hours over a million spaces between two letters."""

Values = dict[str, Any]
Faults = list[tuple[str, str]]


def read_values(statement: Mapping[str, Any]) -> tuple[Values, Faults]:
    """The fields of a statement that say something, texts trimmed, dates as dates; and what is wrong.

    A blank text, an empty list and null count as absent, but for the fields that may not be null. A field
    that is wrong is left out of the values.
    """
    values: Values = {}
    faults: Faults = []
    for field in FIELDS:
        given = trimmed(statement.get(field.name))
        if given is None and field.name in statement and field.never_null:
            faults.append((field.name, "may be left out, not empty"))
        elif given is None or given == []:
            if field.required:
                faults.append((field.name, "is missing"))
        elif reason := _wrong(field, given):
            faults.append((field.name, reason))
        else:
            values[field.name] = _as_meant(field, given)
    return values, faults


def _as_meant(field: Field, given: Any) -> Any:
    if field.kind == "codes":
        return [trimmed(code) for code in given]
    return date.fromisoformat(given) if field.kind == "date" else given


def trimmed(value: Any) -> Any:
    """A text without the space around it, None where nothing is left; anything else as it is."""
    return (value.strip(_BLANK) or None) if isinstance(value, str) else value


def _wrong(field: Field, given: Any) -> str | None:
    match field.kind:
        case "codes":
            return _wrong_codes(field, given)
        case "identifiers":
            return _wrong_identifiers(given)
    if not isinstance(given, str):
        return "must be a text"
    if field.longest is not None and len(given) > field.longest:
        return f"has {len(given)} characters; at most {field.longest} may be"
    if field.name == "puid" and not _PUID.fullmatch(given):
        return "may hold letters without accents, digits, hyphens and underscores only"
    if field.kind == "code" and given not in field.codes:
        return f"{_shown(given)} is not one of its codes"
    return _wrong_day(field, given) if field.kind == "date" else None


def _wrong_codes(field: Field, given: Any) -> str | None:
    if not isinstance(given, list):
        return "must be a list"
    for code in given:
        plain = trimmed(code)
        if not isinstance(plain, str) or plain not in field.codes:
            return f"{_shown(code)} is not one of its codes"
    return None


def _wrong_identifiers(given: Any) -> str | None:
    if not isinstance(given, dict):
        return 'must be an object such as {"EAN-13": "…"}'
    for name, value in given.items():
        if name != "EAN-13":
            return f"{_shown(name)} is no identifier that it knows"
        if not isinstance(value, str) or not _EAN_13.fullmatch(value):
            return "EAN-13 must be a text of 13 digits"
    return None


def _wrong_day(field: Field, given: str) -> str | None:
    try:
        day = date.fromisoformat(given) if _DAY.fullmatch(given) else None
    except ValueError:
        day = None
    if day is None:
        return "must be a day written as YYYY-MM-DD"
    if field.first is not None and day < field.first:
        return f"may not lie before {field.first}"
    if field.last is not None and day > field.last:
        return f"may not lie after {field.last}"
    return None


def _shown(value: Any) -> str:
    return repr(value)[:80]
