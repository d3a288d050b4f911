"""Holds a record against the published schema, and says in plain words what is wrong with it."""

import json
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from typing import Any

import jsonschema_rs

from baken.collection.moments import read_moment
from baken.collection.rejects import BadRecord
from baken.privacy.data_uris import cut_data_uris, has_data_uri_sign
from baken.vocabulary import advert_record

MOMENTS = ("captured_at", "published_at")
ACCOUNT_MOMENTS = ("created_at", "verified_at")
LARGEST_OFFSET = 2**63 - 1

_PLAIN_NAME = re.compile(r"[A-Za-z_]{1,40}\Z")
_REASONS_SHOWN = 3


@cache
def _validator() -> jsonschema_rs.Validator:
    return jsonschema_rs.validator_for(
        advert_record.json_schema(), validate_formats=True, ignore_unknown_formats=False
    )


def row_of(record: Any, *, suspicious: bool = True) -> dict[str, Any]:
    """The columns of one record, checked against the schema; raises BadRecord with the reason.

    Moments become datetimes in UTC and data URIs are cut. `suspicious=False` leaves out the search
    for data URIs and for characters that can't be stored: for callers that know from the bytes
    that there are none.
    """
    if not isinstance(record, dict):
        raise BadRecord("is not a JSON object")
    try:
        if not _validator().is_valid(record):
            raise BadRecord(_reason(record))
    except BadRecord:
        raise
    except ValueError as error:
        raise BadRecord(_unreadable(record)) from error
    row = dict(record)
    if suspicious and not _is_plain(row):
        for path, text in _strings(row):
            if not _storable(text):
                raise BadRecord(f"{path}: holds a NUL character or half of a surrogate pair")
        row = _without_data_uris(row)
    row["record_version"] = advert_record.RECORD_VERSION
    for name in MOMENTS:
        if name in row:
            row[name] = _moment(name, row[name])
    if "account" in row:
        row["account"] = {
            name: _moment(f"account.{name}", value) if name in ACCOUNT_MOMENTS else value
            for name, value in row["account"].items()
        }
    if "stated_age" in row:
        row["stated_age"] = int(row["stated_age"])
    if "capture" in row and "offset" in row["capture"]:
        offset = int(row["capture"]["offset"])
        if offset > LARGEST_OFFSET:
            raise BadRecord("capture.offset: is larger than any file")
        row["capture"] = {**row["capture"], "offset": offset}
    return row


def _unreadable(record: dict[str, Any]) -> str:
    """Why the schema could not even be held against a record."""
    try:
        json.dumps(record, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return "holds half of a surrogate pair"
    except (TypeError, ValueError):
        return "holds a value that JSON does not know"
    except RecursionError:
        pass
    return "nests too deep"


def _moment(name: str, text: str) -> datetime:
    try:
        return read_moment(text)
    except BadRecord as bad:
        raise BadRecord(f"{name}: {bad}") from None


def _is_plain(row: dict[str, Any]) -> bool:
    """Whether there is surely nothing to cut or to refuse in any of its texts: one look for most rows."""
    texts: list[str] = []
    _add_texts(row.values(), texts)
    whole = "\n".join(texts)
    return _storable(whole) and not has_data_uri_sign(whole)


def _add_texts(values: Iterable[Any], texts: list[str]) -> None:
    for value in values:
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict):
            _add_texts(value.values(), texts)
        elif isinstance(value, list):
            _add_texts(value, texts)


def _storable(text: str) -> bool:
    """Whether there is no NUL in it and no half of a surrogate pair."""
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def _strings(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _strings(item, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, f"{path}[{index}]")


def _without_data_uris(row: dict[str, Any]) -> dict[str, Any]:
    """Cuts images out of every text; what held nothing else becomes absent."""
    marked = {path for path, text in _strings(row) if has_data_uri_sign(text)}
    if not marked:
        return row
    for name in ("sighting_id", "platform"):
        if name in marked and not cut_data_uris(row[name]).strip():
            raise BadRecord(f"{name}: is an image, not a name")
    kept = _cut(row)
    for name, value in row.items():
        if isinstance(value, str) and name != "text" and value and not kept[name].strip():
            del kept[name]
    if "contacts" in kept:
        kept["contacts"] = [contact for contact in kept["contacts"] if contact["value"].strip()]
    result: dict[str, Any] = kept
    return result


def _cut(value: Any) -> Any:
    if isinstance(value, str):
        return cut_data_uris(value)
    if isinstance(value, dict):
        return {name: _cut(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_cut(item) for item in value]
    return value


def _reason(record: dict[str, Any]) -> str:
    found = []
    for error in _validator().iter_errors(record):
        found.append(_words(error))
        if len(found) == _REASONS_SHOWN:
            break
    return "; ".join(found) or "does not follow the schema of advert records"


def _words(error: jsonschema_rs.ValidationError) -> str:
    """One fault in plain words: the field and what is wrong, never the value."""
    path = _path(error.instance_path)
    kind = error.kind
    shape = jsonschema_rs.ValidationErrorKind
    match kind:
        case shape.Required():
            return f"{path + '.' if path else ''}{kind.property}: is missing"
        case shape.AdditionalProperties():
            names = ", ".join(_name(one) for one in kind.unexpected)
            return f"{path + ': ' if path else ''}has fields that an advert record does not know: {names}"
        case shape.Constant():
            return f"{path}: is not {kind.expected_value}"
        case shape.Format():
            return f"{path}: is not a date and time with UTC offset, as RFC 3339 writes it"
        case shape.Enum():
            return f"{path}: is none of {', '.join(str(one) for one in _options(error))}"
        case shape.Type():
            return f"{path or 'the record'}: is not of type {_types(kind)}"
        case shape.MaxLength():
            return f"{path}: is longer than {kind.limit} characters"
        case shape.MinLength():
            return f"{path}: is shorter than {kind.limit} character"
        case shape.MaxItems():
            return f"{path}: has more than {kind.limit} entries"
        case shape.Maximum():
            return f"{path}: is more than {kind.limit}"
        case shape.Minimum():
            return f"{path}: is less than {kind.limit}"
        case shape.Pattern():
            return f"{path}: is not 64 hexadecimal digits in lower case"
    return f"{path}: breaks the rule '{kind.name}' of the schema"


def _options(error: jsonschema_rs.ValidationError) -> list[Any]:
    part: Any = advert_record.json_schema()
    for step in error.schema_path:
        part = part[step]
    return list(part)


def _types(kind: Any) -> str:
    return " or ".join(str(one) for one in kind.types)


def _path(steps: list[str | int]) -> str:
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += f".{_name(step)}" if text else _name(step)
    return text


def _name(name: str) -> str:
    """A field's name, unless it could be a value that slipped into its place."""
    return name if _PLAIN_NAME.match(name) else "(a name that is no plain word)"
