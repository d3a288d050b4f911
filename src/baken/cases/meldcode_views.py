"""The pages of the reporting code: the guided list, a step, and what comes of it."""

import uuid

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy

from baken.cases import forms, queries
from baken.cases.actions.follow_meldcode import conclude_meldcode, write_meldcode_step
from baken.cases.asking import WHY, Asked, ask, case_of, filled
from baken.cases.permissions import WORK
from baken.cases.policies import needs_second_for_report
from baken.cases.states import STATES
from baken.desk.guard import DeskRequest, page
from baken.vocabulary.cases import MeldcodeStep

STEP = Asked(
    gettext_lazy("Stap van de meldcode"),
    gettext_lazy("Vul een dag in, of sla de stap over met een reden. U kunt dit later veranderen."),
    gettext_lazy("Bewaar"),
    gettext_lazy("De stap is bewaard."),
)
CONCLUDE = Asked(
    gettext_lazy("Wat beslist u?"),
    gettext_lazy("Zei de persoon geen ja, dan beslist een tweede persoon mee."),
    gettext_lazy("Bewaar"),
    gettext_lazy("Bewaard. Zonder ja van de persoon geldt het als een tweede persoon akkoord gaat."),
)


@page(WORK, reason=WHY)
def listed(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """The five steps, what was written of each, and what is still open."""
    one = case_of(request, case_id)
    told = queries.open_meldcode(by=request.actor, case=one)
    context = {
        "case": one,
        "told": told,
        "writes": STATES[one.state].writes and not one.meldcode,
        "two": needs_second_for_report(one),
    }
    return render(request, "cases/meldcode.html", context)


@page(WORK, reason=WHY)
def step(request: DeskRequest, case_id: uuid.UUID, meldcode_step: str) -> HttpResponse:
    """Writes one step down."""
    one = case_of(request, case_id)
    if meldcode_step not in MeldcodeStep:
        raise Http404
    if not STATES[one.state].writes or one.meldcode:
        return redirect("cases:meldcode", one.id)
    told = queries.open_meldcode(by=request.actor, case=one)
    line = next(line for line in told.lines if line.step == meldcode_step)
    there = {
        "seen": one.change_count,
        "done_on": line.entry.done_on if line.entry else None,
        "left_out": line.entry is not None and line.entry.done_on is None,
        "words": line.words,
    }

    def act(sent: Form) -> None:
        given = sent.cleaned_data
        write_meldcode_step(
            by=request.actor, case_id=one.id, seen=given["seen"], step=meldcode_step,
            done_on=given["done_on"], words=given["words"],
        )  # fmt: skip

    form = filled(request, forms.MeldcodeStepForm, initial=there)
    return ask(
        request, one, form, STEP, act, back="cases:meldcode", template="cases/meldcode_step.html", line=line
    )


@page(WORK, reason=WHY)
def conclude(request: DeskRequest, case_id: uuid.UUID) -> HttpResponse:
    """What comes of the steps: report, or not."""
    one = case_of(request, case_id)
    if not STATES[one.state].writes or one.meldcode:
        return redirect("cases:meldcode", one.id)

    def act(sent: Form) -> None:
        conclude_meldcode(by=request.actor, case_id=one.id, **sent.cleaned_data)

    form = filled(request, forms.OutcomeForm, initial={"seen": one.change_count})
    return ask(request, one, form, CONCLUDE, act, back="cases:meldcode")
