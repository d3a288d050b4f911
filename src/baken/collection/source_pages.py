"""The pages of sources: where adverts come from, under which basis, how it stands, and what came in."""

import uuid

from django.contrib import messages
from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.collection import permissions
from baken.collection.actions import add_source, end_source
from baken.collection.crawl.policies import check_start
from baken.collection.crawl.queries import active_crawl, crawls_of, next_due
from baken.collection.crawl_words import how_it_ended, why_not
from baken.collection.exceptions import CollectionError, SourceExists, SourceOutlivesBasis
from baken.collection.models import Crawl, CrawlSchedule, LawfulBasis, Source
from baken.collection.profile import BadProfile
from baken.collection.queries import sources_with_counts
from baken.collection.source_forms import CrawlFilter, SourceFilter, SourceForm
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page

COLUMNS = (
    Column("name", gettext_lazy("Naam"), "name"),
    Column("platform", gettext_lazy("Platform"), "platform"),
    Column("kind", gettext_lazy("Hoe"), "kind"),
    Column("state", gettext_lazy("Stand"), "crawl_state"),
    Column("basis", gettext_lazy("Grondslag"), "basis__code"),
    Column("until", gettext_lazy("Actief tot en met"), "active_until", descending=True),
    Column("last", gettext_lazy("Laatst verzameld"), "last_collected", descending=True),
    Column("seen", gettext_lazy("Waarnemingen"), "seen", descending=True, numeric=True),
    Column("rejected", gettext_lazy("Afgekeurd"), "rejected", descending=True, numeric=True),
)
CRAWLS = (
    Column("begun", gettext_lazy("Begonnen"), "queued_at", descending=True),
    Column("state", gettext_lazy("Stand"), "state"),
    Column("pages", gettext_lazy("Pagina's"), "pages_fetched", descending=True, numeric=True),
    Column("seen", gettext_lazy("Advertenties"), "adverts_seen", descending=True, numeric=True),
    Column("new", gettext_lazy("Nieuw"), "adverts_new", descending=True, numeric=True),
    Column("errors", gettext_lazy("Fouten"), "errors", descending=True, numeric=True),
)


@page(permissions.READ, reason="administration")
def sources(request: DeskRequest) -> HttpResponse:
    """All sources, how each stands, and what came in of their platform."""
    today = timezone.localdate()
    newest = Crawl.objects.filter(source=OuterRef("pk")).order_by("-queued_at")
    things = sources_with_counts().annotate(
        active=Case(
            When(Q(ended_at__isnull=True, active_until__gte=today, basis__state="in_force"), then=Value("1")),
            default=Value("0"),
        ),
        crawl_state=Subquery(newest.values("state")[:1]),
        crawl_because=Subquery(newest.values("ended_because")[:1]),
    )
    found = list_page(request, things, COLUMNS, default="name", filters=SourceFilter(request.GET))
    return render(request, "collection/sources.html", {"list": found, "can_add": _basis_today().exists()})


def _basis_today() -> QuerySet[LawfulBasis]:
    today = timezone.localdate()
    return LawfulBasis.objects.filter(state="in_force", valid_from__lte=today, valid_until__gte=today)


@page(permissions.READ, reason="administration")
def source(request: DeskRequest, source_id: uuid.UUID) -> HttpResponse:
    """One source: its basis, how it stands, its crawls, its profile, and what comes next."""
    thing = get_object_or_404(sources_with_counts(), id=source_id)
    schedule = CrawlSchedule.objects.filter(source=thing).select_related("set_by").first()
    newest = crawls_of(thing).first()
    crawled = thing.kind == "crawl"
    context = {
        "source": thing,
        "active": thing.ended_at is None and thing.active_until >= timezone.localdate(),
        "crawled": crawled,
        "running": active_crawl(thing) if crawled else None,
        "newest": newest,
        "ended": how_it_ended(newest) if newest else None,
        "cannot": why_it_can_not_begin(thing) if crawled else "",
        "schedule": schedule,
        "next": next_due(schedule) if schedule else None,
        "now": timezone.now(),
        "list": list_page(
            request,
            crawls_of(thing),
            CRAWLS,
            default="-begun",
            filters=CrawlFilter(request.GET),
            page_size=10,
        ),
    }
    return render(request, "collection/source.html", context)


def why_it_can_not_begin(source: Source) -> str:
    """Why a crawl of this source can't begin now, in words; nothing where it can."""
    try:
        check_start(source, timezone.now())
    except (CollectionError, BadProfile) as fault:
        return why_not(fault)
    return ""


@page(permissions.MANAGE_SOURCES, reason="administration")
def new_source(request: DeskRequest) -> HttpResponse:
    """A new source under a basis in force."""
    today = timezone.localdate()
    form = SourceForm(request.POST if request.method == "POST" else None, today=today)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        basis = given.pop("basis")
        try:
            added = add_source(by=request.actor, basis_id=basis.id, today=today, **given)
        except SourceExists:
            form.add_error("name", _("Er is al een bron met deze naam."))
        except SourceOutlivesBasis:
            form.add_error("active_until", _("De grondslag loopt eerder af dan deze dag."))
        else:
            messages.success(request, _("De bron is toegevoegd."))
            return redirect("collection:source", added.id)
    context = {"form": form, "can_add": _basis_today().exists()}
    return render(request, "collection/new_source.html", context, status=422 if form.errors else 200)


@page(permissions.MANAGE_SOURCES, reason="administration")
def end(request: DeskRequest, source_id: uuid.UUID) -> HttpResponse:
    """Ends a source; what was collected stays."""
    thing = get_object_or_404(Source, id=source_id)
    if request.method == "POST":
        end_source(by=request.actor, source_id=thing.id)
        messages.success(request, _("De bron is beëindigd. Wat verzameld is, blijft tot zijn bewaartermijn."))
    return redirect("collection:source", source_id)
