"""The site of our own is visited for real: what is asked for, what is stored, what becomes of each day."""

import json
from typing import Any

import pytest

from baken.adverts.models import Sighting
from baken.adverts.vault import RECORD_COLUMN, Vault
from baken.collection.evidence.store import CaptureStore, StoredCapture
from baken.collection.models import Capture, Crawl, CrawlPage, Intake
from baken.demo.crawl_site import crawl_the_site
from baken.demo.market_site.adverts import adverts_on, is_changed, is_there
from baken.demo.market_site.layouts import DATA_URI
from baken.demo.organisation import ORGANISATION
from baken.tenancy.acting import Actor
from tests.factories.bases import make_basis
from tests.factories.crawls import crawl, make_source, site

pytestmark = pytest.mark.django_db


def records(by: Actor) -> list[dict[str, Any]]:
    vault = Vault(by.organisation.id)
    found = Sighting.objects.order_by("sequence").values_list("id", "record")
    return [json.loads(vault.open(sealed, RECORD_COLUMN, row)) for row, sealed in found]


def kept(by: Actor) -> list[Any]:
    store = CaptureStore(by.organisation.id)
    return [
        store.read(StoredCapture(one.file, one.offset, one.length, one.payload_sha256))
        for one in Capture.objects.order_by("stored_at", "at")
    ]


@pytest.mark.parametrize("layout", ["cards", "table", "more"])
def test_every_layout_is_read_whole(actor: Actor, layout: str) -> None:
    with site() as market:
        ended = crawl(actor, make_source(actor, market, layout))
    shown = {one.title: one for one in market.adverts()}
    assert (ended.state, ended.ended_because) == ("done", "finished")
    found = records(actor)
    assert len(found) == ended.adverts_seen == ended.adverts_new == len(market.adverts())
    for record in found:
        assert record["place"] == shown[record["title"]].place
        assert any(record["text"].startswith(one.text) for one in market.adverts())
        assert record["platform"] == "marktplein.example"
        assert record["advertised_gender"] in ("women", "men", "couples")
        assert record["published_at"] and record["platform_advert_id"]
    assert Capture.objects.count() == CrawlPage.objects.count() == len(found)
    assert not Sighting.objects.filter(capture=None).exists()
    assert Intake.objects.get().seen == len(found)


def test_nothing_but_text_that_is_allowed_is_asked_for(actor: Actor) -> None:
    with site() as market:
        crawl(actor, make_source(actor, market, "cards"))
    paths = market.paths()
    assert paths[0] == "/robots.txt"
    assert paths.count("/robots.txt") == 1
    assert len(paths) == len(set(paths))
    assert all(path == "/robots.txt" or path.startswith("/kaarten/") for path in paths)
    for asked in market.asked:
        names = {name.lower() for name in asked.headers}
        assert asked.method == "GET"
        assert names == {"accept", "accept-encoding", "accept-language", "host", "user-agent"}
        assert asked.headers["User-Agent"].startswith("Baken/")
        assert "(+crawl@voorbeeldorganisatie.example)" in asked.headers["User-Agent"]
        assert "image" not in asked.headers["Accept"]


def test_no_picture_and_no_cookie_is_kept(actor: Actor) -> None:
    with site() as market:
        crawl(actor, make_source(actor, market, "cards"))
    for capture in kept(actor):
        assert b"base64" not in capture.payload
        assert DATA_URI.encode() not in capture.payload
        assert "baken-original-payload-digest" in capture.fields
        assert not [name for name, _ in capture.headers if name.lower() == "set-cookie"]
        assert capture.status_line == "200"


def test_each_day_says_what_came_changed_went_and_returned(actor: Actor) -> None:
    with site(count=24) as market:
        source = make_source(actor, market, "table")
        days = []
        for day in range(3):
            market.day = day
            days.append(crawl(actor, source))
    numbers = range(1, 25)
    there = [{one for one in numbers if is_there(one, day)} for day in range(3)]
    changed = {one for one in there[0] & there[1] if is_changed(one, 0) != is_changed(one, 1)}
    assert days[0].adverts_seen == len(there[0]) == days[0].adverts_new
    assert days[1].adverts_new == len(there[1] - there[0])
    assert days[1].adverts_vanished == len(there[0] - there[1])
    assert days[1].adverts_changed == len(changed)
    assert days[2].adverts_returned == len(there[2] & there[0] - there[1])
    assert Sighting.objects.count() == sum(map(len, there))


def test_pages_that_are_coded_badly_are_read_and_what_is_broken_does_not_stop_the_rest(actor: Actor) -> None:
    readable = {1: "claims_gzip", 2: "gzip", 3: "brotli", 4: "lying_charset"}
    broken = {
        6: "cut_off", 7: "torn_gzip", 8: "bomb", 9: "large", 10: "picture", 12: "no_type", 13: "empty",
        14: "nothing_of_ours", 15: "gone", 16: "error",
    }  # fmt: skip
    rejects: list[dict[str, Any]] = []
    with site(count=24, faults=readable | broken) as market:
        ended = crawl(actor, make_source(actor, market, "table"), on_reject=rejects.append)
    expected = {one.number for one in market.adverts()} - broken.keys()
    assert {record["platform_advert_id"] for record in records(actor)} == {f"nr. t{one}" for one in expected}
    assert ended.state == "done"
    assert ended.troubles == {
        "broke_off": 1, "too_large": 1, "unreadable": 3, "not_text": 2, "no_advert": 1, "http_error": 1,
    }  # fmt: skip
    assert (ended.errors, ended.refused) == (7, 2)
    assert {one["url"].rsplit("/", 1)[1] for one in rejects} == {"a7.html", "a8.html", "a13.html", "a14.html"}
    assert market.paths().count("/tabel/a10.html") == 1


def test_demo_visits_two_days_and_leaves_what_stands(actor: Actor) -> None:
    make_basis(actor, code=ORGANISATION.basis.identifier)
    crawl_the_site(by=actor)
    before = list(Crawl.objects.order_by("queued_at").values())
    crawl_the_site(by=actor)
    assert list(Crawl.objects.order_by("queued_at").values()) == before
    assert [one["state"] for one in before] == ["done", "done"]
    assert all(one["errors"] for one in before)
    assert before[1]["adverts_vanished"]
    assert before[1]["adverts_changed"]


def test_adverts_are_the_same_for_the_same_seed() -> None:
    assert adverts_on(1, seed=3, count=9) == adverts_on(1, seed=3, count=9)
    assert adverts_on(1, seed=3, count=9) != adverts_on(1, seed=4, count=9)
