"""The page on which somebody records what they saw, and what they recorded today."""

import uuid
from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.adverts.actions.record_by_hand import record_by_hand
from baken.adverts.actions.undo_by_hand import undo_by_hand
from baken.adverts.by_hand import UNDO_WITHIN, can_undo
from baken.adverts.by_hand_forms import KEPT, TOO_EARLY, ByHandForm
from baken.adverts.exceptions import (
    BadEntry,
    ByHandError,
    HoldsImage,
    NoBasisToday,
    NotSeenYet,
    SeenTooEarly,
    TooLateToUndo,
)
from baken.adverts.hand_drafts import forget_hand_draft, keep_hand_draft, open_hand_draft
from baken.adverts.models import ByHand
from baken.adverts.new_platforms import propose
from baken.adverts.permissions import BY_HAND
from baken.collection.models import LawfulBasis
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.platforms.queries import platform_index
from baken.vocabulary.roles import collecting_purposes

WHY = "recording what was seen"
RECORDED = "by_hand_recorded"
"""Where the session keeps which form was recorded last."""
COLUMNS = (
    Column("at", gettext_lazy("Vastgelegd"), "recorded_at", descending=True),
    Column("platform", gettext_lazy("Platform"), "sighting__platform"),
    Column("seen", gettext_lazy("Gezien"), "sighting__captured_at", descending=True),
    Column("do", gettext_lazy("Doen")),
)
FAULTS: dict[type[ByHandError], Any] = {
    NoBasisToday: gettext_lazy("Deze grondslag geldt vandaag niet. Kies een andere."),
    SeenTooEarly: TOO_EARLY,
    NotSeenYet: gettext_lazy("Dit moment moet nog komen."),
    HoldsImage: gettext_lazy("Hier staat een afbeelding of bestand als tekst. Schrijf alleen woorden."),
    BadEntry: gettext_lazy("Een van de velden kan zo niet bewaard worden. Kijk ze na."),
}


@page(BY_HAND, reason=WHY)
def record(request: DeskRequest) -> HttpResponse:
    """The form; what it stores, and the next one with platform and basis kept."""
    bases = bases_today(request)
    if request.method != "POST":
        return _show(request, bases, ByHandForm(initial=_beginning(request), bases=bases))
    _keep(request)
    form = ByHandForm(request.POST, bases=bases)
    if not form.is_valid():
        return _show(request, bases, form, status=422)
    given = form.cleaned_data
    basis: LawfulBasis = given["basis"]
    try:
        sighting = record_by_hand(
            by=request.actor,
            basis_id=basis.id,
            platform=given["platform"],
            seen_at=given["seen_at"],
            text=given["text"],
            title=given["title"],
            place=given["place"],
            advertised_gender=given["advertised_gender"],
            url=given["url"],
            contacts=form.contacts,
        )
    except ByHandError as fault:
        form.add_error(None, str(FAULTS[type(fault)]))
        return _show(request, bases, form, status=422)
    if form.entry is None:
        propose(by=request.actor, name=given["platform"], type=given["new_type"])
    forget_hand_draft(by=request.actor)
    request.session[RECORDED] = given["begun"]
    messages.success(request, _said(sighting.by_hand, form.entry.name if form.entry else given["platform"]))
    kept = {"platform": sighting.platform, "basis": str(basis.id)}
    return redirect(f"{reverse('sightings:record')}?{urlencode(kept)}")


def bases_today(request: DeskRequest) -> list[LawfulBasis]:
    """The bases in force today for a purpose that is one of the reader's."""
    purposes = collecting_purposes(request.user.roles)
    today = timezone.localdate()
    return list(
        LawfulBasis.objects.filter(
            state="in_force", valid_from__lte=today, valid_until__gte=today, purpose__in=purposes
        ).order_by("code")
    )


def _beginning(request: DeskRequest) -> dict[str, Any]:
    """What was being written; else the platform and basis of the one before."""
    asked = request.GET.get("platform", "")
    entry = platform_index().find(asked)
    kept = {"platform": entry.name if entry else "", "basis": request.GET.get("basis", "")}
    draft = open_hand_draft(by=request.actor)
    recorded = request.session.get(RECORDED)
    if recorded and draft.get("begun") == recorded:
        # kept by the page a moment before it was sent, and come in after it: it stands recorded already
        forget_hand_draft(by=request.actor)
        draft = {}
    return kept | draft


def _show(
    request: DeskRequest, bases: list[LawfulBasis], form: ByHandForm, status: int = 200
) -> HttpResponse:
    now = timezone.now()
    shown = list_page(request, _today(request), COLUMNS, default="-at")
    for mine in shown.rows:
        mine.can_be_undone = can_undo(mine, request.actor, now)
        mine.undo_until = mine.recorded_at + UNDO_WITHIN
        mine.platform_name = _name(form, mine.sighting.platform)
    context = {
        "form": form,
        "bases": bases,
        "only": bases[0] if len(bases) == 1 else None,
        "names": [name for entry in form.index.entries for name in (entry.name, *entry.aliases)],
        "draft": request.method != "POST" and bool(form.initial.get("text")),
        "list": shown,
    }
    return render(request, "adverts/record.html", context, status=status)


def _name(form: ByHandForm, platform: str) -> str:
    entry = form.index.find(platform)
    return entry.name if entry else platform


def _today(request: DeskRequest) -> QuerySet[ByHand]:
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    mine = ByHand.objects.filter(recorded_by=request.user, recorded_at__gte=midnight)
    return mine.select_related("sighting")


def _said(mine: ByHand, platform: str) -> str:
    until = time_format(timezone.localtime(mine.recorded_at + UNDO_WITHIN), "TIME_FORMAT")
    return format_html(
        '{} {} <a href="{}">{}</a>',
        _("Vastgelegd: %(platform)s.") % {"platform": platform},
        _("Terugnemen kan tot %(time)s, onderaan deze pagina.") % {"time": until},
        reverse("sightings:capture", args=[mine.sighting_id]),
        _("Lees het na"),
    )


def _keep(request: DeskRequest) -> None:
    keep_hand_draft(by=request.actor, fields={name: request.POST.get(name, "") for name in KEPT})


@page(BY_HAND, reason=WHY)
def keep(request: DeskRequest) -> HttpResponse:
    """Keeps what is being written. Says when, in a few words beside the form."""
    if request.method != "POST":
        return redirect("sightings:record")
    _keep(request)
    at = time_format(timezone.localtime(), "TIME_FORMAT")
    return HttpResponse(format_html("<span data-say>{}</span>", _("Bewaard om %(time)s.") % {"time": at}))


@page(BY_HAND, reason=WHY)
def discard(request: DeskRequest) -> HttpResponse:
    """Throws away what was being written."""
    if request.method == "POST":
        forget_hand_draft(by=request.actor)
        messages.info(request, _("Uw concept is weg."))
    return redirect("sightings:record")


@page(BY_HAND, reason=WHY)
def undo(request: DeskRequest, sighting_id: uuid.UUID) -> HttpResponse:
    """One's own sighting, taken back."""
    if request.method == "POST":
        try:
            undo_by_hand(by=request.actor, sighting_id=sighting_id)
        except TooLateToUndo:
            messages.error(
                request,
                _(
                    "Dit kan niet meer: het is langer dan een half uur geleden, of iemand werkt ermee. "
                    "Vraag de functionaris gegevensbescherming om het te wissen."
                ),
            )
        else:
            messages.success(request, _("Teruggenomen. Wat u vastlegde, is gewist."))
    return redirect("sightings:record")
