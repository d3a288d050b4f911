"""A campaign before and beside its finds: agreed on, ended before its time, and where people searched."""

import uuid
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from baken.accounts.models import User
from baken.audit.actions import record_event
from baken.collection.models import LawfulBasis
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.watch.campaigns.exceptions import (
    NameTaken,
    NothingToSearch,
    NotSearchedHere,
    WrongRole,
    WrongState,
)
from baken.watch.campaigns.policies import (
    check_basis_for,
    check_part,
    check_people,
    check_takes_finds,
    check_times,
)
from baken.watch.campaigns.states import TRANSITIONS, state_at
from baken.watch.models import Campaign, CampaignPlatform, Participant, Searched
from baken.watch.permissions import SEARCH

MOST_MINUTES = 24 * 60


@transaction.atomic
def prepare_campaign(
    *,
    by: Actor,
    name: str,
    goal: str,
    basis_id: uuid.UUID,
    begins_at: datetime,
    ends_at: datetime,
    leads: Collection[uuid.UUID],
    searches: Collection[uuid.UUID],
    checks: Collection[uuid.UUID],
    platforms: Collection[uuid.UUID] = (),
    new_platforms: bool = True,
) -> Campaign:
    """A campaign with its clock, people and platforms; all of it holds from then on.

    People and platforms are given by their ids. Raises `NameTaken`, `BadTimes`, `BasisTooShort`,
    `TooFewPeople`, `WrongRole`, `NothingToSearch`.
    """
    check_may(by, SEARCH)
    check_person(by)
    now, name = timezone.now(), " ".join(name.split())
    if Campaign.objects.filter(name=name).exists():
        raise NameTaken
    check_times(begins_at, ends_at, now)
    asked = LawfulBasis.objects.filter(id=basis_id).first()
    basis = check_basis_for(asked, begins_at, ends_at, by)
    parts = {"leads": _people(leads), "searches": _people(searches), "checks": _people(checks)}
    check_people(parts["leads"], parts["searches"], parts["checks"])
    chosen = list(Platform.objects.filter(id__in=platforms, status="active"))
    if len(chosen) < len(set(platforms)) or not (chosen or new_platforms):
        raise NothingToSearch
    campaign = Campaign.objects.create(
        organisation=by.organisation,
        name=name,
        goal=goal,
        basis=basis,
        new_platforms=new_platforms,
        begins_at=begins_at,
        ends_at=ends_at,
        made_by=by.user,
        made_at=now,
    )
    Participant.objects.bulk_create(
        Participant(organisation=by.organisation, campaign=campaign, user=user, part=part)
        for part, users in parts.items()
        for user in users
    )
    CampaignPlatform.objects.bulk_create(
        CampaignPlatform(organisation=by.organisation, campaign=campaign, platform=platform)
        for platform in chosen
    )
    record_event(
        by=by,
        action="watch.campaign_prepared",
        subject=f"campaign:{campaign.id}",
        details={
            "basis": campaign.basis.code,
            "begins_at": begins_at.isoformat(),
            "ends_at": ends_at.isoformat(),
            "platforms": len(chosen),
            **{part: len(users) for part, users in parts.items()},
        },
    )
    return campaign


def _people(ids: Collection[uuid.UUID]) -> list[User]:
    found = list(User.objects.filter(id__in=ids, is_active=True))
    if len(found) < len(set(ids)):
        raise WrongRole
    return found


@transaction.atomic
def close_campaign(*, by: Actor, campaign_id: uuid.UUID, because: str) -> Campaign:
    """Ends a campaign before its time, for good. Raises `NotTakingPart`, `WrongState`."""
    check_may(by, SEARCH)
    campaign = Campaign.objects.select_for_update().get(id=campaign_id)
    check_part(campaign, by, "leads")
    now = timezone.now()
    source = state_at(campaign, now).code
    way = next(
        (one for one in TRANSITIONS if one.event and (one.source, one.target) == (source, "closed")), None
    )
    if way is None or way.event is None:
        raise WrongState
    campaign.closed_by, campaign.closed_at, campaign.closed_because = by.user, now, because
    campaign.save(update_fields=["closed_by", "closed_at", "closed_because"])
    record_event(by=by, action=way.event, subject=f"campaign:{campaign.id}", details={"from": source})
    return campaign


@transaction.atomic
def note_searched(*, by: Actor, campaign_id: uuid.UUID, platform_id: uuid.UUID, minutes: int) -> Searched:
    """That one searched a platform, and for how long; where nothing was found, this is what tells so.

    Raises `NotTakingPart`, `NotOpen`, `NotSearchedHere`.
    """
    check_may(by, SEARCH)
    campaign = Campaign.objects.get(id=campaign_id)
    check_part(campaign, by, "searches")
    now = timezone.now()
    check_takes_finds(campaign, now)
    if not 0 < minutes <= MOST_MINUTES:
        raise ValueError("minutes")
    platform = Platform.objects.get(id=platform_id)
    if not CampaignPlatform.objects.filter(campaign=campaign, platform=platform).exists():
        raise NotSearchedHere
    made = Searched.objects.create(
        organisation=by.organisation,
        campaign=campaign,
        platform=platform,
        user=by.user,
        minutes=minutes,
        at=now,
    )
    record_event(
        by=by,
        action="watch.platform_searched",
        subject=f"campaign:{campaign.id}",
        details={"platform": platform.code, "minutes": minutes},
    )
    return made
