"""Search campaigns with people in them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from baken.collection.models import LawfulBasis
from baken.platforms.actions import load_catalogue
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor
from baken.watch.campaigns.actions import add_find, prepare_campaign
from baken.watch.models import Campaign, Finding
from tests.factories.bases import make_basis
from tests.factories.users import make_person

TEXT = "Ontspannende massage in een rustige praktijk aan de rand van de stad. Bel 06 00 00 00 42."
OTHER_TEXT = "Rustige middag met thee en een goed gesprek, alleen op afspraak. App 06 00 00 00 77."


@dataclass(frozen=True)
class Searching:
    """A campaign that is open, who leads and checks it, who searches, and what is searched."""

    campaign: Campaign
    lead: Actor
    one: Actor
    two: Actor
    checker: Actor
    platform: Platform


def make_campaign(by: Actor, **given: Any) -> Searching:
    """A campaign that began just now; `given` changes what it is prepared with."""
    if not Platform.objects.exists():
        load_catalogue(by=by)
    basis = LawfulBasis.objects.first() or make_basis(by)
    lead, one, two, checker = (make_person(by.organisation, "outreach_worker") for _ in range(4))
    platform = Platform.objects.order_by("name")[0]
    now = timezone.now()
    facts: dict[str, Any] = {
        "name": f"Zoekactie {Campaign.objects.count() + 1}", "goal": "Kijken welke platforms nieuw zijn.",
        "basis_id": basis.id, "begins_at": now - timedelta(minutes=1), "ends_at": now + timedelta(hours=2),
        "leads": [lead.user.id], "searches": [one.user.id, two.user.id],
        "checks": [checker.user.id, one.user.id, two.user.id], "platforms": [platform.id],
    }  # fmt: skip
    campaign = prepare_campaign(by=lead, **(facts | given))
    return Searching(campaign, lead, one, two, checker, platform)


def find(searching: Searching, by: Actor, **given: Any) -> Finding:
    """A find by somebody; of the same words where nothing else is given."""
    facts: dict[str, Any] = {
        "route": "browsing", "no_false_identity": True, "platform": searching.platform.name, "text": TEXT,
    }  # fmt: skip
    return add_find(by=by, campaign_id=searching.campaign.id, **(facts | given))
