"""The guard before every endpoint: which program asks, whether it may, and that it stands in the log.

What a page's guard is to people this is to programs. Everything of one request happens in one transaction,
walled to the organisation of its key; only its pace is counted beforehand.
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django.db import InterfaceError, OperationalError, connection, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from ninja.decorators import _apply_decorators
from ninja.operation import Operation
from ninja.security.base import AuthBase
from ninja.utils import contribute_operation_callback

from baken.accounts.models import Organisation
from baken.api.bodies import MOST_BYTES
from baken.api.idempotency import earlier_answer, keep_answer, read_asked
from baken.api.models import ApiKey
from baken.api.pace import wait_for_pace
from baken.api.policies import can_let_in
from baken.api.problems import problem
from baken.api.secrets import find_key
from baken.audit.actions import events_noted, record_event
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import Permission
from baken.vocabulary.api import ApiScope
from baken.vocabulary.code_list import Label

REASON = "a program of the organisation"
AWAY_SECONDS = 5
Away = Callable[[HttpRequest], Any]
Run = Callable[..., HttpResponse]


class ProgramRequest(HttpRequest):
    """A request that passed the guard: `actor` is the program, for the purpose of the endpoint. A view that
    could not do what was asked now, and says so in a good answer, sets `not_done`: it is not kept for who
    asks again."""

    actor: Actor
    not_done: bool


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What an endpoint asks of a key: its scope and its permission; the codes of all permissions that it
    uses; the words of it; and what it answers when the database can't be reached."""

    scope: str
    asked: Permission
    allowed: frozenset[str]
    words: Label
    away: Away | None


class KeyOfProgram(AuthBase):
    """How the OpenAPI says that a key is shown; whoever passed the guard is in."""

    openapi_type = "http"
    openapi_scheme = "bearer"
    openapi_description = "The secret of a key, made by an administrator of the desk: baken_…"

    def __call__(self, request: HttpRequest) -> Any | None:
        """The actor that the guard found, None where there was no guard."""
        return getattr(request, "actor", None)


def endpoint(
    scope: str,
    asked: Permission,
    *,
    words: Label,
    also: tuple[Permission, ...] = (),
    away: Away | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Opens an endpoint to keys with this scope; it stands under the router's own decorator.

    The view gets `request.actor`: a program, that may `asked` and `also` and nothing else, and that is never
    a person. An answer from 400 on takes back what the view wrote. `away` gives the body of a 200 while the
    database can't be reached, without it that is 503. Raises ValueError for a scope that is not in the list.
    """
    if scope not in ApiScope:
        raise ValueError(f"no such scope: {scope}")
    allowed = frozenset(one.code for one in (asked, *also))
    guards = Endpoint(scope, asked, allowed, words, away)

    def mark(view: Callable[..., Any]) -> Callable[..., Any]:
        view.endpoint = guards  # type: ignore[attr-defined]
        contribute_operation_callback(view, partial(_guard, guards))
        return view

    return mark


def _guard(guards: Endpoint, operation: Operation) -> None:
    operation.auth_param = KeyOfProgram()
    operation._set_auth(operation.auth_param)
    operation.summary = guards.words.en
    operation.openapi_extra = {"x-scope": guards.scope, "x-summary-nl": guards.words.nl} | (
        operation.openapi_extra or {}
    )
    _apply_decorators((partial(_guarded, guards),), operation)


def _guarded(guards: Endpoint, run: Run) -> Run:
    @wraps(run)
    def answer(request: HttpRequest, **parameters: Any) -> HttpResponse:
        try:
            return _answer(guards, run, request, parameters)
        except (OperationalError, InterfaceError):
            if guards.away is None:
                return problem("away", headers={"Retry-After": str(AWAY_SECONDS)})
            return JsonResponse(guards.away(request))

    return answer


def _answer(guards: Endpoint, run: Run, request: HttpRequest, parameters: dict[str, Any]) -> HttpResponse:
    now = timezone.now()
    found = find_key(_shown(request), now)
    if found is None:
        return _not_let_in()
    organisation_id, key_id = found
    with acting_for(organisation_id):
        key = ApiKey.objects.select_related("program", "organisation").get(id=key_id)
        if key.organisation.closed_at is not None or not can_let_in(key, timezone.localdate(now)):
            return _not_let_in()
        wait = wait_for_pace(organisation_id, key_id, key.per_minute, now)
        if wait:
            return problem("too_fast", headers={"Retry-After": str(wait)})
        unread = _check_body(request)
        if unread is not None:
            return unread
        actor = _actor(guards, key)
        with transaction.atomic():
            _note_use(key)
            if guards.scope not in key.scopes:
                _note(actor, guards, "api.refused", 403)
                return problem("not_permitted", f"This key lacks the scope {guards.scope}.")
            request.actor = actor  # type: ignore[attr-defined]
            return _once(guards, partial(run, request, **parameters), request, organisation_id)


def _once(guards: Endpoint, run: Run, request: HttpRequest, organisation_id: uuid.UUID) -> HttpResponse:
    asked = read_asked(request, organisation_id)
    if isinstance(asked, HttpResponse):
        return asked
    now = timezone.now()
    actor: Actor = request.actor  # type: ignore[attr-defined]
    earlier = earlier_answer(asked, now) if asked else None
    if earlier is not None:
        _note(actor, guards, "api.asked_again", earlier.status_code)
        return earlier
    before = events_noted()
    response = _undone_when_refused(run)
    if response.status_code in (403, 404):
        _note(actor, guards, "api.refused", response.status_code)
    elif response.status_code >= 400 or events_noted() == before:
        _note(actor, guards, "api.called", response.status_code)
    if asked and response.status_code < 400 and not getattr(request, "not_done", False):
        keep_answer(asked, response, now)
    return response


def _undone_when_refused(run: Run) -> HttpResponse:
    try:
        with transaction.atomic():
            response = run()
            if response.status_code >= 400:
                raise _TakenBack(response)
            if connection.needs_rollback:
                # the view answered, but what it stood on went away meanwhile
                raise OperationalError("the transaction broke while it was answered")
            return response
    except _TakenBack as refused:
        return refused.response


class _TakenBack(Exception):
    def __init__(self, response: HttpResponse) -> None:
        super().__init__(response.status_code)
        self.response = response


def _shown(request: HttpRequest) -> str:
    kind, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if kind.lower() == "bearer" else ""


def _not_let_in() -> HttpResponse:
    return problem("not_let_in", headers={"WWW-Authenticate": "Bearer"})


def _check_body(request: HttpRequest) -> HttpResponse | None:
    """The answer to a body that is not read at all, None for one that is."""
    if request.headers.get("Transfer-Encoding"):
        return problem("length_unknown")
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not str(length).isdecimal():
        return problem("length_unknown")
    if int(length) > MOST_BYTES:
        return problem("too_large")
    if int(length) and request.content_type != "application/json":
        return problem("not_json")
    return None


def _actor(guards: Endpoint, key: ApiKey) -> Actor:
    organisation: Organisation = key.organisation
    return Actor(key.program, organisation, guards.asked.purpose, REASON, allowed=guards.allowed)


def _note_use(key: ApiKey) -> None:
    today = timezone.localdate()
    if key.last_used_on != today:
        # the day is enough to see that a key lies unused; a moment would be a second log
        ApiKey.objects.filter(pk=key.pk).update(last_used_on=today)


def _note(actor: Actor, guards: Endpoint, action: str, status: int) -> None:
    record_event(
        by=actor,
        action=action,
        subject=f"endpoint:{guards.asked.code}",
        details={"scope": guards.scope, "status": status},
    )
