"""The pages on which evidence is asked for, decided on by a second person, and taken."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.adverts.actions.hand_over import (
    PURPOSES,
    ask_hand_over,
    decide_hand_over,
    open_case,
    take_hand_over,
)
from baken.adverts.capture_queries import OtherCapture, find_sighting, other_captures
from baken.adverts.exceptions import NothingKept
from baken.adverts.models import HandOver
from baken.collection.evidence.package import EvidenceRefused, signing_fingerprint
from baken.collection.forms import coded_choices
from baken.collection.permissions import APPROVE_HAND_OVER, HAND_OVER
from baken.desk.exports import export_response, watermark_for
from baken.desk.forms import DeskForm, Line, Reason
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.tenancy.second_person import DecidedAlready, NotApproved
from baken.vocabulary.purposes import Purpose

WHY = "handing over evidence"
WACZ = "application/wacz+zip"
COLUMNS = (
    Column("at", gettext_lazy("Gevraagd"), "asked_at", descending=True),
    Column("who", gettext_lazy("Door"), "asked_by__name"),
    Column("case", gettext_lazy("Zaak en reden")),
    Column("captures", gettext_lazy("Vastleggingen")),
    Column("do", gettext_lazy("Doen")),
)


class AskForm(DeskForm):
    """For which case evidence is asked, and why."""

    case = Line(
        label=gettext_lazy("Zaak"),
        max_length=100,
        help_text=gettext_lazy("Zoals de ontvanger de zaak noemt."),
    )
    reason = Reason(
        label=gettext_lazy("Waarom draagt u dit over?"),
        min_length=10,
        help_text=gettext_lazy("Staat in het pakket en in het logboek."),
    )
    purpose = forms.ChoiceField(label=gettext_lazy("Doel"), widget=forms.RadioSelect)
    others = forms.MultipleChoiceField(
        label=gettext_lazy("Ook deze vastleggingen van dezelfde advertentie"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: object, others: list[OtherCapture], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        named = dict(coded_choices(Purpose))
        self.fields["purpose"].choices = [(code, named[code]) for code in PURPOSES]  # type: ignore[attr-defined]
        self.fields["others"].choices = [  # type: ignore[attr-defined]
            (str(one.sighting), date_format(timezone.localtime(one.captured_at), "SHORT_DATETIME_FORMAT"))
            for one in others
        ]
        if not others:
            del self.fields["others"]


@page(HAND_OVER, reason=WHY)
def ask(request: DeskRequest, sighting_id: uuid.UUID) -> HttpResponse:
    """Asks for an evidence package of a sighting."""
    sighting = find_sighting(sighting_id)
    others = other_captures(sighting)
    form = AskForm(request.POST if request.method == "POST" else None, others=others)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            ask_hand_over(
                by=request.actor,
                sighting=sighting,
                others=[uuid.UUID(one) for one in given.get("others", [])],
                purpose=given["purpose"],
                case=given["case"],
                reason=given["reason"],
            )
        except NothingKept:
            messages.error(request, _("Van deze waarneming is geen vastlegging bewaard om over te dragen."))
        else:
            messages.success(
                request, _("Gevraagd. De functionaris gegevensbescherming beslist; u ziet het hier.")
            )
        return redirect("sightings:capture", sighting_id)
    context = {"sighting": sighting, "form": form}
    return render(request, "adverts/hand_over.html", context, status=422 if form.errors else 200)


@page(HAND_OVER, reason=WHY, confirm=True)
def take(request: DeskRequest, request_id: uuid.UUID) -> HttpResponse:
    """The package as a file, for who asked for it, once another approved it."""
    asked = get_object_or_404(HandOver, id=request_id, asked_by=request.user)
    if request.method != "POST":
        return render(
            request,
            "adverts/take_hand_over.html",
            {"asked": asked, "fingerprint": signing_fingerprint(asked.organisation_id)},
        )
    try:
        asked, package = take_hand_over(by=request.actor, request_id=asked.id)
    except (NotApproved, EvidenceRefused) as fault:
        refused = _("Dit pakket is niet (meer) goedgekeurd.")
        damaged = _("Een van de vastleggingen is er niet meer of is beschadigd. Er is geen pakket gemaakt.")
        messages.error(request, refused if isinstance(fault, NotApproved) else damaged)
        return redirect("sightings:capture", asked.sighting_id)
    # the package says itself where it comes from, signed: nothing can be added to it
    return export_response(
        request, data=package, filename="bewijs.wacz", content_type=WACZ, what="evidence:package",
        rows=len(asked.captures), mark=watermark_for(request),
    )  # fmt: skip


@page(APPROVE_HAND_OVER, reason=WHY)
def requests(request: DeskRequest) -> HttpResponse:
    """What waits for a decision; without a word of what was captured."""
    waiting = HandOver.objects.filter(state="asked", expires_at__gt=timezone.now()).select_related("asked_by")
    found = list_page(request, waiting, COLUMNS, default="at")
    for one in found.rows:
        shown: Any = one
        shown.about = open_case(one)
    return render(request, "adverts/hand_overs.html", {"list": found})


@page(APPROVE_HAND_OVER, reason=WHY, confirm=True)
def decide(request: DeskRequest, request_id: uuid.UUID) -> HttpResponse:
    """The decision of a second person."""
    asked = get_object_or_404(HandOver.objects.select_related("asked_by"), id=request_id)
    if request.method != "POST":
        return render(request, "adverts/decide_hand_over.html", {"asked": asked, "about": open_case(asked)})
    try:
        decide_hand_over(by=request.actor, request_id=asked.id, approve=request.POST.get("do") == "approve")
    except DecidedAlready:
        messages.info(request, _("Hierover was al beslist, of de aanvraag is verlopen."))
    else:
        messages.success(request, _("Bewaard. Wie het vroeg, ziet uw besluit."))
    return redirect("sightings:requests")
