"""Reads of one advertiser: counted, with its contacts as pseudonyms, and the words of one advert.

Each is one statement, however much was seen. Only `open_unique_advert` decrypts anything.
"""

import json
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from baken.adverts.models import Signal
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.tenancy.acting import Actor


@dataclass(frozen=True, slots=True)
class UniqueAdvertSeen:
    """A unique advert of an advertiser: how often and when it was seen there."""

    unique_advert: str
    sightings: int
    first: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class AdvertiserSeen:
    """An advertiser in counts: its unique adverts, weeks (by their Monday, Dutch time), provinces,
    platforms, and the ages that its adverts state. No word of an advert."""

    texts: tuple[UniqueAdvertSeen, ...]
    weeks: dict[date, int]
    provinces: dict[str, int]
    without_province: int
    platforms: dict[str, int]
    stated_ages: tuple[int, int] | None
    with_age: int
    with_price: int

    @property
    def sightings(self) -> int:
        """How many sightings there are."""
        return sum(text.sightings for text in self.texts)


_OF_ADVERTISER = """
    FROM adverts_link link
    JOIN adverts_sighting sighting ON sighting.id = link.sighting_id
    LEFT JOIN adverts_extraction extraction ON extraction.sighting_id = sighting.id
    WHERE link.organisation_id = %(organisation)s AND link.advertiser = %(advertiser)s
"""


def advertiser_seen(*, by: Actor, advertiser: str) -> AdvertiserSeen:
    """What was seen of one advertiser, counted; one statement however much that is."""
    rows: dict[str, list[tuple[str | None, int, Any, Any]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH mine AS MATERIALIZED (
                SELECT link.unique_advert, sighting.platform, sighting.captured_at, extraction.provinces,
                    extraction.facts
                {_OF_ADVERTISER}
            ), ages AS (
                SELECT (age->>'age')::int AS age FROM mine, jsonb_array_elements(facts->'stated_ages') AS age
            )
            SELECT 'text', unique_advert, count(*), min(captured_at), max(captured_at) FROM mine GROUP BY 2
            UNION ALL
            SELECT 'week', date_trunc('week', captured_at AT TIME ZONE 'Europe/Amsterdam')::date::text,
                count(*), NULL, NULL FROM mine GROUP BY 2
            UNION ALL
            SELECT 'province', province, count(*), NULL, NULL
                FROM mine LEFT JOIN LATERAL unnest(provinces) AS province ON true GROUP BY 2
            UNION ALL SELECT 'platform', platform, count(*), NULL, NULL FROM mine GROUP BY 2
            UNION ALL SELECT 'ages', min(age)::text || ' ' || max(age)::text, count(*), NULL, NULL FROM ages
            UNION ALL SELECT 'told', 'age', count(*), NULL, NULL FROM mine
                WHERE jsonb_array_length(facts->'stated_ages') > 0
            UNION ALL SELECT 'told', 'price', count(*), NULL, NULL FROM mine
                WHERE jsonb_array_length(facts->'prices') > 0
            """,  # noqa: S608
            {"organisation": by.organisation.id, "advertiser": advertiser},
        )
        for what, name, count, first, last in cursor.fetchall():
            rows[what].append((name, count, first, last))
    provinces = {name: count for name, count, *_ in rows["province"]}
    told = {name: count for name, count, *_ in rows["told"]}
    ages = rows["ages"][0][0]
    return AdvertiserSeen(
        texts=tuple(UniqueAdvertSeen(str(name), *counted) for name, *counted in sorted(rows["text"])),
        weeks={date.fromisoformat(str(name)): count for name, count, *_ in rows["week"]},
        provinces={name: count for name, count in provinces.items() if name},
        without_province=provinces.get(None, 0),
        platforms={str(name): count for name, count, *_ in rows["platform"]},
        stated_ages=(int(ages.split()[0]), int(ages.split()[1])) if ages else None,
        with_age=told["age"],
        with_price=told["price"],
    )


@dataclass(frozen=True, slots=True)
class ContactInAdvert:
    """A contact (its pseudonym) in a unique advert of an advertiser; `shared_by` is the number of unique
    adverts anywhere that share it, where they are so many that it links nothing."""

    pseudonym: str
    kind: str
    unique_advert: str
    sightings: int
    obscured: bool
    shared_by: int | None


MOST_CONTACTS = 400
"""Contact and advert pairs that are read of one advertiser, those seen most first."""


def advertiser_contacts(*, by: Actor, advertiser: str, most: int = MOST_CONTACTS) -> list[ContactInAdvert]:
    """Which contacts stand in which unique adverts of an advertiser, as pseudonyms; at most `most` pairs."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT contact.pseudonym, contact.kind, link.unique_advert, count(DISTINCT link.sighting_id),
                bool_or(mention.obscured), max(hub.unique_adverts)
            FROM adverts_link link
            JOIN adverts_contactmention mention ON mention.sighting_id = link.sighting_id
            JOIN adverts_advertcontact contact ON contact.id = mention.contact_id
            LEFT JOIN adverts_contacthub hub ON hub.organisation_id = link.organisation_id
                AND hub.kind = contact.kind AND hub.pseudonym = contact.pseudonym
            WHERE link.organisation_id = %s AND link.advertiser = %s
            GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 3 LIMIT %s
            """,
            [by.organisation.id, advertiser, most],
        )
        return [ContactInAdvert(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class Firing:
    """An indicator that fired on an advertiser: on it as a whole (`on_advertiser`), or on so many of its
    sightings, in so many of its unique adverts."""

    indicator: str
    rule_version: int
    grade: str
    on_advertiser: bool
    sightings: int
    texts: tuple[str, ...]


def advertiser_firings(*, by: Actor, advertiser: str) -> list[Firing]:
    """The indicators that fired on an advertiser, counted.

    Which text a sighting belongs to is looked up here and not by the database, which compares every
    signal with every sighting for it.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT 'text', unique_advert, NULL, NULL, NULL, array_agg(sighting_id::text)
            FROM adverts_link WHERE organisation_id = %(organisation)s AND advertiser = %(advertiser)s
            GROUP BY 2
            UNION ALL
            SELECT 'fired', indicator, max(rule_version), min(grade), bool_or(subject_kind = 'advertiser'),
                array_remove(array_agg(CASE WHEN subject_kind = 'sighting' THEN subject END), NULL)
            FROM adverts_signal WHERE organisation_id = %(organisation)s AND advertiser = %(advertiser)s
            GROUP BY 2
            """,
            {"organisation": by.organisation.id, "advertiser": advertiser},
        )
        rows = cursor.fetchall()
    text_of = {sighting: row[1] for row in rows if row[0] == "text" for sighting in row[5]}
    return [
        Firing(
            indicator,
            version,
            grade,
            whole,
            len(sightings),
            tuple(sorted({text_of[sighting] for sighting in sightings if sighting in text_of})),
        )
        for kind, indicator, version, grade, whole, sightings in sorted(rows, key=lambda row: row[1])
        if kind == "fired"
    ]


def signal_evidence(
    *, advertiser: str, subjects: Iterable[str]
) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """The evidence on an advertiser and on these subjects of it: subject, indicator, items (each a span
    or an id)."""
    wanted = [advertiser, *subjects]
    found = Signal.objects.filter(advertiser=advertiser, subject__in=wanted).order_by("subject", "indicator")
    return list(found.values_list("subject", "indicator", "evidence"))


@dataclass(frozen=True, slots=True)
class RefusedLink:
    """A kind of link between an advertiser and others that was refused, why, and how often."""

    kind: str
    refused: str
    times: int


def refused_links(*, by: Actor, advertiser: str) -> list[RefusedLink]:
    """Which links between sightings of an advertiser and others were refused, counted by reason."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH mine AS (
                SELECT sighting_id FROM adverts_link WHERE organisation_id = %(organisation)s
                AND advertiser = %(advertiser)s
            ), edges AS (
                SELECT id, kind, refused FROM adverts_linkedge JOIN mine ON left_id = sighting_id
                WHERE refused IS NOT NULL
                UNION
                SELECT id, kind, refused FROM adverts_linkedge JOIN mine ON right_id = sighting_id
                WHERE refused IS NOT NULL
            )
            SELECT kind, refused, count(*) FROM edges GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2
            """,
            {"organisation": by.organisation.id, "advertiser": advertiser},
        )
        return [RefusedLink(*row) for row in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class OpenedSighting:
    """A sighting with its words decrypted, and where contacts stand in them (contacts by pseudonym:
    kind, pseudonym, obscured, start, end)."""

    sighting: uuid.UUID
    captured_at: datetime
    title: str | None
    text: str
    has_account: bool
    contacts: tuple[tuple[str, str, bool, int, int], ...]


def open_unique_advert(*, by: Actor, advertiser: str, unique_advert: str, most: int) -> list[OpenedSighting]:
    """The newest sightings of a unique advert as this advertiser published it, decrypted; at most `most`.

    The caller logs the read, with what it was for.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT sighting.id, sighting.captured_at, sighting.record,
                (SELECT json_agg(json_build_array(contact.kind, contact.pseudonym, mention.obscured,
                    mention.start, mention."end") ORDER BY mention.start, contact.pseudonym)
                 FROM adverts_contactmention mention
                 JOIN adverts_advertcontact contact ON contact.id = mention.contact_id
                 WHERE mention.sighting_id = sighting.id AND mention.start IS NOT NULL)::text
            FROM adverts_link link JOIN adverts_sighting sighting ON sighting.id = link.sighting_id
            WHERE link.organisation_id = %s AND link.advertiser = %s AND link.unique_advert = %s
            ORDER BY sighting.captured_at DESC, sighting.id LIMIT %s
            """,
            [by.organisation.id, advertiser, unique_advert, most],
        )
        found = cursor.fetchall()
    vault = Vault(by.organisation.id)
    opened = []
    for row, captured_at, sealed, contacts in found:
        record = json.loads(vault.open(sealed, RECORD_COLUMN, row))
        places = tuple(
            (kind, name, obscured, start, end)
            for kind, name, obscured, start, end in json.loads(contacts or "[]")
        )
        opened.append(
            OpenedSighting(
                row, captured_at, record["title"], record["text"], record["account"] is not None, places
            )
        )
    return opened


@dataclass(frozen=True, slots=True)
class SightingPlace:
    """A sighting without its words: where and when it was seen, and where its evidence lies."""

    platform: str
    captured_at: datetime
    provinces: tuple[str, ...]
    unique_advert: str
    evidence_file: str
    evidence_offset: int | None
    evidence_sha256: str | None
    sighting: uuid.UUID | None = None


def advertiser_sightings(*, by: Actor, advertiser: str, most: int) -> list[SightingPlace]:
    """The newest sightings of an advertiser, at most `most`."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT sighting.platform, sighting.captured_at, coalesce(extraction.provinces, '{{}}'),
                link.unique_advert, sighting.evidence_file, sighting.evidence_offset,
                sighting.evidence_sha256, sighting.id
            {_OF_ADVERTISER}
            ORDER BY sighting.captured_at DESC, sighting.id LIMIT %(most)s
            """,
            {"organisation": by.organisation.id, "advertiser": advertiser, "most": most},
        )
        return [SightingPlace(row[0], row[1], tuple(row[2]), *row[3:]) for row in cursor.fetchall()]
