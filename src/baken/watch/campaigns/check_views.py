"""The pages on which finds are checked, a campaign is reported, and proposed platforms are decided on."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from baken.audit.actions import record_event
from baken.desk.exports import export_response, watermark_for, zip_with_origin
from baken.desk.guard import DeskRequest, page
from baken.desk.lists import Column, list_page
from baken.platforms.exceptions import NameTaken
from baken.platforms.permissions import MANAGE
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.campaigns import FindOutcome, SearchRoute
from baken.watch.campaigns import exceptions, forms, queries, report_files
from baken.watch.campaigns.actions import (
    accept_proposal,
    check_find,
    decline_proposal,
    join_finds,
    write_report,
)
from baken.watch.campaigns.reporting import UNCHECKED
from baken.watch.campaigns.views import WHY
from baken.watch.models import PlatformProposal
from baken.watch.permissions import SEARCH

_PROPOSALS = (
    Column("name", gettext_lazy("Platform"), "name"),
    Column("type", gettext_lazy("Soort"), "type"),
    Column("who", gettext_lazy("Voorgesteld door"), "proposed_by__name"),
    Column("at", gettext_lazy("Op"), "proposed_at", descending=True),
    Column("state", gettext_lazy("Stand"), "state"),
)


@page(SEARCH, reason=WHY)
def next_check(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """The oldest find that the reader may check and nobody checked yet."""
    opened = queries.open_campaign(by=request.actor, campaign_id=campaign_id)
    if not opened.checks:
        raise NotPermitted
    waiting = queries.to_check(by=request.actor, campaign=opened.campaign).order_by("number").first()
    if waiting is None or not opened.may_check:
        messages.info(request, _("Er wacht niets dat u kunt nakijken."))
        return redirect("watch:campaign", campaign_id)
    return redirect("watch:find", campaign_id, waiting.id)


@page(SEARCH, reason=WHY)
def find(request: DeskRequest, campaign_id: uuid.UUID, find_id: uuid.UUID) -> HttpResponse:
    """One find: its words, who found it and how, and saying what it is."""
    by = request.actor
    opened = queries.open_campaign(by=by, campaign_id=campaign_id)
    posted = request.method == "POST"
    form = forms.CheckForm(request.POST if posted else None)
    status = 200
    if posted and form.is_valid():
        try:
            check_find(by=by, find_id=find_id, **form.cleaned_data)
        except exceptions.ChangedMeanwhile:
            form.add_error(None, _("Er is intussen iets met deze vondst gebeurd. Kijk nog eens."))
        except (exceptions.OwnFind, exceptions.NotTakingPart) as fault:
            raise NotPermitted from fault
        except exceptions.WrongState:
            form.add_error(None, _("Deze zoekactie is klaar: er verandert niets meer."))
        else:
            messages.success(request, _("Nagekeken. Dank u."))
            return redirect("watch:next_check", campaign_id)
    if form.errors:
        status = 422
    shown = queries.read_find(by=by, opened=opened, find_id=find_id)
    if not posted:
        form = forms.CheckForm(initial={"version": shown.find.version})
    context = {
        "opened": opened,
        "campaign": opened.campaign,
        "shown": shown,
        "find": shown.find,
        "form": form,
    }
    return render(request, "watch/find.html", context, status=status)


@require_POST
@page(SEARCH, reason=WHY)
def join(request: DeskRequest, campaign_id: uuid.UUID, find_id: uuid.UUID) -> HttpResponse:
    """Puts a find with another one that is the same."""
    opened = queries.open_campaign(by=request.actor, campaign_id=campaign_id)
    if not opened.campaign.finds.filter(id=find_id).exists():
        raise Http404
    try:
        into_id, version = uuid.UUID(request.POST.get("into", "")), int(request.POST.get("version", ""))
    except ValueError:
        messages.error(request, _("Kies eerst met welke vondst u deze samenvoegt."))
        return redirect("watch:find", campaign_id, find_id)
    try:
        into = join_finds(by=request.actor, find_id=find_id, version=version, into_id=into_id)
    except exceptions.NotTakingPart as fault:
        raise NotPermitted from fault
    except exceptions.CampaignError:
        messages.error(request, _("Er is intussen iets met deze vondst gebeurd. Kijk nog eens."))
        return redirect("watch:find", campaign_id, find_id)
    messages.success(request, _("Samengevoegd tot nummer {number}.").format(number=into.number))
    return redirect("watch:find", campaign_id, into.id)


@page(SEARCH, reason=WHY)
def report(request: DeskRequest, campaign_id: uuid.UUID) -> HttpResponse:
    """The report of a campaign, and fixing it."""
    opened = queries.open_campaign(by=request.actor, campaign_id=campaign_id)
    if opened.state.code in ("prepared", "open"):
        messages.info(request, _("Het verslag komt er als de zoekactie is afgelopen."))
        return redirect("watch:campaign", campaign_id)
    form = forms.ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            write_report(by=request.actor, campaign_id=campaign_id, learned=form.cleaned_data["learned"])
        except exceptions.NotTakingPart as fault:
            raise NotPermitted from fault
        except exceptions.WrongState:
            messages.error(request, _("Dit verslag stond al vast."))
        else:
            messages.success(request, _("Het verslag staat vast."))
        return redirect("watch:report", campaign_id)
    counts, learned = queries.report_of(by=request.actor, opened=opened)
    context = {
        "opened": opened,
        "campaign": opened.campaign,
        "report": counts,
        "unchecked": counts["outcomes"][UNCHECKED],
        # what was kept as JSON keeps no order
        "outcomes": [(code, counts["outcomes"][code]) for code in (*FindOutcome.codes, UNCHECKED)],
        "routes": [(code, counts["routes"][code]) for code in SearchRoute.codes if code in counts["routes"]],
        "learned": learned,
        "form": form,
        "formats": report_files.FORMATS,
    }
    return render(request, "watch/report.html", context, status=422 if form.errors else 200)


@page(SEARCH, reason=WHY, confirm=True)
def take_report_out(request: DeskRequest, campaign_id: uuid.UUID, form: str) -> HttpResponse:
    """The report as a file: counts alone, with its origin."""
    opened = queries.open_campaign(by=request.actor, campaign_id=campaign_id)
    if form not in report_files.FORMATS:
        raise Http404
    if opened.state.code in ("prepared", "open"):
        messages.info(request, _("Het verslag komt er als de zoekactie is afgelopen."))
        return redirect("watch:campaign", campaign_id)
    counts, _learned = queries.report_of(by=request.actor, opened=opened)
    rows, mark = report_files.rows_of(counts), watermark_for(request)
    content = report_files.as_csv(rows)
    if form == "csv":
        data, name, kind = (
            zip_with_origin("campaign.csv", content, mark),
            "campaign.csv.zip",
            "application/zip",
        )
    else:
        write = report_files.as_xlsx if form == "xlsx" else report_files.as_ods
        data, name, kind = write(rows, mark.lines()), f"campaign.{form}", report_files.MEDIA[form]
        content = write(rows, ())
    return export_response(
        request,
        data=data,
        filename=name,
        content_type=kind,
        what="campaign:report",
        rows=len(rows),
        mark=mark,
        content=content,
    )


@page(MANAGE, reason="the catalogue of platforms")
def proposals(request: DeskRequest) -> HttpResponse:
    """The platforms that people found and the catalogue does not have; what waits stands first."""
    things = PlatformProposal.objects.select_related("proposed_by", "platform")
    waiting = things.filter(state="proposed").order_by("proposed_at")
    decided = list_page(request, things.exclude(state="proposed"), _PROPOSALS, default="-at")
    return render(request, "watch/proposals.html", {"waiting": waiting, "list": decided})


@page(MANAGE, reason="the catalogue of platforms")
def proposal(request: DeskRequest, proposal_id: uuid.UUID) -> HttpResponse:
    """One proposed platform: into the catalogue, or not."""
    thing = get_object_or_404(
        PlatformProposal.objects.select_related("proposed_by", "campaign"), id=proposal_id
    )
    accepts = request.POST.get("do") == "accept"
    posted = request.POST if request.method == "POST" else None
    start = {"name": thing.name, "type": thing.type}
    accept = forms.AcceptForm(posted if accepts else None, initial=start, prefix="accept")
    decline = forms.DeclineForm(None if accepts else posted, prefix="decline")
    chosen = accept if accepts else decline
    if posted is not None and chosen.is_valid():
        act = accept_proposal if accepts else decline_proposal
        try:
            act(by=request.actor, proposal_id=thing.id, **chosen.cleaned_data)
        except NameTaken:
            accept.add_error("name", _("Zo heet al een ander platform, of het is er een bijnaam van."))
        except exceptions.WrongState:
            messages.error(request, _("Hierover was al beslist."))
            return redirect("watch:proposals")
        else:
            messages.success(
                request, _("Het platform staat in de lijst.") if accepts else _("Het voorstel is afgewezen.")
            )
            return redirect("watch:proposals")
    record_event(by=request.actor, action="watch.proposal_read", subject=f"proposal:{thing.id}")
    context = {"proposal": thing, "accept": accept, "decline": decline, "now": timezone.now()}
    status = 422 if accept.errors or decline.errors else 200
    return render(request, "watch/proposal.html", context, status=status)
