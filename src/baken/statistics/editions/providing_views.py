"""The pages on which a table for a partner is asked for, decided on by a second person, and taken."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from baken.desk.guard import DeskRequest, page
from baken.statistics import permissions
from baken.statistics.editions import queries
from baken.statistics.editions.content import filled, filled_for
from baken.statistics.editions.exceptions import WrongState
from baken.statistics.editions.forms import AskProvisionForm
from baken.statistics.editions.providing import approved_provision, ask_provision, decide_provision
from baken.statistics.editions.views import WHY
from baken.statistics.forms import PARTNER
from baken.statistics.models import Provision
from baken.statistics.shown import in_words
from baken.statistics.taking_out import format_form, taken_out


@page(permissions.PROVIDE_EDITION, reason=WHY)
def ask(request: DeskRequest, edition_id: uuid.UUID) -> HttpResponse:
    """Asks a second person whether an edition may go to a partner."""
    found = get_object_or_404(queries.editions(), id=edition_id, kind="partner")
    form = AskProvisionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ask_provision(by=request.actor, edition_id=edition_id, **form.cleaned_data)
        messages.success(request, _("Gevraagd. Een ander beslist; u ziet het hier."))
        return redirect("statistics:edition", edition_id)
    context = {"edition": found, "form": form}
    return render(
        request, "statistics/editions/ask_provision.html", context, status=422 if form.errors else 200
    )


@page(permissions.APPROVE_PROVISION, reason=WHY, confirm=True)
def decide(request: DeskRequest, provision_id: uuid.UUID) -> HttpResponse:
    """The decision of a second person."""
    asked = get_object_or_404(Provision.objects.select_related("edition", "asked_by"), id=provision_id)
    if request.method != "POST":
        mine = request.user.pk in (asked.asked_by_id, asked.edition.made_by_id)
        context = {"asked": asked, "filled": filled(asked.edition), "mine": mine}
        return render(request, "statistics/editions/decide_provision.html", context)
    approve = request.POST.get("do") == "approve"
    try:
        decide_provision(by=request.actor, provision_id=provision_id, approve=approve)
    except WrongState as fault:
        messages.info(request, in_words(fault.reason))
    else:
        words = _("Goedgekeurd. Wie het vroeg, kan het bestand ophalen.") if approve else _("Afgewezen.")
        messages.success(request, words)
    return redirect("statistics:edition", asked.edition_id)


@page(permissions.PROVIDE_EDITION, reason=WHY, confirm=True)
def take(request: DeskRequest, provision_id: uuid.UUID) -> HttpResponse:
    """The file for the partner, once another approved it."""
    try:
        asked, taker = approved_provision(by=request.actor, provision_id=provision_id)
    except WrongState as fault:
        messages.info(request, in_words(fault.reason))
        refused = get_object_or_404(Provision, id=provision_id)
        return redirect("statistics:edition", refused.edition_id)
    # the file, the log and the list of exports all say what it may be used for
    request.actor = taker
    table, form = filled_for(asked), format_form(request)
    file = taken_out(request, table, asked.edition.table, form, kind=PARTNER, may_be_used=table.notes[0])
    if file:
        return file
    context = {"asked": asked, "filled": table, "form": form}
    return render(
        request, "statistics/editions/take_provision.html", context, status=422 if form.errors else 200
    )
