"""What a second person says of a find, and joining two finds that turn out to be one."""

import uuid
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.platforms.queries import find_platform
from baken.privacy.data_uris import cut_data_uris
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.watch.campaigns.actions.propose_platform import propose_platform
from baken.watch.campaigns.exceptions import ChangedMeanwhile, NotTheSame, ProposedAlready
from baken.watch.campaigns.policies import check_other_eyes, check_part, check_takes_checks
from baken.watch.models import Campaign, Find, FindCheck, Finding
from baken.watch.permissions import SEARCH

BECAUSE = "watch_findcheck.because"


@transaction.atomic
def check_find(*, by: Actor, find_id: uuid.UUID, version: int, outcome: str, because: str) -> FindCheck:
    """Says what a find is (a code of `FindOutcome`), as somebody who did not find it, and why.

    A new platform goes to the catalogue as a proposal. What was said before stays; the newest counts.
    Raises `NotTakingPart`, `WrongState`, `OwnFind`, `ChangedMeanwhile`.
    """
    check_may(by, SEARCH)
    find = _locked(by, find_id, version)
    check_other_eyes(find, by)
    row, now = uuid.uuid4(), timezone.now()
    made = FindCheck.objects.create(
        id=row,
        organisation=by.organisation,
        find=find,
        by=by.user,
        at=now,
        outcome=outcome,
        because=Vault(by.organisation.id).seal(cut_data_uris(because), BECAUSE, row),
    )
    find.outcome, find.version = outcome, find.version + 1
    find.save(update_fields=["outcome", "version"])
    record_event(by=by, action="watch.find_checked", subject=f"find:{find.id}", details={"outcome": outcome})
    if outcome == "new_platform" and find_platform(find.platform_name) is None:
        with suppress(ProposedAlready):
            propose_platform(
                by=by,
                name=find.platform_name,
                type=find.platform_type,
                because=f"{find.campaign.name}: {find.number}",
                campaign_id=find.campaign_id,
            )
    return made


@transaction.atomic
def join_finds(*, by: Actor, find_id: uuid.UUID, version: int, into_id: uuid.UUID) -> Find:
    """Puts all findings and checks of one find with another that is the same; its own number goes.

    Raises `NotTakingPart`, `WrongState`, `NotTheSame`, `ChangedMeanwhile`.
    """
    check_may(by, SEARCH)
    find = _locked(by, find_id, version)
    into = Find.objects.select_for_update().filter(id=into_id, campaign=find.campaign).first()
    if into is None or into.id == find.id:
        raise NotTheSame
    standing = set(Finding.objects.filter(find=into).values_list("sighting_id", "finder_id"))
    for finding in Finding.objects.filter(find=find).order_by("at"):
        if (finding.sighting_id, finding.finder_id) in standing:
            continue
        finding.find = into
        finding.joined_by = "person" if finding.joined_by == "first" else finding.joined_by
        finding.save(update_fields=["find", "joined_by"])
    FindCheck.objects.filter(find=find).update(find=into)
    newest = FindCheck.objects.filter(find=into).order_by("-at").first()
    into.outcome, into.version = newest.outcome if newest else None, into.version + 1
    into.save(update_fields=["outcome", "version"])
    number = find.number
    find.delete()
    record_event(by=by, action="watch.finds_joined", subject=f"find:{into.id}", details={"number": number})
    return into


def _locked(by: Actor, find_id: uuid.UUID, version: int) -> Find:
    find = Find.objects.select_for_update().get(id=find_id)
    campaign = Campaign.objects.select_for_update().get(id=find.campaign_id)
    check_part(campaign, by, "checks")
    check_takes_checks(campaign, timezone.now())
    if find.version != version:
        raise ChangedMeanwhile
    return find
