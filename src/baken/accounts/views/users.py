"""Who works here: the list, one of them, and what an administrator does."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache

from baken.accounts.actions import (
    change_user,
    create_user,
    end_sessions,
    give_start_link,
    let_in,
    reset_second_factor,
    shut_out,
)
from baken.accounts.exceptions import (
    AccountsError,
    LastAdministrator,
    LoginTaken,
    LoginUnusable,
    NoRole,
    RolesApart,
)
from baken.accounts.models import User
from baken.accounts.people_forms import AddUserForm, ChangeUserForm, ReasonForm, UserFilter
from baken.accounts.permissions import MANAGE_USERS
from baken.accounts.posted import posted
from baken.accounts.queries import open_sessions, people
from baken.desk.forms import DeskForm
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page

WHY = "managing users"
SESSION_START_LINK = "start_link"
COLUMNS = (
    Column("name", gettext_lazy("Naam"), order="name"),
    Column("login", gettext_lazy("Inlognaam"), order="login"),
    Column("roles", gettext_lazy("Rollen")),
    Column("seen", gettext_lazy("Laatst ingelogd"), order="last_login", descending=True),
    Column("access", gettext_lazy("Toegang"), order="is_active"),
)
FAULTS: dict[type[AccountsError], tuple[str, Any]] = {
    LoginTaken: ("login", gettext_lazy("Deze inlognaam bestaat al in uw organisatie.")),
    LoginUnusable: ("login", gettext_lazy("Gebruik 2 tot 60 kleine letters, cijfers en streepjes.")),
    NoRole: ("roles", gettext_lazy("Kies minstens één rol.")),
    RolesApart: (
        "roles",
        gettext_lazy(
            "Beheerder en functionaris gegevensbescherming gaan niet samen: de een ziet toe op de ander."
        ),
    ),
    LastAdministrator: (
        "roles",
        gettext_lazy("Dit is de enige beheerder. Geef eerst iemand anders deze rol."),
    ),
}
"""What we say, beside which field, when a rule stops something."""


@page(MANAGE_USERS, reason=WHY)
def users(request: DeskRequest) -> HttpResponse:
    """Everybody who works here."""
    found = list_page(request, people(), COLUMNS, default="name", filters=UserFilter(request.GET or None))
    return render(request, "accounts/users.html", {"list": found})


@never_cache
@page(MANAGE_USERS, reason=WHY)
def user(request: DeskRequest, user_id: uuid.UUID) -> HttpResponse:
    """One of them; just after it was made, with their start link, once."""
    someone = get_object_or_404(people(), id=user_id)
    link = request.session.get(SESSION_START_LINK)
    if link and link[0] == str(user_id):
        del request.session[SESSION_START_LINK]
        path = reverse("account_begin", args=[request.actor.organisation.slug, link[1]])
        shown = request.build_absolute_uri(path)
    else:
        shown = None
    return render(
        request,
        "accounts/user.html",
        {"someone": someone, "sessions": open_sessions(someone).count(), "start_link": shown},
    )


@page(MANAGE_USERS, reason=WHY, confirm=True)
def add(request: DeskRequest) -> HttpResponse:
    """Somebody new, who gets a start link."""
    form = AddUserForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            someone = create_user(by=request.actor, **form.cleaned_data)
        except AccountsError as fault:
            _say(form, fault)
        else:
            return _with_start_link(request, someone)
    return render(request, "accounts/add_user.html", {"form": form})


@page(MANAGE_USERS, reason=WHY, confirm=True)
def change(request: DeskRequest, user_id: uuid.UUID) -> HttpResponse:
    """Another name, other roles, another language."""
    someone = get_object_or_404(people(), id=user_id)
    now = {"name": someone.name, "roles": someone.roles, "language": someone.language}
    form = ChangeUserForm(posted(request), initial=now)
    if request.method == "POST" and form.is_valid():
        try:
            change_user(by=request.actor, user=someone, **form.cleaned_data)
        except AccountsError as fault:
            _say(form, fault)
        else:
            messages.success(request, _("De gegevens zijn bewaard."))
            return redirect("accounts:user", user_id)
    return render(request, "accounts/change_user.html", {"form": form, "someone": someone})


def _say(form: DeskForm, fault: AccountsError) -> None:
    field, words = FAULTS[type(fault)]
    form.add_error(field if field in form.fields else None, words)


def _with_start_link(request: DeskRequest, someone: User) -> HttpResponse:
    # it is kept for one page, in the encrypted session, so that it never stands in the answer to a post
    request.session[SESSION_START_LINK] = [str(someone.id), give_start_link(by=request.actor, user=someone)]
    return redirect("accounts:user", someone.id)


def _asking(
    template: str, do: Callable[[DeskRequest, User, DeskForm], HttpResponse], form_class: type[DeskForm]
) -> Callable[..., HttpResponse]:
    """A page that says what will happen, and does it when the button is pressed."""

    @page(MANAGE_USERS, reason=WHY, confirm=True)
    def answer(request: DeskRequest, user_id: uuid.UUID) -> HttpResponse:
        someone = get_object_or_404(people(), id=user_id)
        form = form_class(posted(request))
        if request.method == "POST" and (form.is_valid() or not form.fields):
            try:
                return do(request, someone, form)
            except AccountsError as fault:
                messages.error(request, FAULTS[type(fault)][1])
                return redirect("accounts:user", user_id)
        return render(request, template, {"someone": someone, "form": form})

    return answer


def _shut_out(request: DeskRequest, someone: User, form: DeskForm) -> HttpResponse:
    shut_out(by=request.actor, user=someone)
    messages.success(request, _("%(name)s kan niet meer inloggen.") % {"name": someone.name})
    return redirect("accounts:user", someone.id)


def _let_in(request: DeskRequest, someone: User, form: DeskForm) -> HttpResponse:
    let_in(by=request.actor, user=someone)
    messages.success(request, _("%(name)s kan weer inloggen.") % {"name": someone.name})
    return redirect("accounts:user", someone.id)


def _reset(request: DeskRequest, someone: User, form: DeskForm) -> HttpResponse:
    reset_second_factor(by=request.actor, user=someone, reason=form.cleaned_data["reason"])
    return _with_start_link(request, someone)


def _end_sessions(request: DeskRequest, someone: User, form: DeskForm) -> HttpResponse:
    count = end_sessions(by=request.actor, user=someone)
    said = ngettext("%(number)s sessie is beëindigd.", "%(number)s sessies zijn beëindigd.", count)
    messages.success(request, said % {"number": count})
    return redirect("accounts:user", someone.id)


def _start_link(request: DeskRequest, someone: User, form: DeskForm) -> HttpResponse:
    return _with_start_link(request, someone)


shut_out_user = _asking("accounts/ask_shut_out.html", _shut_out, DeskForm)
let_in_user = _asking("accounts/ask_let_in.html", _let_in, DeskForm)
reset = _asking("accounts/ask_reset.html", _reset, ReasonForm)
end_all_sessions = _asking("accounts/ask_end_sessions.html", _end_sessions, DeskForm)
start_link = _asking("accounts/ask_start_link.html", _start_link, DeskForm)
