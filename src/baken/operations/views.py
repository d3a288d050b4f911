"""The front page of the administration."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from baken.desk.guard import DeskRequest, page
from baken.operations.attention import what_needs_attention
from baken.operations.permissions import READ_OVERVIEW
from baken.operations.sections import open_sections


@page(READ_OVERVIEW, reason="administration")
def overview(request: DeskRequest) -> HttpResponse:
    """What needs attention, and the way to each part."""
    sections = open_sections(request.user)
    links = tuple(one.link for one in sections)
    attention = [
        one if one.link and one.link.startswith(links) else replace(one, link=None)
        for one in what_needs_attention(request.actor.organisation, timezone.now())
    ]
    return render(request, "operations/overview.html", {"attention": attention, "sections": sections})
