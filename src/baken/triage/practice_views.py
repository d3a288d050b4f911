"""Practising on invented leads: the same page, the same keys, an answer afterwards. It counts nowhere."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from baken.desk.guard import DeskRequest, page
from baken.triage.actions.record_practice import record_practice
from baken.triage.dossier import compose
from baken.triage.forms import AssessmentForm
from baken.triage.lead_page import KEYS, Choice
from baken.triage.models import TrainingResult
from baken.triage.permissions import PRACTISE
from baken.triage.practice import Exercise, exercises, findings_of
from baken.triage.reasons import rules_by_name
from baken.triage.states import QUEUE_OUTCOMES
from baken.vocabulary.triage import AssessmentOutcome


@page(PRACTISE, reason="practice")
def practise(request: DeskRequest) -> HttpResponse:
    """The exercises, and what one answered to each."""
    answers = {one.exercise: one for one in TrainingResult.objects.filter(user=request.actor.user)}
    rows = [{"exercise": one, "answer": answers.get(one.name)} for one in exercises().values()]
    todo = next((row["exercise"] for row in rows if row["answer"] is None), None)
    context = {"rows": rows, "todo": todo, "done": len(answers.keys() & exercises().keys()), "training": True}
    return render(request, "triage/practice.html", context)


@page(PRACTISE, reason="practice")
def exercise(request: DeskRequest, name: str) -> HttpResponse:
    """One invented lead; after deciding, what fits and why."""
    if name not in exercises():
        raise Http404
    chosen = exercises()[name]
    if request.method != "POST":
        return _show(request, chosen, AssessmentForm(initial={"version": 0}))
    form = AssessmentForm(request.POST)
    outcome = request.POST.get("outcome", "")
    if outcome == "urgent":
        form.fields["explanation"].required = False
    if outcome not in QUEUE_OUTCOMES:
        form.add_error(None, _("Kies wat u besluit."))
    if not form.is_valid():
        return _show(request, chosen, form, status=422)
    record_practice(by=request.actor, exercise=chosen, outcome=outcome)
    return redirect(f"{reverse('triage:exercise', args=[name])}?besluit={outcome}#antwoord")


def _show(request: DeskRequest, chosen: Exercise, form: AssessmentForm, *, status: int = 200) -> HttpResponse:
    asked = request.GET.get("tekst", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    names = list(exercises())
    place = names.index(chosen.name)
    outcome = request.GET.get("besluit", "")
    context: dict[str, Any] = {
        "exercise": chosen,
        "number": place + 1,
        "of": len(names),
        "following": names[place + 1] if place + 1 < len(names) else None,
        "dossier": compose(findings_of(chosen, number), tuple(rules_by_name().values())),
        "here": reverse("triage:exercise", args=[chosen.name]),
        "form": form,
        "outcomes": [
            Choice(code, AssessmentOutcome[code].label, AssessmentOutcome[code].meaning, KEYS[code])
            for code in QUEUE_OUTCOMES
        ],
        "chosen": form.data.get("outcome"),
        "training": True,
    }
    if outcome in QUEUE_OUTCOMES:
        context |= {
            "decided": AssessmentOutcome[outcome].label,
            "said": chosen.said(outcome),
            "fits": outcome in chosen.fitting,
            "fitting": [AssessmentOutcome[code].label for code in chosen.fitting],
        }
    return render(request, "triage/exercise.html", context, status=status)
