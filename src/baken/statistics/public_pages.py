"""What every page for everybody has in common: whose it is, its language, and that it knows no reader."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils import translation

from baken.accounts.exceptions import AccountsError
from baken.accounts.models import Organisation
from baken.accounts.queries import find_organisation
from baken.desk.middleware import for_everybody
from baken.statistics.editions.actions import RULES
from baken.tenancy.acting import acting_for
from baken.vocabulary.code_list import Language

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@contextmanager
def public_of(slug: str) -> Iterator[Organisation]:
    """Inside, what the organisation published can be read. Raises Http404."""
    try:
        organisation = find_organisation(slug)
    except AccountsError as fault:
        raise Http404 from fault
    with acting_for(organisation.id):
        yield organisation


@contextmanager
def spoken_in(language: str | None) -> Iterator[Language]:
    """Inside, the language of the address is spoken, else that of the reader. Raises Http404."""
    spoken = language or translation.get_language()
    if spoken not in LANGUAGES:
        raise Http404
    with translation.override(spoken):
        yield "nl" if spoken == "nl" else "en"


def public_template(
    template: str, organisation: Organisation, language: str | None, context: dict[str, Any]
) -> bytes:
    """The page without a request: it knows no reader, and sets no cookie."""
    spoken = translation.get_language()
    frame = {
        "organisation": organisation,
        "language": spoken,
        "in_address": language,
        "other": next(code for code in LANGUAGES if code != spoken),
    }
    return render_to_string(template, frame | context).encode()


def give(request: HttpRequest, about: object, make: Callable[[], bytes]) -> HttpResponse:
    """What is asked for, made only when the reader does not have it as it stands."""
    tag = f'"{hashlib.sha256(repr((RULES, about)).encode()).hexdigest()[:32]}"'
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405)
    known = request.headers.get("If-None-Match", "") == tag
    given = HttpResponseNotModified() if known else HttpResponse(make())
    given["ETag"] = tag
    given["Content-Language"] = translation.get_language() or "nl"
    return for_everybody(given)
