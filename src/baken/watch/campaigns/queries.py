"""Reads of campaigns; those that show what was found are logged. They open to who takes part."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.safestring import SafeString

from baken.accounts.models import User
from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.watch.campaigns.actions.add_find import ROUTE_WORDS
from baken.watch.campaigns.actions.check_find import BECAUSE
from baken.watch.campaigns.actions.write_report import LEARNED
from baken.watch.campaigns.policies import can_check, has_part
from baken.watch.campaigns.recognition import may_be_same
from baken.watch.campaigns.reporting import count_report
from baken.watch.campaigns.states import State, ended_at, state_at
from baken.watch.masked_words import open_words, shown_words
from baken.watch.models import Campaign, Find, FindCheck, Finding, Participant


@dataclass(frozen=True, slots=True)
class OpenCampaign:
    """A campaign as whoever takes part sees it now."""

    campaign: Campaign
    state: State
    ends_at: datetime
    leads: bool
    searches: bool
    checks: bool

    @property
    def may_add(self) -> bool:
        """Whether the reader may add a find now."""
        return self.searches and self.state.takes_finds

    @property
    def may_check(self) -> bool:
        """Whether the reader may say now what finds are."""
        return self.checks and self.state.takes_checks


def campaigns_of(by: Actor) -> QuerySet[Campaign]:
    """The campaigns that somebody takes part in or made."""
    own = Participant.objects.filter(campaign=OuterRef("pk"), user=by.user)
    return Campaign.objects.filter(Q(made_by=by.user) | Exists(own)).annotate(
        find_count=Count("finds", distinct=True)
    )


def open_campaign(*, by: Actor, campaign_id: uuid.UUID) -> OpenCampaign:
    """One campaign, for who takes part or made it. Raises Http404, `NotPermitted`."""
    campaign = get_object_or_404(Campaign.objects.select_related("basis", "made_by"), id=campaign_id)
    if not has_part(campaign, by.user) and campaign.made_by_id != by.user.id:
        raise NotPermitted
    parts = set(Participant.objects.filter(campaign=campaign, user=by.user).values_list("part", flat=True))
    return OpenCampaign(
        campaign,
        state_at(campaign, timezone.now()),
        ended_at(campaign),
        *(part in parts for part in ("leads", "searches", "checks")),
    )


def people_of(campaign: Campaign) -> dict[str, list[User]]:
    """Who has which part, by name."""
    found: dict[str, list[User]] = {"leads": [], "searches": [], "checks": []}
    for one in Participant.objects.filter(campaign=campaign).select_related("user").order_by("user__name"):
        found[one.part].append(one.user)
    return found


def finds_of(*, by: Actor, campaign: Campaign) -> QuerySet[Find]:
    """The finds of a campaign with their findings; nothing of their words."""
    findings = Finding.objects.select_related("finder", "from_platform").order_by("at", "id")
    return (
        Find.objects.filter(campaign=campaign)
        .select_related("platform")
        .prefetch_related(Prefetch("findings", findings))
        .annotate(
            finders=Count("findings__finder", distinct=True),
            mine=Exists(Finding.objects.filter(find=OuterRef("pk"), finder=by.user)),
        )
    )


def to_check(*, by: Actor, campaign: Campaign) -> QuerySet[Find]:
    """What waits to be checked by this person: not checked yet, and not found by them."""
    own = Finding.objects.filter(find=OuterRef("pk"), finder=by.user)
    return finds_of(by=by, campaign=campaign).filter(~Exists(own), outcome=None)


def note_finds_read(*, by: Actor, campaign: Campaign, shown: int) -> None:
    """Logs that somebody saw a list of finds."""
    record_event(
        by=by, action="watch.finds_read", subject=f"campaign:{campaign.id}", details={"shown": shown}
    )


@dataclass(frozen=True, slots=True)
class ShownFinding:
    """One time that it was found: by whom, how, and the words that were seen, contacts cut out."""

    finding: Finding
    route_words: str
    title: SafeString | None
    body: SafeString | None


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """What somebody said that it is, and why."""

    check: FindCheck
    because: str


@dataclass(frozen=True, slots=True)
class ShownFind:
    """One find as its page shows it."""

    find: Find
    findings: list[ShownFinding]
    checks: list[ShownCheck]
    same: list[tuple[Find, str]]
    mine: bool
    may_check: bool


def read_find(*, by: Actor, opened: OpenCampaign, find_id: uuid.UUID) -> ShownFind:
    """One find with the words of each time it was found; logged. Raises Http404."""
    find = get_object_or_404(Find.objects.select_related("platform"), id=find_id, campaign=opened.campaign)
    findings = list(find.findings.select_related("finder", "from_platform", "sighting").order_by("at", "id"))
    record_event(
        by=by, action="watch.find_read", subject=f"find:{find.id}", details={"sightings": len(findings)}
    )
    vault = Vault(by.organisation.id)
    words = {
        one.sighting.id: shown_words(one)
        for one in open_words(by.organisation.id, [finding.sighting for finding in findings])
    }
    shown = []
    for finding in findings:
        title, body = words.get(finding.sighting_id, (None, None))
        said = vault.open(finding.route_words, ROUTE_WORDS, finding.id) if finding.route_words else ""
        shown.append(ShownFinding(finding, said, title, body))
    checks = [
        ShownCheck(check, vault.open(check.because, BECAUSE, check.id))
        for check in find.checks.select_related("by").order_by("-at")
    ]
    return ShownFind(
        find,
        shown,
        checks,
        may_be_same(find),
        any(finding.finder_id == by.user.id for finding in findings),
        can_check(opened.campaign, find, by, timezone.now()),
    )


def report_of(*, by: Actor, opened: OpenCampaign) -> tuple[dict[str, Any], str]:
    """The counts of a campaign and what was learned: fixed where there is a report, else as they stand."""
    campaign = opened.campaign
    record_event(by=by, action="watch.report_read", subject=f"campaign:{campaign.id}")
    if campaign.reported_at is None:
        return count_report(campaign), ""
    vault = Vault(by.organisation.id)
    learned = vault.open(campaign.learned, LEARNED, campaign.id) if campaign.learned else ""
    return campaign.report, learned
