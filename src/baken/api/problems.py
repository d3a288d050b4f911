"""What a program is told when something can't be done: `application/problem+json` (RFC 9457), in plain words.

`code` never changes its meaning, so a program can go by it; `detail` is for who reads along.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

MEDIA_TYPE = "application/problem+json"
MOST_FAULTS = 100
"""Faults named in one answer; more of them help nobody."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing that can be wrong with any request: its status, its title, and when it happens."""

    status: int
    title: str
    about: str


KINDS: dict[str, Kind] = {
    "unreadable": Kind(400, "Could not be read", "The body is no JSON that can be read."),
    "not_let_in": Kind(401, "Not let in", "The key is missing, unknown, expired or revoked."),
    "not_permitted": Kind(403, "Not permitted", "The key is good, but not for this."),
    "not_there": Kind(404, "Not there", "There is no such thing, or it belongs to somebody else."),
    "not_this_way": Kind(405, "Not this way", "The address takes another method; Allow names it."),
    "asked_already": Kind(409, "Being done", "A request with this Idempotency-Key is being answered now."),
    "length_unknown": Kind(411, "Length unknown", "The body must come with its Content-Length."),
    "too_large": Kind(413, "Too large", "The body has more than 1,000,000 bytes."),
    "not_json": Kind(415, "Not JSON", "The body must come as application/json."),
    "wrong_fields": Kind(422, "Fields are wrong", "`errors` names each field and what is wrong with it."),
    "other_request": Kind(
        422, "Key used for another request", "This Idempotency-Key stood with another request before."
    ),
    "too_fast": Kind(429, "Too fast", "The pace of this key is used up; Retry-After says for how long."),
    "away": Kind(503, "Away for a moment", "The database can't be reached; nothing was done. Try again."),
}
"""Every code that any endpoint may answer with; an endpoint adds its own with `Refused`."""


class Refused(Exception):
    """Raised by an endpoint that can't do what was asked: a status from 400 to 499, a code of its own, and
    what is wrong in words that name nobody. `field` is the field it is about, if one is.

    Everything that the endpoint wrote is taken back. Raises ValueError for a status that is no refusal.
    """

    def __init__(self, status: int, code: str, detail: str, *, field: str | None = None) -> None:
        super().__init__(detail)
        if not 400 <= status <= 499:
            raise ValueError(f"{status} refuses nothing")
        self.status, self.code, self.detail, self.field = status, code, detail, field


def documented(status: int, about: str) -> dict[str, Any]:
    """A refusal of an endpoint's own for its `openapi_extra`, where no kind of `KINDS` has this status."""
    answer = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {"responses": {status: {"description": about, "content": {MEDIA_TYPE: answer}}}}


def problem(
    code: str,
    detail: str = "",
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer that says one of `KINDS`; `errors` are {"field", "message"} of every field that is wrong."""
    kind = KINDS[code]
    return as_answer(kind.status, kind.title, code, detail or kind.about, errors, headers)


def as_answer(
    status: int,
    title: str,
    code: str,
    detail: str,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """An answer of the media type for problems."""
    body: dict[str, Any] = {
        "type": f"urn:baken:problem:{code}",
        "title": title,
        "status": status,
        "code": code,
        "detail": detail,
    }
    if errors:
        body["errors"] = [dict(one) for one in errors[:MOST_FAULTS]]
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type=MEDIA_TYPE, headers=headers
    )


def refused(fault: Refused) -> HttpResponse:
    """The answer to what an endpoint could not do."""
    errors = [{"field": fault.field, "message": fault.detail}] if fault.field else []
    return as_answer(fault.status, "Refused", fault.code, fault.detail, errors)


_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is no field that is known here",
    "json_invalid": "is no JSON",
    "string_type": "must be a text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "uuid_parsing": "must be a UUID",
    "uuid_type": "must be a UUID",
    "date_type": "must be a day written as YYYY-MM-DD",
    "date_parsing": "must be a day written as YYYY-MM-DD",
    "date_from_datetime_parsing": "must be a day written as YYYY-MM-DD",
    "datetime_type": "must be a moment written as 2026-01-31T12:00:00Z",
    "datetime_parsing": "must be a moment written as 2026-01-31T12:00:00Z",
    "datetime_from_date_parsing": "must be a moment written as 2026-01-31T12:00:00Z",
    "timezone_aware": "must say its time zone",
    "literal_error": "must be one of: {expected}",
    "enum": "must be one of: {expected}",
    "string_too_long": "may have at most {max_length} characters",
    "string_too_short": "must have at least {min_length} characters",
    "string_pattern_mismatch": "must look like {pattern}",
    "too_long": "may hold at most {max_length}",
    "too_short": "must hold at least {min_length}",
    "greater_than": "must be more than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
}
"""What pydantic calls a fault, in plain words; any other in its own. What was sent is never said back."""

_PLACES = ("body", "query", "path", "header", "form", "cookie")


def wrong_fields(errors: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """The answer to a request whose fields are wrong, from pydantic's list of them."""
    told = [{"field": _field(one.get("loc", ())), "message": _message(one)} for one in errors]
    named = ", ".join(dict.fromkeys(one["field"] for one in told[:5]))
    more = f" and {len(told) - 5} more" if len(told) > 5 else ""
    return problem("wrong_fields", f"Wrong: {named}{more}.", errors=told)


def _field(place: Sequence[Any]) -> str:
    parts = [str(part)[:80] for part in place]
    if parts and parts[0] in _PLACES:
        # the name of the argument that the body is read into says nothing to who sends it
        parts = parts[2:] if parts[0] == "body" else parts[1:]
    return ".".join(parts) or "body"


def _message(error: Mapping[str, Any]) -> str:
    words = _WORDS.get(str(error.get("type")))
    if words is None:
        return str(error.get("msg", "is wrong"))
    try:
        return words.format(**error.get("ctx", {}))
    except KeyError:
        return str(error.get("msg", "is wrong"))


def nothing_here(request: HttpRequest, rest: str = "") -> HttpResponse:
    """The answer under any address of the API that is none."""
    return problem("not_there", "There is no such address; /api/ lists those that there are.")
