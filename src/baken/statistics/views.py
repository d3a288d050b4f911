"""The pages of figures: what there is, one table with its chart, and taking it out as a file."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render

from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.statistics import permissions
from baken.statistics.catalogue import TABLES
from baken.statistics.counting import Asked, Counting
from baken.statistics.drawings import (
    BESIDE,
    NARROW,
    UNDER,
    draw_chart,
    draw_provinces,
    shows_totals_only,
)
from baken.statistics.formats import FORMATS
from baken.statistics.forms import AskedForm
from baken.statistics.observing import (
    for_totals,
    register_totals,
    rounded_table,
    sees_as_observer,
    standing_notes,
)
from baken.statistics.period import Period
from baken.statistics.shown import area_counts, show
from baken.statistics.table import FilledTable, StatisticsTable
from baken.statistics.tables.question_seven import QUESTION_7
from baken.statistics.taking_out import format_form, taken_out

FIRST = QUESTION_7.name
"""The table that stands first and apart: a question that parliament asked."""


@page(permissions.READ, reason="figures")
def overview(request: DeskRequest) -> HttpResponse:
    """Which tables there are, and which question each answers."""
    observer = _observes(request)
    counting = Counting(for_totals(QUESTION_7) if observer else QUESTION_7, by=request.actor)
    answer = None
    if not observer:
        table = counting.count(Asked())
        answer = table.figures.row(0, named=True)
        _note_read(request, table, Asked(), rounded=False)
    others = [table for table in TABLES.values() if table.name != FIRST]
    context = {
        "question": QUESTION_7,
        "answer": answer,
        "synthetic": request.actor.organisation.synthetic,
        "observer": observer,
        "totals": register_totals(counting.source().frames) if observer else None,
        "register": [table for table in others if table.source == "register"],
        "market": [table for table in others if table.source == "market"],
        "programme": [table for table in others if table.source == "programme" and not observer],
        "doors": [table for table in others if table.source == "door"],
    }
    return render(request, "statistics/overview.html", context)


@page(permissions.READ, reason="figures")
def table(request: DeskRequest, name: str) -> HttpResponse:
    """One table, its chart with the same numbers, how it was counted, and the way to a file."""
    definition = _definition(name)
    observer = _observes(request)
    counting = Counting(for_totals(definition) if observer else definition, by=request.actor)
    period = _asked_period(request)
    if counting.is_long_work and not counting.kept_source(period) and "tel" not in request.GET:
        # shown while the browser already asks for the page itself
        onwards = request.GET.copy()
        onwards["tel"] = "1"
        return render(
            request, "statistics/counting.html", {"definition": definition, "onwards": onwards.urlencode()}
        )
    if observer:
        return _for_observer(request, definition, counting)
    form = AskedForm(request.GET, years=counting.source(period).years, cuts=definition.by)
    if not form.is_valid():
        return render(request, "statistics/table.html", {"definition": definition, "form": form}, status=422)
    filled = counting.count(form.asked)
    _note_read(request, filled, form.asked, rounded=False)
    return _table_page(request, definition, filled, form, rounded=False)


def _asked_period(request: DeskRequest) -> Period | None:
    """Everything on record where nobody asks for years; which years they are is not known before the years
    that there are."""
    return None if request.GET.get("van") or request.GET.get("tot") else Period()


def _for_observer(request: DeskRequest, definition: StatisticsTable[Any], counting: Counting) -> HttpResponse:
    if definition.source == "programme":
        # who was reached and accompanied is few people, close by: no observer sees their numbers
        raise Http404
    if definition.source == "register":
        totals = register_totals(counting.source().frames)
        record_event(by=request.actor, action="statistics.totals_read", subject=f"table:{definition.name}")
        return render(
            request,
            "statistics/totals.html",
            {"definition": definition, "totals": totals, "standing": standing_notes(definition)},
        )
    filled = rounded_table(definition, counting.count(Asked()))
    _note_read(request, filled, Asked(), rounded=True)
    return _table_page(request, definition, filled, None, rounded=True)


def _table_page(
    request: DeskRequest,
    definition: StatisticsTable[Any],
    filled: FilledTable,
    form: forms.Form | None,
    *,
    rounded: bool,
) -> HttpResponse:
    shown = show(filled, rounded=rounded)
    areas = area_counts(filled)
    context: dict[str, Any] = {
        "definition": definition,
        "form": form,
        "filled": filled,
        "rows": filled.figures.height,
        "shown": shown,
        "rounded": rounded,
        "areas": draw_provinces(areas, rounded=rounded) if areas else "",
        "formats": FORMATS,
        "chosen": _chosen(request),
    }
    if not filled.figures.is_empty():
        wide = BESIDE if shown.leaves_room else UNDER
        context |= {
            "wide_chart": draw_chart(filled, name="wide-chart", width=wide, rounded=rounded),
            "narrow_chart": draw_chart(filled, name="narrow-chart", width=NARROW, rounded=rounded),
            "narrow_is_total": shows_totals_only(filled),
        }
    return render(request, "statistics/table.html", context)


@page(permissions.EXPORT, confirm=True)
def export(request: DeskRequest, name: str) -> HttpResponse:
    """What somebody is about to take out, and then the file."""
    definition = _definition(name)
    counting = Counting(definition, by=request.actor)
    years = counting.source(_asked_period(request)).years
    asked_form = AskedForm(request.GET, years=years, cuts=definition.by)
    if not asked_form.is_valid():
        return render(
            request, "statistics/table.html", {"definition": definition, "form": asked_form}, status=422
        )
    filled = counting.count(asked_form.asked)
    form = format_form(request)
    if file := taken_out(request, filled, definition.name, form):
        return file
    context = {
        "definition": definition,
        "filled": filled,
        "rows": filled.figures.height,
        "form": form,
        "chosen": _chosen(request),
    }
    return render(request, "statistics/export.html", context, status=422 if form.errors else 200)


def _definition(name: str) -> StatisticsTable[Any]:
    if name not in TABLES:
        raise Http404
    return TABLES[name]


def _observes(request: DeskRequest) -> bool:
    return sees_as_observer(request.user, permissions.READ.roles)


def _chosen(request: DeskRequest) -> str:
    """The choices of this page as they stand in its address, for the address of the file."""
    kept = {name: request.GET[name] for name in ("van", "tot", "naar") if request.GET.get(name)}
    query = request.GET.copy()
    query.clear()
    query.update(kept)
    return query.urlencode()


def _note_read(request: DeskRequest, filled: FilledTable, asked: Asked, *, rounded: bool) -> None:
    record_event(
        by=request.actor,
        action="statistics.table_read",
        subject=f"table:{filled.name}",
        details={
            "from": asked.first_year,
            "to": asked.last_year,
            "by": asked.by,
            "rows": filled.figures.height,
            "rounded": rounded,
        },
    )
