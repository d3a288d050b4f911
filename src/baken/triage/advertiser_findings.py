"""What is known of one advertiser, as read: a bounded number of statements, and of its words only those of
the adverts on this page of the list."""

from collections.abc import Sequence
from datetime import timedelta

from django.http import Http404
from django.utils import timezone

from baken.adverts import advertiser_links as links
from baken.adverts import advertiser_queries as adverts
from baken.adverts.judgement_queries import judgements_on
from baken.audit.actions import record_event
from baken.audit.models import Event
from baken.tenancy.acting import Actor
from baken.triage.advertiser_dossier import Found
from baken.triage.blind_sample import is_blind
from baken.triage.dossier_findings import reading_order
from baken.triage.models import Lead

READ = "triage.advertiser_read"
MOST_VERSIONS = 40
"""Versions of one advert that are laid side by side, the newest."""
MOST_PAIRS = 5_000
"""Pairs of contact and advert that are read."""
MOST_READ = 200
"""Pages of advertisers that one person opens in an hour: more is leafing through (rule 15)."""
HOUR = timedelta(hours=1)


def opened_too_often(*, by: Actor) -> bool:
    """Whether this person opened so many in an hour that they have to wait; noted when they do."""
    recent = Event.objects.filter(user=by.user, action=READ, at__gt=timezone.now() - HOUR)
    if recent.count() < MOST_READ:
        return False
    record_event(by=by, action="desk.look_up_refused", subject="advertisers")
    return True


def order_of(*, by: Actor, advertiser: str) -> tuple[adverts.AdvertiserSeen, list[str]]:
    """What was seen of an advertiser, and its unique adverts by number, as on the page of its lead.

    Raises Http404 for one that is not there.
    """
    seen, order, _ = order_and_lead(by=by, advertiser=advertiser)
    return seen, order


def order_and_lead(*, by: Actor, advertiser: str) -> tuple[adverts.AdvertiserSeen, list[str], Lead | None]:
    """What `order_of` gives, and the lead on this advertiser where there is one. Raises Http404."""
    seen = adverts.advertiser_seen(by=by, advertiser=advertiser)
    if not seen.texts:
        raise Http404
    lead = Lead.objects.filter(advertiser=advertiser).first()
    blind = lead is not None and is_blind(lead, timezone.now())
    firings = () if blind else adverts.advertiser_firings(by=by, advertiser=advertiser)
    return seen, reading_order(seen, firings), lead


def read_advertiser(
    *,
    by: Actor,
    advertiser: str,
    seen: adverts.AdvertiserSeen,
    order: Sequence[str],
    contacts: Sequence[adverts.ContactInAdvert],
    shown: Sequence[str],
    versions: int = MOST_VERSIONS,
    reason: str | None = None,
) -> Found:
    """Reads an advertiser with the words of the unique adverts in `shown`; noted in the log, once."""
    opened = links.open_texts(by=by, advertiser=advertiser, unique_adverts=shown, most=versions)
    neighbours, neighbours_in_all = links.neighbours(by=by, advertiser=advertiser)
    record_event(
        by=by,
        action=READ,
        subject=f"advertiser:{advertiser}",
        reason=reason,
        details={"sightings": seen.sightings, "opened": sum(map(len, opened.values()))},
    )
    return Found(
        advertiser=advertiser,
        seen=seen,
        order=order,
        texts=links.texts_of_advertiser(by=by, advertiser=advertiser),
        contacts=contacts,
        neighbours=neighbours,
        neighbours_in_all=neighbours_in_all,
        within=links.links_within(by=by, advertiser=advertiser),
        judgements=judgements_on(by=by, advertiser=advertiser),
        opened=opened,
    )
