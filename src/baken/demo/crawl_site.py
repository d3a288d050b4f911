"""The demo visits the site of our own on two simulated days, for real: so that sources and crawls live."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from baken.collection.actions import add_source
from baken.collection.crawl.actions import start_crawl
from baken.collection.models import Crawl, LawfulBasis, Source
from baken.collection.profile import read_profile
from baken.demo.market_site.profiles import profile_text
from baken.demo.market_site.server import MarketSite
from baken.demo.organisation import ORGANISATION
from baken.pipeline.crawl import run_crawl
from baken.tenancy.acting import Actor

DAYS = 2
DELAY = 0.05
"""Seconds between two pages of our own site; any other is asked far less often."""
LAYOUT = "cards"
NAME = "marktplein-demo"
"""Apart from the name in the profile, under which whoever practises makes a source of their own."""
ADVERTS = 12
BROKEN = {7: "torn_gzip", 9: "nothing_of_ours"}
"""What is wrong on the site, so that the page of a crawl has something to say."""


def crawl_the_site(*, by: Actor) -> None:
    """A source with two crawls; what stands already is left as it is, and a crawl that was broken off goes
    on. Visits this machine only, and takes the site down afterwards."""
    source = Source.objects.filter(name=NAME).first()
    done = Crawl.objects.filter(source=source, state="done", pages__isnull=False).distinct().count()
    if done >= DAYS:
        return
    begins = timezone.now() - timedelta(days=DAYS)
    port = _port_of(source) if source else 0
    with MarketSite(count=ADVERTS, begins=begins, crawl_delay=0, faults=dict(BROKEN), port=port) as site:
        source = source or _source(by, site.base)
        for day in range(done, DAYS):
            site.day = day
            left = Crawl.objects.filter(source=source, state__in=("waiting", "running")).first()
            crawl = left or start_crawl(by=by, source_id=source.id, here=True)
            run_crawl(by=by, crawl_id=crawl.id)


def _port_of(source: Source) -> int:
    plan = read_profile(source.profile).crawl
    assert plan is not None
    return int(plan.hosts[0].rpartition(":")[2])


@transaction.atomic
def _source(by: Actor, base: str) -> Source:
    basis = LawfulBasis.objects.get(code=ORGANISATION.basis.identifier)
    text = profile_text(LAYOUT, base, delay=DELAY)
    profile = read_profile(text)
    assert profile.platform
    return add_source(
        by=by,
        name=NAME,
        platform=profile.platform,
        kind="crawl",
        basis_id=basis.id,
        active_until=basis.valid_until,
        today=timezone.localdate(),
        profile=text,
    )
