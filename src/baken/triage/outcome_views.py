"""The pages about outcomes: where people and rules disagree, how many are judged blind, and what leaves."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.adverts.exceptions import FaultyRuleSet, SameRules, TriedTooOften
from baken.adverts.rule_sets.actions import propose_weights
from baken.adverts.rule_sets.refused import refused_page
from baken.desk.exports import export_response, json_with_origin, watermark_for
from baken.desk.forms import DeskForm, Reason
from baken.desk.guard import DeskRequest, page
from baken.indicators.faults import FaultyRules
from baken.indicators.weighing import NotWeighed
from baken.tenancy.permission import may
from baken.tenancy.second_person import DecidedAlready, NotApproved
from baken.triage.actions.export_outcomes import (
    approved_outcomes,
    ask_outcomes,
    decide_outcomes,
    reason_of,
    take_outcomes,
)
from baken.triage.actions.set_sample import MOST_FLAGGED, MOST_UNFLAGGED, set_sample
from baken.triage.blind_draw import MOST_SECOND_LOOKS
from baken.triage.blind_sample import sample_rates
from baken.triage.learned import learn, sample_table
from baken.triage.models import OutcomeExport
from baken.triage.outcomes import recorded_outcomes
from baken.triage.permissions import APPROVE_OUTCOMES, READ_OUTCOMES, SET_SAMPLE, TAKE_OUTCOMES
from baken.triage.second_looks import second_look_rate

WHY = "learning from outcomes"


class SampleForm(DeskForm):
    """How many are judged blind; both sides or neither."""

    flagged = forms.IntegerField(
        label=gettext_lazy("Van 100 aanwijzingen die de regels naar voren brengen"),
        help_text=gettext_lazy("Zoveel komen er zonder redenen in de wachtrij."),
        min_value=0,
        max_value=MOST_FLAGGED,
    )
    unflagged = forms.IntegerField(
        label=gettext_lazy("Van 1000 adverteerders die de regels voorbijgaan"),
        help_text=gettext_lazy("Zoveel komen er bij, ook zonder redenen; nooit meer dan van de andere kant."),
        min_value=0,
        max_value=MOST_UNFLAGGED,
    )

    second_looks = forms.IntegerField(
        label=gettext_lazy("Van 100 aanwijzingen waarover is beslist"),
        help_text=gettext_lazy(
            "Zoveel beoordeelt een ander nog eens, los van de eerste en zonder te weten dat er al is "
            "beslist. Daarmee ziet u op de teampagina hoe vaak mensen hetzelfde vinden."
        ),
        min_value=0,
        max_value=MOST_SECOND_LOOKS,
    )

    def clean(self) -> dict[str, Any]:
        """One side alone would tell which side a blind lead is of."""
        given = super().clean() or self.cleaned_data
        numbers = given.get("flagged"), given.get("unflagged")
        if None not in numbers and (numbers[0] == 0) != (numbers[1] == 0):
            raise forms.ValidationError(
                _("Vul beide in, of zet beide op 0. Met één kant verraadt blind welke kant het is.")
            )
        return given


class AskForm(DeskForm):
    """Why outcomes are asked for."""

    reason = Reason(
        label=gettext_lazy("Waarvoor hebt u de uitkomsten nodig?"),
        min_length=10,
        help_text=gettext_lazy("De functionaris gegevensbescherming leest dit en beslist."),
    )


@page(READ_OUTCOMES, reason=WHY)
def outcomes(request: DeskRequest) -> HttpResponse:
    """Rules beside people in the blind sample, and the exports that were asked for."""
    standing = OutcomeExport.objects.filter(expires_at__gt=timezone.now()).select_related("asked_by")
    may_decide = may(request.user, APPROVE_OUTCOMES)
    mine = Q(asked_by=request.user)
    asked = list(standing.filter(mine | Q(state="asked") if may_decide else mine).order_by("-asked_at"))
    return render(
        request,
        "triage/outcomes.html",
        {
            "rates": sample_rates(),
            "second_looks": second_look_rate(),
            "table": sample_table(recorded_outcomes(by=request.actor)),
            "exports": [(one, reason_of(one)) for one in asked],
            "may_decide": may_decide,
        },
    )


@page(SET_SAMPLE, reason=WHY)
def sample(request: DeskRequest) -> HttpResponse:
    """How many are judged blind."""
    now = sample_rates()
    initial = {"flagged": now.flagged, "unflagged": now.unflagged, "second_looks": second_look_rate()}
    form = SampleForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        set_sample(by=request.actor, **form.cleaned_data)
        messages.success(
            request,
            _("Bewaard. De tweede beoordeling geldt meteen, de steekproef vanaf de volgende berekening."),
        )
        return redirect("triage:outcomes")
    return render(request, "triage/sample.html", {"form": form}, status=422 if form.errors else 200)


@page(TAKE_OUTCOMES, reason=WHY)
def ask(request: DeskRequest) -> HttpResponse:
    """Asks for the outcomes as they stand now."""
    form = AskForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ask_outcomes(by=request.actor, reason=form.cleaned_data["reason"])
        messages.success(
            request, _("Gevraagd. De functionaris gegevensbescherming beslist; u ziet het hier.")
        )
        return redirect("triage:outcomes")
    return render(request, "triage/ask_outcomes.html", {"form": form}, status=422 if form.errors else 200)


@page(APPROVE_OUTCOMES, reason=WHY, confirm=True)
def decide(request: DeskRequest, export_id: uuid.UUID) -> HttpResponse:
    """The decision of a second person."""
    asked = get_object_or_404(OutcomeExport.objects.select_related("asked_by"), id=export_id)
    if request.method != "POST":
        return render(request, "triage/decide_outcomes.html", {"asked": asked, "reason": reason_of(asked)})
    try:
        decide_outcomes(by=request.actor, export_id=asked.id, approve=request.POST.get("do") == "approve")
    except DecidedAlready:
        messages.info(request, _("Hierover was al beslist, of de aanvraag is verlopen."))
    else:
        messages.success(request, _("Bewaard. Wie het vroeg, ziet uw besluit."))
    return redirect("triage:outcomes")


@page(TAKE_OUTCOMES, reason=WHY, confirm=True)
def learned(request: DeskRequest, export_id: uuid.UUID) -> HttpResponse:
    """What approved outcomes say of the rules, for who asked for it; the file itself, and the weights that
    follow proposed as a version of the rules."""
    try:
        if request.POST.get("do") == "propose":
            return _propose(request, export_id)
        if request.method == "POST":
            content, rows = take_outcomes(by=request.actor, export_id=export_id)
            mark = watermark_for(request)
            return export_response(
                request, data=json_with_origin(content, mark), filename="uitkomsten.json",
                content_type="application/json", what="outcomes:leads", rows=rows, mark=mark, content=content,
            )  # fmt: skip
        asked, found = approved_outcomes(by=request.actor, export_id=export_id)
        return render(request, "triage/learned.html", {"asked": asked, "learned": learn(found)})
    except NotApproved:
        messages.error(request, _("Deze uitvoer is niet (meer) goedgekeurd."))
        return redirect("triage:outcomes")
    except FaultyRules:
        return refused_page(request)


def _propose(request: DeskRequest, export_id: uuid.UUID) -> HttpResponse:
    asked, found = approved_outcomes(by=request.actor, export_id=export_id)
    weights = learn(found).proposed
    reason = _("Gewichten geleerd van uitkomsten, aanvraag van %(day)s.") % {
        "day": date_format(asked.asked_at, "SHORT_DATE_FORMAT")
    }
    try:
        version = propose_weights(by=request.actor, weights=weights, reason=reason)
    except SameRules:
        messages.info(request, _("Deze gewichten gelden al, of zijn al voorgesteld."))
        return redirect("triage:learned", export_id)
    except TriedTooOften:
        messages.error(
            request,
            _("U liet in een dag zo vaak regels vergelijken als één persoon mag. Morgen kunt u verder."),
        )
        return redirect("triage:learned", export_id)
    except (FaultyRuleSet, NotWeighed):
        messages.error(request, _("Deze gewichten passen niet op de regels van nu. Er is niets voorgesteld."))
        return redirect("triage:learned", export_id)
    messages.success(request, _("Voorgesteld. Een ander vergelijkt de versie en maakt haar van kracht."))
    return redirect("adverts:rule_set", version.id)
