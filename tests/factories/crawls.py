"""Sources of the site of our own, and crawls of them."""

from datetime import date
from typing import Any

from django.utils import timezone

from baken.collection.actions import add_source
from baken.collection.crawl.actions import start_crawl
from baken.collection.models import Crawl, LawfulBasis, Source
from baken.demo.market_site.profiles import profile_text
from baken.demo.market_site.server import MarketSite
from baken.pipeline.crawl import run_crawl
from baken.tenancy.acting import Actor
from tests.factories.bases import make_basis

QUICK = 0.05
"""Seconds between two pages of the site of our own."""


def site(**facts: Any) -> MarketSite:
    """The site, quick and small."""
    return MarketSite(**({"count": 12, "crawl_delay": 0} | facts))


def make_source(by: Actor, at: MarketSite | str, layout: str = "cards", **facts: Any) -> Source:
    """A source of one layout of the site. `replace` pairs change the text of its profile."""
    basis = LawfulBasis.objects.first() or make_basis(by)
    base = at if isinstance(at, str) else at.base
    profile = profile_text(layout, base, delay=QUICK)
    for old, new in facts.pop("replace", {}).items():
        assert old in profile
        profile = profile.replace(old, new)
    given = {
        "name": f"marktplein {layout}",
        "platform": "marktplein.example",
        "kind": "crawl",
        "basis_id": basis.id,
        "active_until": date(2999, 12, 31),
        "today": timezone.localdate(),
        "profile": profile,
    }
    return add_source(by=by, **(given | facts))


def crawl(by: Actor, source: Source, **told: Any) -> Crawl:
    """Starts a crawl and carries it out to its end."""
    started = start_crawl(by=by, source_id=source.id, here=True)
    return run_crawl(by=by, crawl_id=started.id, **told)
