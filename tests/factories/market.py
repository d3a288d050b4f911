"""A market as codes: sightings with what was found in them and how they hang together, without a word."""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from baken.adverts.models import EXTRACTION_VERSION, Extraction, Link, Sighting, Signal
from baken.tenancy.acting import Actor
from tests.factories.bases import make_basis

DAY = date(2025, 3, 4)


def make_market(
    by: Actor, adverts: Iterable[tuple[str, str, list[str]]], *, day: date = DAY, code: str = "basis-1"
) -> None:
    """One sighting for each (unique advert, advertised gender, provinces); its advertiser bears its name."""
    basis = make_basis(by, code=code)
    for unique_advert, gender, provinces in adverts:
        sighting = Sighting.objects.create(
            organisation=by.organisation,
            platform="kleinmarkt.example",
            captured_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC),
            advertised_gender=gender,
            record=b"",
            evidence_file="a.jsonl",
            basis=basis,
        )
        Extraction.objects.create(
            organisation=by.organisation,
            sighting=sighting,
            version=EXTRACTION_VERSION,
            provinces=provinces,
            facts={},
        )
        Link.objects.create(
            organisation=by.organisation,
            sighting=sighting,
            unique_advert=unique_advert,
            advertiser=f"A{unique_advert}",
        )


def make_signals(by: Actor, indicator: str, advertisers: Iterable[str], grade: str = "B") -> None:
    """The indicator fired on each of these advertisers."""
    Signal.objects.bulk_create(
        Signal(
            organisation=by.organisation,
            subject_kind="advertiser",
            subject=advertiser,
            advertiser=advertiser,
            indicator=indicator,
            rule_version=1,
            grade=grade,
            evidence=[],
        )
        for advertiser in advertisers
    )
