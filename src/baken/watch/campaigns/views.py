"""The pages of search campaigns: the list, preparing one, its board, adding and checking finds."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from baken.adverts.by_hand_views import FAULTS
from baken.adverts.exceptions import ByHandError
from baken.adverts.models import Sighting
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.campaigns import FindMatch
from baken.vocabulary.code_list import Label
from baken.watch.campaigns import exceptions, forms, queries
from baken.watch.campaigns.actions import add_find, close_campaign, note_searched, prepare_campaign
from baken.watch.campaigns.states import ended_at, in_state, state_at
from baken.watch.models import Campaign, Finding
from baken.watch.permissions import SEARCH

WHY = "a search campaign"
_CAMPAIGNS = (
    Column("name", gettext_lazy("Zoekactie"), "name"),
    Column("state", gettext_lazy("Stand")),
    Column("begins", gettext_lazy("Begint"), "begins_at", descending=True),
    Column("ends", gettext_lazy("Eindigt"), "ends_at", descending=True),
    Column("finds", gettext_lazy("Vondsten"), "find_count", descending=True, numeric=True),
)
_FINDS = (
    Column("number", gettext_lazy("Nr."), "number", descending=True, numeric=True),
    Column("platform", gettext_lazy("Platform"), "platform_name"),
    Column("at", gettext_lazy("Gevonden"), "at", descending=True),
    Column("who", gettext_lazy("Door")),
    Column("how", gettext_lazy("Hoe")),
    Column("outcome", gettext_lazy("Nagekeken"), "outcome"),
)
WRONG_FIELD: dict[type[exceptions.CampaignError], tuple[str | None, str | Promise]] = {
    exceptions.NameTaken: ("name", gettext_lazy("Zo heet al een andere zoekactie.")),
    exceptions.BadTimes: (
        "ends_at",
        gettext_lazy("Een zoekactie begint nu of later, eindigt daarna, en duurt hooguit twee weken."),
    ),
    exceptions.BasisTooShort: ("basis", gettext_lazy("Deze grondslag geldt niet de hele zoekactie.")),
    exceptions.TooFewPeople: (
        "checks",
        gettext_lazy("Voor iedereen die zoekt, moet er een ander zijn die nakijkt. En iemand moet leiden."),
    ),
    exceptions.WrongRole: (None, gettext_lazy("Een van de gekozen collega's mag dit niet.")),
    exceptions.NothingToSearch: (
        "platforms",
        gettext_lazy("Kies minstens één platform, of laat ook nieuwe platforms toe."),
    ),
    exceptions.NotOpen: (None, gettext_lazy("Deze zoekactie is nu niet open. Er is niets bewaard.")),
    exceptions.NotTakingPart: (None, gettext_lazy("U hebt deze taak niet in deze zoekactie.")),
    exceptions.NotSearchedHere: ("platform", gettext_lazy("Dit platform hoort niet bij deze zoekactie.")),
    exceptions.TooManyFinds: (
        None,
        gettext_lazy("U voegde in een uur al heel veel toe. Wacht even; wat er stond, is bewaard."),
    ),
    exceptions.SeenOutside: ("seen_at", gettext_lazy("Dit moment valt buiten de zoekactie.")),
}


@page(SEARCH, reason=WHY)
def campaigns(request: DeskRequest) -> HttpResponse:
    """The campaigns that the reader takes part in."""
    now = timezone.now()
    things = queries.campaigns_of(request.actor)
    filters = forms.CampaignFilter(request.GET)
    asked = filters.cleaned_data.get("state") if filters.is_valid() else None
    shown = list_page(
        request, things.filter(in_state(asked, now)) if asked else things, _CAMPAIGNS, default="-begins"
    )
    for one in shown.rows:
        one.state, one.until = state_at(one, now).code, ended_at(one)
    context = {"list": shown, "form": filters, "asked": asked}
    return render(request, "watch/campaigns.html", context)


@page(SEARCH, reason=WHY)
def new_campaign(request: DeskRequest) -> HttpResponse:
    """Prepares a campaign."""
    form = forms.NewCampaignForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = prepare_campaign(
                by=request.actor,
                name=given["name"],
                goal=given["goal"],
                basis_id=given["basis"].id,
                begins_at=given["begins_at"],
                ends_at=given["ends_at"],
                leads=[user.id for user in given["leads"]],
                searches=[user.id for user in given["searches"]],
                checks=[user.id for user in given["checks"]],
                platforms=[platform.id for platform in given["platforms"]],
                new_platforms=given["new_platforms"],
            )
        except exceptions.CampaignError as fault:
            field, words = WRONG_FIELD[type(fault)]
            form.add_error(field, str(words))
        else:
            messages.success(request, _("De zoekactie staat klaar. Zij opent en sluit vanzelf."))
            return redirect("watch:campaign", made.id)
    return render(request, "watch/new_campaign.html", {"form": form}, status=422 if form.errors else 200)


@page(SEARCH, reason=WHY)
def campaign(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """The board of a campaign: how it stands, and what was found; without words of what was found."""
    by = request.actor
    opened = queries.open_campaign(by=by, campaign_id=campaign_id)
    finds = queries.finds_of(by=by, campaign=opened.campaign)
    shown = list_page(request, finds, _FINDS, default="-number")
    queries.note_finds_read(by=by, campaign=opened.campaign, shown=len(shown.rows))
    context = {
        "opened": opened,
        "campaign": opened.campaign,
        "list": shown,
        "to_check": queries.to_check(by=by, campaign=opened.campaign).count() if opened.checks else 0,
        "unchecked": finds.filter(outcome=None).count(),
        "people": queries.people_of(opened.campaign),
        "platforms": opened.campaign.platforms.select_related("platform").order_by("platform__name"),
        "searched": forms.SearchedForm(campaign=opened.campaign),
        "close": forms.CloseForm(),
        "now": timezone.now(),
    }
    part = request.headers.get("HX-Target") == "bord"
    return render(request, "watch/board.html" if part else "watch/campaign.html", context)


@page(SEARCH, reason=WHY)
def new_find(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """The form for a find, and adding it."""
    opened = queries.open_campaign(by=request.actor, campaign_id=campaign_id)
    if not opened.searches:
        raise NotPermitted
    if not opened.may_add:
        messages.error(request, str(WRONG_FIELD[exceptions.NotOpen][1]))
        return redirect("watch:campaign", campaign_id)
    beginning = {"platform": request.GET.get("platform", "")[:80]}
    form = forms.FindForm(
        request.POST if request.method == "POST" else None, campaign=opened.campaign, initial=beginning
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        known = form.entry
        try:
            finding = add_find(
                by=request.actor,
                campaign_id=campaign_id,
                route=given["route"],
                no_false_identity=given["lawful"],
                platform=given["platform"],
                platform_type=known.type if known else given["new_type"],
                text=given["text"],
                title=given["title"],
                place=given["place"],
                advertised_gender=given["advertised_gender"] or "unknown",
                url=given["url"],
                contacts=form.contacts,
                seen_at=given["seen_at"],
                from_platform_id=given["from_platform"].id if given["from_platform"] else None,
                route_words=given["route_words"],
            )
        except exceptions.CampaignError as fault:
            field, words = WRONG_FIELD[type(fault)]
            form.add_error(field, str(words))
        except ByHandError as fault:
            form.add_error(None, str(FAULTS[type(fault)]))
        else:
            _tell(request, finding)
            return redirect("watch:campaign", campaign_id)
    names = list(
        opened.campaign.platforms.order_by("platform__name").values_list("platform__name", flat=True)
    )
    return render(
        request,
        "watch/new_find.html",
        {"form": form, "opened": opened, "campaign": opened.campaign, "names": names},
        status=422 if form.errors else 200,
    )


def _tell(request: DeskRequest, finding: Finding) -> None:
    find = finding.find
    if finding.joined_by == "first":
        messages.success(request, _("Vondst {number} staat in de lijst.").format(number=find.number))
        return
    first = find.findings.select_related("finder").order_by("at", "id")[0]
    if first.id == finding.id:
        messages.success(request, _("Uw vondst stond er al als nummer {number}.").format(number=find.number))
        return
    match: Label = FindMatch[finding.joined_by].label
    messages.success(
        request,
        _("Al gevonden door {who} om {time}: {match}. Uw vondst staat erbij, als nummer {number}.").format(
            who=first.finder.name,
            time=time_format(timezone.localtime(first.at)),
            match=match.nl if request.LANGUAGE_CODE == "nl" else match.en,
            number=find.number,
        ),
    )


@page(SEARCH, reason=WHY)
def add_stored(request: DeskRequest, sighting_id: uuid.UUID) -> HttpResponse:
    """Adds a sighting that the reader has before them to a campaign that is open."""
    sighting = get_object_or_404(Sighting, id=sighting_id)
    now = timezone.now()
    mine = Campaign.objects.filter(
        in_state("open", now), participants__user=request.user, participants__part="searches"
    ).distinct()
    form = forms.StoredFindForm(request.POST if request.method == "POST" else None, campaigns=mine)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            finding = add_find(
                by=request.actor,
                campaign_id=given["campaign"].id,
                route=given["route"],
                no_false_identity=given["lawful"],
                sighting_id=sighting.id,
                from_platform_id=given["from_platform"].id if given["from_platform"] else None,
                route_words=given["route_words"],
            )
        except exceptions.CampaignError as fault:
            form.add_error(None, str(WRONG_FIELD[type(fault)][1]))
        else:
            _tell(request, finding)
            return redirect("watch:campaign", given["campaign"].id)
    return render(
        request,
        "watch/add_stored.html",
        {"form": form, "sighting": sighting, "any": mine.exists()},
        status=422 if form.errors else 200,
    )


@require_POST
@page(SEARCH, reason=WHY)
def searched(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """Notes that the reader searched somewhere."""
    opened = queries.open_campaign(by=request.actor, campaign_id=campaign_id)
    form = forms.SearchedForm(request.POST, campaign=opened.campaign)
    if not form.is_valid():
        messages.error(request, _("Kies een platform en schrijf hoeveel minuten u zocht."))
        return redirect("watch:campaign", campaign_id)
    given = form.cleaned_data
    try:
        note_searched(
            by=request.actor,
            campaign_id=campaign_id,
            platform_id=given["platform"].id,
            minutes=given["minutes"],
        )
    except exceptions.CampaignError as fault:
        messages.error(request, str(WRONG_FIELD[type(fault)][1]))
    else:
        messages.success(
            request,
            _("Genoteerd: {name}, {n} minuten.").format(name=given["platform"].name, n=given["minutes"]),
        )
    return redirect("watch:campaign", campaign_id)


@require_POST
@page(SEARCH, reason=WHY)
def close(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """Ends a campaign before its time."""
    opened = queries.open_campaign(by=request.actor, campaign_id=campaign_id)
    form = forms.CloseForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Schrijf waarom de zoekactie nu al ophoudt, zonder nummers of accounts."))
        return redirect("watch:campaign", campaign_id)
    try:
        close_campaign(by=request.actor, campaign_id=opened.campaign.id, because=form.cleaned_data["because"])
    except exceptions.WrongState:
        messages.error(request, _("Deze zoekactie was al afgelopen."))
    except exceptions.NotTakingPart as fault:
        raise NotPermitted from fault
    else:
        messages.success(request, _("De zoekactie is afgelopen. Niemand kan nog iets toevoegen."))
    return redirect("watch:campaign", campaign_id)
