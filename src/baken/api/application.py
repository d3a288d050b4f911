"""All endpoints of all rooms as one API: what goes wrong becomes a problem, what is there an OpenAPI."""

from collections.abc import Iterable
from copy import deepcopy
from functools import lru_cache
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import HttpError, ValidationError

from baken.api.bodies import StrictParser
from baken.api.idempotency import HEADER
from baken.api.problems import KINDS, MEDIA_TYPE, Refused, problem, refused, wrong_fields
from baken.tenancy.permission import NotPermitted

NAMESPACE = "programs"
VERSION = "1"
_ABOUT = """What programs of a platform, or of anybody who works with the organisation, may ask.

An administrator makes a key on the desk, under "Programmasleutels". Send its secret with every request:
`Authorization: Bearer baken_…`. A key has scopes; each endpoint names the one that it asks for. A program
decides nothing about people: it may have something checked, let through or held, and ask how it stands.

Everything that goes wrong comes as `application/problem+json`, with a `code` that never changes its meaning.
A request that writes may carry an `Idempotency-Key`: sent again within a day it gets the same answer, and
nothing is done twice."""


class ProgramApi(NinjaAPI):
    """The API of an installation: `rooms` are (prefix, router)."""

    def __init__(self, rooms: Iterable[tuple[str, Router]]) -> None:
        super().__init__(
            title="Baken",
            version=VERSION,
            description=_ABOUT,
            openapi_url=None,
            docs_url=None,
            urls_namespace=NAMESPACE,
            parser=StrictParser(),
        )
        for kind, answer in _FAULTS.items():
            self.add_exception_handler(kind, answer)
        for prefix, router in rooms:
            self.add_router(f"/{prefix}/", router)

    def get_openapi_operation_id(self, operation: Any) -> str:
        """A name that stays: the room and the endpoint, not where it stands in the code."""
        room = operation.view_func.__module__.removeprefix("baken.").split(".")[0]
        return f"{room}_{operation.view_func.__name__}"

    @lru_cache(maxsize=1)  # noqa: B019 - there is one of them, and it lives as long as the process
    def described(self) -> dict[str, Any]:
        """The OpenAPI 3.1 document, with what may go wrong at every endpoint."""
        document: dict[str, Any] = deepcopy(dict(self.get_openapi_schema()))
        components = document.setdefault("components", {})
        components.setdefault("schemas", {})["Problem"] = _PROBLEM
        components["responses"] = {code: _response(code) for code in KINDS}
        for path in document["paths"].values():
            for method, operation in path.items():
                _complete(method, operation)
        return document


def _complete(method: str, operation: dict[str, Any]) -> None:
    writes = method in ("post", "put", "patch", "delete")
    left_out = set() if writes else {"asked_already", "other_request", "not_json", "too_large"}
    if "requestBody" not in operation:
        left_out |= {"unreadable"}
    for code, kind in KINDS.items():
        status = str(kind.status)
        if code not in left_out and status not in operation["responses"]:
            operation["responses"][status] = {"$ref": f"#/components/responses/{code}"}
    if writes:
        operation.setdefault("parameters", []).append(_IDEMPOTENCY)


def _response(code: str) -> dict[str, Any]:
    kind = KINDS[code]
    both = [one for one in KINDS.values() if one.status == kind.status]
    told: dict[str, Any] = {
        "description": " Or: ".join(one.about for one in both),
        "content": {
            MEDIA_TYPE: {
                "schema": {"$ref": "#/components/schemas/Problem"},
                "example": {
                    "type": f"urn:baken:problem:{code}",
                    "title": kind.title,
                    "status": kind.status,
                    "code": code,
                    "detail": kind.about,
                },
            }
        },
    }
    if code in ("too_fast", "away", "asked_already"):
        told["headers"] = {
            "Retry-After": {"description": "Whole seconds to wait.", "schema": {"type": "integer"}}
        }
    return told


_PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status", "code", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string", "description": "What went wrong; it never changes its meaning."},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}
_IDEMPOTENCY: dict[str, Any] = {
    "name": HEADER,
    "in": "header",
    "required": False,
    "description": "A name of your own for this request; sent again within a day it gets the same answer.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": r"^[\x21-\x7e]+$"},
    "example": "advert-10482-check-1",
}


def _of_http(request: HttpRequest, fault: Any) -> HttpResponse:
    if isinstance(fault.__cause__, Refused):
        return refused(fault.__cause__)
    code = {400: "unreadable", 401: "not_let_in", 403: "not_permitted", 404: "not_there"}.get(
        fault.status_code
    )
    return problem(code or "unreadable", "" if code else HTTPStatus(fault.status_code).phrase)


_FAULTS: dict[type[Exception], Any] = {
    ValidationError: lambda request, fault: wrong_fields(fault.errors),
    Refused: lambda request, fault: refused(fault),
    NotPermitted: lambda request, fault: problem("not_permitted", "This key may not do this."),
    Http404: lambda request, fault: problem("not_there"),
    HttpError: _of_http,
}
"""What an endpoint may raise, and what is then answered; anything else is a fault of ours."""
