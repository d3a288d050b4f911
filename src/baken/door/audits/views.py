"""The pages of audits: the list, one by hand, its attempts, how it ends, a run at the test entrance."""

import secrets
import uuid

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from baken.adverts.rule_sets.queries import rules_in_force
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.door.audits import actions, forms, queries
from baken.door.audits.exceptions import AuditsError
from baken.door.audits.gradations import BY_HAND_ONLY, probes
from baken.door.audits.models import DoorAttempt, DoorAudit
from baken.door.audits.policies import BY_HAND, can_move
from baken.door.audits.report import CAVEATS
from baken.door.audits.trial import policy_words, run_trial
from baken.door.audits.wording import WHY_NOT
from baken.door.permissions import READ_AUDITS, WRITE_AUDITS
from baken.indicators.faults import FaultyRules
from baken.vocabulary.door_audits import DoorGradation

WHY = "audits of doors"
_AUDITS = (
    Column("number", gettext_lazy("Nr."), "number", descending=True, numeric=True),
    Column("way", gettext_lazy("Wat voor toets"), "way"),
    Column("day", gettext_lazy("Dag"), "held_on", descending=True),
    Column("sites", gettext_lazy("Sites"), "sites", descending=True, numeric=True),
    Column("tried", gettext_lazy("Pogingen"), "tried", descending=True, numeric=True),
    Column("state", gettext_lazy("Stand"), "state"),
)


def refuse(form: Form, fault: AuditsError) -> None:
    """Says in the form why something can't be recorded, beside the field where there is one."""
    field, words = WHY_NOT[type(fault)]
    form.add_error(field if field in form.fields else None, str(words))


@page(READ_AUDITS, reason=WHY)
def audits(request: DeskRequest) -> HttpResponse:
    """All audits, the newest first."""
    shown = list_page(
        request, queries.audits(), _AUDITS, default="-number", filters=forms.AuditFilter(request.GET)
    )
    return render(request, "door/audits/list.html", {"list": shown})


@page(WRITE_AUDITS, reason=WHY)
def start(request: DeskRequest) -> HttpResponse:
    """Begins one that people did elsewhere."""
    form = forms.StartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_audit(by=request.actor, **form.cleaned_data)
        except AuditsError as fault:
            refuse(form, fault)
        else:
            return redirect("audits:attempt", made.id)
    return render(request, "door/audits/start.html", {"form": form}, status=422 if form.errors else 200)


@page(WRITE_AUDITS, reason=WHY)
def start_entrance(request: DeskRequest) -> HttpResponse:
    """Begins one at a platform's test entrance, which a command then carries out."""
    form = forms.EntranceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.start_entrance(by=request.actor, **form.cleaned_data)
        except AuditsError as fault:
            refuse(form, fault)
        else:
            return redirect("audits:audit", made.id)
    context = {"form": form}
    return render(request, "door/audits/start_entrance.html", context, status=422 if form.errors else 200)


@page(WRITE_AUDITS, reason=WHY)
def trial(request: DeskRequest) -> HttpResponse:
    """Runs the shipped test adverts past the rules in force, and keeps what they did."""
    form = forms.TrialForm(request.POST if request.method == "POST" else None)
    try:
        in_force = rules_in_force()
    except FaultyRules:
        return render(request, "door/audits/trial.html", {"faulty": True}, status=409)
    if request.method == "POST" and form.is_valid():
        tried = run_trial(probes(), in_force.rules, form.policy, key=secrets.token_bytes(32))
        made = actions.keep_trial(
            by=request.actor, tried=tried, rules=in_force.digest,
            policy=policy_words(form.policy).in_language(forms.language()),
        )  # fmt: skip
        messages.success(request, _("De proefadvertenties zijn langs de deur geweest. Er kwam niets online."))
        return redirect("audits:audit", made.id)
    counts = [(code, sum(one.gradation == code for one in probes())) for code in DoorGradation.codes]
    context = {
        "form": form, "rules": len(in_force.rules), "gradations": [one for one in counts if one[1]],
        "by_hand": BY_HAND_ONLY,
    }  # fmt: skip
    return render(request, "door/audits/trial.html", context, status=422 if form.errors else 200)


@page(READ_AUDITS, reason=WHY)
def audit(request: DeskRequest, audit_id: uuid.UUID) -> HttpResponse:
    """One audit: what it rests on, what became of each gradation and each attempt."""
    one = get_object_or_404(DoorAudit.objects.select_related("by", "ended_by"), id=audit_id)
    attempts = queries.attempts_of(one)
    before = queries.run_before(one)
    context = {
        "audit": one, "attempts": attempts, "rates": queries.rates_of(attempts), "caveats": CAVEATS,
        "before": before, "changed": queries.changed_since(before, one) if before else [],
        "same_rules": before is not None and before.rules == one.rules,
        "by_baken": one.way not in BY_HAND, "of_probes": len(probes()),
        "open": can_move(one, "attempt"), "can_withdraw": can_move(one, "withdraw"),
    }  # fmt: skip
    return render(request, "door/audits/audit.html", context)


@page(WRITE_AUDITS, reason=WHY)
def attempt(request: DeskRequest, audit_id: uuid.UUID) -> HttpResponse:
    """Writes down what became of one test advert."""
    one = get_object_or_404(DoorAudit, id=audit_id, way__in=BY_HAND)
    form = forms.AttemptForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        platform = given.pop("platform")
        try:
            actions.record_attempt(
                by=request.actor, audit_id=one.id, platform_id=platform.id if platform else None, **given
            )
        except AuditsError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("De poging is bewaard."))
            return redirect("audits:audit", one.id)
    context = {"audit": one, "form": form}
    return render(request, "door/audits/attempt.html", context, status=422 if form.errors else 200)


@require_POST
@page(WRITE_AUDITS, reason=WHY)
def remove(request: DeskRequest, attempt_id: uuid.UUID) -> HttpResponse:
    """Takes an attempt away that was written down wrongly."""
    one = get_object_or_404(DoorAttempt, id=attempt_id).audit_id
    try:
        actions.remove_attempt(by=request.actor, attempt_id=attempt_id)
    except AuditsError as fault:
        messages.error(request, str(WHY_NOT[type(fault)][1]))
    else:
        messages.success(request, _("De poging is weggehaald."))
    return redirect("audits:audit", one)


@require_POST
@page(WRITE_AUDITS, reason=WHY)
def close(request: DeskRequest, audit_id: uuid.UUID) -> HttpResponse:
    """Closes an audit; from now on it counts."""
    try:
        actions.close_audit(by=request.actor, audit_id=audit_id)
    except AuditsError as fault:
        messages.error(request, str(WHY_NOT[type(fault)][1]))
    else:
        messages.success(request, _("De toets is afgesloten en telt mee in het rapport."))
    return redirect("audits:audit", audit_id)


@page(WRITE_AUDITS, reason=WHY)
def withdraw(request: DeskRequest, audit_id: uuid.UUID) -> HttpResponse:
    """Withdraws an audit; it stays to be read."""
    one = get_object_or_404(DoorAudit, id=audit_id)
    form = forms.WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.withdraw_audit(by=request.actor, audit_id=audit_id, because=form.cleaned_data["because"])
        except AuditsError as fault:
            refuse(form, fault)
        else:
            messages.success(
                request, _("De toets is ingetrokken. Zij blijft te lezen en telt niet meer mee.")
            )
            return redirect("audits:audit", audit_id)
    context = {"audit": one, "form": form}
    return render(request, "door/audits/withdraw.html", context, status=422 if form.errors else 200)
