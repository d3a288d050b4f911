"""What programs can ask, for people who write them: the OpenAPI document, and a page of it to read."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from baken.api.application import ProgramApi
from baken.api.problems import KINDS
from baken.desk.guard import public_page
from baken.vocabulary.code_list import Label

View = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that can be asked, as the page shows it. The examples are JSON, "" where there is none."""

    method: str
    path: str
    words: Label
    about: str
    scope: str
    request: str
    answer: str

    @property
    def anchor(self) -> str:
        """The name of its place on the page."""
        return f"{self.method}{self.path}".replace("/", "-").replace("{", "").replace("}", "").lower()


def document_of(api: ProgramApi) -> View:
    """The view of the OpenAPI 3.1 document. Anybody may read it: it holds nothing of anybody."""

    @public_page
    def document(request: HttpRequest) -> HttpResponse:
        return JsonResponse(api.described(), json_dumps_params={"ensure_ascii": False})

    return document


def page_of(api: ProgramApi) -> View:
    """The view of the same as a page."""

    @public_page
    def described(request: HttpRequest) -> HttpResponse:
        return render(
            request,
            "api/described.html",
            {"asked": everything_asked(api.described()), "problems": list(KINDS.items())},
        )

    return described


def everything_asked(document: dict[str, Any]) -> list[Asked]:
    """Each operation of an OpenAPI document, in its order."""
    return [
        Asked(
            method=method.upper(),
            path=path,
            words=Label(operation.get("x-summary-nl", operation["summary"]), operation["summary"]),
            about=operation.get("description", ""),
            scope=operation.get("x-scope", ""),
            request=_example(operation.get("requestBody", {})),
            answer=_example(_good(operation["responses"])),
        )
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    ]


def _good(responses: dict[Any, Any]) -> dict[str, Any]:
    found: dict[str, Any] = next((one for status, one in responses.items() if int(status) < 300), {})
    return found


def _example(part: dict[str, Any]) -> str:
    content = part.get("content", {}).get("application/json", {})
    found = content.get("example")
    if found is None and content.get("examples"):
        found = next(iter(content["examples"].values())).get("value")
    return "" if found is None else json.dumps(found, ensure_ascii=False, indent=2)
