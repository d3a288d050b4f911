"""The pages of crawls: starting one, how it goes, stopping it, how often it comes by itself, the profile."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from baken.collection import permissions
from baken.collection.crawl.actions import change_profile, set_schedule, start_crawl, stop_crawl
from baken.collection.crawl.policies import KIND as CRAWLED
from baken.collection.crawl.policies import crawl_profile
from baken.collection.crawl.states import ACTIVE
from baken.collection.crawl_words import how_it_ended, troubles_of, why_not
from baken.collection.evidence.queries import read_capture
from baken.collection.evidence.store import CaptureDamaged
from baken.collection.exceptions import CollectionError, CrawlOver, NotACrawlSource
from baken.collection.models import Capture, Crawl, CrawlSchedule, Source
from baken.collection.profile import BadProfile, read_profile
from baken.collection.rejects import BadRecord
from baken.collection.source_forms import ProfileForm, ScheduleForm, StopForm
from baken.collection.source_pages import why_it_can_not_begin
from baken.collection.try_out import FoundField, try_profile
from baken.desk.guard import DeskRequest, page

WHY = "administration"
TRIED_ON = 5
"""The newest captures of a source that a profile can be tried on."""


@page(permissions.START_CRAWL, reason=WHY, confirm=True)
def start(request: DeskRequest, source_id: uuid.UUID) -> HttpResponse:
    """What a crawl will do, for who answers for it; and its start."""
    source = _source(source_id)
    if request.method == "POST":
        try:
            crawl = start_crawl(by=request.actor, source_id=source.id)
        except (CollectionError, BadProfile) as fault:
            messages.error(request, why_not(fault))
            return redirect("collection:source", source_id)
        messages.success(request, _("De ronde staat klaar en begint zodra er plaats is."))
        return redirect("collection:crawl", crawl.id)
    if cannot := why_it_can_not_begin(source):
        messages.error(request, cannot)
        return redirect("collection:source", source_id)
    plan = crawl_profile(source).crawl
    return render(request, "collection/start_crawl.html", {"source": source, "plan": plan})


def _source(source_id: uuid.UUID) -> Source:
    return get_object_or_404(Source.objects.select_related("basis"), id=source_id)


def _not_crawled(request: DeskRequest, source: Source) -> HttpResponse:
    messages.error(request, why_not(NotACrawlSource()))
    return redirect("collection:source", source.id)


@page(permissions.READ, reason=WHY)
@require_safe
def crawl(request: DeskRequest, crawl_id: uuid.UUID) -> HttpResponse:
    """One crawl: how it stands, what it brought, what went wrong and what one can do about it."""
    return _crawl_page(request, _crawl(crawl_id), StopForm())


def _crawl(crawl_id: uuid.UUID) -> Crawl:
    return get_object_or_404(Crawl.objects.select_related("source__basis", "started_by"), id=crawl_id)


def _crawl_page(request: DeskRequest, thing: Crawl, form: forms.Form, status: int = 200) -> HttpResponse:
    context = {
        "crawl": thing,
        "active": thing.state in ACTIVE,
        "ended": how_it_ended(thing),
        "troubles": troubles_of(thing),
        "kept": thing.pages.count(),
        "form": form,
    }
    return render(request, "collection/crawl.html", context, status=status)


@page(permissions.STOP_CRAWL, reason=WHY)
def stop(request: DeskRequest, crawl_id: uuid.UUID) -> HttpResponse:
    """Stops a crawl that waits or runs."""
    thing = _crawl(crawl_id)
    if request.method != "POST":
        return redirect("collection:crawl", crawl_id)
    form = StopForm(request.POST)
    if not form.is_valid():
        return _crawl_page(request, thing, form, status=422)
    try:
        stop_crawl(by=request.actor, crawl_id=thing.id, because=form.cleaned_data["because"])
    except CrawlOver:
        messages.info(request, _("Deze ronde was al voorbij."))
    else:
        messages.success(request, _("Gestopt. Wat al bewaard was, blijft."))
    return redirect("collection:crawl", crawl_id)


@page(permissions.SCHEDULE_CRAWL, reason=WHY, confirm=True)
def schedule(request: DeskRequest, source_id: uuid.UUID) -> HttpResponse:
    """How often a source is crawled by itself; it happens in the name of who decides it."""
    source = _source(source_id)
    if source.kind != CRAWLED:
        return _not_crawled(request, source)
    known = CrawlSchedule.objects.filter(source=source).first()
    if request.method == "POST":
        form = ScheduleForm(request.POST)
        if form.is_valid():
            try:
                set_schedule(by=request.actor, source_id=source.id, every=form.cleaned_data["every"])
            except (NotACrawlSource, BadProfile) as fault:
                messages.error(request, why_not(fault))
            else:
                messages.success(request, _("Bewaard."))
            return redirect("collection:source", source_id)
    else:
        form = ScheduleForm(initial={"every": known.every if known else "off"})
    context = {"source": source, "form": form}
    return render(request, "collection/schedule.html", context, status=422 if form.errors else 200)


@page(permissions.TRY_PROFILE, reason=WHY)
def profile(request: DeskRequest, source_id: uuid.UUID) -> HttpResponse:
    """The profile of a source: tried on a capture or a pasted page, and kept when it does what it should."""
    source = _source(source_id)
    if source.kind != CRAWLED:
        return _not_crawled(request, source)
    captures = list(Capture.objects.filter(source=source).order_by("-at")[:TRIED_ON])
    choices = [
        (str(one.id), date_format(timezone.localtime(one.at), "SHORT_DATETIME_FORMAT")) for one in captures
    ]
    if request.method != "POST":
        form = ProfileForm(initial={"profile": source.profile}, captures=choices)
        return _profile_page(request, source, form)
    form = ProfileForm(request.POST, captures=choices)
    if not form.is_valid():
        return _profile_page(request, source, form, status=422)
    given = form.cleaned_data
    if request.POST.get("do") == "keep":
        change_profile(by=request.actor, source_id=source.id, profile=given["profile"])
        messages.success(request, _("Het profiel is bewaard. De volgende ronde werkt ermee."))
        return redirect("collection:source", source_id)
    return _profile_page(request, source, form, tried=_tried(request, form, captures, given))


def _tried(
    request: DeskRequest, form: ProfileForm, captures: list[Capture], given: dict[str, Any]
) -> list[FoundField] | None:
    """What the profile finds; None, with a word on the form, where there is nothing to try it on."""
    text, at, is_json = given["page"], timezone.now(), False
    if not text.strip():
        chosen = next((one for one in captures if str(one.id) == given.get("capture")), None)
        if chosen is None:
            form.add_error("page", _("Kies een vastlegging of plak een pagina om het te proberen."))
            return None
        try:
            kept = read_capture(by=request.actor, capture=chosen)
        except CaptureDamaged:
            form.add_error("capture", _("Deze vastlegging is niet te openen. Kies een andere."))
            return None
        text, at = kept.payload.decode("utf-8", "replace"), chosen.at
        is_json = "json" in chosen.content_type
    try:
        return try_profile(text, read_profile(given["profile"]), at=at, is_json=is_json)
    except BadRecord:
        form.add_error("page", _("Deze pagina is niet te lezen."))
        return None


def _profile_page(
    request: DeskRequest,
    source: Source,
    form: ProfileForm,
    tried: list[FoundField] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {"source": source, "form": form, "tried": tried}
    return render(request, "collection/profile.html", context, status=422 if form.errors else status)
