"""The page of one lead: what there is to know, what is not known, and the place to decide."""

import uuid
from dataclasses import dataclass
from time import monotonic
from typing import Any

import polars as pl
from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from baken.adverts.rule_sets.queries import standing_of
from baken.desk.guard import DeskRequest, page
from baken.indicators.leads import BandSummary, band_summaries
from baken.triage.dossier import Dossier, compose
from baken.triage.dossier_findings import FIRST_ROWS, MOST_ROWS, read_findings
from baken.triage.forms import assessment_form
from baken.triage.forms import look_form as filled_look_form
from baken.triage.lead_step_forms import pass_on_forms
from baken.triage.models import Lead
from baken.triage.permissions import WORK
from baken.triage.queries import OpenedLead, open_lead
from baken.triage.reasons import rules_by_name
from baken.triage.states import OPEN, URGENT_OUTCOMES
from baken.vocabulary.code_list import Label
from baken.vocabulary.triage import AssessmentOutcome, UrgentKind

KEYS = {
    "no_concern": "g", "unsure": "o", "worth_contacting": "c", "urgent": "d",
    "urgent_confirmed": "b", "urgent_lifted": "v",
}  # fmt: skip
"""The key that chooses each outcome; it decides nothing by itself."""

SUMMARY_HOLDS = 300.0
"""Seconds for which the figures of the bands are kept: they change with a run, not with a page."""


@dataclass(frozen=True, slots=True)
class Choice:
    """An outcome, or a kind of urgency, to choose on the page."""

    code: str
    label: Label
    meaning: Label | None
    key: str = ""


@page(WORK, reason="assessing leads")
@require_safe
def lead(request: DeskRequest, lead_id: uuid.UUID) -> HttpResponse:
    """The page of a lead; `?tekst=3` opens its third advert. Opening it takes nothing in hand."""
    return show_lead(request, lead_id)


def show_lead(
    request: DeskRequest,
    lead_id: uuid.UUID,
    *,
    form: forms.Form | None = None,
    look_form: forms.Form | None = None,
    pass_on: dict[str, forms.Form] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with a form that was refused where there is one, its words kept. Raises Http404."""
    opened = open_lead(by=request.actor, lead_id=lead_id)
    number = _number(request)
    everything = request.GET.get("waarnemingen") == "alle"
    findings = read_findings(
        by=request.actor,
        lead=opened.lead,
        number=number,
        rows=MOST_ROWS if everything else FIRST_ROWS,
        reason=opened.lead.case_number,
        blind=opened.blind,
    )
    summary = None if opened.blind else band_summary(opened.lead)
    dossier = compose(findings, tuple(rules_by_name(opened.lead.rule_set).values()), summary)
    context = _context(opened, dossier, form, look_form) | pass_on_forms(opened, pass_on or {})
    context["all_sightings"] = everything
    return render(request, "triage/lead.html", context, status=status)


def _context(
    opened: OpenedLead, dossier: Dossier, form: forms.Form | None, look_form: forms.Form | None
) -> dict[str, Any]:
    lead = opened.lead
    deciding: forms.Form | None = None
    codes: tuple[str, ...] = ()
    action = ""
    if look_form is not None or (form is None and opened.may_take and opened.may_look):
        deciding, codes = look_form or filled_look_form(opened), URGENT_OUTCOMES
        action = reverse("triage:urgent_second", args=[lead.id])
    elif form is not None or opened.may_mark or (opened.may_take and opened.may_assess):
        deciding = form or assessment_form(opened)
        codes = ("urgent",) if opened.may_mark else opened.open_outcomes
        action = reverse("triage:assess", args=[lead.id])
    described = {reason.indicator: reason.means for reason in dossier.reasons}
    return {
        "opened": opened,
        "lead": lead,
        "dossier": dossier,
        "rules": standing_of(lead.rule_set),
        "here": reverse("triage:lead", args=[lead.id]),
        "form": deciding,
        "form_action": action,
        "again": form is None
        and look_form is None
        and not opened.hold.mine
        and (lead.state not in OPEN or lead.state == "second_look"),
        "outcomes": [_choice(code) for code in codes],
        "kinds": [Choice(one.code, one.label, one.meaning) for one in UrgentKind]
        if "urgent" in codes
        else [],
        "chosen": deciding.data.get("outcome") if deciding is not None else None,
        "chosen_kind": deciding.data.get("kind") if deciding is not None else None,
        "added": [described[code] for code in opened.added_reasons if code in described],
    }


def _choice(code: str) -> Choice:
    told = AssessmentOutcome[code]
    return Choice(code, told.label, told.meaning, KEYS[code])


def _number(request: HttpRequest) -> int:
    asked = request.GET.get("tekst", "1")
    return int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1


_summaries: dict[uuid.UUID, tuple[float, dict[str, BandSummary]]] = {}


def band_summary(lead: Lead) -> BandSummary | None:
    """What the lead's band holds, over all leads that its organisation's last run raised."""
    known = _summaries.get(lead.organisation_id)
    if known is None or known[0] < monotonic():
        rows = list(Lead.objects.filter(raised=True).values_list("band", "low", "high"))
        schema = {"band": pl.String, "low": pl.Float64, "high": pl.Float64}
        summaries = band_summaries(pl.DataFrame(rows, schema=schema, orient="row"))
        known = (monotonic() + SUMMARY_HOLDS, {one.band: one for one in summaries})
        _summaries[lead.organisation_id] = known
    return known[1].get(lead.band)
