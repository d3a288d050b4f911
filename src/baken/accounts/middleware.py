"""For whom a request acts: the organisation of the session, before anything else is read."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from baken.tenancy.acting import acting_for

SESSION_ORGANISATION = "organisation"


class ActingMiddleware:
    """Puts the wall up for the whole request; without a session there is nothing to see."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        organisation = request.session.get(SESSION_ORGANISATION)
        if organisation is None:
            return self.get_response(request)
        with acting_for(uuid.UUID(organisation)):
            return self.get_response(request)
