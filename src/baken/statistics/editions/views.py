"""The pages of editions: making one, looking at it beside the counts, and publishing it by two people."""

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.statistics import permissions
from baken.statistics.asked import ACTIVE
from baken.statistics.drawings import BESIDE, NARROW, UNDER, draw_chart, shows_totals_only
from baken.statistics.editions import queries
from baken.statistics.editions.actions import (
    decide_edition,
    propose_edition,
    withdraw_edition,
)
from baken.statistics.editions.asking import ask_edition
from baken.statistics.editions.compared import compared_parts
from baken.statistics.editions.content import filled
from baken.statistics.editions.definitions import NOT_PUBLIC
from baken.statistics.editions.exceptions import EditionError, WrongState
from baken.statistics.editions.forms import CorrectionForm, EditionFilter, MakeEditionForm
from baken.statistics.models import AskedEdition, Edition
from baken.statistics.publications.queries import showing
from baken.statistics.shown import in_words, show

WHY = "editions of figures"
LOOKS = 200
"""So many times the page of what is being made looks again by itself, every three seconds: an open page must
not keep somebody signed in who went away."""
ASKED_SHOWN = 20
COLUMNS = (
    Column("at", gettext_lazy("Gemaakt"), "made_at", descending=True),
    Column("table", gettext_lazy("Tabel"), "table"),
    Column("years", gettext_lazy("Jaren"), "first_year"),
    Column("number", gettext_lazy("Nummer"), "number", numeric=True),
    Column("kind", gettext_lazy("Voor wie"), "kind"),
    Column("state", gettext_lazy("Stand"), "state"),
)


@page(permissions.EDITIONS, reason=WHY)
def editions(request: DeskRequest) -> HttpResponse:
    """Every edition that was ever made, newest first."""
    names = Edition.objects.order_by("table").values_list("table", flat=True).distinct()
    found = list_page(
        request,
        queries.editions(),
        COLUMNS,
        default="-at",
        filters=EditionFilter(request.GET, tables=names),
    )
    context = {
        "list": found,
        "slug": request.actor.organisation.slug,
        "waiting": queries.waiting_provisions(),
        "asked": queries.asked_editions()[:ASKED_SHOWN],
        "anything_public": queries.published().exists() or queries.corrections().exists(),
    }
    return render(request, "statistics/editions/list.html", context)


@page(permissions.MAKE_EDITION, reason=WHY)
def make(request: DeskRequest) -> HttpResponse:
    """Has a worker make an edition, or one of every table of the register, or says at once why it can't
    be."""
    form = MakeEditionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        tables, kind, period = form.asked
        try:
            with transaction.atomic():
                wanted = [
                    ask_edition(by=request.actor, table=table, period=period, cut=cut, kind=kind)
                    for table, cut in tables
                ]
        except EditionError as fault:
            form.add_error(None, in_words(fault.reason))
        else:
            if len(wanted) == 1:
                return redirect("statistics:asked_edition", wanted[0].id)
            said = _("%d uitgaven gevraagd. Ze worden samen gemaakt, en verschijnen dan in de lijst.")
            messages.success(request, said % len(wanted))
            return redirect("statistics:editions")
    refused = [(name, one.reason) for name, one in NOT_PUBLIC.items()]
    context = {"form": form, "refused": refused}
    return render(request, "statistics/editions/make.html", context, status=422 if form.errors else 200)


@page(permissions.EDITIONS, reason=WHY)
def asked(request: DeskRequest, asked_id: uuid.UUID) -> HttpResponse:
    """How far an edition is that was asked for, and what to do next."""
    found = get_object_or_404(AskedEdition.objects.select_related("asked_by"), id=asked_id)
    active = found.state in ACTIVE
    before = AskedEdition.objects.filter(state__in=ACTIVE, asked_at__lt=found.asked_at)
    times = request.GET.get("keer", "")
    look = int(times) + 1 if times.isdecimal() and len(times) < 4 else 1
    context = {
        "asked": found,
        "before": before.count(),
        "active": active,
        "step": {"waiting": 1, "making": 2}.get(found.state, 3),
        "look": look,
        "looks_again": active and look <= LOOKS,
    }
    return render(request, "statistics/editions/asked.html", context)


@page(permissions.EDITIONS, reason=WHY)
def edition(request: DeskRequest, edition_id: uuid.UUID) -> HttpResponse:
    """One edition as it may be published, and how far it has come."""
    found = get_object_or_404(queries.editions(), id=edition_id)
    mine = request.user.pk in (found.made_by_id, found.proposed_by_id)
    context = {**shown(found), "mine": mine, "provisions": queries.provisions(found)}
    return render(request, "statistics/editions/edition.html", context)


def shown(edition: Edition) -> dict[str, Any]:
    """What a page needs to show an edition: the table, and the chart with the same numbers."""
    table = filled(edition)
    as_shown = show(table)
    context: dict[str, Any] = {
        "edition": edition,
        "filled": table,
        "shown": as_shown,
        "slug": edition.organisation.slug,
    }
    if not table.figures.is_empty():
        wide = BESIDE if as_shown.leaves_room else UNDER
        context |= {
            "wide_chart": draw_chart(table, name="wide-chart", width=wide),
            "narrow_chart": draw_chart(table, name="narrow-chart", width=NARROW),
            "narrow_is_total": shows_totals_only(table),
        }
    return context


@page(permissions.COMPARE_EDITION, reason=WHY)
def compare(request: DeskRequest, edition_id: uuid.UUID) -> HttpResponse:
    """An edition beside the counts it was made of."""
    found = get_object_or_404(Edition, id=edition_id)
    record_event(by=request.actor, action="statistics.edition_compared", subject=f"edition:{found.id}")
    context = {"edition": found, "parts": compared_parts(found), "filled": filled(found)}
    return render(request, "statistics/editions/compare.html", context)


@page(permissions.MAKE_EDITION, reason=WHY)
def propose(request: DeskRequest, edition_id: uuid.UUID) -> HttpResponse:
    """Asks a second person to publish it."""
    if request.method == "POST":
        try:
            propose_edition(by=request.actor, edition_id=edition_id)
        except WrongState as fault:
            messages.info(request, in_words(fault.reason))
        else:
            messages.success(request, _("Voorgesteld. Een ander beslist of deze uitgave openbaar wordt."))
    get_object_or_404(Edition, id=edition_id)
    return redirect("statistics:edition", edition_id)


@page(permissions.PUBLISH_EDITION, reason=WHY, confirm=True)
def decide(request: DeskRequest, edition_id: uuid.UUID) -> HttpResponse:
    """The decision of a second person."""
    found = get_object_or_404(queries.editions(), id=edition_id)
    if request.method != "POST":
        mine = request.user.pk in (found.made_by_id, found.proposed_by_id)
        return render(
            request,
            "statistics/editions/decide.html",
            {"edition": found, "filled": filled(found), "mine": mine},
        )
    publish = request.POST.get("do") == "publish"
    try:
        decide_edition(by=request.actor, edition_id=edition_id, publish=publish)
    except WrongState as fault:
        messages.info(request, in_words(fault.reason))
    else:
        words = _("Gepubliceerd: iedereen kan deze tabel nu zien.") if publish else _("Teruggestuurd.")
        messages.success(request, words)
    return redirect("statistics:edition", edition_id)


@page(permissions.PUBLISH_EDITION, reason=WHY, confirm=True)
def withdraw(request: DeskRequest, edition_id: uuid.UUID) -> HttpResponse:
    """Takes a published edition back at once, with the reason for everybody to read."""
    found = get_object_or_404(queries.editions(), id=edition_id)
    form = CorrectionForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_edition(
                by=request.actor, edition_id=edition_id, correction=form.cleaned_data["correction"]
            )
        except WrongState as fault:
            messages.info(request, in_words(fault.reason))
        else:
            messages.success(request, _("Teruggenomen. Op de openbare pagina staat waarom."))
        return redirect("statistics:edition", edition_id)
    context = {"edition": found, "filled": filled(found), "form": form, "publications": showing(found.id)}
    return render(request, "statistics/editions/withdraw.html", context, status=422 if form.errors else 200)
