"""The pages of publications: writing one, seeing it as everybody will, and publishing it by two people."""

import json
import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from baken.desk.exports import export_response
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.statistics import permissions
from baken.statistics.asked import ACTIVE
from baken.statistics.forms import PUBLICATION
from baken.statistics.models import AskedPublication, Publication
from baken.statistics.publications import queries
from baken.statistics.publications.actions import (
    decide_publication,
    manifest_of,
    withdraw_publication,
    wrote_in,
)
from baken.statistics.publications.asking import ask_publication
from baken.statistics.publications.checking import faults_of, numbers_in_words
from baken.statistics.publications.exceptions import PublicationError
from baken.statistics.publications.files import FORMS, in_order
from baken.statistics.publications.files.html import article, block
from baken.statistics.publications.forms import ChangesForm, PublicationFilter, TitleForm, WithdrawForm
from baken.statistics.publications.writing import make_next_version, make_publication
from baken.statistics.shown import in_words
from baken.vocabulary.code_list import Language

WHY = "publications of figures"
LOOKS = 200
"""So many times the page of what is being made looks again by itself, every three seconds: an open page must
not keep somebody signed in who went away."""
ASKED_SHOWN = 5
SLOW = timedelta(minutes=10)
"""After so long its job may have failed for good: who looks can have it queued again."""
COLUMNS = (
    Column("at", gettext_lazy("Gemaakt"), "made_at", descending=True),
    Column("title", gettext_lazy("Publicatie"), "title_nl"),
    Column("version", gettext_lazy("Versie"), "version", numeric=True),
    Column("state", gettext_lazy("Stand"), "state"),
)


@page(permissions.PUBLICATIONS, reason=WHY)
def publications(request: DeskRequest) -> HttpResponse:
    """The newest version of every publication."""
    found = list_page(
        request,
        queries.newest_versions(),
        COLUMNS,
        default="-at",
        filters=PublicationFilter(request.GET),
    )
    public = queries.public_versions()
    context = {
        "list": found,
        "slug": request.actor.organisation.slug,
        "asked": queries.asked_publications()[:ASKED_SHOWN],
        "anything_public": bool(public),
        "not_readable": {one.publication.id for one in public if one.taken_back},
    }
    return render(request, "statistics/publications/list.html", context)


@page(permissions.MAKE_PUBLICATION, reason=WHY)
def make(request: DeskRequest) -> HttpResponse:
    """Begins a publication."""
    form = TitleForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = make_publication(by=request.actor, title=form.label)
        messages.success(request, _("Het concept staat er. Voeg nu blokken toe."))
        return redirect("statistics:publication", made.id)
    return render(
        request, "statistics/publications/make.html", {"form": form}, status=422 if form.errors else 200
    )


@page(permissions.PUBLICATIONS, reason=WHY)
def publication(request: DeskRequest, publication_id: uuid.UUID) -> HttpResponse:
    """One version: its blocks, how far it has come, and what is the next step."""
    found = queries.one_publication(publication_id)
    manifest = manifest_for(found)
    blocks = [
        {
            "id": one["id"],
            "kind": one["kind"],
            "shown": block(manifest, place, spoken()),
            "first": place == 0,
            "last": place + 1 == len(found.blocks),
        }
        for place, one in enumerate(found.blocks)
    ]
    context = {
        **about(request, found),
        "blocks": blocks,
        "faults": [in_words(one) for one in faults_of(found)] if found.state == "made" else [],
        "being_made": queries.being_made(found.id),
        "taken_back": queries.table_taken_back(found),
        "files": in_order(found.files.defer("data")) if found.manifest else [],
        "versions": [one for one in queries.versions(found.series) if one.id != found.id],
    }
    return render(request, "statistics/publications/publication.html", context)


@page(permissions.PUBLICATIONS, reason=WHY)
def preview(request: DeskRequest, publication_id: uuid.UUID) -> HttpResponse:
    """A version as everybody will see it."""
    found = queries.one_publication(publication_id)
    context = {**about(request, found), "article": article(manifest_for(found), spoken())}
    return render(request, "statistics/publications/preview.html", context)


def about(request: DeskRequest, found: Publication) -> dict[str, Any]:
    """What each page of one version says of it."""
    return {
        "publication": found,
        "slug": found.organisation.slug,
        "mine": wrote_in(found, request.user.id),
        "newer": queries.newer_version(found),
    }


def manifest_for(found: Publication) -> dict[str, Any]:
    """The manifest of a version: as it was proposed, and of a draft as it would be today."""
    if found.manifest:
        kept: dict[str, Any] = json.loads(found.manifest)
        return kept
    return manifest_of(found, dated=timezone.localdate().isoformat())


def spoken() -> Language:
    """The language of the reader."""
    return "nl" if get_language() == "nl" else "en"


@page(permissions.MAKE_PUBLICATION, reason=WHY)
def propose(request: DeskRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Has a worker make the files and propose them to a second person, or says at once why it can't be."""
    if request.method == "POST":
        try:
            wanted = ask_publication(by=request.actor, publication_id=publication_id)
        except PublicationError as fault:
            messages.error(request, in_words(fault.reason))
        else:
            return redirect("statistics:asked_publication", wanted.id)
    get_object_or_404(Publication, id=publication_id)
    return redirect("statistics:publication", publication_id)


@page(permissions.PUBLICATIONS, reason=WHY)
def asked(request: DeskRequest, wanted_id: uuid.UUID) -> HttpResponse:
    """How far a version is that was proposed, and what to do next."""
    found = get_object_or_404(AskedPublication.objects.select_related("asked_by"), id=wanted_id)
    active = found.state in ACTIVE
    before = AskedPublication.objects.filter(state__in=ACTIVE, asked_at__lt=found.asked_at)
    times = request.GET.get("keer", "")
    look = int(times) + 1 if times.isdecimal() and len(times) < 4 else 1
    context = {
        "asked": found,
        "publication": queries.one_publication(found.publication_id),
        "before": before.count(),
        "active": active,
        "slow": active and found.asked_at < timezone.now() - SLOW,
        "step": {"waiting": 1, "making": 2}.get(found.state, 3),
        "look": look,
        "looks_again": active and look <= LOOKS,
    }
    return render(request, "statistics/publications/asked.html", context)


@page(permissions.PUBLISH_PUBLICATION, reason=WHY, confirm=True)
def decide(request: DeskRequest, publication_id: uuid.UUID) -> HttpResponse:
    """The decision of a second person."""
    found = queries.one_publication(publication_id)
    if request.method != "POST":
        context = {
            **about(request, found),
            "numbers": numbers_in_words(found),
            "not_published": [
                one for one in queries.editions_in(found.blocks).values() if one.state != "published"
            ],
        }
        return render(request, "statistics/publications/decide.html", context)
    publish = request.POST.get("do") == "publish"
    try:
        decide_publication(by=request.actor, publication_id=publication_id, publish=publish)
    except PublicationError as fault:
        messages.error(request, in_words(fault.reason))
    else:
        words = _("Gepubliceerd: iedereen kan deze versie nu lezen.") if publish else _("Teruggestuurd.")
        messages.success(request, words)
    return redirect("statistics:publication", publication_id)


@page(permissions.PUBLISH_PUBLICATION, reason=WHY, confirm=True)
def withdraw(request: DeskRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Takes a published version back at once, with the reason for everybody to read."""
    found = queries.one_publication(publication_id)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_publication(by=request.actor, publication_id=publication_id, correction=form.label)
        except PublicationError as fault:
            messages.error(request, in_words(fault.reason))
        else:
            messages.success(request, _("Teruggenomen. Op de openbare pagina staat waarom."))
        return redirect("statistics:publication", publication_id)
    context = {**about(request, found), "form": form}
    return render(
        request, "statistics/publications/withdraw.html", context, status=422 if form.errors else 200
    )


@page(permissions.MAKE_PUBLICATION, reason=WHY)
def next_version(request: DeskRequest, publication_id: uuid.UUID) -> HttpResponse:
    """Begins the next version, with what it corrects for everybody to read."""
    found = queries.one_publication(publication_id)
    form = ChangesForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = make_next_version(by=request.actor, publication_id=publication_id, changes=form.label)
        except PublicationError as fault:
            messages.error(request, in_words(fault.reason))
            return redirect("statistics:publication", publication_id)
        messages.success(request, _("Het concept van de volgende versie staat er, met dezelfde blokken."))
        return redirect("statistics:publication", made.id)
    context = {**about(request, found), "form": form}
    return render(request, "statistics/publications/next.html", context, status=422 if form.errors else 200)


@page(permissions.PUBLICATIONS, reason=WHY, confirm=True)
def file(request: DeskRequest, publication_id: uuid.UUID, form: str) -> HttpResponse:
    """A file of a version that is not public yet: it goes in a zip that says where it came from."""
    found = queries.one_publication(publication_id)
    kept = found.files.filter(form=form).first() if found.manifest else None
    if kept is None:
        raise Http404
    kind = FORMS.get(form)
    return export_response(
        request,
        data=bytes(kept.data),
        filename=kept.name,
        content_type=kind.content_type if kind else "application/json",
        what=PUBLICATION,
        rows=len(found.blocks),
    )
