"""What a site asks for is done, counted from the site's own account of what it was asked."""

import itertools
from typing import Any

import pytest

from baken.adverts.models import Sighting
from baken.collection.models import Crawl
from baken.demo.market_site.server import MarketSite
from baken.tenancy.acting import Actor
from tests.factories.crawls import QUICK, crawl, make_source, site

pytestmark = pytest.mark.django_db


def gaps(market: MarketSite) -> list[float]:
    """Seconds between two requests. Site and visitor read one clock, and a visitor waits from the answer
    on: however late a request comes in, no gap is shorter than what was waited."""
    moments = [one.at for one in market.asked]
    return [later - earlier for earlier, later in itertools.pairwise(moments)]


def adverts_asked(market: MarketSite) -> list[str]:
    return [path for path in market.paths() if path.startswith("/kaarten/advertentie/")]


def test_crawl_delay_is_kept_between_all_pages(actor: Actor) -> None:
    with site(count=4, crawl_delay=0.3) as market:
        assert crawl(actor, make_source(actor, market)).state == "done"
    assert len(market.asked) > 4
    assert min(gaps(market)) >= 0.3


def test_request_rate_and_rules_for_baken_alone_count(actor: Actor) -> None:
    robots = (
        "User-agent: *\nAllow: /\n\nUser-agent: baken\nDisallow: /kaarten/advertentie/1\nCrawl-delay: 0.2\n"
    )
    with site(count=4, robots=robots) as market:
        ended = crawl(actor, make_source(actor, market))
    assert "/kaarten/advertentie/1" not in market.paths()
    assert adverts_asked(market)
    assert ended.troubles["robots"] == 1
    assert min(gaps(market)) >= 0.2


def test_retry_after_is_waited_for_and_the_page_then_comes(actor: Actor) -> None:
    with site(count=4, busy=[(429, "0.5"), (503, "0.4")]) as market:
        ended = crawl(actor, make_source(actor, market))
    assert (ended.state, ended.adverts_seen) == ("done", 4)
    assert list(market.paths())[1:4] == ["/kaarten/"] * 3
    assert gaps(market)[1] >= 0.5
    assert gaps(market)[2] >= 0.4


def test_busy_site_without_a_time_is_asked_ever_later(actor: Actor) -> None:
    with site(count=4, busy=[(503, None)] * 3) as market:
        assert crawl(actor, make_source(actor, market)).state == "done"
    assert all(gap >= QUICK * 2**strikes for strikes, gap in enumerate(gaps(market)[1:4], 1))


@pytest.mark.parametrize("busy", [[(429, "0.01")] * 60, [(503, "86400")]])
def test_storm_of_refusals_ends_the_crawl(actor: Actor, busy: list[Any]) -> None:
    with site(busy=list(busy)) as market:
        ended = crawl(actor, make_source(actor, market))
    assert (ended.state, ended.ended_because) == ("stopped", "asked_to_wait")
    assert len(market.asked) <= 8
    assert not Sighting.objects.exists()


@pytest.mark.parametrize(
    ("told", "because"),
    [
        ({"robots": "User-agent: *\nDisallow: /\n"}, "robots_forbid"),
        ({"robots_status": 403}, "robots_forbid"),
        ({"robots_status": 500}, "unreachable"),
    ],
)
def test_site_that_closes_its_door_is_asked_for_nothing_else(
    actor: Actor, told: dict[str, Any], because: str
) -> None:
    with site(**told) as market:
        ended = crawl(actor, make_source(actor, market))
    assert ended.ended_because == because
    assert set(market.paths()) == {"/robots.txt"}


def test_robots_that_changes_counts_from_the_next_visit(actor: Actor) -> None:
    with site(count=4) as market:
        source = make_source(actor, market)
        assert crawl(actor, source).adverts_seen == 4
        market.asked.clear()
        market.disallow = ("/prive/", "/kaarten/advertentie/")
        ended = crawl(actor, source)
    assert (ended.adverts_seen, ended.troubles["robots"]) == (0, 5)
    assert adverts_asked(market) == []


@pytest.mark.parametrize(
    ("fault", "because"),
    [
        ("refused", "site_refused"),
        ("captcha", "asks_for_human"),
        ("asks_log_in", "behind_login"),
        ("to_log_in", "behind_login"),
    ],
)
def test_refusal_captcha_or_log_in_stops_at_once(actor: Actor, fault: str, because: str) -> None:
    with site() as market:
        third = market.adverts()[2].number
        market.faults[third] = fault
        ended = crawl(actor, make_source(actor, market))
    assert (ended.state, ended.ended_because) == ("stopped", because)
    assert market.paths()[-1].endswith(f"/{third}")
    assert Sighting.objects.count() == ended.adverts_seen <= 2
    assert "/inloggen" not in market.paths()


def test_redirects_lead_nowhere_that_may_not_be_visited(actor: Actor) -> None:
    with site(count=9) as market:
        numbers = [one.number for one in market.adverts()][:4]
        faults = ("to_elsewhere", "to_private", "to_metadata", "to_file")
        market.faults.update(zip(numbers, faults, strict=True))
        ended = crawl(actor, make_source(actor, market))
    assert ended.state == "done"
    assert ended.adverts_seen == len(market.adverts()) - 4
    assert ended.troubles == {"elsewhere": 2, "robots": 2, "http_error": 1}
    assert not [path for path in market.paths() if path.startswith("/prive")]


def test_slow_page_is_given_up_and_the_rest_goes_on(actor: Actor) -> None:
    with site(count=3) as market:
        market.faults[market.adverts()[0].number] = "slow"
        ended = crawl(actor, make_source(actor, market, replace={"timeout: 10": "timeout: 3"}))
    assert (ended.state, ended.troubles) == ("done", {"timed_out": 1, "robots": 1})
    assert ended.adverts_seen == len(market.adverts()) - 1


def test_never_and_the_largest_number_of_pages_are_kept(actor: Actor) -> None:
    with site() as market:
        changes = {'never: ["/beeld/*"]': 'never: ["/kaarten/advertentie/1*"]', "pages: 500": "pages: 4"}
        ended = crawl(actor, make_source(actor, market, replace=changes))
    assert (ended.state, ended.ended_because, ended.pages_fetched) == ("done", "page_limit", 4)
    assert len(market.paths()) == 5
    assert not [path for path in market.paths() if path.startswith("/kaarten/advertentie/1")]


@pytest.mark.parametrize(
    "host", ["192.0.2.1", "169.254.169.254", "10.0.0.1", "nergens.example", "[::ffff:a00:1]"]
)
def test_practice_never_leaves_the_machine(actor: Actor, host: str) -> None:
    ended = crawl(actor, make_source(actor, f"http://{host}"))
    assert (ended.state, ended.ended_because) == ("failed", "address_refused")
    assert Crawl.objects.get().pages_fetched <= 1
