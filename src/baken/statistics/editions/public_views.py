"""What everybody may see, without signing in: published editions, and nothing else of anybody."""

import hashlib
import uuid
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
from baken.desk.guard import public_page
from baken.desk.middleware import for_everybody
from baken.statistics.editions import queries
from baken.statistics.editions.actions import RULES
from baken.statistics.editions.content import filled
from baken.statistics.editions.views import shown
from baken.statistics.formats import write
from baken.statistics.models import Edition
from baken.tenancy.acting import acting_for

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


@contextmanager
def _public_of(slug: str) -> Iterator[Organisation]:
    """Inside, what the organisation published can be read. Raises Http404."""
    try:
        organisation = find_organisation(slug)
    except AccountsError as fault:
        raise Http404 from fault
    with acting_for(organisation.id):
        yield organisation


@contextmanager
def _spoken(language: str | None) -> Iterator[str]:
    """Inside, the language of the address is spoken, else that of the reader. Raises Http404."""
    spoken = language or translation.get_language()
    if spoken not in LANGUAGES:
        raise Http404
    with translation.override(spoken):
        yield spoken


@public_page
def published(request: HttpRequest, slug: str, language: str | None = None) -> HttpResponse:
    """Which tables an organisation published, and what was taken back; in the language of the reader, or in
    that of the address."""
    with _public_of(slug) as organisation, _spoken(language) as spoken:
        rows, back = list(queries.published()), list(queries.corrections())
        if not rows and not back:
            raise Http404
        state = [(one.id, one.state) for one in (*rows, *back)]
        return _answer(
            request,
            (organisation.name_nl, organisation.name_en, spoken, language, state),
            lambda: _page(
                "statistics/public/list.html",
                organisation,
                language,
                {"editions": [(one, filled(one)) for one in rows], "corrections": back},
            ),
        )


@public_page
def published_edition(
    request: HttpRequest, slug: str, edition_id: uuid.UUID, language: str | None = None
) -> HttpResponse:
    """One published table with its chart, its notes and its files."""
    with _public_of(slug) as organisation, _spoken(language) as spoken:
        edition = queries.published_edition(edition_id)
        return _answer(
            request,
            (organisation.name_nl, organisation.name_en, spoken, language, edition.id),
            lambda: _page("statistics/public/edition.html", organisation, language, _shown(edition)),
        )


@public_page
def published_file(request: HttpRequest, slug: str, edition_id: uuid.UUID, form: str) -> HttpResponse:
    """A published table as a file."""
    if form not in FORMS:
        raise Http404
    with _public_of(slug):
        edition = queries.published_edition(edition_id)
        answer = _answer(request, (edition.id, form), lambda: write(filled(edition), form))
        if answer.status_code == 200:
            answer["Content-Type"] = FORMS[form]
            name = f"{edition.table}{'-' if edition.by else ''}{edition.by}-{edition.number}.{form}"
            answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def _shown(edition: Edition) -> dict[str, Any]:
    return {**shown(edition), "forms": list(FORMS)}


def _page(template: str, organisation: Organisation, language: str | None, context: dict[str, Any]) -> bytes:
    """The page without a request: it knows no reader, and sets no cookie."""
    spoken = translation.get_language()
    frame = {
        "organisation": organisation,
        "language": spoken,
        "in_address": language,
        "other": next(code for code in LANGUAGES if code != spoken),
    }
    return render_to_string(template, frame | context).encode()


def _answer(request: HttpRequest, about: object, make: Callable[[], bytes]) -> HttpResponse:
    """What is asked for, made only when the reader does not have it as it stands."""
    tag = f'"{hashlib.sha256(repr((RULES, about)).encode()).hexdigest()[:32]}"'
    if request.method not in ("GET", "HEAD"):
        return HttpResponse(status=405)
    known = request.headers.get("If-None-Match", "") == tag
    answer = HttpResponseNotModified() if known else HttpResponse(make())
    answer["ETag"] = tag
    answer["Content-Language"] = translation.get_language() or "nl"
    return for_everybody(answer)
