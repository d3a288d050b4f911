"""Leads that people had in hand follow their sightings, whatever name linking gives the advertiser."""

import uuid

from django.db import connection

from baken.adverts.models import Link
from baken.tenancy.acting import Actor
from baken.triage.models import Lead

_WHERE_ITS_SIGHTINGS_ARE = """
    SELECT lead.id, link.advertiser, count(*)
    FROM triage_lead lead
    CROSS JOIN LATERAL unnest(lead.known_sightings) AS known(sighting)
    JOIN adverts_link link ON link.sighting_id = known.sighting AND link.organisation_id = %(organisation)s
    WHERE lead.organisation_id = %(organisation)s
    GROUP BY 1, 2
"""

_WHAT_WAS_SEEN = """
    WITH seen AS (
        SELECT link.advertiser, min(captured_at) AS first_seen, max(captured_at) AS last_seen,
            count(*) AS sightings, count(DISTINCT link.unique_advert) AS unique_adverts
        FROM adverts_link link JOIN adverts_sighting sighting ON sighting.id = link.sighting_id
        WHERE link.organisation_id = %(organisation)s
            AND link.advertiser IN (SELECT advertiser FROM triage_lead)
        GROUP BY 1
    ), placed AS (
        SELECT link.advertiser, array_agg(DISTINCT province ORDER BY province) AS provinces
        FROM adverts_link link
        JOIN adverts_extraction extraction ON extraction.sighting_id = link.sighting_id
        CROSS JOIN LATERAL unnest(extraction.provinces) AS province
        WHERE link.organisation_id = %(organisation)s
            AND link.advertiser IN (SELECT advertiser FROM triage_lead)
        GROUP BY 1
    )
    UPDATE triage_lead lead SET first_seen = seen.first_seen, last_seen = seen.last_seen,
        sightings = seen.sightings, unique_adverts = seen.unique_adverts,
        provinces = coalesce(placed.provinces, '{}')
    FROM seen LEFT JOIN placed ON placed.advertiser = seen.advertiser
    WHERE seen.advertiser = lead.advertiser AND lead.organisation_id = %(organisation)s
        AND (lead.first_seen, lead.last_seen, lead.sightings, lead.unique_adverts, lead.provinces)
            IS DISTINCT FROM (seen.first_seen, seen.last_seen, seen.sightings, seen.unique_adverts,
                coalesce(placed.provinces, '{}'))
"""

_REMEMBER = """
    WITH known AS (
        SELECT link.advertiser, array_agg(link.sighting_id ORDER BY link.sighting_id) AS sightings
        FROM adverts_link link
        JOIN triage_lead lead ON lead.advertiser = link.advertiser AND (lead.touched OR lead.outreach_stopped)
        WHERE link.organisation_id = %(organisation)s
        GROUP BY 1
    )
    UPDATE triage_lead lead SET known_sightings = known.sightings
    FROM known
    WHERE known.advertiser = lead.advertiser AND (lead.touched OR lead.outreach_stopped)
        AND lead.organisation_id = %(organisation)s AND lead.known_sightings <> known.sightings
"""


NOWHERE = "~"
"""How the name begins of a lead whose sightings all stand with another lead's advertiser."""

_RESTS = """
    WITH stands AS (
        SELECT DISTINCT ON (lead.id) lead.id AS resting, other.id AS under
        FROM triage_lead lead
        CROSS JOIN LATERAL unnest(lead.known_sightings) AS known(sighting)
        JOIN adverts_link link
            ON link.sighting_id = known.sighting AND link.organisation_id = %(organisation)s
        JOIN triage_lead other
            ON other.advertiser = link.advertiser AND other.organisation_id = %(organisation)s
        WHERE lead.organisation_id = %(organisation)s AND lead.advertiser LIKE '~%%'
        GROUP BY lead.id, other.id
        ORDER BY lead.id, count(*) DESC, other.id
    ), known AS (
        SELECT lead.id, stands.under FROM triage_lead lead LEFT JOIN stands ON stands.resting = lead.id
        WHERE lead.organisation_id = %(organisation)s
            AND (lead.advertiser LIKE '~%%' OR lead.rests_under IS NOT NULL)
    )
    UPDATE triage_lead lead SET rests_under = known.under,
        reopened_by_id = CASE WHEN known.under IS NULL THEN lead.reopened_by_id END,
        handed_to_id = CASE WHEN known.under IS NULL THEN lead.handed_to_id END,
        handed_until = CASE WHEN known.under IS NULL THEN lead.handed_until END
    FROM known WHERE known.id = lead.id AND lead.rests_under IS DISTINCT FROM known.under
"""


def follow_leads(*, by: Actor) -> set[str]:
    """Gives each lead that people had in hand the name under which most of its sightings stand now.

    Where several came together in one advertiser, the one with the most sightings in it goes on and the
    others rest under it (`rests_under`), with their decisions and drafts. Returns the advertisers that hold
    a sighting of a lead for which outreach was stopped: what was stopped stays stopped, however it is linked.
    """
    with connection.cursor() as cursor:
        cursor.execute(_WHERE_ITS_SIGHTINGS_ARE, {"organisation": by.organisation.id})
        shares = cursor.fetchall()
    kept = Lead.objects.in_bulk({lead for lead, _, _ in shares})
    names: dict[uuid.UUID, str] = {}
    taken: set[str] = set()
    for lead, advertiser, _count in sorted(
        shares, key=lambda row: (-row[2], row[1] != kept[row[0]].advertiser, str(row[0]))
    ):
        if lead not in names and advertiser not in taken:
            names[lead] = advertiser
            taken.add(advertiser)
    for lead in kept.keys() - names.keys():
        names[lead] = f"{NOWHERE}{lead.hex[:16]}"
    moving = {lead: name for lead, name in names.items() if kept[lead].advertiser != name}
    # a lead that nobody touched and that stands under the name gives way: the run places it anew
    Lead.objects.filter(advertiser__in=moving.values(), touched=False, outreach_stopped=False).delete()
    in_the_way = Lead.objects.filter(advertiser__in=moving.values()).exclude(id__in=moving)
    for lead_id in [*moving, *in_the_way.values_list("id", flat=True)]:
        # by way of a name that nobody else can have: two leads may change places
        Lead.objects.filter(id=lead_id).update(advertiser=f"{NOWHERE}{lead_id.hex[:16]}")
    for lead, name in moving.items():
        Lead.objects.filter(id=lead).update(advertiser=name)
    with connection.cursor() as cursor:
        cursor.execute(_RESTS, {"organisation": by.organisation.id})
    return {advertiser for lead, advertiser, _ in shares if kept[lead].outreach_stopped}


def touch(lead: Lead) -> None:
    """From here on no run removes the lead: it holds on to its sightings. The caller saves it."""
    if not lead.touched:
        lead.touched = True
        mine = Link.objects.filter(advertiser=lead.advertiser).order_by("sighting_id")
        lead.known_sightings = list(mine.values_list("sighting_id", flat=True))


def say_what_was_seen(*, by: Actor) -> None:
    """Brings up to date when, how often and where each lead was seen: what the queue shows."""
    with connection.cursor() as cursor:
        cursor.execute(_WHAT_WAS_SEEN, {"organisation": by.organisation.id})


def remember_sightings(*, by: Actor) -> None:
    """Notes of the leads that must not be lost which sightings they are."""
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER, {"organisation": by.organisation.id})
