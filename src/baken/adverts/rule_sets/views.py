"""The pages of versions of the rules: which there are, what each changes, and the steps."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from baken.adverts.exceptions import (
    FaultyRuleSet,
    NotByTheAuthor,
    NotCompared,
    RuleSetError,
    SameRules,
    TriedTooOften,
    WrongRuleSetState,
)
from baken.adverts.models import RuleSet, RuleTrial
from baken.adverts.permissions import CHANGE_RULES, RULES_AUTHORS, RULES_READ
from baken.adverts.rule_sets import queries
from baken.adverts.rule_sets.actions import ask_comparison, make_live, propose_rules, withdraw_rules
from baken.adverts.rule_sets.files import LARGEST, as_zip
from baken.adverts.rule_sets.forms import ProposeForm, WithdrawForm
from baken.adverts.rule_sets.policies import can_make_live, compared_with_the_live
from baken.adverts.rule_sets.shown import ShownTrial, shown_changes, shown_trial
from baken.adverts.rule_sets.states import FIRST, WITHDRAWALS
from baken.adverts.rule_sets.trial_counts import in_tens, nearest_ten
from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.desk.uploads import bounded, takes_file
from baken.indicators.faults import Fault, FaultyRules
from baken.indicators.rule import Rule
from baken.indicators.rulebook import shipped_texts
from baken.tenancy.permission import may

COLUMNS = (
    Column("number", gettext_lazy("Versie"), "number", descending=True),
    Column("state", gettext_lazy("Stand"), "state"),
    Column("proposed", gettext_lazy("Voorgesteld"), "proposed_at", descending=True),
    Column("reason", gettext_lazy("Waarom")),
)
WHY_NOT: dict[type[RuleSetError], str | Promise] = {
    WrongRuleSetState: gettext_lazy("Deze stap kan niet meer: de versie is intussen veranderd."),
    NotByTheAuthor: gettext_lazy("U stelde deze versie voor; een ander maakt haar van kracht."),
    TriedTooOften: gettext_lazy(
        "U liet in een dag zo vaak regels vergelijken als één persoon mag. Een vergelijking is er om regels "
        "na te lezen, niet om te vragen wat er is bewaard. Morgen kunt u verder. Dit staat in het logboek."
    ),
    NotCompared: gettext_lazy("Deze versie is nog niet vergeleken met de regels die nu gelden."),
    SameRules: gettext_lazy("Deze regels gelden al, of zijn al voorgesteld."),
    FaultyRuleSet: gettext_lazy("In deze regels staan fouten. Trek deze versie in en stel een nieuwe voor."),
}


@page(RULES_READ, reason="reading the rules")
@require_safe
def rule_sets(request: DeskRequest) -> HttpResponse:
    """Every version, and which one gives the leads."""
    found = list_page(request, RuleSet.objects.defer("files", "words"), COLUMNS, default="-number")
    context = {
        "list": found,
        "live": queries.live_row(),
        "shipped_digest": queries.shipped_digest(),
        "shipped_rules": len(queries.shipped_rules()),
        "shows_authors": may(request.user, RULES_AUTHORS),
    }
    return render(request, "adverts/rule_sets.html", context)


@page(RULES_READ, reason="reading the rules")
@require_safe
def rule_set(request: DeskRequest, rule_set_id: uuid.UUID) -> HttpResponse:
    """One version: who and why, what it does otherwise, what it would change, and what comes next."""
    row = get_object_or_404(
        RuleSet.objects.select_related("proposed_by", "made_live_by", "withdrawn_by"), id=rule_set_id
    )
    rules, faults = rules_or_faults(row)
    live = queries.live_row()
    others, others_are_shipped, live_is_refused = _others(row, live)
    trial = queries.newest_trial(row)
    compared = row.state == FIRST and compared_with_the_live(row)
    inside = may(request.user, RULES_AUTHORS)
    context = {
        "row": row,
        "faults": faults,
        "changes": shown_changes(others, rules) if not faults else [],
        "others_are_shipped": others_are_shipped,
        "refused": live if live_is_refused and row.state == FIRST and not compared else None,
        "files": sorted(row.files.items()),
        "trial": trial,
        "found": _found(trial, (*others, *rules)),
        "seen": [one if inside else nearest_ten(one) for one in _seen(trial)],
        "compared": compared,
        "is_author": row.proposed_by_id == request.user.id,
        "can_make_live": can_make_live(row, request.actor),
        "can_withdraw": any(step.source == row.state for step in WITHDRAWALS),
        "shows_authors": inside,
    }
    return render(request, "adverts/rule_set.html", context)


def _found(trial: RuleTrial | None, rules: Sequence[Rule]) -> ShownTrial | None:
    if trial is None or trial.done_at is None:
        return None
    return shown_trial(in_tens(trial.counts), rules)


def _seen(trial: RuleTrial | None) -> tuple[int, ...]:
    return (trial.sightings, trial.advertisers) if trial else ()


def rules_or_faults(row: RuleSet) -> tuple[tuple[Rule, ...], tuple[Fault, ...]]:
    """The rules of a version; its faults instead where the program takes them no more."""
    try:
        return queries.rules_of(row), ()
    except FaultyRules as fault:
        return (), fault.faults


def _others(row: RuleSet, live: RuleSet | None) -> tuple[tuple[Rule, ...], bool, bool]:
    """The rules that a version is held against, and whether they are the shipped ones: those in force, and
    for the version in force itself those it stands in the place of. And whether the program takes those in
    force no more, so that nothing is compared with them."""
    if live is None or live.id == row.id:
        return queries.shipped_rules(), True, False
    rules, faults = rules_or_faults(live)
    return (queries.shipped_rules(), True, True) if faults else (rules, False, False)


@takes_file(bounded(LARGEST))
@page(CHANGE_RULES, reason="changing the rules")
def propose(request: DeskRequest) -> HttpResponse:
    """Sends in rule files as a new version; every fault is told with file, line and cause."""
    form = ProposeForm(request.POST or None, request.FILES or None)
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            row = propose_rules(
                by=request.actor, files=form.cleaned_data["rule_files"], reason=form.cleaned_data["reason"]
            )
        except FaultyRuleSet as fault:
            faults = fault.faults
        except (SameRules, TriedTooOften) as fault:
            form.add_error("rule_files", str(WHY_NOT[type(fault)]))
        else:
            messages.success(
                request, _("De versie is voorgesteld. Baken legt haar nu naast de geldende regels.")
            )
            return redirect("adverts:rule_set", row.id)
    status = 200 if request.method != "POST" else 422
    return render(request, "adverts/propose_rules.html", {"form": form, "faults": faults}, status=status)


@page(CHANGE_RULES, reason="changing the rules")
def compare(request: DeskRequest, rule_set_id: uuid.UUID) -> HttpResponse:
    """Asks for the comparison again, with the rules that are in force now."""
    row = get_object_or_404(RuleSet.objects.only("id"), id=rule_set_id)
    if request.method == "POST":
        try:
            ask_comparison(by=request.actor, rule_set_id=row.id)
        except RuleSetError as fault:
            messages.error(request, str(WHY_NOT[type(fault)]))
        else:
            messages.success(request, _("De vergelijking staat klaar en begint vanzelf."))
    return redirect("adverts:rule_set", row.id)


@page(CHANGE_RULES, reason="changing the rules")
def put_in_force(request: DeskRequest, rule_set_id: uuid.UUID) -> HttpResponse:
    """Puts a version in force; a second person does."""
    row = get_object_or_404(RuleSet.objects.only("id"), id=rule_set_id)
    if request.method == "POST":
        try:
            make_live(by=request.actor, rule_set_id=row.id)
        except RuleSetError as fault:
            messages.error(request, str(WHY_NOT[type(fault)]))
        else:
            messages.success(request, _("Deze versie is van kracht. Baken weegt alle adverteerders opnieuw."))
    return redirect("adverts:rule_set", row.id)


@page(CHANGE_RULES, reason="changing the rules")
def withdraw(request: DeskRequest, rule_set_id: uuid.UUID) -> HttpResponse:
    """What withdrawing does, and the reason for it."""
    row = get_object_or_404(RuleSet.objects.defer("files", "words"), id=rule_set_id)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_rules(by=request.actor, rule_set_id=row.id, reason=form.cleaned_data["reason"])
        except RuleSetError as fault:
            messages.error(request, str(WHY_NOT[type(fault)]))
        else:
            messages.success(request, _("De versie is ingetrokken."))
        return redirect("adverts:rule_set", row.id)
    if not any(step.source == row.state for step in WITHDRAWALS):
        return redirect("adverts:rule_set", row.id)
    earlier = (
        RuleSet.objects.filter(state="replaced").order_by("-replaced_at", "-number").defer("files", "words")
    )
    context: dict[str, Any] = {"row": row, "form": form, "earlier": earlier.first()}
    status = 200 if request.method != "POST" else 422
    return render(request, "adverts/withdraw_rules.html", context, status=status)


@page(RULES_READ, reason="reading the rules")
@require_safe
def files(request: DeskRequest, rule_set_id: uuid.UUID) -> HttpResponse:
    """The files of a version as they came, to keep or to change."""
    row = get_object_or_404(RuleSet, id=rule_set_id)
    return _download(request, f"rule_set:{row.id}", f"regels-{row.number}.zip", row.files)


@page(RULES_READ, reason="reading the rules")
@require_safe
def shipped_files(request: DeskRequest) -> HttpResponse:
    """The files of the shipped rules, to begin with."""
    return _download(request, "rule_set:0", "regels-0.zip", shipped_texts())


def _download(request: DeskRequest, subject: str, name: str, texts: dict[str, str]) -> HttpResponse:
    record_event(
        by=request.actor, action="adverts.rule_files_read", subject=subject, details={"rules": len(texts)}
    )
    answer = HttpResponse(as_zip(texts), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
