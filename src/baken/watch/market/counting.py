"""The week's counts, made in the database in one statement each: nothing of an advert leaves it.

A week is an ISO week of the wall clock in Amsterdam, known by its Monday. A unique advert has the gender it
stated most often that week; of a tie, or where it stated none, it is unknown.
"""

import uuid
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from baken.adverts.models import EXTRACTION_VERSION
from baken.collection.models import Crawl
from baken.vocabulary.crawls import CrawlState

ZONE = ZoneInfo("Europe/Amsterdam")

Names = Mapping[str, uuid.UUID]
"""What sources call a platform, and the `WatchedPlatform` that is meant."""

_WEEK = "date_trunc('week', sighting.captured_at AT TIME ZONE 'Europe/Amsterdam')::date"
_COLLECTED = "NOT EXISTS (SELECT FROM adverts_byhand hand WHERE hand.sighting_id = sighting.id)"
"""What people recorded by hand was looked for: it tells nothing of growth, nor that a platform is new."""
_LINKED = f"""
    FROM adverts_sighting sighting
    JOIN adverts_link link ON link.sighting_id = sighting.id
    JOIN unnest(%(names)s::text[], %(platforms)s::uuid[]) AS named(name, platform)
        ON named.name = sighting.platform
    WHERE sighting.organisation_id = %(organisation)s AND {_COLLECTED}
"""

_COUNTS = f"""
    WITH seen AS (
        SELECT {_WEEK} AS week, named.platform, watched.type, link.unique_advert, link.advertiser,
            sighting.advertised_gender AS gender, extraction.provinces
        FROM adverts_sighting sighting
        JOIN adverts_link link ON link.sighting_id = sighting.id
        JOIN adverts_extraction extraction
            ON extraction.sighting_id = sighting.id AND extraction.version = %(version)s
        JOIN unnest(%(names)s::text[], %(platforms)s::uuid[]) AS named(name, platform)
            ON named.name = sighting.platform
        JOIN watch_watchedplatform watched ON watched.id = named.platform
        WHERE sighting.organisation_id = %(organisation)s AND {_WEEK} = ANY(%(weeks)s::date[])
            AND {_COLLECTED}
    ), votes AS (
        SELECT week, unique_advert, gender, count(*) AS votes,
            max(count(*)) OVER (PARTITION BY week, unique_advert) AS most
        FROM seen WHERE gender <> 'unknown' GROUP BY week, unique_advert, gender
    ), stated AS (
        SELECT week, unique_advert, CASE WHEN count(*) = 1 THEN min(gender) ELSE 'unknown' END AS gender
        FROM votes WHERE votes = most GROUP BY week, unique_advert
    ), adverts AS (
        SELECT DISTINCT seen.week, seen.platform, seen.type, seen.unique_advert, seen.advertiser,
            coalesce(stated.gender, 'unknown') AS gender, province
        FROM seen
        LEFT JOIN stated USING (week, unique_advert)
        LEFT JOIN LATERAL unnest(seen.provinces) AS province ON true
    )
    INSERT INTO watch_weeklycount
        (id, organisation_id, week, platform_id, type, province, gender, unique_adverts, advertisers)
    SELECT gen_random_uuid(), %(organisation)s, week, platform, coalesce(type, ''), coalesce(province, ''),
        coalesce(gender, ''), count(DISTINCT unique_advert), count(DISTINCT advertiser)
    FROM adverts
    GROUP BY GROUPING SETS (
        (week), (week, province), (week, gender),
        (week, platform), (week, platform, province), (week, platform, gender),
        (week, type), (week, type, province), (week, type, gender)
    )
    HAVING (GROUPING(province) = 1 OR province IS NOT NULL) AND (GROUPING(type) = 1 OR type <> '')
"""  # noqa: S608 - every part is written above


def platform_names() -> list[str]:
    """What the sources of the organisation call their platforms, empty ones that were crawled too."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT sighting.platform FROM adverts_sighting sighting WHERE {_COLLECTED} "  # noqa: S608
            "UNION SELECT DISTINCT source.platform FROM collection_crawl crawl "
            "JOIN collection_source source ON source.id = crawl.source_id ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


def sightings_per_week(organisation: uuid.UUID, names: Names) -> dict[date, int]:
    """How many linked sightings there are now of each week."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {_WEEK}, count(*) {_LINKED} GROUP BY 1", _given(organisation, names))
        return dict(cursor.fetchall())


def count_weeks(organisation: uuid.UUID, names: Names, weeks: Sequence[date]) -> int:
    """Inserts the counts of these weeks, which have none; returns how many rows."""
    with connection.cursor() as cursor:
        # the links were all replaced a moment ago, so what the planner knows of them is out of date; told
        # that there are few it would walk through them again for every sighting
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(
            _COUNTS, _given(organisation, names) | {"weeks": list(weeks), "version": EXTRACTION_VERSION}
        )
        rows: int = cursor.rowcount
        cursor.execute("SET LOCAL enable_nestloop = on")
    return rows


def capture_days(
    organisation: uuid.UUID, names: Names
) -> dict[tuple[uuid.UUID, date], tuple[int, set[date]]]:
    """Per platform and week: how many linked sightings, and on which days."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT named.platform, {_WEEK}, count(*), "
            "array_agg(DISTINCT (sighting.captured_at AT TIME ZONE 'Europe/Amsterdam')::date) "
            f"{_LINKED} GROUP BY 1, 2",
            _given(organisation, names),
        )
        return {(platform, week): (count, set(days)) for platform, week, count, days in cursor.fetchall()}


def crawl_days(names: Names) -> dict[tuple[uuid.UUID, date], dict[date, bool]]:
    """Per platform and week: the days on which a crawl began, and whether one of them ran its whole course.

    One that reached its limit of pages did not see everything.
    """
    days: dict[tuple[uuid.UUID, date], dict[date, bool]] = {}
    crawls = Crawl.objects.filter(state__in=CrawlState.codes_in("over"), started_at__isnull=False)
    for name, started_at, state, because in crawls.values_list(
        "source__platform", "started_at", "state", "ended_because"
    ):
        if name not in names or started_at is None:
            continue
        day = started_at.astimezone(ZONE).date()
        whole = state == "done" and because != "page_limit"
        one = days.setdefault((names[name], monday(day)), {})
        one[day] = one.get(day, False) or whole
    return days


def monday(day: date) -> date:
    """The Monday of the week that a day lies in."""
    return day - timedelta(days=day.weekday())


def is_over(week: date, now: datetime) -> bool:
    """Whether a week is whole in Amsterdam."""
    return now.astimezone(ZONE).date() >= week + timedelta(weeks=1)


def _given(organisation: uuid.UUID, names: Names) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "names": list(names),
        "platforms": list(names.values()),
    }
