"""The page of the programme, and taking its report out as a file."""

from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy

from baken.audit.actions import record_event
from baken.desk.exports import export_response, watermark_for
from baken.desk.forms import DeskForm
from baken.desk.guard import DeskRequest, page
from baken.statistics import permissions
from baken.statistics.counting import Counting
from baken.statistics.drawings import BESIDE, NARROW, UNDER, draw_chart
from baken.statistics.forms import PROGRAMME, ProgrammeForm
from baken.statistics.observing import sees_as_observer
from baken.statistics.programme.report import FORMS, INTRO, NAME, TITLE, Report, has_too_few
from baken.statistics.shown import ShownTable, in_words, show
from baken.statistics.table import FilledTable, StatisticsTable
from baken.statistics.tables.programme import (
    ANSWERS,
    BASE,
    PARTS,
    PROGRAMME_MONTHS,
    PROGRAMME_RESULTS,
    WHERE,
    report_tables,
)
from baken.vocabulary.code_list import Label

FIRST: tuple[tuple[str, str], ...] = (
    ("approached", "replied"),
    ("approached", "stopped"),
    ("approached", "complained"),
    ("approached", "threat"),
    ("referral", "done"),
    ("conversation", "said_helped"),
    ("conversation", "said_harmed"),
    ("conversation", "said_not_wanted"),
    ("case", "said_helped"),
    ("case", "said_harmed"),
    ("case", "said_not_wanted"),
)
"""What stands above the tables: the outcomes by which people would judge it, and what they said of it."""


CHOICES = ("van", "tot", "provincie", "per")


class ReportFormForm(DeskForm):
    """In which format somebody takes the report out."""

    form = forms.ChoiceField(
        label=gettext_lazy("Soort bestand"), widget=forms.RadioSelect, initial=next(iter(FORMS))
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["form"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(name, in_words(one.words)) for name, one in FORMS.items()]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome in words: how many (None for fewer than five), and of how many of what."""

    label: Label
    count: int | None
    of: int
    part: Label


@page(permissions.READ, reason="figures")
def programme(request: DeskRequest) -> HttpResponse:
    """Everything that is counted of the programme, over the years that were chosen."""
    form, counting = _asked(request)
    if not form.is_valid():
        return render(request, "statistics/programme.html", {"form": form, "title": TITLE}, status=422)
    tables = _tables(request, form)
    record_event(
        by=request.actor,
        action="statistics.programme_read",
        subject="programme",
        details={
            "from": form.asked.first_year,
            "to": form.asked.last_year,
            "province": form.asked.province,
            "by": form.by,
        },
    )
    context = {
        "title": TITLE,
        "intro": INTRO,
        "form": form,
        "period": form.asked.period,
        "rows": counting.source().frames.height,
        "counted": any(tables[0].figures["count"]),
        "where": WHERE.get(form.asked.province or ""),
        "outcomes": _outcomes(tables[0]),
        "least": BASE,
        "sections": [_section(table) for table in tables],
        "synthetic": request.actor.organisation.synthetic,
        "formats": FORMS,
        "chosen": _chosen(request),
    }
    return render(request, "statistics/programme.html", context)


@page(permissions.EXPORT, confirm=True)
def programme_file(request: DeskRequest) -> HttpResponse:
    """What somebody is about to take out, and then the file."""
    asked_form, _counting = _asked(request)
    if not asked_form.is_valid():
        return render(request, "statistics/programme.html", {"form": asked_form, "title": TITLE}, status=422)
    tables = _tables(request, asked_form)
    asked = asked_form.asked
    if request.method == "POST":
        form = ReportFormForm(request.POST)
    else:
        form = ReportFormForm(initial={"form": request.GET.get("soort", next(iter(FORMS)))})
    if request.method == "POST" and form.is_valid():
        organisation, mark = request.actor.organisation, watermark_for(request)
        whose = Label(organisation.name_nl, organisation.name_en)
        report = Report(whose, organisation.synthetic, asked.period, tables, asked.province)
        kind = FORMS[form.cleaned_data["form"]]
        return export_response(
            request,
            data=kind.write(report, mark.lines()),
            filename=f"{NAME}.{kind.ending}",
            content_type=kind.content_type,
            what=PROGRAMME,
            rows=sum(table.figures.height for table in tables),
            mark=mark,
            content=kind.write(report, ()),
        )
    context = {
        "title": TITLE,
        "period": asked.period,
        "where": WHERE.get(asked.province or ""),
        "per_month": asked_form.by is not None,
        "rows": sum(table.figures.height for table in tables),
        "form": form,
        "chosen": _chosen(request),
    }
    return render(request, "statistics/programme_file.html", context, status=422 if form.errors else 200)


def _asked(request: DeskRequest) -> tuple[ProgrammeForm, Counting]:
    """What was chosen. Raises Http404 for an observer: who was reached and accompanied is few
    people, close by."""
    if sees_as_observer(request.user, permissions.READ.roles):
        raise Http404
    counting = Counting(PROGRAMME_RESULTS, by=request.actor)
    return ProgrammeForm(request.GET, years=counting.source().years), counting


def _tables(request: DeskRequest, form: ProgrammeForm) -> tuple[FilledTable, ...]:
    asked = form.asked

    def filled(table: StatisticsTable[Any]) -> FilledTable:
        # a month that is still to come would stand there as one in which nothing happened
        so_far = replace(asked, until=localdate()) if table is PROGRAMME_MONTHS else asked
        return Counting(table, by=request.actor).count(so_far)

    return tuple(filled(table) for table in report_tables(by=form.by, province=asked.province))


def _section(table: FilledTable) -> dict[str, Any]:
    shown: ShownTable = show(table)
    section: dict[str, Any] = {
        "table": table,
        "shown": shown,
        "few": has_too_few(table),
        "leaves_room": shown.leaves_room,
    }
    if table.chart.has_bars:
        wide = BESIDE if shown.leaves_room else UNDER
        section |= {
            "wide_chart": draw_chart(table, name=f"{table.name}-wide", width=wide),
            "narrow_chart": draw_chart(table, name=f"{table.name}-narrow", width=NARROW),
        }
    return section


def _outcomes(table: FilledTable) -> list[Outcome]:
    counts = {(part, code): (count, of) for part, code, count, of, _percent in table.figures.iter_rows()}
    return [
        Outcome(ANSWERS[code], counts[part, code][0] or None, counts[part, code][1], PARTS[part])
        for part, code in FIRST
    ]


def _chosen(request: DeskRequest) -> str:
    """What was chosen, as it stands in the address, for the address of the file."""
    query = request.GET.copy()
    query.clear()
    query.update({name: request.GET[name] for name in CHOICES if request.GET.get(name)})
    return query.urlencode()
