"""Leads as a run places them, and the sightings that they are."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

from baken.adverts.models import EXTRACTION_VERSION, Extraction, Link, Sighting
from baken.collection.models import LawfulBasis
from baken.indicators.rule import HARD_STOP
from baken.tenancy.acting import Actor
from baken.triage.actions.place_leads import place_leads
from baken.triage.models import Lead
from tests.factories.bases import make_basis

REASONS = ("contact_obscured", "shared_contact_many_texts")
WORDS = {"facts": "Eén nummer bij twee teksten.", "explanation": "De tekst noemt een bureau."}
SEEN = datetime(2025, 3, 10, 12, tzinfo=UTC)


def run_row(advertiser: str, **told: Any) -> dict[str, Any]:
    """What a run says of one advertiser."""
    row = {
        "advertiser": advertiser, "band": "look_first", "log_odds": 1.5, "low": 0.5, "high": 2.5,
        "hard_stop": False, "reasons": REASONS,
    } | told  # fmt: skip
    row = {"counting": row["reasons"]} | row
    if row["hard_stop"]:
        row |= {"band": "urgent_protocol", "reasons": (HARD_STOP, *row["reasons"])}
    return row


def place(by: Actor, *rows: dict[str, Any]) -> int:
    """A run with these rows."""
    names = ("advertiser", "band", "log_odds", "low", "high", "hard_stop", "reasons", "counting")
    return place_leads(by=by, leads={name: [row[name] for row in rows] for name in names})


def make_leads(by: Actor, count: int = 1, **told: Any) -> list[Lead]:
    """Leads of a run of its own, first things first."""
    place(
        by, *(run_row(f"a{number:04d}", **{"log_odds": 9.0 - number / 100} | told) for number in range(count))
    )
    return list(Lead.objects.order_by("rank"))


def make_lead(by: Actor, **told: Any) -> Lead:
    """One lead."""
    return make_leads(by, 1, **told)[0]


def see(by: Actor, advertiser: str, count: int = 1, province: str = "NL-NB") -> list[uuid.UUID]:
    """Sightings that linking gave to this advertiser."""
    basis = LawfulBasis.objects.first() or make_basis(by)
    made = []
    for number in range(count):
        sighting = Sighting.objects.create(
            organisation=by.organisation, platform="kleinmarkt.example",
            captured_at=SEEN + timedelta(days=number), advertised_gender="women", record=b"-",
            evidence_file="a.jsonl", basis=basis,
        )  # fmt: skip
        Extraction.objects.create(
            organisation=by.organisation, sighting=sighting, version=EXTRACTION_VERSION,
            provinces=[province], facts={},
        )  # fmt: skip
        link(by, sighting.id, advertiser)
        made.append(sighting.id)
    return made


def link(by: Actor, sighting: uuid.UUID, advertiser: str) -> None:
    """Linking gives the sighting to this advertiser now."""
    Link.objects.filter(sighting=sighting).delete()
    Link.objects.create(
        organisation=by.organisation,
        sighting_id=sighting,
        unique_advert=f"u{sighting.hex[:8]}",
        advertiser=advertiser,
    )
