"""The pages of looking back: all cases summed, asking for one, deciding on it, and what came of it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from baken.adverts.models import Link
from baken.adverts.rule_sets.queries import rules_by_number
from baken.desk.guard import DeskRequest, page
from baken.indicators.faults import FaultyRules
from baken.indicators.rule import Rule
from baken.statistics.drawings import NARROW as NARROW_CHART
from baken.statistics.drawings import UNDER, draw_chart
from baken.statistics.formats import FORMATS
from baken.statistics.hindsight.drawing import NARROW, WIDE, draw_course
from baken.statistics.hindsight.forms import GROUNDS, AskForm
from baken.statistics.hindsight.shown import versions_shown
from baken.statistics.hindsight.tables import LEAST_CASES, NAME, NO_TRUTH, summed_table
from baken.statistics.shown import show
from baken.statistics.table import FilledTable
from baken.statistics.taking_out import format_form, taken_out
from baken.tenancy.acting import Actor
from baken.tenancy.permission import may
from baken.tenancy.second_person import DecidedAlready
from baken.triage.exceptions import CaseRunAlready, JudgedBlindNow
from baken.triage.hindsight.actions import Ground, ask_review, decide_review, ground_of
from baken.triage.hindsight.queries import all_results, asked_review, read_review, reviews
from baken.triage.hindsight.result import Result
from baken.triage.permissions import (
    APPROVE_HINDSIGHT,
    ASK_HINDSIGHT,
    READ_HINDSIGHT,
    TAKE_HINDSIGHT,
)

WHY = "looking back at proven cases"


@page(READ_HINDSIGHT, reason=WHY)
def overview(request: DeskRequest) -> HttpResponse:
    """All cases summed, and the reviews that one may open or decide on."""
    filled, cases = _summed(request.actor)
    context: dict[str, Any] = {
        "cases": cases,
        "least": LEAST_CASES,
        "no_truth": NO_TRUTH,
        "filled": filled,
        "formats": FORMATS,
        "synthetic": request.actor.organisation.synthetic,
        "may_decide": may(request.user, APPROVE_HINDSIGHT),
        "may_ask": may(request.user, ASK_HINDSIGHT),
    }
    if filled.figures.height:
        context["shown"] = show(filled)
    if filled.chart.rows:
        context |= {
            "wide_chart": draw_chart(filled, name="hindsight-wide", width=UNDER),
            "narrow_chart": draw_chart(filled, name="hindsight-narrow", width=NARROW_CHART),
        }
    if context["may_decide"] or context["may_ask"]:
        context["reviews"] = list(reviews()[:100])
    return render(request, "statistics/hindsight.html", context)


@page(TAKE_HINDSIGHT, reason=WHY, confirm=True)
def take_out(request: DeskRequest) -> HttpResponse:
    """What somebody is about to take out, and then the file."""
    filled, cases = _summed(request.actor)
    if not filled.figures.height:
        raise Http404
    form = format_form(request)
    if file := taken_out(request, filled, NAME, form):
        return file
    context = {"filled": filled, "rows": filled.figures.height, "cases": cases, "form": form}
    return render(request, "statistics/hindsight_file.html", context, status=422 if form.errors else 200)


@page(ASK_HINDSIGHT, reason=WHY)
def ask(request: DeskRequest, advertiser: str) -> HttpResponse:
    """Asks to run the sightings of one advertiser again; reached from its page, never by searching."""
    found = Link.objects.filter(advertiser=advertiser).count()
    if not found:
        raise Http404
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        ground = Ground(told["kind"], told["reference"], told["reason"])
        try:
            made = ask_review(
                by=request.actor, advertiser=advertiser, known_on=told["known_on"], ground=ground
            )
        except CaseRunAlready:
            messages.info(
                request, _("Deze advertenties zitten al in een bewezen zaak. Een zaak telt één keer.")
            )
            return redirect("hindsight:overview")
        except JudgedBlindNow:
            messages.info(
                request, _("De aanwijzing hierover wordt nog blind beoordeeld. Vraag het als dat is gebeurd.")
            )
            return redirect("hindsight:overview")
        messages.success(request, _("Gevraagd. De functionaris gegevensbescherming beslist."))
        return redirect("hindsight:review", made.id)
    context = {"form": form, "advertiser": advertiser, "sightings": found}
    return render(request, "statistics/hindsight_ask.html", context, status=422 if form.errors else 200)


@page(ASK_HINDSIGHT, reason=WHY)
def review(request: DeskRequest, review_id: uuid.UUID) -> HttpResponse:
    """One case: how it stands, and what each version of the rules would have said when."""
    found, result = read_review(by=request.actor, review_id=review_id)
    context: dict[str, Any] = {"review": found, "result": result} | _ground(ground_of(found))
    if result is not None and result.began is not None:
        shown = versions_shown(result, {rule.indicator: rule for rule in _rules([result])})
        context |= {
            "shown": shown,
            "wide": draw_course(result, shown, found.known_on, name="course-wide", width=WIDE),
            "narrow": draw_course(result, shown, found.known_on, name="course-narrow", width=NARROW),
        }
    return render(request, "statistics/hindsight_review.html", context)


@page(APPROVE_HINDSIGHT, reason=WHY, confirm=True)
def decide(request: DeskRequest, review_id: uuid.UUID) -> HttpResponse:
    """The second person: what was asked and on what ground, never what came out."""
    asked = asked_review(review_id)
    if request.method == "POST":
        try:
            decide_review(by=request.actor, review_id=review_id, approve=request.POST.get("do") == "approve")
        except DecidedAlready:
            messages.info(request, _("Hierover is al beslist."))
        else:
            messages.success(request, _("Vastgelegd."))
        return redirect("hindsight:overview")
    context = {"review": asked} | _ground(ground_of(asked))
    return render(request, "statistics/hindsight_decide.html", context)


def _ground(ground: Ground) -> dict[str, Any]:
    return {"ground": ground, "kind": GROUNDS[ground.kind]}


def _summed(by: Actor) -> tuple[FilledTable, int]:
    results = all_results(by=by)
    return summed_table(results, _rules(results)), len(results)


def _rules(results: list[Result]) -> list[Rule]:
    """The rules that say what the indicators of these results mean: the newest version of each."""
    numbers = sorted({int(version) for result in results for version in result.asked})
    known: dict[str, Rule] = {}
    for number in numbers:
        try:
            known |= {rule.indicator: rule for rule in rules_by_number(number)}
        except FaultyRules:
            continue
    return list(known.values())
