"""The pages of keys: the list, one of them, a new one, another secret, the end."""

import uuid
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from baken.accounts.posted import posted
from baken.api.actions import create_key, revoke_key, rotate_key
from baken.api.exceptions import KeyEnded, NameTaken
from baken.api.forms import KeyForm, RotateForm
from baken.api.models import ApiKey
from baken.api.permissions import MANAGE_PROGRAMS
from baken.api.policies import can_let_in
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page

WHY = "keys of programs"
SESSION_SECRET = "program_secret"  # noqa: S105 - a name in the session, no secret
COLUMNS = (
    Column("name", gettext_lazy("Programma"), order="name"),
    Column("scopes", gettext_lazy("Mag")),
    Column("until", gettext_lazy("Geldt tot en met"), order="valid_until"),
    Column("used", gettext_lazy("Laatst gebruikt"), order="last_used_on", descending=True),
    Column("state", gettext_lazy("Stand"), order="revoked_at"),
)


@page(MANAGE_PROGRAMS, reason=WHY)
def keys(request: DeskRequest) -> HttpResponse:
    """Every key there is or was."""
    found = list_page(request, ApiKey.objects.all(), COLUMNS, default="name")
    return render(request, "api/keys.html", {"list": found, "today": timezone.localdate()})


@never_cache
@page(MANAGE_PROGRAMS, reason=WHY)
def key(request: DeskRequest, key_id: uuid.UUID) -> HttpResponse:
    """One key; just after it was made or renewed, with its secret, once."""
    one = get_object_or_404(ApiKey.objects.select_related("created_by", "revoked_by"), id=key_id)
    ending = one.secrets.filter(valid_until__gt=timezone.now()).order_by("valid_until").last()
    return render(
        request,
        "api/key.html",
        {
            "key": one,
            "today": timezone.localdate(),
            "stands": can_let_in(one),
            "ending": ending,
            "secret": take_secret(request, key_id),
        },
    )


@page(MANAGE_PROGRAMS, reason=WHY, confirm=True)
def new_key(request: DeskRequest) -> HttpResponse:
    """A key for one more program."""
    form = KeyForm(posted(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made, secret = create_key(
                by=request.actor,
                name=given["name"],
                scopes=given["scopes"],
                valid_until=timezone.localdate() + form.valid_for,
                per_minute=int(given["per_minute"]),
            )
        except NameTaken:
            form.add_error("name", _("Er is of was al een sleutel met deze naam. Kies een andere."))
        else:
            return show_once(request, made.id, secret, "api:key")
    return render(request, "api/new_key.html", {"form": form}, status=422 if form.errors else 200)


@page(MANAGE_PROGRAMS, reason=WHY, confirm=True)
def rotate(request: DeskRequest, key_id: uuid.UUID) -> HttpResponse:
    """Another secret for a key."""
    one = get_object_or_404(ApiKey, id=key_id)
    form = RotateForm(posted(request))
    if request.method == "POST" and form.is_valid():
        overlap = timedelta(hours=int(form.cleaned_data["overlap"]))
        try:
            secret = rotate_key(by=request.actor, key_id=key_id, overlap=overlap)
        except KeyEnded:
            return _ended(request, key_id)
        return show_once(request, key_id, secret, "api:key")
    return render(
        request, "api/rotate_key.html", {"key": one, "form": form}, status=422 if form.errors else 200
    )


@page(MANAGE_PROGRAMS, reason=WHY, confirm=True)
def revoke(request: DeskRequest, key_id: uuid.UUID) -> HttpResponse:
    """The end of a key."""
    one = get_object_or_404(ApiKey, id=key_id)
    if request.method == "POST":
        try:
            revoke_key(by=request.actor, key_id=key_id)
        except KeyEnded:
            return _ended(request, key_id)
        messages.success(request, _("De sleutel is ingetrokken. Het programma komt er niet meer in."))
        return redirect("api:key", key_id)
    return render(request, "api/revoke_key.html", {"key": one})


def _ended(request: DeskRequest, key_id: uuid.UUID) -> HttpResponse:
    messages.error(request, _("Deze sleutel is al ingetrokken of verlopen. Maak een nieuwe."))
    return redirect("api:key", key_id)


def show_once(request: DeskRequest, thing_id: uuid.UUID, secret: str, to: str) -> HttpResponse:
    """To the page of a thing, that shows its secret once: kept for one page, in the encrypted session."""
    request.session[SESSION_SECRET] = [str(thing_id), secret]
    return redirect(to, thing_id)


def take_secret(request: DeskRequest, thing_id: uuid.UUID) -> str | None:
    """The secret that was just made for this thing, and then no more."""
    kept = request.session.get(SESSION_SECRET)
    if not kept or kept[0] != str(thing_id):
        return None
    del request.session[SESSION_SECRET]
    secret: str = kept[1]
    return secret
