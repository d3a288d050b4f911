"""The pages of reports: the list with its clocks, one report, and every step of a packet on it."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.referrals.exceptions import ReferralsError
from baken.referrals.models import CrimeLook, CrimePacket
from baken.referrals.permissions import REPORT_CRIME
from baken.referrals.reports import forms, queries
from baken.referrals.reports.actions.look_second import ask_to_send, decide_report_look
from baken.referrals.reports.actions.open_report import add_receiver, write_report_items
from baken.referrals.reports.actions.send_packet import (
    Sent,
    build_packet,
    leave_unsent,
    record_failure,
    record_receipt,
    send_packet,
)
from baken.referrals.reports.exceptions import SentAlready
from baken.referrals.reports.policies import state_now
from baken.referrals.sealing import opened
from baken.referrals.wording import WHY_NOT
from baken.tenancy.permission import NotPermitted
from baken.tenancy.second_person import DecidedAlready
from baken.vocabulary.referrals import ReceiverKind

WHY = "reporting suspicions"
_COLUMNS = (
    Column("report", gettext_lazy("Nummer"), "report__number"),
    Column("suspicion", gettext_lazy("Vermoeden"), "report__suspicion"),
    Column("kind", gettext_lazy("Naar wie"), "kind"),
    Column("state", gettext_lazy("Stand"), "state"),
    Column("due", gettext_lazy("Uiterlijk"), "due_at"),
    Column("opened", gettext_lazy("Vastgelegd op"), "report__opened_at", descending=True),
)


def _refuse(form: Form, fault: ReferralsError) -> None:
    field, words = WHY_NOT[type(fault)]
    form.add_error(field if field in form.fields else None, str(words))


def _shown(request: DeskRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, f"referrals/reports/{template}.html", {"form": form, **context}, status=status)


def _packet(packet_id: uuid.UUID) -> CrimePacket:
    return get_object_or_404(CrimePacket.objects.select_related("report", "receiver"), id=packet_id)


@page(REPORT_CRIME, reason=WHY)
def listed(request: DeskRequest) -> HttpResponse:
    """All packets; what is due first on top, above it what is late, what failed and what waits for two."""
    now = timezone.now()
    rows = CrimePacket.objects.select_related("report", "receiver")
    shown = list_page(request, rows, _COLUMNS, default="due", filters=forms.PacketFilter(request.GET))
    record_event(by=request.actor, action="referrals.reports_listed", subject="crime_reports")
    return render(
        request, "referrals/reports/list.html", {"list": shown, "loud": queries.loud(now), "now": now}
    )


@page(REPORT_CRIME, reason=WHY)
def report(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """One report: what goes, and how it stands with each receiver."""
    return _report(request, report_id)


def _report(request: DeskRequest, report_id: uuid.UUID, sent: Sent | None = None) -> HttpResponse:
    one = queries.open_report_page(by=request.actor, report_id=report_id)
    there = {line.packet.kind for line in one.lines}
    context = {
        "one": one,
        "report": one.report,
        "now": timezone.now(),
        "sent": sent,
        "address": request.build_absolute_uri(reverse("answering:answer", args=[sent.token])) if sent else "",
        "others": [kind for kind in ReceiverKind.codes if kind not in there],
    }
    answer = render(request, "referrals/reports/report.html", context)
    answer["Cache-Control"] = "no-store, private"
    return answer


@page(REPORT_CRIME, reason=WHY)
def items(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """Writes down what can go."""
    one = queries.open_report_page(by=request.actor, report_id=report_id)
    if not one.changeable:
        messages.info(request, str(WHY_NOT[SentAlready][1]))
        return redirect("reports:report", report_id)
    given = request.POST if request.method == "POST" else None
    form = forms.ReportItemsForm(given, initial=dict(one.items))
    if request.method == "POST" and form.is_valid():
        try:
            write_report_items(by=request.actor, report_id=report_id, words=form.words)
        except ReferralsError as fault:
            _refuse(form, fault)
        else:
            messages.success(
                request, _("Bewaard. Wat een collega eerder goedkeurde, kijkt een collega opnieuw na.")
            )
            return redirect("reports:report", report_id)
    return _shown(request, "items", form, report=one.report)


@page(REPORT_CRIME, reason=WHY)
def build(request: DeskRequest, packet_id: uuid.UUID) -> HttpResponse:
    """Chooses the receiver, and shows what it will get."""
    packet = _packet(packet_id)
    form = forms.BuildForm(request.POST if request.method == "POST" else None, kind=packet.kind)
    if request.method == "POST" and form.is_valid():
        try:
            build_packet(by=request.actor, packet_id=packet_id, receiver_id=form.cleaned_data["receiver"].id)
        except ReferralsError as fault:
            _refuse(form, fault)
        else:
            return redirect("reports:report", packet.report_id)
    goes = queries.packet_of(by=request.actor, packet=packet)
    known = form.fields["receiver"].queryset.exists()  # type: ignore[attr-defined]
    return _shown(request, "build", form, packet=packet, report=packet.report, goes=goes, known=known)


@page(REPORT_CRIME, reason=WHY)
@require_POST
def ask(request: DeskRequest, packet_id: uuid.UUID) -> HttpResponse:
    """Asks a colleague whether it goes."""
    packet = _packet(packet_id)
    try:
        ask_to_send(by=request.actor, packet_id=packet_id)
    except ReferralsError as fault:
        messages.error(request, str(WHY_NOT[type(fault)][1]))
    else:
        messages.success(request, _("Gevraagd. Zeg het ook zelf tegen een collega: de klok loopt door."))
    return redirect("reports:report", packet.report_id)


@page(REPORT_CRIME, reason=WHY)
@require_POST
def send(request: DeskRequest, packet_id: uuid.UUID) -> HttpResponse:
    """Sends it: the address and the code are shown now, and never again."""
    packet = _packet(packet_id)
    try:
        made = send_packet(by=request.actor, packet_id=packet_id)
    except ReferralsError as fault:
        messages.error(request, str(WHY_NOT[type(fault)][1]))
        return redirect("reports:report", packet.report_id)
    return _report(request, packet.report_id, made)


@page(REPORT_CRIME, reason=WHY)
def came_of(request: DeskRequest, packet_id: uuid.UUID) -> HttpResponse:
    """What came of sending it."""
    packet = _packet(packet_id)
    form = forms.CameOfForm(request.POST if request.method == "POST" else None, sent=packet.state == "sent")
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            if given["what"] == "acknowledged":
                record_receipt(by=request.actor, packet_id=packet_id, receipt=given["words"])
            else:
                record_failure(by=request.actor, packet_id=packet_id, words=given["words"])
        except ReferralsError as fault:
            _refuse(form, fault)
        else:
            return redirect("reports:report", packet.report_id)
    return _shown(request, "came_of", form, packet=packet, report=packet.report)


@page(REPORT_CRIME, reason=WHY)
def leave(request: DeskRequest, packet_id: uuid.UUID) -> HttpResponse:
    """Says why it is not sent."""
    packet = _packet(packet_id)
    form = forms.LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            left = leave_unsent(by=request.actor, packet_id=packet_id, words=form.cleaned_data["words"])
        except ReferralsError as fault:
            _refuse(form, fault)
        else:
            if left.state != "not_sent":
                messages.info(request, _("Een tweede persoon beslist hierover. Tot dan loopt de klok door."))
            return redirect("reports:report", packet.report_id)
    return _shown(request, "leave", form, packet=packet, report=packet.report)


@page(REPORT_CRIME, reason=WHY)
@require_POST
def add(request: DeskRequest, report_id: uuid.UUID) -> HttpResponse:
    """One kind of receiver more."""
    try:
        add_receiver(by=request.actor, report_id=report_id, kind=request.POST.get("kind", ""))
    except ReferralsError as fault:
        messages.error(request, str(WHY_NOT[type(fault)][1]))
    return redirect("reports:report", report_id)


@page(REPORT_CRIME, reason=WHY)
def look(request: DeskRequest, look_id: uuid.UUID) -> HttpResponse:
    """What a second person is asked, with what would go; they decide."""
    rows = CrimeLook.objects.select_related("packet__report", "packet__receiver", "asked_by", "decided_by")
    one = get_object_or_404(rows, id=look_id)
    if request.method == "POST":
        choice = request.POST.get("do", "")
        try:
            if choice in ("approve", "decline"):
                decide_report_look(by=request.actor, look_id=look_id, approve=choice == "approve")
                messages.success(request, _("Uw beslissing is bewaard."))
        except NotPermitted:
            messages.error(request, _("Wie het pakket maakte of dit vroeg, beslist er niet zelf over."))
        except DecidedAlready:
            messages.error(request, _("Een collega besliste hier al over."))
        except ReferralsError as fault:
            messages.error(request, str(WHY_NOT[type(fault)][1]))
        return redirect("reports:report", one.packet.report_id)
    goes = queries.packet_of(by=request.actor, packet=one.packet)
    mine = request.user.id in (one.asked_by_id, one.packet.built_by_id if one.about == "send" else None)
    context = {
        "look": one,
        "packet": one.packet,
        "report": one.packet.report,
        "goes": goes,
        "words": opened(one, "words"),
        "mine": mine,
        "standing": state_now(one.packet, timezone.now()),
    }
    return render(request, "referrals/reports/look.html", context)
