"""For whom a request acts, and whether its reader has come in all the way."""

import uuid
from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.sessions import middleware as sessions
from django.contrib.sessions.exceptions import SessionInterrupted
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from baken.accounts.browsers import rough_browser
from baken.accounts.devices import know_device
from baken.accounts.sessions import SESSION_ORGANISATION
from baken.tenancy.acting import acting_for

SESSION_SECOND_FACTOR = "second_factor"
"""Set in the session of whoever has a second factor and gave it."""

OPEN_WITHOUT = (
    "account_login", "account_logout", "account_reauthenticate", "mfa_index", "mfa_activate_totp",
    "mfa_add_webauthn", "set_language",
)  # fmt: skip
"""What opens for who has no second factor yet: the pages on which they choose one, and the way out."""

Answer = Callable[[HttpRequest], HttpResponse]


class SessionMiddleware(sessions.SessionMiddleware):
    """Django's own; but what was done stands when the session ended while it was being done, and the
    next request finds that it ended."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Saves the session, if it is still there."""
        try:
            return super().process_response(request, response)
        except SessionInterrupted:
            return response


class ActingMiddleware:
    """Puts the wall up for the whole request; without a session there is nothing to see."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session = request.session
        session.browser = rough_browser(request.headers.get("User-Agent", ""))  # type: ignore[attr-defined]
        organisation = session.get(SESSION_ORGANISATION)
        if organisation is None:
            return self.get_response(request)
        with acting_for(uuid.UUID(organisation)):
            response = self.get_response(request)
            session.note_presence()  # type: ignore[attr-defined]
            return response


class ReaderMiddleware:
    """Whoever has no second factor chooses one before any other page opens. Of who came in just now
    the device and the language are kept."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # the session says whether somebody is in; who they are is asked only where it matters
        halfway = "_auth_user_id" in request.session and not request.session.get(SESSION_SECOND_FACTOR)
        if halfway and request.path not in {reverse(name) for name in OPEN_WITHOUT}:
            return redirect("mfa_index")
        response = self.get_response(request)
        user = getattr(request, "came_in", None)
        if user is not None:
            know_device(request, response, user.sign_in_name)
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                user.language,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
                max_age=settings.LANGUAGE_COOKIE_AGE,
            )
        return _whole_page(request, response)


def _whole_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A part of a page that can't be had because its reader is out: the whole page goes to the way in,
    and comes back to where they were."""
    if request.headers.get("HX-Request") != "true" or response.status_code != 302:
        return response
    to = urlsplit(response["Location"]).path
    if to not in (reverse(settings.LOGIN_URL), reverse("mfa_index"), reverse("account_reauthenticate")):
        return response
    seen = urlsplit(request.headers.get("HX-Current-URL", ""))
    back = seen.path + (f"?{seen.query}" if seen.query else "")
    whole = HttpResponse(status=401)
    whole["HX-Redirect"] = f"{to}?{urlencode({'next': back or '/'})}"
    return whole
