"""What people do with a lead besides deciding: handing it to a colleague, reopening it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from baken.desk.guard import DeskRequest, page
from baken.triage.actions.ask_again import ask_again
from baken.triage.actions.hand_lead import hand_lead
from baken.triage.exceptions import TriageError
from baken.triage.forms import HandForm, ReopenForm
from baken.triage.lead_history import colleagues
from baken.triage.lead_page import show_lead
from baken.triage.permissions import WORK
from baken.triage.said import clock_time, said

_WHY = "assessing leads"


@page(WORK, reason=_WHY)
def hand(request: DeskRequest, lead_id: uuid.UUID) -> HttpResponse:
    """To a colleague, with a note."""
    if request.method != "POST":
        return redirect("triage:lead", lead_id)
    form = HandForm(request.POST, people=colleagues(request.actor))
    if not form.is_valid():
        return show_lead(request, lead_id, pass_on={"hand": form}, status=422)
    try:
        step = hand_lead(
            by=request.actor,
            lead_id=lead_id,
            to_id=uuid.UUID(form.cleaned_data["to"]),
            note=form.cleaned_data["note"],
        )
    except TriageError as fault:
        messages.error(request, said(fault))
        return show_lead(request, lead_id, pass_on={"hand": form}, status=409)
    assert step.to is not None
    assert step.until is not None
    messages.success(
        request,
        _("%(case)s is tot %(time)s voor %(name)s en staat daar bovenaan.")
        % {"case": step.lead.case_number, "name": step.to.name, "time": clock_time(step.until)},
    )
    return redirect("triage:queue")


@page(WORK, reason=_WHY)
def reopen(request: DeskRequest, lead_id: uuid.UUID) -> HttpResponse:
    """Back to the queue, or to the urgent list."""
    if request.method != "POST":
        return redirect("triage:lead", lead_id)
    form = ReopenForm(request.POST)
    if not form.is_valid():
        return show_lead(request, lead_id, pass_on={"reopen": form}, status=422)
    try:
        step = ask_again(by=request.actor, lead_id=lead_id, **form.cleaned_data)
    except TriageError as fault:
        messages.error(request, said(fault))
        return show_lead(request, lead_id, pass_on={"reopen": form}, status=409)
    words = (
        _("%(case)s staat weer op de spoedlijst. Twee mensen kijken opnieuw.")
        if step.lead.urgent_since and step.lead.state == "urgent_first"
        else _("%(case)s wacht weer op een beoordeling.")
    )
    messages.success(request, words % {"case": step.lead.case_number})
    return redirect("triage:lead", lead_id)
