"""One's own profile: who one is here, where one is signed in, the password, the language."""

import uuid

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from baken.accounts.actions import choose_language, end_session, end_sessions, set_password
from baken.accounts.forms import ChangePasswordForm
from baken.accounts.limits import limited
from baken.accounts.models import Session
from baken.accounts.permissions import OWN_PROFILE
from baken.accounts.posted import posted
from baken.accounts.queries import open_sessions
from baken.accounts.sessions import key_hash
from baken.desk.guard import DeskRequest, page, public_page
from baken.tenancy.acting import Actor

WHY = "own profile"


def _this(request: HttpRequest) -> bytes:
    return key_hash(request.session.session_key or "")


@page(OWN_PROFILE, reason=WHY)
def profile(request: DeskRequest) -> HttpResponse:
    """One's own name, roles and sessions."""
    here = _this(request)
    sessions = [(one, bytes(one.key_hash) == here) for one in open_sessions(request.user)]
    return render(request, "accounts/profile.html", {"sessions": sessions, "others": len(sessions) - 1})


@limited("confirmation")
@sensitive_post_parameters("old", "password", "again")
@page(OWN_PROFILE, reason=WHY)
def change_password(request: DeskRequest) -> HttpResponse:
    """A new password; every other session ends."""
    form = ChangePasswordForm(posted(request), user=request.user)
    if request.method == "POST" and form.is_valid():
        set_password(
            by=request.actor,
            user=request.user,
            password=form.cleaned_data["password"],
            but_for=_this(request),
        )
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Uw wachtwoord is veranderd. Op andere apparaten bent u uitgelogd."))
        return redirect("accounts:profile")
    return render(request, "accounts/change_password.html", {"form": form})


@require_POST
@page(OWN_PROFILE, reason=WHY)
def end_one_session(request: DeskRequest, session_id: uuid.UUID) -> HttpResponse:
    """Ends one of one's own sessions."""
    session = get_object_or_404(Session, id=session_id, user=request.user)
    end_session(by=request.actor, session=session)
    messages.success(request, _("Die sessie is beëindigd."))
    return redirect("accounts:profile")


@require_POST
@page(OWN_PROFILE, reason=WHY)
def end_other_sessions(request: DeskRequest) -> HttpResponse:
    """Ends all of one's sessions but this one."""
    count = end_sessions(by=request.actor, user=request.user, but_for=_this(request))
    said = ngettext("%(number)s sessie is beëindigd.", "%(number)s sessies zijn beëindigd.", count)
    messages.success(request, said % {"number": count})
    return redirect("accounts:profile")


@public_page
def choose_language_here(request: HttpRequest) -> HttpResponse:
    """Dutch or English, on this device, and for who is in on all of them."""
    language = request.POST.get("language", "")
    user = request.user
    if request.method == "POST" and user.is_authenticated and language in ("nl", "en"):
        by = Actor(user, user.organisation, purpose="accountability", reason=WHY)
        choose_language(by=by, language=language)
    return set_language(request)
