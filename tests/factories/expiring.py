"""A small market of adverts of known ages, with everything that the stages make of them."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from baken.adverts.models import Link, Sighting
from baken.pipeline.collect import collect_stream
from baken.pipeline.stages import extract_waiting, indicate_all, link_all
from baken.tenancy.acting import Actor
from baken.triage.models import Lead
from tests.factories.adverts import advert, json_lines
from tests.factories.bases import make_basis


def days_ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def make_market(by: Actor, *ages: float, basis: str = "basis-1", **fields: Any) -> list[Sighting]:
    """One advert for each age in days, in their order; linked, with signals and leads."""
    from baken.collection.models import LawfulBasis

    if not LawfulBasis.objects.filter(code=basis).exists():
        make_basis(by, code=basis)
    records = [
        advert(number, captured_at=days_ago(age).isoformat(), sighting_id=f"s-{basis}-{number}", **fields)
        for number, age in enumerate(ages, 1)
    ]
    collect_stream(json_lines(*records), by=by, basis=basis, format="jsonl", source="adverts.jsonl")
    extract_waiting(by=by)
    link_all(by=by)
    indicate_all(by=by)
    return list(Sighting.objects.order_by("sequence"))


def make_lead(by: Actor, sighting: Sighting, age: float = 0, **fields: Any) -> Lead:
    """A lead of the advertiser of a sighting."""
    given = {
        "advertiser": Link.objects.get(sighting=sighting).advertiser,
        "case_number": f"K1-{Lead.objects.count():04d}",
        "band": "first", "log_odds": 1, "low": 0, "high": 2, "hard_stop": False, "reasons": [], "rank": 0,
        "created_at": days_ago(age),
    }  # fmt: skip
    return Lead.objects.create(organisation=by.organisation, **(given | fields))
