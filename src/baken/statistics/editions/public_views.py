"""What everybody may see, without signing in: published editions, and nothing else of anybody."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from baken.desk.guard import public_page
from baken.statistics.editions import queries
from baken.statistics.editions.content import filled
from baken.statistics.editions.views import shown
from baken.statistics.formats import write
from baken.statistics.models import Edition
from baken.statistics.public_pages import give, public_of, public_template, spoken_in
from baken.statistics.publications.queries import corrections_of, public_versions

FORMS = {
    "csv": "text/csv; charset=utf-8",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}


@public_page
def published(request: HttpRequest, slug: str, language: str | None = None) -> HttpResponse:
    """What an organisation published, publications first, and what was taken back; in the language of the
    reader, or in that of the address."""
    with public_of(slug) as organisation, spoken_in(language) as spoken:
        rows, back = list(queries.published()), list(queries.corrections())
        versions = public_versions()
        if not rows and not back and not versions:
            raise Http404
        state = [(one.id, one.state) for one in (*rows, *back)]
        state += [(one.publication.id, one.publication.state) for one in versions]
        return give(
            request,
            (organisation.name_nl, organisation.name_en, spoken, language, state),
            lambda: public_template(
                "statistics/public/list.html",
                organisation,
                language,
                {
                    "editions": [(one, filled(one), earlier) for one, earlier in queries.newest_first(rows)],
                    "corrections": back,
                    "publications": [one for one in versions if one.is_newest],
                    "publication_corrections": corrections_of(versions),
                },
            ),
        )


@public_page
def published_edition(
    request: HttpRequest, slug: str, edition_id: uuid.UUID, language: str | None = None
) -> HttpResponse:
    """One published table with its chart, its notes and its files, and which edition is newer; or that it was
    taken back, and why."""
    with public_of(slug) as organisation, spoken_in(language) as spoken:
        edition = queries.once_published_edition(edition_id)
        newer = queries.newest_of(edition)
        return give(
            request,
            (
                organisation.name_nl,
                organisation.name_en,
                spoken,
                language,
                edition.id,
                edition.state,
                newer and newer.id,
            ),
            lambda: public_template(
                "statistics/public/edition.html", organisation, language, _shown(edition, newer)
            ),
        )


@public_page
def published_file(request: HttpRequest, slug: str, edition_id: uuid.UUID, form: str) -> HttpResponse:
    """A published table as a file."""
    if form not in FORMS:
        raise Http404
    with public_of(slug):
        edition = queries.published_edition(edition_id)
        answer = give(request, (edition.id, form), lambda: write(filled(edition), form))
        if answer.status_code == 200:
            answer["Content-Type"] = FORMS[form]
            name = f"{edition.table}{'-' if edition.by else ''}{edition.by}-{edition.number}.{form}"
            answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer


def _shown(edition: Edition, newer: Edition | None) -> dict[str, Any]:
    if edition.state == "withdrawn":
        return {"edition": edition, "newer": newer}
    return {**shown(edition), "newer": newer, "forms": list(FORMS)}
