"""The page of closing an organisation: who still waits, asking, and the second person's decision."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.accounts.exceptions import AccountsError, StillOpen
from baken.accounts.models import AskedClosing
from baken.accounts.people_forms import ReasonForm
from baken.accounts.permissions import CLOSE_ORGANISATION, DECIDE_CLOSING, READ_CLOSING
from baken.desk.guard import DeskRequest, page
from baken.operations.closing.actions import ask_closing, decide_closing, take_back_closing
from baken.operations.closing.connected import connected_channels
from baken.operations.closing.reopening import REOPENS
from baken.operations.closing.still_open import still_open
from baken.tenancy.permission import NotPermitted, may
from baken.tenancy.second_person import DecidedAlready

WHY = "closing the organisation"


@page(READ_CLOSING, reason=WHY)
def closing(request: DeskRequest) -> HttpResponse:
    """Who still waits for this organisation, and what waits for a second person."""
    asked = AskedClosing.objects.filter(state="asked").select_related("asked_by").first()
    mine = asked is not None and asked.asked_by_id == request.user.id
    context = {
        "organisation": request.actor.organisation,
        "waiting": still_open(),
        "connected": connected_channels(request.actor.organisation),
        "asked": asked,
        "mine": mine,
        "days": REOPENS.days,
        "can_ask": may(request.user, CLOSE_ORGANISATION),
        "can_decide": asked is not None and not mine and may(request.user, DECIDE_CLOSING),
    }
    return render(request, "closing/closing.html", context)


@page(CLOSE_ORGANISATION, reason=WHY, confirm=True)
def ask(request: DeskRequest) -> HttpResponse:
    """Asks to close it, with why."""
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if AskedClosing.objects.filter(state="asked").exists():
        return redirect("closing:closing")
    if request.method == "POST" and form.is_valid():
        try:
            ask_closing(by=request.actor, why=form.cleaned_data["reason"])
        except AccountsError as fault:
            messages.error(request, _why(fault))
        else:
            messages.success(request, _("Gevraagd. Er verandert niets tot een tweede persoon beslist."))
        return redirect("closing:closing")
    status = 422 if form.errors else 200
    context = {"form": form, "organisation": request.actor.organisation, "days": REOPENS.days}
    return render(request, "closing/ask.html", context, status=status)


@page(DECIDE_CLOSING, reason=WHY, confirm=True)
def decide(request: DeskRequest, asked_closing_id: uuid.UUID) -> HttpResponse:
    """The decision of a second person, after one more look at what it does."""
    asked = get_object_or_404(AskedClosing.objects.select_related("asked_by"), id=asked_closing_id)
    do = request.POST.get("do") if request.method == "POST" else None
    if asked.state != "asked":
        return redirect("closing:closing")
    if do in ("approve", "decline"):
        try:
            decide_closing(by=request.actor, asked_id=asked.id, approve=do == "approve")
        except (AccountsError, DecidedAlready, NotPermitted) as fault:
            messages.error(request, _why(fault))
            return redirect("closing:closing")
        if do == "approve":
            return redirect("account_login")
        messages.success(request, _("Afgekeurd. Er verandert niets."))
        return redirect("closing:closing")
    context = {
        "asked": asked,
        "organisation": request.actor.organisation,
        "days": REOPENS.days,
        "waiting": still_open(),
        "connected": connected_channels(request.actor.organisation),
    }
    return render(request, "closing/decide.html", context)


@require_POST
@page(CLOSE_ORGANISATION, reason=WHY)
def take_back(request: DeskRequest, asked_closing_id: uuid.UUID) -> HttpResponse:
    """Who asked takes it back."""
    get_object_or_404(AskedClosing, id=asked_closing_id)
    try:
        take_back_closing(by=request.actor, asked_id=asked_closing_id)
    except (DecidedAlready, NotPermitted) as fault:
        messages.error(request, _why(fault))
    else:
        messages.success(request, _("Teruggenomen. Er verandert niets."))
    return redirect("closing:closing")


def _why(fault: Exception) -> str:
    if isinstance(fault, StillOpen):
        return _("Er wacht nog iemand op uw organisatie. Er is niets veranderd.")
    if isinstance(fault, NotPermitted):
        return _("Een ander dan wie dit vroeg, beslist.")
    return _("Dit is al gevraagd of beslist. Er is niets veranderd.")
