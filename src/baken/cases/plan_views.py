"""The pages to go through together: the plan for digital safety, the person's own story, and both as a
document that is made when asked and not kept."""

import uuid

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_POST

from baken.audit.actions import record_event
from baken.cases import documents, forms, queries
from baken.cases.actions.choose_step import choose_step
from baken.cases.actions.tell_event import remove_told, tell_event
from baken.cases.asking import WHY, Asked, ask, case_of, filled, tell
from baken.cases.exceptions import CasesError
from baken.cases.models import Case, ToldEvent
from baken.cases.permissions import WORK
from baken.cases.policies import of_reader
from baken.cases.safety_plan.steps import plan
from baken.cases.states import STATES
from baken.desk.exports import export_response
from baken.desk.guard import DeskRequest, page
from baken.vocabulary.code_list import Language

STEP = Asked(
    gettext_lazy("Een stap van het plan"),
    gettext_lazy("Loop dit samen door. Verander nog niets aan de telefoon."),
    gettext_lazy("Bewaar"),
    gettext_lazy("Bewaard."),
)
STORY = Asked(
    gettext_lazy("Aantekeningen"),
    gettext_lazy("Het verhaal is van de persoon. Alles mag leeg blijven, behalve wat er gebeurde."),
    gettext_lazy("Zet erbij"),
    gettext_lazy("Het staat erbij."),
)


@page(WORK, reason=WHY)
def listed(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The plan with what was chosen, to go through together."""
    one = case_of(request, case_id)
    context = {
        "case": one,
        "plan": plan(),
        "topics": queries.chosen_plan(by=request.actor, case=one),
        "writes": STATES[one.state].writes,
    }
    return render(request, "cases/plan.html", context)


@page(WORK, reason=WHY)
def step(request: DeskRequest, case_id: uuid.UUID, plan_step: str) -> HttpResponse:
    """One step: whether the other can notice, what then, and what the person wants."""
    one = case_of(request, case_id)
    if plan_step not in plan().steps:
        raise Http404
    if not STATES[one.state].writes:
        return redirect("cases:plan", one.id)
    chosen = next(
        found
        for _topic, steps in queries.chosen_plan(by=request.actor, case=one)
        for found in steps
        if found.step.code == plan_step
    )
    there = {"seen": one.change_count, "words": chosen.words}
    if chosen.entry:
        there |= {"noticed": chosen.entry.noticed, "choice": chosen.entry.choice}

    def act(sent: Form) -> None:
        choose_step(by=request.actor, case_id=one.id, step=plan_step, **sent.cleaned_data)

    form = filled(request, forms.PlanStepForm, initial=there)
    return ask(
        request, one, form, STEP, act, back="cases:plan", template="cases/plan_step.html", chosen=chosen,
        plan=plan(),
    )  # fmt: skip


@page(WORK, reason=WHY)
def story(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """What the person told, in order of time, and adding to it."""
    one = case_of(request, case_id)
    writes = STATES[one.state].writes
    told = queries.told_events(by=request.actor, case=one)

    def act(sent: Form) -> None:
        tell_event(by=request.actor, case_id=one.id, **sent.cleaned_data)

    form = filled(request, forms.ToldForm)
    return ask(
        request, one, form, STORY, act, back="cases:story", template="cases/story.html", told=told,
        writes=writes,
    )  # fmt: skip


@require_POST
@page(WORK, reason=WHY)
def remove(request: DeskRequest, told_id: uuid.UUID) -> HttpResponse:
    """Takes one thing out of the story."""
    row = get_object_or_404(ToldEvent, id=told_id, case__in=of_reader(request.actor))
    try:
        remove_told(by=request.actor, told_id=row.id)
    except CasesError as fault:
        tell(request, fault)
    return redirect("cases:story", row.case_id)


@page(WORK, reason=WHY, confirm=True)
def plan_file(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The plan as a document for the person."""
    one = case_of(request, case_id)
    if request.method != "POST":
        return render(request, "cases/file.html", {"case": one, "what": "plan"})
    chosen = queries.chosen_plan(by=request.actor, case=one)
    everything = request.POST.get("what") == "all"
    made = documents.plan_document(chosen, _language(), all_steps=everything)
    return _handed(request, one, made, "plan")


@page(WORK, reason=WHY, confirm=True)
def story_file(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The person's own story as a document for the person."""
    one = case_of(request, case_id)
    if request.method != "POST":
        return render(request, "cases/file.html", {"case": one, "what": "story"})
    told = queries.told_events(by=request.actor, case=one)
    return _handed(request, one, documents.story_document(told, _language()), "story")


def _language() -> Language:
    return "nl" if get_language() == "nl" else "en"


def _handed(request: DeskRequest, one: Case, made: documents.Document, what: str) -> HttpResponse:
    data, ending, kind = documents.as_file(made, request.POST.get("form", ""))
    record_event(
        by=request.actor, action="cases.document_made", subject=f"case:{one.id}", details={"what": what}
    )
    name = documents.FILE_NAMES[what].in_language(made.language)
    return export_response(
        request, data=data, filename=f"{name}.{ending}", content_type=kind, what=f"case:{what}",
        rows=len(made.sections), handed_to_person=True,
    )  # fmt: skip
