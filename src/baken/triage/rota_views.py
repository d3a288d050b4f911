"""The rota for what is urgent, and the number that every page asks for again."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.desk.guard import DeskRequest, page
from baken.triage.actions.plan_shift import plan_shift, remove_shift
from baken.triage.exceptions import TriageError
from baken.triage.permissions import PLAN
from baken.triage.rota import alarm_for, gaps_ahead, shifts_from
from baken.triage.said import said
from baken.triage.work_forms import ShiftForm

_WHY = "the rota for what is urgent"


@page(PLAN, reason=_WHY)
def rota(request: DeskRequest) -> HttpResponse:
    """Who has the duty now and in the coming weeks, when nobody has, and a form for the next shift."""
    now, status = timezone.now(), 200
    form = ShiftForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                plan_shift(by=request.actor, **form.cleaned_data)
            except TriageError as fault:
                messages.error(request, said(fault))
                status = 409
            else:
                messages.success(request, _("De dienst staat in het rooster."))
                return redirect("triage:rota")
    shifts = list(shifts_from(now))
    context = {
        "form": form,
        "shifts": shifts,
        "gaps": gaps_ahead(now),
        "now": now,
        "on_duty": [shift for shift in shifts if shift.starts_at <= now],
    }
    return render(request, "triage/rota.html", context, status=status)


@page(PLAN, reason=_WHY)
def remove(request: DeskRequest, shift_id: uuid.UUID) -> HttpResponse:
    """The shift is off."""
    if request.method != "POST":
        return redirect("triage:rota")
    remove_shift(by=request.actor, shift_id=shift_id)
    messages.success(request, _("De dienst is weg. Kijk of er nu een gat is."))
    return redirect("triage:rota")


@require_safe
@page(PLAN, reason=_WHY)
def standing(request: DeskRequest) -> HttpResponse:
    """How much waits for the reader on the urgent list: a number and nothing else. A page that asks by
    itself is no presence: nobody stays signed in by it."""
    request.session.only_asked = True  # type: ignore[attr-defined]
    number = alarm_for(request.user, timezone.now()).waiting
    return HttpResponse(str(number), content_type="text/plain; charset=utf-8")
