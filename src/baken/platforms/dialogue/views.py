"""The pages of points: the list, raising one, its history, writing down a step, correcting, taking back."""

import uuid

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.platforms.dialogue import actions, forms, queries
from baken.platforms.dialogue.actions.settling import told
from baken.platforms.dialogue.exceptions import DialogueError, NotToCorrect
from baken.platforms.dialogue.history import entries
from baken.platforms.dialogue.models import DialoguePoint, DialogueStep
from baken.platforms.dialogue.policies import can_correct, can_take_back
from baken.platforms.dialogue.states import STATES
from baken.platforms.dialogue.wording import WHY_NOT
from baken.platforms.models import Platform
from baken.platforms.permissions import ERASE_DIALOGUE_WORDS, READ_DIALOGUE, WRITE_DIALOGUE
from baken.tenancy.permission import may

WHY = "the dialogue with platforms"
_POINTS = (
    Column("number", gettext_lazy("Nr."), "number", descending=True, numeric=True),
    Column("title", gettext_lazy("Punt")),
    Column("platform", gettext_lazy("Platform"), "platform__name"),
    Column("subject", gettext_lazy("Onderwerp"), "subject"),
    Column("state", gettext_lazy("Stand"), "state"),
    Column("turn", gettext_lazy("Wie is aan zet"), "turn_place"),
    Column("due", gettext_lazy("Uiterlijk"), "due_on"),
    Column("last", gettext_lazy("Laatste stap"), "last_on", descending=True),
)


def refuse(form: Form, fault: DialogueError) -> None:
    """Says in the form why something can't be recorded, beside the field where there is one."""
    field, words = WHY_NOT[type(fault)]
    form.add_error(field if field in form.fields else None, str(words))


@page(READ_DIALOGUE, reason=WHY)
def points(request: DeskRequest) -> HttpResponse:
    """All points; what is overdue, then what waits for us, first."""
    shown = list_page(
        request, queries.points(), _POINTS, default="turn", filters=forms.PointFilter(request.GET)
    )
    return render(request, "platforms/dialogue/points.html", {"list": shown})


@page(WRITE_DIALOGUE, reason=WHY)
def raise_one(request: DeskRequest) -> HttpResponse:
    """Raises a point."""
    known = Platform.objects.filter(code=request.GET.get("platform", "")[:80]).first()
    form = forms.RaiseForm(
        request.POST if request.method == "POST" else None, initial={"platform": known} if known else {}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = actions.raise_point(
                by=request.actor,
                platform_id=given["platform"].id,
                subject=given["subject"],
                title=given["title"],
                words=given["words"],
                **form.said,
            )
        except DialogueError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("Punt {number} staat in de lijst.").format(number=made.number))
            return _onwards(form, made)
    context = {"form": form}
    return render(request, "platforms/dialogue/raise.html", context, status=422 if form.errors else 200)


def _onwards(form: forms._Saying, point: DialoguePoint) -> HttpResponse:
    """Back to the meeting whose minutes are being written, else to the point."""
    meeting = form.cleaned_data.get("meeting")
    return redirect("dialogue:meeting", meeting.id) if meeting else redirect("dialogue:point", point.id)


@page(READ_DIALOGUE, reason=WHY)
def point(request: DeskRequest, point_id: uuid.UUID) -> HttpResponse:
    """One point: how it stands, and everything that was said of it."""
    thing = get_object_or_404(queries.points(), id=point_id)
    happened = entries(thing.steps.select_related("by", "meeting", "erased_by"))
    now, by = timezone.now(), request.actor
    writes = may(request.user, WRITE_DIALOGUE)
    return render(
        request,
        "platforms/dialogue/point.html",
        {
            "point": thing,
            "state": STATES[thing.state],
            "happened": [
                (
                    entry,
                    writes and can_correct(entry),
                    writes and can_take_back(happened, entry, by, now),
                )
                for entry in happened
            ],
            "next_meeting": queries.next_meeting_of(thing.platform, timezone.localdate()),
        },
    )


@page(WRITE_DIALOGUE, reason=WHY)
def step(request: DeskRequest, point_id: uuid.UUID) -> HttpResponse:
    """Writes down what happened to a point next."""
    thing = get_object_or_404(queries.points(), id=point_id)
    form = forms.StepForm(request.POST if request.method == "POST" else None, point=thing)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.move_point(
                by=request.actor,
                point_id=point_id,
                seen=given["seen"],
                kind=given["kind"],
                words=given["words"],
                due_on=given["due_on"],
                **form.said,
            )
        except DialogueError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("De stap is bewaard."))
            return _onwards(form, thing)
    last = [entry for entry in entries(thing.steps.all()) if entry.taken_back is None][-1]
    context = {"point": thing, "form": form, "last": last}
    return render(request, "platforms/dialogue/step.html", context, status=422 if form.errors else 200)


@page(WRITE_DIALOGUE, reason=WHY)
def correct(request: DeskRequest, step_id: uuid.UUID) -> HttpResponse:
    """Corrects what a step says."""
    thing = get_object_or_404(DialogueStep.objects.select_related("point__platform"), id=step_id).point
    entry = next((one for one in told(thing) if one.first.id == step_id and can_correct(one)), None)
    if entry is None:
        messages.error(request, str(WHY_NOT[NotToCorrect][1]))
        return redirect("dialogue:point", thing.id)
    form = forms.CorrectForm(request.POST if request.method == "POST" else None, entry=entry, point=thing)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_step(by=request.actor, step_id=step_id, **form.given)
        except DialogueError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("De verbetering is bewaard. Wat er stond, blijft te lezen."))
            return redirect("dialogue:point", thing.id)
    context = {"point": thing, "form": form, "entry": entry}
    return render(request, "platforms/dialogue/correct.html", context, status=422 if form.errors else 200)


@require_POST
@page(WRITE_DIALOGUE, reason=WHY)
def take_back(request: DeskRequest, step_id: uuid.UUID) -> HttpResponse:
    """Takes the newest step back."""
    thing = get_object_or_404(DialogueStep.objects.select_related("point"), id=step_id).point
    seen = request.POST.get("seen", "")
    try:
        actions.take_back_step(by=request.actor, step_id=step_id, seen=int(seen) if seen.isdecimal() else 0)
    except DialogueError as fault:
        messages.error(request, str(WHY_NOT[type(fault)][1]))
    else:
        messages.success(request, _("De stap is teruggenomen. Het punt staat weer zoals daarvoor."))
    return redirect("dialogue:point", thing.id)


@page(ERASE_DIALOGUE_WORDS, reason=WHY)
def erase(request: DeskRequest, step_id: uuid.UUID) -> HttpResponse:
    """Erases the words of a step for good."""
    one = get_object_or_404(DialogueStep.objects.select_related("point__platform", "by"), id=step_id)
    form = forms.EraseForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.erase_words(by=request.actor, step_id=step_id, reason=form.cleaned_data["reason"])
        except DialogueError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("De woorden zijn gewist."))
            return redirect("dialogue:point", one.point_id)
    context = {"step": one, "point": one.point, "form": form}
    return render(request, "platforms/dialogue/erase.html", context, status=422 if form.errors else 200)
