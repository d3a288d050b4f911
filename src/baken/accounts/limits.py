"""The limit before every page that takes a password or code: it waits, says how long, and notes it."""

import math
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from allauth.account.internal.stagekit import unstash_login
from allauth.account.signals import authentication_step_completed
from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from baken.accounts.attempts import Count, count, counter_key, forget_old_counters, take_back
from baken.accounts.devices import device_secret
from baken.accounts.models import Organisation, User
from baken.accounts.names import acting_as_named, split_name
from baken.accounts.queries import system_user
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor

View = Callable[..., HttpResponse]


class Attempt:
    """One attempt to come in or to confirm, counted under one or two keys."""

    def __init__(self, request: HttpRequest, account: str, *, knows_password: bool) -> None:
        secret = device_secret(request, account)
        if secret is not None:
            self._keys = [counter_key("device", secret)]
        else:
            address = get_client_ip(request)
            self._keys = [counter_key("origin", truncate_ip(address) if address else "unknown")]
            if knows_password:
                # Who has the password and guesses codes from many addresses is slowed down as well;
                # nobody gets this far without the password, and known devices are not counted here.
                self._keys.append(counter_key("password known", account))
        self.counts = [count(key) for key in self._keys]
        self.succeeded = False

    @property
    def refused(self) -> Count | None:
        """The count that says to wait longest, if any does."""
        waiting = [one for one in self.counts if not one.allowed]
        return max(waiting, key=lambda one: one.wait) if waiting else None

    def succeed(self) -> None:
        """Takes it back: it does not count against anybody."""
        if not self.succeeded:
            for key in self._keys:
                take_back(key)
        self.succeeded = True


def _on_step_completed(request: HttpRequest, **_rest: Any) -> None:
    succeed(request)


authentication_step_completed.connect(_on_step_completed, dispatch_uid="baken.accounts.limits")


def succeed(request: HttpRequest) -> None:
    """What was asked for in this request was right."""
    attempt = getattr(request, "attempt", None)
    if attempt is not None:
        attempt.succeed()


def limited_sign_in(view: View) -> View:
    """Before the page that takes name and password; what follows acts for the organisation in the name."""

    @wraps(view)
    @never_cache
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method != "POST" or request.user.is_authenticated:
            return view(request, *args, **kwargs)
        name = request.POST.get("login", "")[:200]
        login, slug = split_name(name)
        with acting_as_named(name) as organisation:
            user = User.objects.filter(login=login, is_system=False).first()
            return _limited(
                lambda: view(request, *args, **kwargs),
                request, f"{login}@{slug}", organisation, user, "sign_in", knows_password=False,
            )  # fmt: skip

    return answer


def limited(what: str) -> Callable[[View], View]:
    """Before a page that takes a code, or a password again, of somebody who gave their name already."""

    def decorate(view: View) -> View:
        @wraps(view)
        @never_cache
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user = _who(request) if request.method == "POST" else None
            if user is None:
                return view(request, *args, **kwargs)
            return _limited(
                lambda: view(request, *args, **kwargs),
                request, user.sign_in_name, user.organisation, user, what, knows_password=True,
            )  # fmt: skip

        return answer

    return decorate


def _who(request: HttpRequest) -> User | None:
    if request.user.is_authenticated:
        return request.user
    pending = unstash_login(request, peek=True)
    return pending.user if pending else None


def _limited(
    go_on: Callable[[], HttpResponse],
    request: HttpRequest,
    account: str,
    organisation: Organisation | None,
    user: User | None,
    what: str,
    *,
    knows_password: bool,
) -> HttpResponse:
    attempt = Attempt(request, account, knows_password=knows_password)
    refused = attempt.refused
    if refused is not None:
        if refused.refused == 1:
            # once for every wait: who keeps trying does not fill the log
            _note(f"accounts.{what}_made_to_wait", organisation, user)
        context = {"wait": waiting_words(refused.wait)}
        response = render(request, "accounts/wait.html", context, status=429)
        response["Retry-After"] = str(math.ceil(refused.wait.total_seconds()))
        return response
    request.attempt = attempt  # type: ignore[attr-defined]
    response = go_on()
    if not attempt.succeeded:
        _note(f"accounts.{what}_failed", organisation, user)
        forget_old_counters()
    return response


def _note(action: str, organisation: Organisation | None, user: User | None) -> None:
    if organisation is None:
        return
    by = Actor(system_user(organisation), organisation, purpose="accountability", reason="signing in")
    subject = f"user:{user.id}" if user else f"organisation:{organisation.id}"
    record_event(by=by, action=action, subject=subject)


def waiting_words(wait: timedelta) -> str:
    """How long, as somebody would say it."""
    seconds = math.ceil(wait.total_seconds())
    if seconds <= 90:
        return ngettext("%(number)s seconde", "%(number)s seconden", seconds) % {"number": seconds}
    minutes = math.ceil(seconds / 60)
    if minutes >= 60:
        return _("een uur")
    return ngettext("%(number)s minuut", "%(number)s minuten", minutes) % {"number": minutes}
