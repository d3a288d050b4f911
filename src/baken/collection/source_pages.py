"""The pages of sources: where adverts come from, under which basis, and what came in."""

import uuid

from django.contrib import messages
from django.db.models import Case, Q, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.collection import permissions
from baken.collection.actions import add_source, end_source
from baken.collection.exceptions import SourceExists, SourceOutlivesBasis
from baken.collection.forms import SourceFilter, SourceForm
from baken.collection.models import LawfulBasis, Source
from baken.collection.queries import sources_with_counts
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page

COLUMNS = (
    Column("name", gettext_lazy("Naam"), "name"),
    Column("platform", gettext_lazy("Platform"), "platform"),
    Column("kind", gettext_lazy("Hoe"), "kind"),
    Column("basis", gettext_lazy("Grondslag"), "basis__code"),
    Column("until", gettext_lazy("Actief tot en met"), "active_until", descending=True),
    Column("last", gettext_lazy("Laatst verzameld"), "last_collected", descending=True),
    Column("seen", gettext_lazy("Waarnemingen"), "seen", descending=True, numeric=True),
    Column("rejected", gettext_lazy("Afgekeurd"), "rejected", descending=True, numeric=True),
    Column("do", gettext_lazy("Doen")),
)


@page(permissions.READ, reason="administration")
def sources(request: DeskRequest) -> HttpResponse:
    """All sources, with what came in of their platform."""
    today = timezone.localdate()
    things = sources_with_counts().annotate(
        active=Case(
            When(Q(ended_at__isnull=True, active_until__gte=today, basis__state="in_force"), then=Value("1")),
            default=Value("0"),
        )
    )
    found = list_page(request, things, COLUMNS, default="name", filters=SourceFilter(request.GET))
    return render(request, "collection/sources.html", {"list": found, "can_add": _basis_today().exists()})


def _basis_today() -> QuerySet[LawfulBasis]:
    today = timezone.localdate()
    return LawfulBasis.objects.filter(state="in_force", valid_from__lte=today, valid_until__gte=today)


@page(permissions.MANAGE_SOURCES, reason="administration")
def new_source(request: DeskRequest) -> HttpResponse:
    """A new source under a basis in force."""
    today = timezone.localdate()
    form = SourceForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        basis = given.pop("basis")
        try:
            add_source(by=request.actor, basis_id=basis.id, today=today, **given)
        except SourceExists:
            form.add_error("name", _("Er is al een bron met deze naam."))
        except SourceOutlivesBasis:
            form.add_error("active_until", _("De grondslag loopt eerder af dan deze dag."))
        else:
            messages.success(request, _("De bron is toegevoegd."))
            return redirect("collection:sources")
    context = {"form": form, "can_add": _basis_today().exists()}
    return render(request, "collection/new_source.html", context, status=422 if form.errors else 200)


@page(permissions.MANAGE_SOURCES, reason="administration")
def end(request: DeskRequest, source_id: uuid.UUID) -> HttpResponse:
    """Ends a source; what was collected stays."""
    source = get_object_or_404(Source, id=source_id)
    if request.method == "POST":
        end_source(by=request.actor, source_id=source.id)
        messages.success(request, _("De bron is beëindigd. Wat verzameld is, blijft tot zijn bewaartermijn."))
    return redirect("collection:sources")
