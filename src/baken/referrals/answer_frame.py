"""The frame of a receiver's page: it knows no reader, is kept nowhere, and counts wrong codes."""

import math
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from baken.accounts.attempts import Count
from baken.accounts.limits import waiting_words


def origin_of(request: HttpRequest) -> str:
    """Where a request comes from, coarsely."""
    address = get_client_ip(request)
    return truncate_ip(address) if address else "unknown"


def wait_page(refused: Count, number: str) -> HttpResponse:
    """Too many wrong codes: how long to wait."""
    wait = waiting_words(refused.wait)
    given = answer_page("wait", {"wait": wait, "number": number}, status=429)
    given["Retry-After"] = str(math.ceil(refused.wait.total_seconds()))
    return given


def answer_page(name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """One of the receiver's pages."""
    language = translation.get_language()
    frame = {"language": language, "other": "en" if language == "nl" else "nl"}
    # without the request: the page knows no reader
    return private(
        HttpResponse(render_to_string(f"referrals/answer/{name}.html", frame | context), status=status)
    )


def private(given: HttpResponse) -> HttpResponse:
    """The answer, to be kept by nobody on the way."""
    given["Cache-Control"] = "no-store, private"
    given["Referrer-Policy"] = "no-referrer"
    given["X-Robots-Tag"] = "noindex, nofollow"
    given["Content-Language"] = translation.get_language() or "nl"
    return given
