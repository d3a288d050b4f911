"""What an installation serves when it serves a part only: a table of addresses; any other one is not
there."""

import os
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

ONLY = "BAKEN_ONLY"
"""The part that this process serves; without it, everything."""

SIGNING_IN = ("/toegang/", "/profiel/", "/taal/", "/reden/", "/static/")
ADMINISTRATION = (
    "/beheer/gebruikers/", "/beheer/organisatie/", "/beheer/programmasleutels/", "/beheer/berichten/",
    "/beheer/taken/", "/beheer/logboek/", "/beheer/bewaren/",
)  # fmt: skip
PARTS: dict[str, tuple[str, ...]] = {
    "platform": (
        *SIGNING_IN,
        *ADMINISTRATION,
        "/api/",
        "/deur/",
        "/meldingen/",
        "/meldpunt/",
        "/cijfers/transparantie/",
        "/doorverwijzen/",
        "/antwoord/",
    ),
}
"""The addresses that begin so are served; of `EXACT` the page itself and nothing under it. A platform has no
leads, register, figures, sources, rules pages or market: what is left out is all that is not here."""
EXACT: dict[str, tuple[str, ...]] = {"platform": ("/", "/beheer/")}


def part_served() -> str | None:
    """The part that this process serves, None for everything. Raises ValueError for one that is not known."""
    part = os.environ.get(ONLY) or None
    if part is not None and part not in PARTS:
        raise ValueError(f"{ONLY} is one of: {', '.join(PARTS)}")
    return part


def is_served(path: str, part: str | None) -> bool:
    """Whether an address is there in this part."""
    return part is None or path in EXACT[part] or path.startswith(PARTS[part])


class PartMiddleware:
    """Whatever the part leaves out is not there: 404, for whoever asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        """Before the view is called; the page that says so has all that a page has. Raises Http404."""
        if not is_served(request.path, part_served()):
            raise Http404
