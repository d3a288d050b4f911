"""The workbench: a question of one's own, its table and chart, and taking it out as a file."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.statistics import notes, permissions
from baken.statistics.counting import Counting, Source
from baken.statistics.drawings import BESIDE, NARROW, UNDER, draw_chart
from baken.statistics.formats import FORMATS
from baken.statistics.shown import show
from baken.statistics.table import FilledTable
from baken.statistics.tables.question_seven import QUESTION_7
from baken.statistics.taking_out import format_form, taken_out
from baken.statistics.workbench.answer import FEWEST, NAME, Question, answer
from baken.statistics.workbench.answer import UNDER as UNDER_STEP
from baken.statistics.workbench.dimensions import READS
from baken.statistics.workbench.forms import QuestionForm

FIRST = {"tel": "mentions", "rijen": "soort", "kolommen": "jaar"}
"""What is asked on a first visit, so that nobody begins with an empty page."""


@page(permissions.WORKBENCH, reason="figures")
def workbench(request: DeskRequest) -> HttpResponse:
    """A question, and its answer under it."""
    source = _source(request)
    form = QuestionForm(request.GET if "tel" in request.GET else FIRST, years=source.years)
    if not form.is_valid():
        return render(request, "statistics/workbench.html", {"form": form}, status=422)
    filled = _answered(request, form.question, source)
    context: dict[str, Any] = {
        "form": form,
        "filled": filled,
        "narrowed": bool(form.question.only),
        "fewest": FEWEST,
        "nothing": not source.frames.registrations.height,
        "formats": FORMATS,
        "asked": request.GET.urlencode(),
    }
    if filled:
        shown = show(filled, rounded=True, under=UNDER_STEP)
        wide = BESIDE if shown.leaves_room else UNDER
        context |= {
            "shown": shown,
            "wide_chart": draw_chart(filled, name="wide-chart", width=wide, rounded=True, under=UNDER_STEP),
            "narrow_chart": draw_chart(
                filled, name="narrow-chart", width=NARROW, rounded=True, under=UNDER_STEP
            ),
        }
    return render(request, "statistics/workbench.html", context)


@page(permissions.WORKBENCH_EXPORT, confirm=True)
def take_out(request: DeskRequest) -> HttpResponse:
    """What somebody is about to take out, and then the file: the numbers of the page."""
    source = _source(request)
    asked = QuestionForm(request.GET if "tel" in request.GET else FIRST, years=source.years)
    filled = _answered(request, asked.question, source) if asked.is_valid() else None
    if filled is None:
        # the page says of this question why there is nothing to take out
        return redirect(f"{reverse('statistics:workbench')}?{request.GET.urlencode()}")
    form = format_form(request)
    if file := taken_out(request, filled, NAME, form):
        return file
    asked_in = request.GET.copy()
    asked_in.pop("soort", None)
    context = {"filled": filled, "rows": filled.figures.height, "form": form, "chosen": asked_in.urlencode()}
    return render(request, "statistics/workbench_file.html", context, status=422 if form.errors else 200)


def _source(request: DeskRequest) -> Source:
    # any question may be asked, so every row is read
    every = replace(QUESTION_7, name=NAME, reads=READS, only={}, for_period={})
    return Counting(every, by=request.actor).source()


def _answered(request: DeskRequest, question: Question, source: Source) -> FilledTable | None:
    remarks = (notes.SYNTHETIC,) if request.actor.organisation.synthetic else ()
    filled = answer(source.frames, question, remarks=remarks)
    record_event(
        by=request.actor,
        action="statistics.question_asked",
        subject="workbench",
        details={
            "unit": question.unit.name,
            "rows": question.rows.name,
            "columns": question.columns.name if question.columns else None,
            "only": [f"{name}={code}" for name, code in question.only],
            "period": question.period.as_dict(),
            "shown": filled is not None,
        },
    )
    return filled
