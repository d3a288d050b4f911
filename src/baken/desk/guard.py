"""The guard before every page: who you are, whether you may, and why you look.

It opens a page in one transaction as an `Actor`, so that what is read and what the log says of it
stand or fall together. What it refuses, it notes.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from baken.audit.actions import events_noted, record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, Permission, may

if TYPE_CHECKING:
    from baken.accounts.models import User

P = ParamSpec("P")
REASON_HOLDS = timedelta(minutes=30)
SESSION_REASONS = "reasons"


class DeskRequest(HttpRequest):
    """A request that passed the guard: `actor` is who asks, for the purpose of the page."""

    actor: Actor
    user: "User"


View = Callable[Concatenate[DeskRequest, P], HttpResponse]


def page(
    asked: Permission, *, reason: str | None = None, confirm: bool = False
) -> Callable[[View[P]], Callable[Concatenate[HttpRequest, P], HttpResponse]]:
    """Opens a page to whoever has the permission.

    `reason` is why somebody looks when it is their daily work; without one the page asks for a
    reason first, which holds for half an hour. `confirm` asks password or second factor again
    (before an export, or what can't be undone). Whoever sees a page about persons stands in the log: what
    the view does not note itself is noted here. A missing permission gives 403, a thing that is not
    there (or is another organisation's) 404; both are noted in the log.
    """

    def guarded(view: View[P]) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        opened = _confirmed(view) if confirm else view

        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            stated = reason or _stated_reason(request, asked)
            desk_request: Any = request
            desk_request.actor = Actor(
                user=desk_request.user,
                organisation=desk_request.user.organisation,
                purpose=asked.purpose,
                reason=stated or "no reason given yet",
            )
            if not may(request.user, asked):
                _note(desk_request, "desk.refused", asked)
                raise PermissionDenied
            if stated is None:
                return render(request, "desk/reason.html", {"asked": asked, "next": request.get_full_path()})
            try:
                with transaction.atomic():
                    before = events_noted()
                    response = opened(desk_request, *args, **kwargs)
                    if asked.about_persons and events_noted() == before:
                        _note_read(desk_request, response)
                    return response
            except Http404:
                _note(desk_request, "desk.not_found", asked)
                raise
            except NotPermitted as fault:
                _note(desk_request, "desk.refused", asked)
                raise PermissionDenied(str(fault)) from fault

        answer.permission = asked  # type: ignore[attr-defined]
        return answer

    return guarded


def _confirmed(view: View[P]) -> View[P]:
    @wraps(view)
    def asked_again(request: DeskRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        from allauth.account.internal.flows.reauthentication import (
            STATE_SESSION_KEY,
            get_reauthentication_flows,
        )
        from allauth.core.exceptions import ReauthenticationRequired

        if did_confirm(request):
            return view(request, *args, **kwargs)
        if get_reauthentication_flows(request.user):
            if request.method != "POST":
                # a form that was sent and then left must not be carried out by who only looks again
                request.session.pop(STATE_SESSION_KEY, None)
            raise ReauthenticationRequired
        record_event(
            by=request.actor, action="desk.nothing_to_confirm_with", subject=f"user:{request.user.id}"
        )
        return render(request, "desk/nothing_to_confirm.html", status=403)

    return asked_again


def did_confirm(request: HttpRequest) -> bool:
    """Whether this reader gave password or second factor again in the last minutes.

    Unlike allauth's own question this is never yes for who has neither.
    """
    from allauth.account.internal.flows.login import get_authentication_records

    given = [
        one["at"] for one in get_authentication_records(request, request.user) if one.get("reauthenticated")
    ]
    return bool(given) and time.time() - given[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def _note(request: DeskRequest, action: str, asked: Permission) -> None:
    record_event(by=request.actor, action=action, subject=f"page:{asked.code}")


def _note_read(request: DeskRequest, response: HttpResponse) -> None:
    if request.method != "GET" or response.status_code != 200 or request.resolver_match is None:
        return
    named = [
        f"{name.removesuffix('_id')}:{value}"
        for name, value in request.resolver_match.kwargs.items()
        if name.endswith("_id")
    ]
    where = request.resolver_match.view_name
    subject = named[0] if named else f"page:{where}"
    record_event(by=request.actor, action="desk.page_read", subject=subject, details={"page": where})


def state_reason(request: HttpRequest, asked: Permission, text: str) -> None:
    """Keeps why somebody looks, for the next half hour of this session."""
    reasons = dict(request.session.get(SESSION_REASONS, {}))
    reasons[asked.code] = [text, (timezone.now() + REASON_HOLDS).timestamp()]
    request.session[SESSION_REASONS] = reasons


def _stated_reason(request: HttpRequest, asked: Permission) -> str | None:
    text, until = request.session.get(SESSION_REASONS, {}).get(asked.code, (None, 0))
    return text if until > timezone.now().timestamp() else None


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Marks a page that anybody may open without signing in; a test counts them."""
    view.public = True  # type: ignore[attr-defined]
    return view


def desk_settings() -> dict[str, Any]:
    """The sizes and times that pages tell people about."""
    return {"idle_minutes": settings.SESSION_COOKIE_AGE // 60}
