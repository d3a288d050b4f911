"""Publications for everybody, without signing in: each version by its own address, with the files that went
out as they were."""

import json
import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from baken.desk.guard import public_page
from baken.statistics.public_pages import give, public_of, public_template, spoken_in
from baken.statistics.publications.files import FORMS, in_order
from baken.statistics.publications.files.html import article
from baken.statistics.publications.queries import (
    PublicVersion,
    corrections_of,
    public_version,
    public_versions,
)
from baken.vocabulary.code_list import Language

_NO_REQUESTS = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@public_page
def published_publication(
    request: HttpRequest, slug: str, publication_id: uuid.UUID, language: str | None = None
) -> HttpResponse:
    """A version with its tables, method, files and corrections; or that it was taken back, and why."""
    with public_of(slug) as organisation, spoken_in(language) as spoken:
        one = public_version(publication_id)
        beside = [other for other in public_versions() if other.publication.series == one.publication.series]
        state = [(other.publication.id, other.publication.state, other.taken_back) for other in beside]
        return give(
            request,
            (organisation.name_nl, organisation.name_en, spoken, language, publication_id, state),
            lambda: public_template(
                "statistics/public/publication.html", organisation, language, _shown(one, beside, spoken)
            ),
        )


def _shown(one: PublicVersion, beside: list[PublicVersion], spoken: Language) -> dict[str, Any]:
    context: dict[str, Any] = {
        "version": one,
        "beside": [other for other in beside if other.publication.id != one.publication.id],
        "corrections": corrections_of(beside),
    }
    if one.taken_back is None:
        context["article"] = article(json.loads(one.publication.manifest), spoken, corrections=False)
        context["files"] = in_order(one.publication.files.defer("data"))
    return context


@public_page
def published_publication_file(
    request: HttpRequest, slug: str, publication_id: uuid.UUID, form: str
) -> HttpResponse:
    """A file of a version, byte for byte as it was published."""
    with public_of(slug):
        one = public_version(publication_id)
        if one.taken_back is not None:
            raise Http404
        kept = one.publication.files.filter(form=form).first()
        if kept is None:
            raise Http404
        answer = give(request, (kept.id, kept.sha256), lambda: bytes(kept.data))
        if answer.status_code == 200:
            kind = FORMS.get(form)
            answer["Content-Type"] = kind.content_type if kind else "application/json"
            answer["Content-Disposition"] = f'attachment; filename="{kept.name}"'
            answer["Content-Security-Policy"] = _NO_REQUESTS
        return answer
