"""Reads of how the adverts of one advertiser hang together, and with which others they were not put together.

Each is one statement. Only `open_texts` decrypts anything; whoever calls it logs the read.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from baken.adverts.advertiser_queries import OpenedSighting
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.privacy.encryption import NotDecryptable
from baken.tenancy.acting import Actor

MOST_NEIGHBOURS = 24
"""Other advertisers that are told of, those with most refused links first."""
MOST_EDGES = 120
"""Pairs of texts with what puts them together that are told of, the most frequent first."""


@dataclass(frozen=True, slots=True)
class TextSeen:
    """A unique advert of an advertiser: when and where it was seen, and in which weeks (by their Monday)."""

    unique_advert: str
    sightings: int
    first: datetime
    last: datetime
    weeks: tuple[tuple[date, int], ...]
    platforms: tuple[str, ...]
    provinces: tuple[str, ...]


def texts_of_advertiser(*, by: Actor, advertiser: str) -> list[TextSeen]:
    """The unique adverts of an advertiser, in counts."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH mine AS MATERIALIZED (
                SELECT link.unique_advert, sighting.platform, sighting.captured_at, extraction.provinces,
                    date_trunc('week', sighting.captured_at AT TIME ZONE 'Europe/Amsterdam')::date AS week
                FROM adverts_link link
                JOIN adverts_sighting sighting ON sighting.id = link.sighting_id
                LEFT JOIN adverts_extraction extraction ON extraction.sighting_id = sighting.id
                WHERE link.organisation_id = %(organisation)s AND link.advertiser = %(advertiser)s
            ), weekly AS (
                SELECT unique_advert, week, count(*) AS seen, min(captured_at) AS first,
                    max(captured_at) AS last
                FROM mine GROUP BY 1, 2
            ), published AS (
                SELECT unique_advert, array_agg(DISTINCT platform ORDER BY platform) AS platforms
                FROM mine GROUP BY 1
            ), placed AS (
                SELECT unique_advert, array_agg(DISTINCT province ORDER BY province) AS provinces
                FROM mine, unnest(provinces) AS province GROUP BY 1
            )
            SELECT weekly.unique_advert, sum(seen)::int, min(first), max(last),
                json_agg(json_build_array(week, seen) ORDER BY week)::text,
                max(published.platforms), coalesce(max(placed.provinces), '{}')
            FROM weekly JOIN published ON published.unique_advert = weekly.unique_advert
            LEFT JOIN placed ON placed.unique_advert = weekly.unique_advert
            GROUP BY 1 ORDER BY 1
            """,
            {"organisation": by.organisation.id, "advertiser": advertiser},
        )
        return [
            TextSeen(
                text, sightings, first, last,
                tuple((date.fromisoformat(week), seen) for week, seen in json.loads(weeks)),
                tuple(platforms), tuple(provinces),
            )
            for text, sightings, first, last, weeks, platforms, provinces in cursor.fetchall()
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another advertiser, the links to which were refused for one reason: of which kind, how many, how strong
    at most, from which unique adverts here, and through which contacts (pseudonyms)."""

    advertiser: str
    kind: str
    refused: str
    level: str
    times: int
    strength: float
    texts: tuple[str, ...]
    their_texts: int
    contacts: tuple[str, ...]


def neighbours(*, by: Actor, advertiser: str) -> tuple[list[Neighbour], int]:
    """The advertisers to which links were refused, at most `MOST_NEIGHBOURS`, and how many there are."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH mine AS (
                SELECT sighting_id, unique_advert FROM adverts_link
                WHERE organisation_id = %(organisation)s AND advertiser = %(advertiser)s
            ), across AS (
                SELECT edge.kind, edge.refused, edge.level, edge.strength, mine.unique_advert,
                    mine.sighting_id AS here, edge.right_id AS there
                FROM mine JOIN adverts_linkedge edge ON edge.left_id = mine.sighting_id
                WHERE edge.refused IS NOT NULL
                UNION ALL
                SELECT edge.kind, edge.refused, edge.level, edge.strength, mine.unique_advert,
                    mine.sighting_id, edge.left_id
                FROM mine JOIN adverts_linkedge edge ON edge.right_id = mine.sighting_id
                WHERE edge.refused IS NOT NULL
            ), named AS (
                SELECT across.*, link.advertiser, link.unique_advert AS theirs,
                    (SELECT min(contact.pseudonym) FROM adverts_contactmention one
                     JOIN adverts_contactmention two ON two.contact_id = one.contact_id
                     JOIN adverts_advertcontact contact ON contact.id = one.contact_id
                     WHERE one.sighting_id = here AND two.sighting_id = there
                        AND across.kind NOT IN ('text', 'image', 'account')) AS contact
                FROM across JOIN adverts_link link ON link.sighting_id = there
                WHERE link.advertiser <> %(advertiser)s
            ), ranked AS (
                SELECT advertiser, count(*) AS times, row_number() OVER
                    (ORDER BY bool_or(level = 'advertiser') DESC, count(*) DESC, advertiser) AS place
                FROM named GROUP BY 1
            )
            SELECT named.advertiser, kind, refused, level, count(*), max(strength),
                array_agg(DISTINCT unique_advert), count(DISTINCT theirs),
                array_remove(array_agg(DISTINCT contact), NULL), (SELECT count(*) FROM ranked)
            FROM named JOIN ranked ON ranked.advertiser = named.advertiser
            WHERE place <= %(most)s
            GROUP BY place, 1, 2, 3, 4 ORDER BY place, 5 DESC, 2, 3
            """,
            {"organisation": by.organisation.id, "advertiser": advertiser, "most": MOST_NEIGHBOURS},
        )
        rows = cursor.fetchall()
    found = [
        Neighbour(name, kind, refused, level, times, strength, tuple(texts), theirs, tuple(contacts))
        for name, kind, refused, level, times, strength, texts, theirs, contacts, _ in rows
    ]
    return found, rows[0][-1] if rows else 0


@dataclass(frozen=True, slots=True)
class Joined:
    """What puts two unique adverts of an advertiser together (or the sightings of one): kind, times, and how
    strong it is at the least and at the most."""

    left: str
    right: str
    kind: str
    level: str
    times: int
    weakest: float
    strongest: float


@dataclass(frozen=True, slots=True)
class Within:
    """The links that were followed within an advertiser, by pair of unique adverts: at most `MOST_EDGES` of
    them, how many pairs there are, and the kinds that put different unique adverts together."""

    joined: tuple[Joined, ...]
    in_all: int
    kinds: tuple[str, ...]


def links_within(*, by: Actor, advertiser: str) -> Within:
    """What puts the unique adverts of an advertiser together."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH pairs AS (
                SELECT least(one.unique_advert, two.unique_advert) AS a,
                    greatest(one.unique_advert, two.unique_advert) AS b, kind, level, count(*) AS times,
                    min(strength) AS weakest, max(strength) AS strongest
                FROM adverts_link one
                JOIN adverts_linkedge edge ON edge.left_id = one.sighting_id AND edge.refused IS NULL
                JOIN adverts_link two
                    ON two.sighting_id = edge.right_id AND two.advertiser = one.advertiser
                WHERE one.organisation_id = %(organisation)s AND one.advertiser = %(advertiser)s
                GROUP BY 1, 2, 3, 4
            )
            SELECT *, count(*) OVER (), (SELECT array_agg(DISTINCT kind) FROM pairs WHERE a <> b) FROM pairs
            ORDER BY kind = 'judgement' DESC, a = b, times DESC, a, b, kind LIMIT %(most)s
            """,
            {"organisation": by.organisation.id, "advertiser": advertiser, "most": MOST_EDGES},
        )
        rows = cursor.fetchall()
    if not rows:
        return Within((), 0, ())
    return Within(tuple(Joined(*row[:-2]) for row in rows), rows[0][-2], tuple(rows[0][-1] or ()))


def open_texts(
    *, by: Actor, advertiser: str, unique_adverts: Sequence[str], most: int
) -> dict[str, list[OpenedSighting]]:
    """The newest sightings of each of these unique adverts as this advertiser published them, decrypted; at
    most `most` of each. One that can't be decrypted is left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH chosen AS (
                SELECT link.unique_advert, link.sighting_id, sighting.captured_at, sighting.record,
                    row_number() OVER (PARTITION BY link.unique_advert
                        ORDER BY sighting.captured_at DESC, sighting.id) AS place
                FROM adverts_link link JOIN adverts_sighting sighting ON sighting.id = link.sighting_id
                WHERE link.organisation_id = %s AND link.advertiser = %s AND link.unique_advert = ANY(%s)
            )
            SELECT unique_advert, sighting_id, captured_at, record,
                (SELECT json_agg(json_build_array(contact.kind, contact.pseudonym, mention.obscured,
                    mention.start, mention."end") ORDER BY mention.start, contact.pseudonym)
                 FROM adverts_contactmention mention
                 JOIN adverts_advertcontact contact ON contact.id = mention.contact_id
                 WHERE mention.sighting_id = chosen.sighting_id AND mention.start IS NOT NULL)::text
            FROM chosen WHERE place <= %s ORDER BY unique_advert, place
            """,
            [by.organisation.id, advertiser, list(unique_adverts), most],
        )
        found = cursor.fetchall()
    vault = Vault(by.organisation.id)
    opened: dict[str, list[OpenedSighting]] = defaultdict(list)
    for text, row, captured_at, sealed, contacts in found:
        try:
            record = json.loads(vault.open(sealed, RECORD_COLUMN, row))
        except NotDecryptable:
            continue
        places = tuple(
            (kind, name, obscured, start, end)
            for kind, name, obscured, start, end in json.loads(contacts or "[]")
        )
        opened[text].append(
            OpenedSighting(
                uuid.UUID(str(row)), captured_at, record["title"], record["text"],
                record["account"] is not None, places,
            )
        )  # fmt: skip
    return dict(opened)
