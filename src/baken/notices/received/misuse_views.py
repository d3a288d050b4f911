"""The pages about misuse of notices: what follows a notice, and suspensions that two people decide on."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.notices.exceptions import NoticesError
from baken.notices.permissions import HANDLE
from baken.notices.received import actions, forms, queries
from baken.notices.received.actions.limit_misuse import FREQUENT, can_ask, can_mark, can_warn
from baken.notices.received.models import NotifierSuspension, ReceivedNotice
from baken.notices.received.sealing import unseal
from baken.notices.received.wording import why_not
from baken.tenancy.permission import NotPermitted
from baken.tenancy.second_person import SecondPersonError


@page(HANDLE, reason="misuse of notices")
def misuse(request: DeskRequest, notice_id: uuid.UUID) -> HttpResponse:
    """What can follow a notice that was manifestly unfounded; each step is a person's."""
    rows = ReceivedNotice.objects.select_related("decision", "contact", "unfounded")
    notice = get_object_or_404(rows, id=notice_id)
    notifier = queries.notifier_of(notice)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    mark = forms.ReasonForm(request.POST if step == "mark" else None)
    suspend = forms.SuspendForm(request.POST if step == "suspend" else None, prefix="suspend")
    by = request.actor
    try:
        if step == "mark" and mark.is_valid():
            actions.mark_unfounded(by=by, notice_id=notice_id, **mark.cleaned_data)
        elif step == "unmark":
            actions.unmark_unfounded(by=by, notice_id=notice_id)
        elif step == "warn":
            actions.warn_notifier(by=by, notice_id=notice_id)
        elif step == "suspend" and suspend.is_valid():
            actions.ask_suspension(by=by, notice_id=notice_id, **suspend.cleaned_data)
            messages.success(request, _("Gevraagd. Een ander beslist erover."))
            return redirect("notices:suspensions")
        else:
            step = ""
    except NoticesError as fault:
        messages.error(request, why_not(fault))
    if step:
        return redirect("notices:misuse", notice_id)
    record_event(by=by, action="notices.misuse_read", subject=f"notice:{notice.id}")
    marked = hasattr(notice, "unfounded")
    context = {
        "notice": notice,
        "known": bool(notifier),
        "marked": marked,
        "why": unseal(notice.unfounded, "reason") if marked else "",
        "marks": queries.marks_of(notifier).count() if notifier else 0,
        "needed": FREQUENT,
        "warning": queries.warnings_of(notifier).first() if notifier else None,
        "suspension": queries.suspensions_of(notifier).first() if notifier else None,
        "can_mark": can_mark(notice) and not marked,
        "can_warn": can_warn(notifier),
        "can_ask": can_ask(notifier),
        "mark": mark,
        "suspend": suspend,
    }
    status = 422 if mark.errors or suspend.errors else 200
    return render(request, "notices/misuse.html", context, status=status)


@page(HANDLE, reason="misuse of notices")
def suspensions(request: DeskRequest) -> HttpResponse:
    """What was asked for, and what is in force; who asked never decides."""
    found = NotifierSuspension.objects.filter(expires_at__gt=timezone.now()).select_related(
        "asked_by", "decided_by"
    )
    rows = [
        (one, unseal(one, "reason"), one.state == "asked" and one.asked_by_id != request.actor.user.id)
        for one in found.order_by("-asked_at")
    ]
    record_event(by=request.actor, action="notices.suspensions_read", subject="suspensions")
    return render(request, "notices/suspensions.html", {"rows": rows})


@page(HANDLE, reason="misuse of notices")
def decide_suspension(request: DeskRequest, suspension_id: uuid.UUID) -> HttpResponse:
    """Approves, declines or lifts a suspension."""
    get_object_or_404(NotifierSuspension, id=suspension_id)
    step = request.POST.get("step", "") if request.method == "POST" else ""
    try:
        if step == "lift":
            actions.lift_suspension(by=request.actor, suspension_id=suspension_id)
        elif step in ("approve", "decline"):
            actions.decide_suspension(
                by=request.actor, suspension_id=suspension_id, approve=step == "approve"
            )
    except NoticesError as fault:
        messages.error(request, why_not(fault))
    except (SecondPersonError, NotPermitted):
        messages.error(request, _("U vroeg dit zelf, of er is al over beslist. Een ander beslist."))
    return redirect("notices:suspensions")
