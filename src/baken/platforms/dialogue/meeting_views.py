"""The pages of meetings: the list, planning one, its agenda with the minutes, and what became of it."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.platforms.dialogue import actions, forms
from baken.platforms.dialogue.agenda import agenda, grouped
from baken.platforms.dialogue.exceptions import DialogueError
from baken.platforms.dialogue.models import DialogueMeeting, DialogueMeetingStep
from baken.platforms.dialogue.policies import takes_minutes
from baken.platforms.dialogue.views import WHY, refuse
from baken.platforms.permissions import ERASE_DIALOGUE_WORDS, READ_DIALOGUE, WRITE_DIALOGUE

_MEETINGS = (
    Column("on", gettext_lazy("Op"), "on", descending=True),
    Column("platforms", gettext_lazy("Met")),
    Column("state", gettext_lazy("Stand"), "state"),
)


@page(READ_DIALOGUE, reason=WHY)
def meetings(request: DeskRequest) -> HttpResponse:
    """All meetings, the newest first."""
    shown = list_page(
        request,
        DialogueMeeting.objects.prefetch_related("platforms__platform"),
        _MEETINGS,
        default="-on",
        filters=forms.MeetingFilter(request.GET),
    )
    return render(request, "platforms/dialogue/meetings.html", {"list": shown})


@page(WRITE_DIALOGUE, reason=WHY)
def plan(request: DeskRequest) -> HttpResponse:
    """Plans a meeting."""
    form = forms.PlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.plan_meeting(
                by=request.actor,
                on=given["on"],
                platforms=form.chosen,
                present=given["present"],
                words=given["words"],
            )
        except DialogueError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("De bijeenkomst staat gepland. Wat openstaat, staat op de agenda."))
            return redirect("dialogue:meeting", made.id)
    return render(request, "platforms/dialogue/plan.html", {"form": form}, status=422 if form.errors else 200)


@page(READ_DIALOGUE, reason=WHY)
def meeting(request: DeskRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """One meeting: its agenda with what was said of each point; also as it is printed."""
    thing = get_object_or_404(DialogueMeeting, id=meeting_id)
    listed = agenda(thing) if thing.state != "cancelled" else []
    return render(
        request,
        "platforms/dialogue/meeting.html",
        {
            "meeting": thing,
            "platforms": thing.platforms.select_related("platform").order_by("platform__name"),
            "groups": grouped(listed),
            "count": len(listed),
            "takes_minutes": takes_minutes(thing),
            "happened": thing.steps.select_related("by").order_by("number"),
            "today": timezone.localdate(),
        },
    )


@page(WRITE_DIALOGUE, reason=WHY)
def step(request: DeskRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Writes down what became of a meeting."""
    thing = get_object_or_404(DialogueMeeting, id=meeting_id)
    form = forms.MeetingStepForm(request.POST if request.method == "POST" else None, meeting=thing)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move_meeting(by=request.actor, meeting_id=meeting_id, **form.given)
        except DialogueError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("Het is bewaard."))
            return redirect("dialogue:meeting", meeting_id)
    context = {"meeting": thing, "form": form}
    return render(
        request, "platforms/dialogue/meeting_step.html", context, status=422 if form.errors else 200
    )


@page(ERASE_DIALOGUE_WORDS, reason=WHY)
def erase(request: DeskRequest, meeting_step_id: uuid.UUID) -> HttpResponse:
    """Erases for good what somebody wrote with a step of a meeting."""
    one = get_object_or_404(DialogueMeetingStep.objects.select_related("meeting", "by"), id=meeting_step_id)
    form = forms.EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase_meeting_words(
                by=request.actor, meeting_step_id=meeting_step_id, reason=form.cleaned_data["reason"]
            )
        except DialogueError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("De woorden zijn gewist."))
            return redirect("dialogue:meeting", one.meeting_id)
    context = {"step": one, "meeting": one.meeting, "form": form}
    return render(request, "platforms/dialogue/erase.html", context, status=422 if form.errors else 200)
