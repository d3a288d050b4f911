"""The pages of those who oversee: which files left, and which export a file that was found came from."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from baken.audit.actions import record_event
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.desk.uploads import takes_file
from baken.statistics import permissions
from baken.statistics.forms import ExportFilter, FoundFileForm
from baken.statistics.models import Export
from baken.statistics.uploads import HashedFile, HashingUpload

COLUMNS = (
    Column("at", _("Wanneer"), "at", descending=True),
    Column("who", _("Wie"), "user__name"),
    Column("what", _("Wat"), "what"),
    Column("form", _("Soort"), "form"),
    Column("rows", _("Rijen"), "rows", descending=True, numeric=True),
    Column("reason", _("Reden")),
)
MOST_FOUND = 50
"""Exports that are shown for one file: a CSV without its zip may have left often."""


@page(permissions.OVERSEE_EXPORTS, reason="oversight of exports")
def exports(request: DeskRequest) -> HttpResponse:
    """Every file that left, newest first."""
    things = Export.objects.select_related("user")
    found = list_page(
        request,
        things,
        COLUMNS,
        default="-at",
        filters=ExportFilter(
            request.GET,
            whats=Export.objects.order_by("what").values_list("what", flat=True).distinct(),
            forms_seen=Export.objects.order_by("form").values_list("form", flat=True).distinct(),
        ),
    )
    record_event(
        by=request.actor,
        action="statistics.exports_read",
        subject="exports",
        details={"shown": len(found.rows)},
    )
    return render(request, "statistics/exports.html", {"list": found})


@takes_file(HashingUpload)
@page(permissions.OVERSEE_EXPORTS, reason="oversight of exports")
def check_export(request: DeskRequest) -> HttpResponse:
    form = FoundFileForm(request.POST, request.FILES) if request.method == "POST" else FoundFileForm()
    if request.method != "POST" or not form.is_valid():
        return render(
            request, "statistics/check_export.html", {"form": form}, status=422 if form.errors else 200
        )
    file = form.cleaned_data["file"]
    assert isinstance(file, HashedFile)
    matching = Q(sha256=file.sha256) | Q(content_sha256=file.sha256)
    found = list(Export.objects.filter(matching).select_related("user").order_by("-at", "id")[:MOST_FOUND])
    record_event(
        by=request.actor,
        action="statistics.export_checked",
        subject=f"sha256:{file.sha256}",
        details={"found": len(found)},
    )
    whole = any(one.sha256 == file.sha256 for one in found)
    context = {
        "form": FoundFileForm(),
        "checked": True,
        "found": found,
        "whole": whole,
        "sha256": file.sha256,
    }
    return render(request, "statistics/check_export.html", context)
