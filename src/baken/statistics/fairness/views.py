"""The page on whom the rules fall more often, for who watches over them, and its file."""

from typing import Any

import polars as pl
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.adverts.rule_sets.queries import rules_in_force
from baken.adverts.rule_sets.refused import refused_page
from baken.audit.actions import record_event
from baken.desk.exports import ZIP, export_response, watermark_for, zip_with_origin
from baken.desk.guard import DeskRequest, page
from baken.indicators.fairness.groups import KINDS
from baken.indicators.fairness.lines import NO_FINDING
from baken.indicators.faults import FaultyRules
from baken.indicators.proportions import LEAST
from baken.statistics import permissions
from baken.statistics.fairness.actions import ask_for_weighing
from baken.statistics.fairness.drawing import NARROW, WIDE, draw_rates
from baken.statistics.fairness.shown import gaps, sections
from baken.statistics.fairness.stored import rate_of
from baken.statistics.forms import FAIRNESS
from baken.statistics.models import FairnessRun
from baken.statistics.observing import STEP, rounded, sees_as_observer
from baken.statistics.shown import UNDER_TEN

NOTES = (
    NO_FINDING.nl,
    NO_FINDING.en,
    "Adverteerders, geen personen. Leeg: te weinig om iets te zeggen. Intervallen van 95%.",
    "Advertisers, not persons. Empty: too few to say. Intervals of 95%.",
    "answered_by: met welke functie, voor welke regel en versie; het geldt alleen op de verzonnen markt.",
    "answered_by: by which function, for which rule and version; it holds on the invented market alone.",
)


@page(permissions.FAIRNESS_READ, reason="fairness of the rules")
def fairness(request: DeskRequest) -> HttpResponse:
    """The last weighing: rates by group with their intervals, which gaps are over the bound, and why."""
    run = FairnessRun.objects.first()
    observer = sees_as_observer(request.user, permissions.FAIRNESS_READ.roles)
    record_event(
        by=request.actor, action="statistics.fairness_read", subject="rules", details={"rounded": observer}
    )
    context: dict[str, Any] = {
        "run": run,
        "observer": observer,
        "synthetic": request.actor.organisation.synthetic,
        "no_finding": NO_FINDING,
        "kinds": KINDS,
        "least": LEAST,
    }
    if run is not None:
        try:
            rules = rules_in_force().rules
        except FaultyRules:
            return refused_page(request)
        found = sections(run, rules, observer=observer, on=timezone.localdate())
        context |= {
            "sections": [
                (
                    section,
                    draw_rates(
                        section.lines, name=f"wide-{section.measure.code}", title=section.title, width=WIDE
                    ),
                    draw_rates(
                        section.lines,
                        name=f"narrow-{section.measure.code}",
                        title=section.title,
                        width=NARROW,
                    ),
                )
                for section in found
            ],
            "gaps": gaps(found),
            "bound": round(100 * run.bound, 1),
            "advertisers": rounded(run.advertisers) if observer else run.advertisers,
            "urgent": _told(run.urgent, observer),
            "looked_at": _told(run.looked_at, observer),
            "rules": len(run.rules),
        }
    return render(request, "statistics/fairness.html", context)


def _told(count: int, observer: bool) -> str:
    if not observer:
        return str(count)
    return str(rounded(count)) if count >= STEP else UNDER_TEN


@page(permissions.FAIRNESS_WEIGH, reason="fairness of the rules")
def weigh(request: DeskRequest) -> HttpResponse:
    """Asks for a new weighing."""
    if request.method == "POST":
        ask_for_weighing(by=request.actor)
        messages.success(
            request, _("De regels worden opnieuw gewogen. Dat gebeurt op de achtergrond; kijk straks weer.")
        )
    return redirect("fairness:fairness")


@page(permissions.FAIRNESS_EXPORT, confirm=True)
def take_out(request: DeskRequest) -> HttpResponse:
    """What somebody is about to take out, and then the file."""
    run = FairnessRun.objects.first()
    if run is None:
        raise Http404
    table = _as_table(run)
    if request.method == "POST":
        mark = watermark_for(request)
        content = table.write_csv(line_terminator="\r\n").encode()
        weighed = f"weighed_at: {run.weighed_at:%Y-%m-%dT%H:%M:%SZ}"
        return export_response(
            request,
            data=zip_with_origin("fairness.csv", content, mark, [*NOTES, weighed]),
            filename="fairness.csv.zip",
            content_type=ZIP,
            what=FAIRNESS,
            rows=table.height,
            mark=mark,
            content=content,
        )
    return render(request, "statistics/fairness_file.html", {"rows": table.height, "run": run})


def _as_table(run: FairnessRun) -> pl.DataFrame:
    """A row a measure and group; codes in clear English, as in every file."""
    rows = []
    for rate in map(rate_of, run.rates):
        row: dict[str, object] = {"measure": rate.measure, "group": rate.group}
        for name, part in (("group", rate.own), ("rest", rate.rest)):
            low, high = part.interval if part else (None, None)
            row |= {
                f"{name}_count": part.count if part else None,
                f"{name}_of": part.of if part else None,
                f"{name}_low": None if low is None else round(low, 4),
                f"{name}_high": None if high is None else round(high, 4),
            }
        causes = "; ".join(f"{indicator} {share:.2f}" for indicator, share in rate.causes)
        answers = "; ".join(
            f"{one.indicator} {run.rules.get(one.indicator, '')} by {one.by} {one.begins} to {one.until}"
            for one in rate.answers
        )
        rows.append(row | {"finding": rate.finding, "causes": causes, "answered_by": answers})
    kinds = {"count": pl.Int64, "of": pl.Int64, "low": pl.Float64, "high": pl.Float64}
    schema = {
        "measure": pl.String,
        "group": pl.String,
        **{f"{part}_{name}": kind for part in ("group", "rest") for name, kind in kinds.items()},
        "finding": pl.String,
        "causes": pl.String,
        "answered_by": pl.String,
    }
    return pl.DataFrame(rows, schema=schema)
