"""The desk's pages about notices: the queue, one notice, deciding, complaints, settings and counts."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.notices.exceptions import NoticesError
from baken.notices.permissions import HANDLE, OPEN_DESK, READ_COUNTS
from baken.notices.received import actions, forms, queries
from baken.notices.received.answers import decision_words, notice_words
from baken.notices.received.exceptions import ChangedMeanwhile
from baken.notices.received.models import NoticeComplaint, NoticeDecision, ReceivedNotice
from baken.notices.received.policies import MEASURES, can_confirm_flagger, can_handle, can_move
from baken.notices.received.reported import about_of
from baken.notices.received.sealing import unseal
from baken.notices.received.states import OPEN
from baken.notices.received.wording import why_not
from baken.referrals.reports.queries import loud, report_about
from baken.vocabulary.notices import NoticeSubject

WHY = "notices to the platform"
_NOTICES = (
    Column("number", gettext_lazy("Melding"), "number", descending=True, numeric=True),
    Column("subject", gettext_lazy("Onderwerp"), "subject"),
    Column("state", gettext_lazy("Stand"), "place"),
    Column("received", gettext_lazy("Ontvangen"), "received_at", descending=True),
    Column("due", gettext_lazy("Besluit voor"), "due_at"),
    Column("together", gettext_lazy("Over hetzelfde"), "together", descending=True, numeric=True),
    Column("holder", gettext_lazy("Bij")),
)


def _refuse(form: Any, fault: NoticesError) -> None:
    form.add_error(None, why_not(fault))


@page(HANDLE, reason="notices to the platform")
def queue(request: DeskRequest) -> HttpResponse:
    """What came in, what is due first on top; beside it what waits for a referral or for another person."""
    shown = list_page(
        request,
        queries.queue() if request.GET.get("state") else queries.queue().exclude(state="decided"),
        _NOTICES,
        default="due",
        filters=forms.NoticeFilter(request.GET),
    )
    record_event(by=request.actor, action="notices.queue_read", subject="notices")
    return render(
        request,
        "notices/queue.html",
        {
            "list": shown,
            "loud": loud(timezone.now()),
            "complaints": queries.complaints_open(),
            "now": timezone.now(),
            "desk": queries.desk_of(),
        },
    )


def _decision(decision: NoticeDecision) -> dict[str, Any]:
    return {
        "decision": decision,
        "words": decision_words(decision),
        "code": unseal(decision, "code") if decision.outcome in MEASURES else "",
        "referral_words": unseal(decision, "referral_words"),
        "report": report_about(about_of(decision)),
        "complaints": decision.complaints.order_by("lodged_at"),
        "is_measure": decision.outcome in MEASURES,
    }


@page(HANDLE, reason="notices to the platform")
def notice(request: DeskRequest, notice_id: uuid.UUID) -> HttpResponse:
    """One notice: what was said, what else came in about the same thing, what was decided."""
    rows = ReceivedNotice.objects.select_related("thing", "decision__by", "holder", "contact", "unfounded")
    thing = get_object_or_404(rows, id=notice_id)
    record_event(by=request.actor, action="notices.read", subject=f"notice:{thing.id}")
    others = thing.thing.notices.exclude(id=thing.id).order_by("number")
    return render(
        request,
        "notices/notice.html",
        {
            "told": notice_words(thing),
            "notice": thing,
            "late": thing.state in OPEN and thing.due_at < timezone.now(),
            "others": others,
            "can_take": can_move("notice", "take", thing.state),
            "can_put_back": can_move("notice", "put_back", thing.state),
            "can_decide": can_move("notice", "decide", thing.state),
            "preserved": [(one, unseal(one, "text")) for one in thing.thing.preserved.order_by("at")],
            "decided": _decision(thing.decision) if thing.decision else None,
            "earlier": NoticeComplaint.objects.filter(decision__thing=thing.thing, state="overturned")
            .exclude(decision=thing.decision_id)
            .order_by("lodged_at"),
        },
    )


_STEPS = {"take": actions.take_notice, "put_back": actions.put_back_notice, "untie": actions.untie_notice}


@page(HANDLE, reason="notices to the platform")
def move(request: DeskRequest, notice_id: uuid.UUID) -> HttpResponse:
    """Takes a notice, puts it back or unties it."""
    if request.method != "POST":
        get_object_or_404(ReceivedNotice, id=notice_id)
        return HttpResponseNotAllowed(["POST"])
    step = _STEPS.get(request.POST.get("step", ""))
    get_object_or_404(ReceivedNotice, id=notice_id)
    try:
        if step is not None:
            step(by=request.actor, notice_id=notice_id)
    except NoticesError as fault:
        messages.error(request, why_not(fault))
    return redirect("notices:notice", notice_id)


@page(HANDLE, reason="notices to the platform")
def decide(request: DeskRequest, notice_id: uuid.UUID) -> HttpResponse:
    """Deciding in two steps: write, then read what both sides will read, and only then decide."""
    rows = ReceivedNotice.objects.select_related("thing", "contact")
    thing = get_object_or_404(rows, id=notice_id)
    record_event(by=request.actor, action="notices.read", subject=f"notice:{thing.id}")
    covered = list(queries.open_about(thing))
    form = forms.DecideForm(request.POST if request.method == "POST" else None, seen=len(covered))
    read = False
    if request.method == "POST" and form.is_valid():
        step = request.POST.get("step")
        if step == "decide":
            try:
                made = actions.decide_notice(by=request.actor, notice_id=notice_id, **form.given)
            except ChangedMeanwhile as fault:
                _refuse(form, fault)
                covered = list(queries.open_about(thing))
                # the words stay; the count is that of what the page names now, or it could never be sent
                form.data = {**form.data.dict(), "seen": str(len(covered))}  # type: ignore[attr-defined]
            except NoticesError as fault:
                _refuse(form, fault)
            else:
                report = report_about(about_of(made))
                if report is not None:
                    messages.success(request, _("Besloten. Meld nu het vermoeden: dat kan niet wachten."))
                    return redirect("reports:report", report.id)
                messages.success(request, _("Besloten. Beide kanten lezen dit met hun code."))
                return redirect("notices:notice", notice_id)
        read = step == "read" and not form.errors
    context = {
        "notice": thing,
        "told": notice_words(thing),
        "form": form,
        "covered": covered,
        "read": read,
        "is_measure": read and form.cleaned_data["outcome"] in MEASURES,
        "has_text": thing.thing.preserved.exists(),
        "can_decide": can_move("notice", "decide", thing.state),
    }
    return render(request, "notices/decide.html", context, status=422 if form.errors else 200)


@page(HANDLE, reason="notices to the platform")
def flagger(request: DeskRequest, notice_id: uuid.UUID) -> HttpResponse:
    """Whether who says to be a trusted flagger stands on the Commission's list."""
    found = get_object_or_404(ReceivedNotice.objects.select_related("flagger_by"), id=notice_id)
    if found.kind != "trusted_flagger":
        return redirect("notices:notice", notice_id)
    if request.method == "POST":
        try:
            actions.confirm_flagger(
                by=request.actor, notice_id=notice_id, confirmed=request.POST.get("do") == "confirm"
            )
        except NoticesError as fault:
            messages.error(request, why_not(fault))
        else:
            messages.success(request, _("Bewaard. De motivering noemt voortaan wat u vaststelde."))
        return redirect("notices:notice", notice_id)
    record_event(by=request.actor, action="notices.read", subject=f"notice:{found.id}")
    context = {"notice": found, "told": notice_words(found), "can_confirm": can_confirm_flagger(found)}
    return render(request, "notices/flagger.html", context)


@page(HANDLE, reason="notices to the platform")
def complaint(request: DeskRequest, complaint_id: uuid.UUID) -> HttpResponse:
    """A complaint, with the decision that it is about; handled by somebody else than who decided."""
    rows = NoticeComplaint.objects.select_related("decision__by", "handled_by", "notice")
    one = get_object_or_404(rows, id=complaint_id)
    form = forms.ComplaintForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decide_complaint(by=request.actor, complaint_id=complaint_id, **form.cleaned_data)
        except NoticesError as fault:
            _refuse(form, fault)
        else:
            messages.success(request, _("Over de klacht is beslist. Beide kanten lezen het met hun code."))
            return redirect("notices:complaint", complaint_id)
    record_event(by=request.actor, action="notices.complaint_read", subject=f"complaint:{one.id}")
    return render(
        request,
        "notices/complaint.html",
        {
            "complaint": one,
            "why": unseal(one, "why"),
            "answer": unseal(one, "answer"),
            "changes": unseal(one, "changes"),
            "form": form,
            "can_handle": can_handle(one, request.actor) and one.state == "lodged",
            "first": one.notice or one.decision.notices.order_by("number").first(),
            **{name: value for name, value in _decision(one.decision).items() if name != "complaints"},
        },
        status=422 if form.errors else 200,
    )


@page(OPEN_DESK, reason="the notice desk")
def settings(request: DeskRequest) -> HttpResponse:
    """Opens and closes the desk, and sets its time limits."""
    desk = queries.desk_of()
    names = ("open", "decide_within", "urgent_within", "complaint_within")
    initial = {name: getattr(desk, name) for name in names} if desk else {}
    form = forms.DeskSettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.set_desk(by=request.actor, **form.cleaned_data)
        messages.success(request, _("Het is bewaard."))
        return redirect("notices:settings")
    return render(
        request,
        "notices/settings.html",
        {"form": form, "desk": desk, "organisation": request.actor.organisation},
        status=422 if form.errors else 200,
    )


FEW = 10


def _safe(many: int) -> str:
    """A small number is told as a range: it might point at somebody."""
    return str(many) if many == 0 or many >= FEW else _("1 tot en met 9")


@page(READ_COUNTS, reason="counts of notices")
def counts(request: DeskRequest) -> HttpResponse:
    """How many notices came in and what became of them; small numbers as a range."""
    lines = [
        (
            NoticeSubject[one.subject].label,
            [_safe(n) for n in (one.given, one.waiting, one.late, one.decided)],
        )
        for one in queries.counts()
    ]
    complaints = {state: _safe(many) for state, many in queries.complaint_counts().items()}
    record_event(by=request.actor, action="notices.counts_read", subject="notices")
    return render(request, "notices/counts.html", {"lines": lines, "complaints": complaints})
