"""The page of the report package of a lead, and taking it out as a file."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.audit.actions import record_event
from baken.desk.exports import export_response
from baken.desk.guard import DeskRequest, page
from baken.triage.dossier import compose
from baken.triage.dossier_findings import MOST_ROWS, read_findings
from baken.triage.exceptions import WrongState
from baken.triage.package import check_package, package_text
from baken.triage.permissions import REPORT
from baken.triage.queries import OpenedLead, open_lead
from baken.triage.reasons import rules_by_name

_WHY = "reporting a serious crime"


def _text(request: DeskRequest, opened: OpenedLead) -> str:
    by, lead = request.actor, opened.lead
    findings = read_findings(by=by, lead=lead, rows=MOST_ROWS, reason=f"{_WHY}: {lead.case_number}")
    text = package_text(opened, compose(findings, tuple(rules_by_name(lead.rule_set).values())), by)
    record_event(
        by=by, action="triage.package_read", subject=f"lead:{lead.id}", reason=f"{_WHY}: {lead.case_number}"
    )
    return text


@require_safe
@page(REPORT, reason=_WHY)
def package(request: DeskRequest, lead_id: uuid.UUID) -> HttpResponse:
    """The text as it goes with a report, to read and to print. Baken sends nothing."""
    opened = open_lead(by=request.actor, lead_id=lead_id)
    try:
        check_package(opened.lead)
    except WrongState:
        messages.info(
            request, _("Het pakket staat klaar als twee mensen vinden dat het vermoeden blijft staan.")
        )
        return redirect("triage:lead", lead_id)
    return render(request, "triage/package.html", {"lead": opened.lead, "text": _text(request, opened)})


@page(REPORT, reason=_WHY, confirm=True)
def take_package(request: DeskRequest, lead_id: uuid.UUID) -> HttpResponse:
    """The same as a file, noted in the list of exports."""
    opened = open_lead(by=request.actor, lead_id=lead_id)
    if request.method != "POST" or opened.lead.state != "urgent_confirmed":
        return redirect("triage:package", lead_id)
    return export_response(
        request,
        data=_text(request, opened).encode(),
        filename=f"{_('meldpakket')}-{opened.lead.case_number}.txt",
        content_type="text/plain; charset=utf-8",
        what="lead:package",
        rows=1,
    )
