"""A source that is crawled, a crawl of it, and what it stored: all invented, and nothing was fetched."""

from datetime import datetime, timedelta
from typing import Any

import pyarrow as pa
from django.utils import timezone

from baken.adverts.actions.store_sightings import store_sightings
from baken.adverts.models import Sighting
from baken.collection.batches import EVIDENCE
from baken.collection.crawl.queries import PageKeys
from baken.collection.evidence.actions import keep_captures
from baken.collection.evidence.records import NewCapture
from baken.collection.models import Crawl, CrawlPage, LawfulBasis, Source
from baken.collection.validity import row_of
from baken.tenancy.acting import Actor
from baken.vocabulary.advert_record import SCHEMA

PROFILE = """platform: kleinmarkt.example
title: h1
text: div.advert
crawl:
  contact: crawl@organisatie.example
  start: [http://127.0.0.1:9/rubriek/massage]
  list:
    links: article.card a::attr(href)
"""
WORDS = (
    "Ontspannende massage in een rustige praktijk in Tilburg. Ik ben 34. Bel 06 00 00 00 42. 60 euro per uur."
)


def make_source(by: Actor, basis: LawfulBasis, **facts: Any) -> Source:
    given = {
        "name": "Kleinmarkt",
        "platform": "kleinmarkt.example",
        "kind": "crawl",
        "profile": PROFILE,
        "active_until": timezone.localdate() + timedelta(days=60),
        "added_by": by.user,
        "added_at": timezone.now(),
    }
    return Source.objects.create(organisation=by.organisation, basis=basis, **(given | facts))


def make_crawl(by: Actor, source: Source, state: str = "done", **facts: Any) -> Crawl:
    now = timezone.now()
    over = {"started_at": now, "ended_at": now, "ended_because": "finished"} if state == "done" else {}
    given = {"state": state, "queued_at": now, "started_by": by.user, "pages_fetched": 12, "adverts_seen": 2}
    return Crawl.objects.create(organisation=by.organisation, source=source, **(given | over | facts))


def make_capture(
    by: Actor, crawl: Crawl, *, words: str = WORDS, at: datetime | None = None, number: int = 1
) -> Sighting:
    """A page of a crawl as it is stored, and the sighting that was read from it."""
    at = at or timezone.now()
    source = crawl.source
    url = f"http://127.0.0.1:9/advertentie/{number}"
    page = f"<html><body><h1>Massage {number}</h1><div class=advert>{words}</div></body></html>"
    new = NewCapture(
        kind="response", url=url, at=at, payload=page.encode(), content_type="text/html", status_line="200 OK"
    )
    (kept,) = keep_captures(by=by, basis=source.basis, source=source, captures=[new], how="crawl")
    keys = PageKeys(by.organisation.id)
    CrawlPage.objects.create(
        organisation=by.organisation, crawl=crawl, capture=kept, url_key=keys.of_url(url),
        content_key=keys.of_words("", words),
    )  # fmt: skip
    name = f"kleinmarkt-{number}-{at.timestamp()}"
    record = {
        "record_version": 1, "sighting_id": name, "platform": source.platform, "url": url, "text": words,
        "captured_at": at.isoformat(), "title": f"Massage {number}", "advertised_gender": "women",
    }  # fmt: skip
    records = pa.RecordBatch.from_pylist([row_of(record)], SCHEMA)
    evidence = {
        "sighting_id": name, "file": kept.file, "offset": kept.offset, "sha256": kept.payload_sha256,
        "captured_at": at,
    }  # fmt: skip
    before = set(Sighting.objects.values_list("id", flat=True))
    store_sightings(
        by=by, basis=source.basis, records=records, evidence=pa.RecordBatch.from_pylist([evidence], EVIDENCE)
    )
    sighting = Sighting.objects.exclude(id__in=before).get()
    Sighting.objects.filter(id=sighting.id).update(capture=kept)
    sighting.refresh_from_db()
    return sighting
