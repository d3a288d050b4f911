"""Fixes the report of a campaign: its counts, and what its leaders learned."""

import uuid

from django.db import transaction
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.privacy.data_uris import cut_data_uris
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.watch.campaigns.exceptions import WrongState
from baken.watch.campaigns.policies import check_part
from baken.watch.campaigns.reporting import count_report
from baken.watch.campaigns.states import state_at
from baken.watch.models import Campaign
from baken.watch.permissions import SEARCH

LEARNED = "watch_campaign.learned"


@transaction.atomic
def write_report(*, by: Actor, campaign_id: uuid.UUID, learned: str) -> Campaign:
    """Ends the work on a campaign that is closed: from then on nothing in it changes.

    Raises `NotTakingPart`, `WrongState`.
    """
    check_may(by, SEARCH)
    campaign = Campaign.objects.select_for_update().get(id=campaign_id)
    check_part(campaign, by, "leads")
    now = timezone.now()
    if state_at(campaign, now).code != "closed":
        raise WrongState
    said = cut_data_uris(learned.strip())
    campaign.report = count_report(campaign)
    campaign.learned = Vault(by.organisation.id).seal(said, LEARNED, campaign.id) if said else None
    campaign.reported_by, campaign.reported_at = by.user, now
    campaign.save(update_fields=["report", "learned", "reported_by", "reported_at"])
    record_event(
        by=by,
        action="watch.campaign_reported",
        subject=f"campaign:{campaign.id}",
        details={"finds": campaign.report["finds"], "unchecked": campaign.report["outcomes"]["unchecked"]},
    )
    return campaign
