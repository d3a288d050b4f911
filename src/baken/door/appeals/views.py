"""The pages of appeals: what waits, writing one down, deciding as somebody else."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.door.appeals import queries
from baken.door.appeals.actions import decide_appeal, lodge_appeal
from baken.door.appeals.forms import AppealForm, DecideForm
from baken.door.appeals.models import DoorAppeal
from baken.door.appeals.policies import can_appeal, last_moment
from baken.door.broken import says_what_is_broken
from baken.door.exceptions import AppealTooLate, DoorError
from baken.door.models import DoorRefusal
from baken.door.permissions import APPEAL, LOOK
from baken.notices.exceptions import NoticesError
from baken.notices.received.wording import why_not

WHY = "moderation at the door"
_COLUMNS = (
    Column("received_at", gettext_lazy("Binnen"), "received_at"),
    Column("due_at", gettext_lazy("Antwoord voor"), "due_at"),
    Column("state", gettext_lazy("Stand"), "state"),
)


@page(LOOK, reason=WHY)
def appeals(request: DeskRequest) -> HttpResponse:
    """Appeals that wait for an answer, what must be answered first on top; and those that were answered."""
    every = queries.appeals()
    context = {
        "open": every.filter(state="open").order_by("due_at", "id"),
        "list": list_page(request, every.exclude(state="open"), _COLUMNS, default="-received_at"),
        "now": timezone.now(),
    }
    return render(request, "door/appeals/list.html", context)


@page(APPEAL, reason=WHY)
def lodge(request: DeskRequest, check_id: uuid.UUID) -> HttpResponse:
    """Writes down that an advertiser does not agree with a refusal."""
    refusal = get_object_or_404(DoorRefusal, check_at_door_id=check_id)
    before = DoorAppeal.objects.filter(refusal=refusal).first()
    if before is not None:
        return redirect("door:appeal", before.id)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = lodge_appeal(by=request.actor, check_id=check_id, why=form.cleaned_data["why"])
        except NoticesError as fault:
            form.add_error("why", why_not(fault))
        except AppealTooLate:
            form.add_error(None, _("Bezwaar kan tot zes maanden na de weigering."))
        else:
            messages.success(request, _("Vastgelegd. Iemand anders beslist hierover."))
            return redirect("door:appeal", made.id)
    context = {
        "form": form,
        "check_id": check_id,
        "last": last_moment(refusal.at),
        "in_time": can_appeal(refusal.at, timezone.now()),
    }
    return render(request, "door/appeals/lodge.html", context, status=422 if form.errors else 200)


@page(LOOK, reason=WHY)
@says_what_is_broken
def appeal(request: DeskRequest, appeal_id: uuid.UUID) -> HttpResponse:
    """One appeal: why, how it stands, and what somebody else decides on it."""
    found = queries.read_appeal(by=request.actor, appeal_id=appeal_id)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = decide_appeal(by=request.actor, appeal_id=appeal_id, **form.cleaned_data)
        except NoticesError as fault:
            form.add_error("answer", why_not(fault))
        except DoorError:
            messages.error(request, _("Dit kunt u nu niet beslissen. Kijk hoe het ervoor staat."))
            return redirect("door:appeal", appeal_id)
        else:
            if made.state == "open":
                messages.info(request, _("Bewaard. Er gebeurt niets voordat twee mensen hetzelfde zeggen."))
            else:
                messages.success(request, _("Beslist. Het antwoord staat klaar voor de adverteerder."))
            return redirect("door:appeal", appeal_id)
    context = {"read": found, "appeal": found.appeal, "form": form, "now": timezone.now()}
    return render(request, "door/appeals/appeal.html", context, status=422 if form.errors else 200)
