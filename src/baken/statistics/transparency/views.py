"""The page of the transparency report, and taking one of its tables out as a file."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from baken.desk.forms import DeskForm
from baken.desk.guard import DeskRequest, page
from baken.statistics import permissions
from baken.statistics.formats import FORMATS
from baken.statistics.period import Period
from baken.statistics.shown import show
from baken.statistics.table import FilledTable
from baken.statistics.taking_out import format_form, taken_out
from baken.statistics.transparency.rows import handled
from baken.statistics.transparency.tables import REPORT_TABLES, ReportTable

FIRST_YEAR = 2024
"""The Digital Services Act applies to all platforms from 17 February of this year."""


class YearForm(DeskForm):
    """Which year the report is about."""

    jaar = forms.TypedChoiceField(label=_("Jaar"), required=False, coerce=int, empty_value=None)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.this_year = timezone.localdate().year
        years = range(self.this_year, FIRST_YEAR - 1, -1)
        self.fields["jaar"].choices = [(str(year), str(year)) for year in years]  # type: ignore[attr-defined]
        self.fields["jaar"].initial = str(self.this_year)

    @property
    def year(self) -> int:
        """The year; ask only when the form is valid."""
        return self.cleaned_data["jaar"] or self.this_year

    @property
    def is_over(self) -> bool:
        """Whether nothing of that year can still come in."""
        return self.year < self.this_year


def _shows(one: ReportTable, form: YearForm) -> bool:
    """Counts of people are shown of a year that is over: two days beside each other would tell."""
    return form.is_over or not one.about_people


@page(permissions.TRANSPARENCY, reason="the transparency report")
def report(request: DeskRequest) -> HttpResponse:
    """The whole report of one year."""
    form = YearForm(request.GET)
    if not form.is_valid():
        return render(request, "statistics/transparency.html", {"form": form}, status=422)
    period = Period.of_years(form.year, form.year)
    rows = handled(period)
    context = {
        "form": form,
        "year": form.year,
        "sections": [
            _section(one, one.fill(one, rows, period) if _shows(one, form) else None)
            for one in REPORT_TABLES.values()
        ],
        "synthetic": request.actor.organisation.synthetic,
        "formats": FORMATS,
    }
    return render(request, "statistics/transparency.html", context)


def _section(one: ReportTable, filled: FilledTable | None) -> dict[str, Any]:
    section: dict[str, Any] = {"table": one, "filled": filled}
    if filled is not None and filled.figures.height:
        section["shown"] = show(filled)
    return section


@page(permissions.EXPORT_TRANSPARENCY, confirm=True)
def report_file(request: DeskRequest, name: str) -> HttpResponse:
    """What somebody is about to take out, and then the file."""
    asked = YearForm(request.GET)
    if name not in REPORT_TABLES or not asked.is_valid() or not _shows(REPORT_TABLES[name], asked):
        raise Http404
    one, period = REPORT_TABLES[name], Period.of_years(asked.year, asked.year)
    filled = one.fill(one, handled(period), period)
    form = format_form(request)
    if file := taken_out(request, filled, name, form):
        return file
    context = {
        "table": one,
        "filled": filled,
        "rows": filled.figures.height,
        "form": form,
        "year": asked.year,
    }
    return render(request, "statistics/transparency_file.html", context, status=422 if form.errors else 200)
