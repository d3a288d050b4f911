"""The page of a team, and taking one of its tables out as a file."""

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm
from baken.desk.guard import DeskRequest, page
from baken.statistics import permissions
from baken.statistics.drawings import NARROW, UNDER, draw_chart
from baken.statistics.formats import FORMATS
from baken.statistics.period import Period
from baken.statistics.shown import show
from baken.statistics.table import FilledTable
from baken.statistics.taking_out import format_form, taken_out
from baken.statistics.team.tables import TEAM_TABLES, TeamTable
from baken.triage.team_queries import TeamCounted, count_team

MONTHS = {"3": 3, "": 12, "24": 24, "alles": None}
"""How far back one may look, in months, this one included; None is as far as there is."""


class MonthsForm(DeskForm):
    """How far back the page looks."""

    periode = forms.ChoiceField(
        label=_("Periode"),
        required=False,
        choices=[
            ("3", _("drie maanden")),
            ("", _("een jaar")),
            ("24", _("twee jaar")),
            ("alles", _("alles wat is bewaard")),
        ],
    )

    @property
    def since(self) -> date | None:
        """The first day of the first month; ask only when the form is valid."""
        months = MONTHS[self.cleaned_data["periode"]]
        if months is None:
            return None
        today = timezone.localdate()
        year, month = divmod(today.year * 12 + today.month - months, 12)
        return date(year, month + 1, 1)


@page(permissions.TEAM, reason="how the team is doing")
def team(request: DeskRequest) -> HttpResponse:
    """What came in, what was decided, how long it took, agreement, precision: of the team together."""
    form = MonthsForm(request.GET)
    if not form.is_valid():
        return render(request, "statistics/team.html", {"form": form}, status=422)
    counted = count_team(by=request.actor, since=form.since)
    sections = [_section(one, counted) for one in TEAM_TABLES.values()]
    context = {
        "form": form,
        "chosen": _chosen(form),
        "waiting": counted.waiting,
        "nothing": not counted.came_in and not counted.decided,
        "sections": sections,
        "formats": FORMATS,
        "synthetic": request.actor.organisation.synthetic,
    }
    return render(request, "statistics/team.html", context)


def _section(one: TeamTable, counted: TeamCounted) -> dict[str, Any]:
    filled = one.fill(counted, Period(counted.since, None))
    section: dict[str, Any] = {"table": one, "filled": filled, "rows": filled.figures.height}
    if filled.figures.height:
        section["shown"] = show(filled)
    if filled.chart.has_bars:
        section |= {
            "wide_chart": draw_chart(filled, name=f"{one.name}-wide", width=UNDER),
            "narrow_chart": draw_chart(filled, name=f"{one.name}-narrow", width=NARROW),
        }
    return section


@page(permissions.EXPORT_TEAM, confirm=True)
def team_export(request: DeskRequest, name: str) -> HttpResponse:
    """What somebody is about to take out, and then the file."""
    if name not in TEAM_TABLES:
        raise Http404
    asked = MonthsForm(request.GET)
    if not asked.is_valid():
        raise Http404
    filled: FilledTable = TEAM_TABLES[name].fill(
        count_team(by=request.actor, since=asked.since), Period(asked.since, None)
    )
    form = format_form(request)
    if file := taken_out(request, filled, name, form):
        return file
    context = {
        "table": TEAM_TABLES[name],
        "filled": filled,
        "rows": filled.figures.height,
        "form": form,
        "chosen": _chosen(asked),
    }
    return render(request, "statistics/team_export.html", context, status=422 if form.errors else 200)


def _chosen(form: MonthsForm) -> str:
    """The period of this page as it stands in its address."""
    given = form.cleaned_data["periode"]
    return f"periode={given}" if given else ""
