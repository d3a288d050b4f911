"""Weeks of a market as sightings with their links, in bulk and without a word."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from baken.adverts.models import EXTRACTION_VERSION, Extraction, Link, Sighting
from baken.collection.models import LawfulBasis
from baken.tenancy.acting import Actor
from tests.factories.bases import make_basis

MONDAY = date(2025, 1, 6)


def make_weeks(
    by: Actor,
    counts: Mapping[str, Sequence[int]],
    *,
    first: date = MONDAY,
    days: Sequence[int] = range(7),
    provinces: Sequence[str] = ("NL-NB",),
    gender: str = "women",
) -> None:
    """So many unique adverts on each platform in each successive week, each seen on one of `days`."""
    basis = LawfulBasis.objects.first() or make_basis(by)
    sightings, links, extractions = [], [], []
    for platform, weekly in counts.items():
        for week, count in enumerate(weekly):
            for number in range(count):
                day = first + timedelta(weeks=week, days=days[number % len(days)])
                one = Sighting(
                    id=uuid.uuid4(),
                    organisation=by.organisation,
                    platform=platform,
                    captured_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
                    advertised_gender=gender,
                    record=b"",
                    evidence_file="a.jsonl",
                    basis=basis,
                )
                sightings.append(one)
                own = {"organisation": by.organisation, "sighting": one}
                name = f"{platform[:9]}-{number}"
                links.append(Link(**own, unique_advert=name, advertiser=name))
                extractions.append(
                    Extraction(**own, version=EXTRACTION_VERSION, provinces=list(provinces), facts={})
                )
    Sighting.objects.bulk_create(sightings)
    Link.objects.bulk_create(links)
    Extraction.objects.bulk_create(extractions)
