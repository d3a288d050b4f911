"""The page of one sighting: its words as text with the facts marked, where it comes from, what changed.

It is reached from a lead, a campaign or a crawl, never by searching (rule 15), and it is never the live page.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from baken.adverts.actions.verify_capture import verify_capture
from baken.adverts.capture_page import changes_between, show_capture
from baken.adverts.capture_queries import (
    OtherCapture,
    ReadSighting,
    find_sighting,
    is_same_advert,
    other_captures,
    read_sighting,
)
from baken.adverts.models import HandOver, Sighting
from baken.adverts.permissions import READ_CAPTURE
from baken.collection.models import Crawl
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.desk.look_ups import read_too_often
from baken.platforms.queries import platform_index

WHY = "reading what was captured"
MOST_TOGETHER = 20
"""Captures of one advert that go into one package."""


@page(READ_CAPTURE, reason=WHY)
@require_safe
def capture(request: DeskRequest, sighting_id: uuid.UUID) -> HttpResponse:
    """One sighting; `?naast=` lays another capture of the same advert beside it."""
    sighting = find_sighting(sighting_id)
    if read_too_often(by=request.actor):
        return render(request, "adverts/read_too_often.html", status=429)
    read = read_sighting(by=request.actor, sighting=sighting)
    others = other_captures(sighting)
    beside = _beside(request, sighting, others)
    context: dict[str, Any] = {
        "sighting": sighting,
        "platform": _platform(sighting.platform),
        "read": read,
        "shown": show_capture(read),
        "others": others,
        "beside": None,
        "by_hand": getattr(sighting, "by_hand", None),
        "asked": HandOver.objects.filter(
            sighting=sighting, asked_by=request.user, expires_at__gt=timezone.now()
        ).order_by("-asked_at"),
    }
    if beside is not None and read.readable:
        other = read_sighting(by=request.actor, sighting=beside)
        if other.readable:
            before, after = _ordered(read, other)
            context |= {"beside": beside, "changes": changes_between(before, after), "after": after.sighting}
    return render(request, "adverts/capture.html", context)


COLUMNS = (
    Column("at", gettext_lazy("Gezien"), "captured_at", descending=True),
    Column("gender", gettext_lazy("Geslacht volgens de advertentie"), "advertised_gender"),
    Column("provinces", gettext_lazy("Provincie")),
)


@page(READ_CAPTURE, reason=WHY)
@require_safe
def of_crawl(request: DeskRequest, crawl_id: uuid.UUID) -> HttpResponse:
    """The sightings that one crawl stored, by time: no word of them, and nothing to search in."""
    crawl = get_object_or_404(Crawl.objects.select_related("source"), id=crawl_id)
    stored = Sighting.objects.filter(capture__crawl_pages__crawl=crawl).select_related("extraction")
    found = list_page(request, stored.defer("record"), COLUMNS, default="-at")
    return render(request, "adverts/of_crawl.html", {"crawl": crawl, "list": found})


def _platform(name: str) -> str:
    entry = platform_index().find(name)
    return entry.name if entry else name


def _beside(request: HttpRequest, sighting: Sighting, others: list[OtherCapture]) -> Sighting | None:
    """The capture that was asked for beside this one; else the one before it that says something else."""
    asked = request.GET.get("naast")
    if asked:
        try:
            other_id = uuid.UUID(asked)
        except ValueError as fault:
            raise Http404 from fault
        if not is_same_advert(sighting, other_id):
            raise Http404
        return find_sighting(other_id)
    earlier = [one for one in others if one.captured_at < sighting.captured_at and not one.same]
    return find_sighting(earlier[0].sighting) if earlier else None


def _ordered(one: ReadSighting, other: ReadSighting) -> tuple[ReadSighting, ReadSighting]:
    first, second = sorted((one, other), key=lambda read: read.sighting.captured_at)
    return first, second


@page(READ_CAPTURE, reason=WHY)
def verify(request: DeskRequest, sighting_id: uuid.UUID) -> HttpResponse:
    """Computes anew whether the capture is whole, and says so."""
    sighting = find_sighting(sighting_id)
    if request.method == "POST":
        whole = verify_capture(by=request.actor, sighting=sighting)
        at = time_format(timezone.localtime(), "TIME_FORMAT")
        if whole is None:
            messages.info(request, _("Van deze waarneming is geen vastlegging bewaard om na te rekenen."))
        elif whole:
            messages.success(
                request,
                _("Nagerekend om %(time)s: de vastlegging is heel en het controlegetal klopt.")
                % {"time": at},
            )
        else:
            messages.error(
                request,
                _(
                    "Nagerekend om %(time)s: de vastlegging is beschadigd of veranderd. Gebruik haar niet "
                    "als bewijs en meld dit bij de beheerder."
                )
                % {"time": at},
            )
    return redirect("sightings:capture", sighting_id)
