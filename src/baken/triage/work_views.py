"""The pages of how people work: one's own pace, and what the organisation agreed on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.desk.guard import DeskRequest, page
from baken.triage.actions.choose_pace import agree_on, choose_pace
from baken.triage.agreed import pace_of, work_settings
from baken.triage.load import load_of
from baken.triage.permissions import SET_UP, WORK
from baken.triage.work_forms import PaceForm, SettingsForm


@page(WORK, reason="own pace")
def pace(request: DeskRequest) -> HttpResponse:
    """How much a day, and how adverts are shown; nobody else sees this page."""
    by, agreed = request.actor, work_settings()
    own = pace_of(by)
    given = request.POST if request.method == "POST" else None
    initial = {"daily_limit": own.daily_limit, "texts_open": own.texts_open}
    form = PaceForm(given, most=agreed.daily_limit, initial=initial)
    if given is not None and form.is_valid():
        choose_pace(by=by, **form.cleaned_data)
        messages.success(request, _("Bewaard. Het geldt vanaf nu."))
        return redirect("triage:pace")
    context = {
        "form": form,
        "load": load_of(by=by, now=timezone.now(), agreed=agreed, own=own),
        "agreed": agreed,
    }
    return render(request, "triage/pace.html", context, status=200 if given is None else 422)


@page(SET_UP, reason="how leads are worked on")
def settings(request: DeskRequest) -> HttpResponse:
    """What holds for everybody who works on leads here."""
    agreed = work_settings()
    given = request.POST if request.method == "POST" else None
    names = ("daily_limit", "break_leads", "break_minutes", "handed_hours", "stale_days", "look_minutes")
    form = SettingsForm(given, initial={name: getattr(agreed, name) for name in names})
    if given is not None and form.is_valid():
        agree_on(by=request.actor, **form.cleaned_data)
        messages.success(request, _("Bewaard. Het geldt vanaf nu voor iedereen."))
        return redirect("triage:settings")
    return render(request, "triage/settings.html", {"form": form}, status=200 if given is None else 422)
