"""What is known of the advertiser of a lead, as read: few statements, and of its words only the advert
that is shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from baken.adverts import advertiser_queries as adverts
from baken.adverts.reading.versions import MOST_VERSIONS
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.triage.blind_sample import BLIND
from baken.triage.models import Lead

FIRST_ROWS, MOST_ROWS = 25, 1_000
"""Sightings in the list of the page, and when somebody asks for all; the rest is told as a number."""

MOST_OPENED = MOST_VERSIONS + 2
"""Sightings that are decrypted: the one that is shown, and versions to hold against it."""


@dataclass(frozen=True, slots=True)
class Findings:
    """All that a dossier is made of. `order` holds the unique adverts, the first as number 1; `opened`
    are sightings of the one with `number`; `evidence` is (subject, indicator, items)."""

    advertiser: str
    band: str
    reasons: Sequence[str]
    number: int
    order: Sequence[str]
    seen: adverts.AdvertiserSeen
    contacts: Sequence[adverts.ContactInAdvert]
    firings: Sequence[adverts.Firing]
    refused: Sequence[adverts.RefusedLink]
    opened: Sequence[adverts.OpenedSighting]
    evidence: Sequence[tuple[str, str, Sequence[dict[str, Any]]]]
    sightings: Sequence[adverts.SightingPlace]
    blind: bool = False


def reading_order(seen: adverts.AdvertiserSeen, firings: Sequence[adverts.Firing]) -> list[str]:
    """The unique adverts in the order of reading: those on which most indicators fired, then those seen
    most. The same for the same data."""
    fired = {text.unique_advert: 0 for text in seen.texts}
    for firing in firings:
        for text in firing.texts:
            if text in fired:
                fired[text] += 1
    return [
        text.unique_advert
        for text in sorted(
            seen.texts, key=lambda text: (-fired[text.unique_advert], -text.sightings, text.unique_advert)
        )
    ]


def read_findings(
    *,
    by: Actor,
    lead: Lead,
    number: int = 1,
    rows: int = FIRST_ROWS,
    reason: str | None = None,
    blind: bool = False,
) -> Findings:
    """Reads what is known of a lead's advertiser, with advert `number` opened (the nearest there is) and the
    newest `rows` sightings listed. `blind` leaves out everything that rules said, the order of reading too.

    Writes one event: who looked at which lead, and how many sightings were decrypted for it.
    """
    advertiser = lead.advertiser
    seen = adverts.advertiser_seen(by=by, advertiser=advertiser)
    firings = () if blind else adverts.advertiser_firings(by=by, advertiser=advertiser)
    order = reading_order(seen, firings)
    number = min(max(number, 1), max(len(order), 1))
    opened = (
        adverts.open_unique_advert(
            by=by, advertiser=advertiser, unique_advert=order[number - 1], most=MOST_OPENED
        )
        if order
        else []
    )
    subjects = [str(one.sighting) for one in opened]
    found = Findings(
        advertiser=advertiser,
        band=BLIND.code if blind else lead.band,
        reasons=() if blind else lead.reasons,
        number=number,
        order=order,
        seen=seen,
        contacts=adverts.advertiser_contacts(by=by, advertiser=advertiser),
        firings=firings,
        refused=adverts.refused_links(by=by, advertiser=advertiser),
        opened=opened,
        evidence=() if blind else adverts.signal_evidence(advertiser=advertiser, subjects=subjects),
        sightings=adverts.advertiser_sightings(by=by, advertiser=advertiser, most=rows),
        blind=blind,
    )
    record_event(
        by=by,
        action="triage.lead_read",
        subject=f"lead:{lead.id}",
        reason=reason,
        details={"sightings": seen.sightings, "opened": len(opened), "text": number}
        | ({"blind": True} if blind else {}),
    )
    return found
