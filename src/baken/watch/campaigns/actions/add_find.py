"""Adds what a participant lawfully saw to the shared queue of a campaign, beside whoever found it before."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from baken.adverts.actions.record_by_hand import record_by_hand
from baken.adverts.models import Sighting
from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.platforms.models import Platform
from baken.platforms.queries import find_platform
from baken.privacy.data_uris import cut_data_uris
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.watch.campaigns.exceptions import (
    FalseIdentity,
    NoSuchSighting,
    NotSearchedHere,
    SeenOutside,
    TooManyFinds,
)
from baken.watch.campaigns.policies import CLOCK_DIFFERS, check_part, check_takes_finds
from baken.watch.campaigns.recognition import Keys, found_before, keys_of
from baken.watch.models import Campaign, CampaignPlatform, Find, Finding, FindKey
from baken.watch.permissions import SEARCH

ROUTE_WORDS = "watch_finding.route_words"
MOST = 100
"""Finds of one person in an hour: each is told whether a colleague found it, so many are guesses."""
HOUR = timedelta(hours=1)


@transaction.atomic
def add_find(
    *,
    by: Actor,
    campaign_id: uuid.UUID,
    route: str,
    no_false_identity: bool,
    platform: str = "",
    text: str = "",
    title: str = "",
    place: str = "",
    advertised_gender: str = "unknown",
    url: str = "",
    contacts: Sequence[dict[str, str]] = (),
    seen_at: datetime | None = None,
    sighting_id: uuid.UUID | None = None,
    from_platform_id: uuid.UUID | None = None,
    route_words: str = "",
    platform_type: str = "other",
) -> Finding:
    """A find by hand, or with `sighting_id` one that points at what is stored already.

    What was found before (the same address, text or contact) is one find with one finder more:
    `joined_by` of the answer tells why. `route` is a code of `SearchRoute`, `from_platform_id` where the
    link was. The campaign's own clock decides: raises `NotOpen` outside it, `SeenOutside`,
    `NotTakingPart`, `FalseIdentity`, `NotSearchedHere`, `NoSuchSighting`, `TooManyFinds`, and what
    `record_by_hand` raises.
    """
    check_may(by, SEARCH)
    # one find at a time: of two people at the same moment the second is told of the first
    campaign = Campaign.objects.select_for_update().select_related("basis").get(id=campaign_id)
    check_part(campaign, by, "searches")
    now = timezone.now()
    check_takes_finds(campaign, now)
    if not no_false_identity:
        raise FalseIdentity
    if Finding.objects.filter(finder=by.user, at__gt=now - HOUR).count() >= MOST:
        raise TooManyFinds
    if sighting_id is not None:
        sighting = Sighting.objects.filter(id=sighting_id).first()
        if sighting is None:
            raise NoSuchSighting
        known = _searched(campaign, sighting.platform)
    else:
        known = _searched(campaign, platform)
        moment = seen_at or now
        if not campaign.begins_at - CLOCK_DIFFERS <= moment < campaign.ends_at:
            raise SeenOutside
        sighting = record_by_hand(
            by=by,
            basis_id=campaign.basis_id,
            platform=platform,
            seen_at=moment,
            text=text,
            title=title,
            place=place,
            advertised_gender=advertised_gender,
            url=url,
            contacts=contacts,
            campaign=str(campaign.id),
        )
    standing = Finding.objects.filter(find__campaign=campaign, sighting=sighting, finder=by.user).first()
    if standing is not None:
        return standing
    keys = keys_of(by.organisation.id, sighting)
    find, joined_by = _place(by, campaign, keys, known, sighting.platform, platform_type, now)
    finding = _keep(by, find, sighting, joined_by, route, route_words, from_platform_id, now)
    _remember(finding, keys, now)
    record_event(
        by=by,
        action="watch.find_added",
        subject=f"find:{find.id}",
        details={"campaign": str(campaign.id), "route": route, "joined_by": joined_by},
    )
    return finding


def _searched(campaign: Campaign, name: str) -> Platform | None:
    """The platform of the catalogue, if the campaign searches it; None for one that is new."""
    known = find_platform(name)
    if known is None:
        if not campaign.new_platforms:
            raise NotSearchedHere
        return None
    if not CampaignPlatform.objects.filter(campaign=campaign, platform=known).exists():
        raise NotSearchedHere
    return known


def _place(
    by: Actor,
    campaign: Campaign,
    keys: Keys,
    known: Platform | None,
    name: str,
    platform_type: str,
    now: datetime,
) -> tuple[Find, str]:
    before = found_before(campaign, keys)
    if before is not None:
        return before
    last = Find.objects.filter(campaign=campaign).aggregate(last=Max("number"))["last"] or 0
    made = Find.objects.create(
        organisation=by.organisation,
        campaign=campaign,
        number=last + 1,
        platform=known,
        platform_name=known.name if known else name[:80],
        platform_type=known.type if known else platform_type,
        at=now,
    )
    return made, "first"


def _keep(
    by: Actor,
    find: Find,
    sighting: Sighting,
    joined_by: str,
    route: str,
    route_words: str,
    from_platform_id: uuid.UUID | None,
    now: datetime,
) -> Finding:
    row = uuid.uuid4()
    said = cut_data_uris(" ".join(route_words.split()))
    return Finding.objects.create(
        id=row,
        organisation=by.organisation,
        find=find,
        sighting=sighting,
        finder=by.user,
        at=now,
        route=route,
        route_words=Vault(by.organisation.id).seal(said, ROUTE_WORDS, row) if said else None,
        from_platform_id=from_platform_id if route == "link" else None,
        joined_by=joined_by,
        no_false_identity=True,
    )


def _remember(finding: Finding, keys: Keys, now: datetime) -> None:
    FindKey.objects.bulk_create(
        FindKey(organisation_id=finding.organisation_id, finding=finding, kind=kind, value=value, at=now)
        for kind, values in keys.by_kind().items()
        for value in sorted(values)
    )
