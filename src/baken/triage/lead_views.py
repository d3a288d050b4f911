"""What people do with one lead: take it, leave it, decide, take back, keep what they write."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from baken.desk.guard import DeskRequest, page
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.claim_lead import claim_lead, claim_next
from baken.triage.actions.look_at_urgent import look_at_urgent
from baken.triage.actions.release_lead import release_lead
from baken.triage.actions.save_draft import save_draft
from baken.triage.actions.undo_assessment import undo_assessment
from baken.triage.exceptions import DayIsFull, LookedMeanwhile, RestsElsewhere, TriageError
from baken.triage.forms import AssessmentForm, UrgentForm, UrgentLookForm
from baken.triage.lead_page import show_lead
from baken.triage.permissions import URGENT, WORK
from baken.triage.said import clock_time, said, said_done
from baken.triage.states import QUEUE_OUTCOMES, URGENT_OUTCOMES
from baken.triage.told_meanwhile import marked_meanwhile

_WHY = "assessing leads"


@page(WORK, reason=_WHY)
def take_next(request: DeskRequest) -> HttpResponse:
    """The next lead in the queue, in hand."""
    if request.method != "POST":
        return redirect("triage:queue")
    wants_urgent = request.POST.get("urgent") == "1"
    try:
        lead = claim_next(by=request.actor, after=_id(request.POST.get("after")), urgent=wants_urgent)
    except DayIsFull as fault:
        messages.info(request, said(fault))
        return redirect("triage:queue")
    if lead is None:
        messages.info(request, _("Er is nu niets vrij om te beoordelen."))
        return redirect("triage:urgent" if wants_urgent else "triage:queue")
    return redirect("triage:lead", lead.id)


@page(WORK, reason=_WHY)
def take(request: DeskRequest, lead_id: uuid.UUID) -> HttpResponse:
    """This lead, in hand; where somebody else has it, its page says who."""
    if request.method == "POST":
        try:
            claim_lead(by=request.actor, lead_id=lead_id)
        except RestsElsewhere as fault:
            messages.warning(request, said(fault))
            return redirect("triage:lead", fault.lead_id)
        except TriageError as fault:
            messages.warning(request, said(fault))
    return redirect("triage:lead", lead_id)


@page(WORK, reason=_WHY)
def give_back(request: DeskRequest, lead_id: uuid.UUID) -> HttpResponse:
    """The lead goes back to the queue, undecided."""
    if request.method != "POST":
        return redirect("triage:lead", lead_id)
    lead = release_lead(by=request.actor, lead_id=lead_id)
    messages.info(request, _("%(case)s is weer vrij voor anderen.") % {"case": lead.case_number})
    return redirect("triage:queue")


@page(WORK, reason=_WHY)
def assess(request: DeskRequest, lead_id: uuid.UUID) -> HttpResponse:
    """A decision. What is not complete, or came too late, comes back with every word that was written."""
    if request.method != "POST":
        return redirect("triage:lead", lead_id)
    _keep_words(request, lead_id)
    outcome = request.POST.get("outcome", "")
    form = UrgentForm(request.POST) if outcome == "urgent" else AssessmentForm(request.POST)
    if outcome not in QUEUE_OUTCOMES:
        form.add_error(None, _("Kies wat u besluit."))
    if not form.is_valid():
        return show_lead(request, lead_id, form=form, status=422)
    try:
        assessment = assess_lead(by=request.actor, lead_id=lead_id, outcome=outcome, **form.cleaned_data)
    except LookedMeanwhile as fault:
        # the page asks for a look now, with the words that were kept
        messages.error(request, said(fault))
        return redirect("triage:lead", lead_id)
    except TriageError as fault:
        messages.error(request, said(fault))
        return show_lead(request, lead_id, form=form, status=409)
    if assessment.second_to_id and assessment.lead.state == "differing":
        messages.info(request, said_done(assessment))
        return redirect("triage:lead", lead_id)
    if outcome == "urgent":
        # the protocol stands on its page: what to do now comes before the next lead
        messages.success(request, said_done(assessment))
        return redirect("triage:lead", lead_id)
    return _done(request, assessment)


@page(URGENT, reason="the urgent list")
def look(request: DeskRequest, lead_id: uuid.UUID) -> HttpResponse:
    """The first or the second look at something urgent."""
    if request.method != "POST":
        return redirect("triage:lead", lead_id)
    _keep_words(request, lead_id)
    outcome = request.POST.get("outcome", "")
    form = UrgentLookForm(request.POST)
    if outcome not in URGENT_OUTCOMES:
        form.add_error(None, _("Kies of het vermoeden blijft staan of vervalt."))
    if not form.is_valid():
        return show_lead(request, lead_id, look_form=form, status=422)
    try:
        assessment = look_at_urgent(by=request.actor, lead_id=lead_id, outcome=outcome, **form.cleaned_data)
    except TriageError as fault:
        messages.error(request, said(fault))
        return show_lead(request, lead_id, look_form=form, status=409)
    return _done(request, assessment)


@page(WORK, reason=_WHY)
def undo(request: DeskRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """One's own decision, taken back."""
    if request.method != "POST":
        return redirect("triage:decided")
    try:
        lead = undo_assessment(by=request.actor, assessment_id=assessment_id)
    except TriageError as fault:
        messages.error(request, said(fault))
        return redirect("triage:decided")
    messages.success(
        request, _("Hersteld. %(case)s is weer van u; uw woorden staan er nog.") % {"case": lead.case_number}
    )
    return redirect("triage:lead", lead.id)


@page(WORK, reason=_WHY)
def keep_draft(request: DeskRequest, lead_id: uuid.UUID) -> HttpResponse:
    """Keeps what is being written. Says when, in a few words beside the form."""
    if request.method != "POST":
        return redirect("triage:lead", lead_id)
    _keep_words(request, lead_id)
    kept = _("Bewaard om %(time)s.") % {"time": clock_time(timezone.now())}
    given = request.POST.get("version", "")
    version = int(given) if given.isascii() and given.isdecimal() and len(given) < 9 else 0
    told = marked_meanwhile(by=request.actor, lead_id=lead_id, version=version)
    if told:
        return HttpResponse(format_html('<strong id="saved" role="alert">{} {}</strong>', told, kept))
    return HttpResponse(format_html('<span id="saved" class="quiet-words">{}</span>', kept))


def _keep_words(request: DeskRequest, lead_id: uuid.UUID) -> None:
    given: QueryDict = request.POST
    save_draft(
        by=request.actor,
        lead_id=lead_id,
        facts=given.get("facts", ""),
        explanation=given.get("explanation", ""),
    )


def _done(request: DeskRequest, assessment: Any) -> HttpResponse:
    """Says what was decided, with the way back, and goes on to the list it came from."""
    messages.success(
        request,
        format_html(
            '{} <a href="{}">{}</a>', said_done(assessment), reverse("triage:decided"), _("Uw besluiten")
        ),
    )
    return redirect("triage:urgent" if assessment.outcome.startswith("urgent") else "triage:queue")


def _id(text: str | None) -> uuid.UUID | None:
    try:
        return uuid.UUID(text or "")
    except ValueError:
        return None
