"""The pages of referrals: the list with its clocks, beginning one, one's page, and every step on it."""

import uuid
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from baken.cases.policies import of_reader
from baken.desk.exports import export_response
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.referrals import forms, package_files, queries
from baken.referrals.actions.look_second import ask_look, decide_look
from baken.referrals.actions.offer_referral import Offered, offer_referral, record_answer, renew_link
from baken.referrals.actions.prepare_referral import (
    finish_referral,
    prepare_referral,
    take_over,
    withdraw_referral,
    write_items,
)
from baken.referrals.actions.record_consent import record_consent, withdraw_consent
from baken.referrals.exceptions import ReferralsError
from baken.referrals.models import HelpOrganisation, Referral, ReferralLook
from baken.referrals.package import ITEMS_FOR, NEEDS_SECOND
from baken.referrals.permissions import SECOND, WORK
from baken.referrals.policies import check_sees_contact, consented, state_now
from baken.referrals.sealing import opened
from baken.referrals.states import moves_from
from baken.referrals.wording import WHY_NOT
from baken.tenancy.second_person import DecidedAlready
from baken.triage.models import Lead
from baken.vocabulary.code_list import Label

WHY = "referring people"
BY_FORM = ("accepted", "refused", "done", "taken_over", "withdrawn")
"""The steps that somebody writes down on the page for it."""
_COLUMNS = (
    Column("number", gettext_lazy("Nummer"), "number"),
    Column("receiver", gettext_lazy("Naar wie"), "receiver__name"),
    Column("standing", gettext_lazy("Stand"), "urgency"),
    Column("due", gettext_lazy("Antwoord uiterlijk"), "answer_due_at"),
    Column("owner", gettext_lazy("Van wie"), "owner__name"),
    Column("begun", gettext_lazy("Begonnen"), "created_at", descending=True),
)


def refuse(form: Form, fault: ReferralsError) -> None:
    """Says in the form why something can't be done, beside the field where there is one."""
    field, words = WHY_NOT[type(fault)]
    form.add_error(field if field in form.fields else None, str(words))


def _told(request: DeskRequest, fault: ReferralsError) -> None:
    messages.error(request, str(WHY_NOT[type(fault)][1]))


def _shown(request: DeskRequest, template: str, form: Form, **context: Any) -> HttpResponse:
    return render(
        request, f"referrals/{template}.html", {"form": form, **context}, status=422 if form.errors else 200
    )


@page(WORK, reason=WHY)
def listed(request: DeskRequest) -> HttpResponse:
    """All referrals; what is overdue first, and what waits for a second person above it."""
    now = timezone.now()
    found = list_page(
        request, queries.referrals(now), _COLUMNS, default="standing",
        filters=forms.ReferralFilter(request.GET),
    )  # fmt: skip
    context = {"list": found, "standing": queries.standing(now), "now": now}
    return render(request, "referrals/list.html", context)


@page(WORK, reason=WHY)
def new(request: DeskRequest) -> HttpResponse:
    """Begins a referral, from the directory or from the page of a lead."""
    lead = _named(Lead.objects.all(), request.GET.get("zaak", ""))
    case = _named(of_reader(request.actor), request.GET.get("begeleiding", ""))
    receiver = _named(HelpOrganisation.objects.filter(gone=False), request.GET.get("naar", ""))
    form = forms.NewForm(
        request.POST if request.method == "POST" else None, initial={"receiver": receiver} if receiver else {}
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = prepare_referral(
                by=request.actor, receiver_id=given["receiver"].id, ground=given["ground"], why=given["why"],
                lead_id=lead.id if lead else None, case_id=case.id if case else None,
            )  # fmt: skip
        except ReferralsError as fault:
            refuse(form, fault)
        else:
            return redirect("referrals:items", made.id)
    known = HelpOrganisation.objects.filter(gone=False).exists()
    return _shown(request, "new", form, lead=lead, case=case, known=known)


def _named(rows: Any, key: str) -> Any:
    try:
        return rows.filter(id=uuid.UUID(key)).first()
    except ValueError:
        return None


@page(WORK, reason=WHY)
def referral(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """One referral: how it stands, what goes, what a second person is asked, and what happened."""
    return _referral(request, referral_id)


def _referral(request: DeskRequest, referral_id: uuid.UUID, offered: Offered | None = None) -> HttpResponse:
    one = queries.open_referral(by=request.actor, referral_id=referral_id)
    asked = {look.about for look in one.looks if look.state == "asked"}
    context: dict[str, Any] = {
        "one": one,
        "referral": one.referral,
        "case": of_reader(request.actor).filter(referrals=one.referral).first(),
        "to_ask": [about for about in one.needed if about not in asked],
        "steps_by_form": [move.kind for move in moves_from(one.state) if move.kind in BY_FORM],
        "now": timezone.now(),
    }
    if offered is not None:
        context["address"] = request.build_absolute_uri(reverse("answering:answer", args=[offered.token]))
        context["code"] = f"{offered.code[:4]} {offered.code[4:]}"
    return render(request, "referrals/referral.html", context)


@page(WORK, reason=WHY)
def items(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Writes down what goes."""
    one = get_object_or_404(Referral.objects.select_related("receiver"), id=referral_id)
    if one.state != "prepared":
        return redirect("referrals:referral", one.id)
    there = {row.item: opened(row, "words") for row in one.items.all()}
    if one.owner_id != request.user.id:
        there.pop(NEEDS_SECOND, None)
    form = forms.ItemsForm(
        request.POST if request.method == "POST" else None,
        receiver=one.receiver.receiver, there=there, initial={"seen": one.step_count},
    )  # fmt: skip
    if one.owner_id != request.user.id:
        # who can't read a contact detail can't overwrite it unseen
        form.fields.pop(NEEDS_SECOND, None)
        form.fields.pop("contact_kind", None)
    if request.method == "POST" and form.is_valid():
        try:
            write_items(
                by=request.actor, referral_id=one.id, seen=form.cleaned_data["seen"], words=form.words,
                contact_kind=form.cleaned_data.get("contact_kind") or "phone",
            )  # fmt: skip
        except ReferralsError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("Bewaard. Versleuteld, en nog niet verstuurd."))
            return redirect("referrals:referral", one.id)
    return _shown(request, "items", form, referral=one)


@page(WORK, reason=WHY)
def consent(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Records to what the person agrees."""
    one = get_object_or_404(Referral.objects.select_related("receiver"), id=referral_id)
    written = set(one.items.values_list("item", flat=True)) - consented(one)
    among = tuple(item for item in ITEMS_FOR[one.receiver.receiver] if item in written)
    if one.state != "prepared" or not among:
        return redirect("referrals:referral", one.id)
    form = forms.ConsentForm(
        request.POST if request.method == "POST" else None, among=among, initial={"seen": one.step_count}
    )
    if request.method == "POST" and form.is_valid():
        try:
            record_consent(by=request.actor, referral_id=one.id, **form.cleaned_data)
        except ReferralsError as fault:
            refuse(form, fault)
        else:
            messages.success(
                request, _("De toestemming is vastgelegd. De persoon kan haar altijd terugnemen.")
            )
            return redirect("referrals:referral", one.id)
    return _shown(request, "consent", form, referral=one)


@page(WORK, reason=WHY)
def take_back_consent(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """The person takes consent back: that works at once."""
    one = get_object_or_404(Referral.objects.select_related("receiver"), id=referral_id)
    agreed = consented(one)
    among = tuple(item for item in ITEMS_FOR[one.receiver.receiver] if item in agreed)
    form = forms.TakeBackForm(request.POST if request.method == "POST" else None, among=among)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_consent(by=request.actor, referral_id=one.id, items=form.cleaned_data["items"])
        except ReferralsError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("De toestemming is teruggenomen. De ontvanger ziet dit niet meer."))
            return redirect("referrals:referral", one.id)
    return _shown(request, "take_back", form, referral=one, among=among)


@require_POST
@page(WORK, reason=WHY)
def ask(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Asks a second person."""
    try:
        ask_look(by=request.actor, referral_id=referral_id, about=request.POST.get("about", ""))
    except ReferralsError as fault:
        _told(request, fault)
    else:
        messages.success(request, _("Gevraagd. Een collega ziet het bovenaan bij Doorverwijzen."))
    return redirect("referrals:referral", referral_id)


@page(SECOND, reason=WHY)
def look(request: DeskRequest, look_id: uuid.UUID) -> HttpResponse:
    """The decision of a second person."""
    asked = get_object_or_404(
        ReferralLook.objects.select_related("asked_by", "referral__receiver"), id=look_id
    )
    if request.method != "POST":
        one = queries.open_referral(by=request.actor, referral_id=asked.referral_id)
        return render(request, "referrals/look.html", {"look": asked, "one": one, "referral": one.referral})
    try:
        decide_look(by=request.actor, look_id=look_id, approve=request.POST.get("do") == "approve")
    except DecidedAlready:
        messages.info(request, _("Hierover was al beslist."))
    else:
        messages.success(request, _("Bewaard. Wie het vroeg, ziet uw besluit."))
    return redirect("referrals:referral", asked.referral_id)


@page(WORK, reason=WHY)
def offer(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Says what will happen, and then offers; address and code are shown once."""
    form = forms.OfferForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            offered = offer_referral(by=request.actor, referral_id=referral_id, **form.cleaned_data)
        except ReferralsError as fault:
            refuse(form, fault)
        else:
            return _referral(request, referral_id, offered)
    one = queries.open_referral(by=request.actor, referral_id=referral_id)
    form.fields["seen"].initial = one.referral.step_count
    return _shown(request, "offer", form, one=one, referral=one.referral)


@require_POST
@page(WORK, reason=WHY)
def renew(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Another address and code."""
    try:
        renewed = renew_link(by=request.actor, referral_id=referral_id, seen=_seen(request))
    except ReferralsError as fault:
        _told(request, fault)
        return redirect("referrals:referral", referral_id)
    return _referral(request, referral_id, renewed)


def _seen(request: DeskRequest) -> int:
    seen = request.POST.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else 0


@page(WORK, reason=WHY)
def step(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """Writes down what happened: an answer by telephone, help that began, a silence taken up."""
    one = get_object_or_404(Referral.objects.select_related("receiver"), id=referral_id)
    state = state_now(one, timezone.now())
    kinds = tuple(move.kind for move in moves_from(state) if move.kind in BY_FORM)
    if not kinds:
        return redirect("referrals:referral", one.id)
    form = forms.StepForm(
        request.POST if request.method == "POST" else None, kinds=kinds, initial={"seen": one.step_count}
    )
    if request.method == "POST" and form.is_valid():
        try:
            _make(request, one, form.cleaned_data)
        except ReferralsError as fault:
            refuse(form, fault)
        else:
            messages.success(request, _("De stap is bewaard."))
            return redirect("referrals:referral", one.id)
    return _shown(request, "step", form, referral=one)


def _make(request: DeskRequest, one: Referral, given: dict[str, Any]) -> None:
    common: dict[str, Any] = {"by": request.actor, "referral_id": one.id, "seen": given["seen"]}
    common["words"] = given["words"]
    kind = given["kind"]
    if kind in ("accepted", "refused"):
        refusal = given.get("refusal", "") if kind == "refused" else ""
        record_answer(kind=kind, refusal=refusal, **common)
    else:
        {"done": finish_referral, "taken_over": take_over, "withdrawn": withdraw_referral}[kind](**common)


@page(WORK, reason=WHY, confirm=True)
def file(request: DeskRequest, referral_id: uuid.UUID) -> HttpResponse:
    """The package as a file, for a receiver who is handed paper: once it was offered."""
    one = get_object_or_404(Referral.objects.select_related("receiver"), id=referral_id)
    if one.state not in ("offered", "accepted"):
        return redirect("referrals:referral", one.id)
    check_sees_contact(one, request.user.id)
    if request.method != "POST":
        return render(request, "referrals/file.html", {"referral": one})
    package = queries.package_of(by=request.actor, referral=one)
    ours = Label(one.organisation.name_nl, one.organisation.name_en)
    language = "nl" if get_language() == "nl" else "en"
    data, ending, kind = package_files.as_file(package, ours, language, request.POST.get("form", ""))  # type: ignore[arg-type]
    return export_response(
        request, data=data, filename=f"{_('doorverwijzing')}-{package.number}.{ending}", content_type=kind,
        what="referral:package", rows=len(package.items),
    )  # fmt: skip
