"""A visit on a site of three pages, without any process or clock."""

import asyncio
from collections.abc import Mapping

import pytest

from baken.collection.crawl.fetching import Fetching, NotFetched, Raw
from baken.collection.crawl.visiting import Visit
from baken.collection.profile import read_profile

PROFILE = """
title: h1
text: p
crawl:
  contact: crawl@organisatie.example
  start: [http://kleinmarkt.example/]
  list: {links: "a.advert", page: {parameter: p}}
"""
BOX = "<form><input type=PASSWORD></form>"
LIST = "<a class=advert href=/1>1</a><a class=advert href=/2>2</a>"
ADVERT = "<h1>Massage</h1><p>Rustig.</p>"
Pages = Mapping[str, str | int]


def visit(pages: Pages, profile: str = PROFILE) -> tuple[str, list[str], list[str], Fetching]:
    """Why it ended, the adverts found, what was asked for, and the politeness with its counts."""
    asked: list[str] = []
    found: list[str] = []
    now = [0.0]

    async def ask(url: str, timeout: float) -> Raw:
        path = url.removeprefix("http://kleinmarkt.example")
        asked.append(path)
        answer = pages.get(path, 404)
        if answer == 0:
            raise NotFetched("unreachable")
        if isinstance(answer, int):
            return Raw(answer, "", (), b"")
        return Raw(200, "", (("Content-Type", "text/html; charset=utf-8"),), answer.encode())

    async def gate() -> None:
        return None

    async def sleep(seconds: float) -> None:
        now[0] += seconds

    async def wanted(urls: list[str]) -> list[str]:
        return urls

    async def take(page: object, advert: object) -> None:
        found.append(getattr(page, "asked", ""))

    read = read_profile(profile)
    assert read.crawl is not None
    fetching = Fetching(read.crawl, ask, gate, least_delay=1.0, clock=lambda: now[0], sleep=sleep)
    because = asyncio.run(Visit(read, fetching, wanted=wanted, found=take).run())
    return because, found, asked, fetching


def test_visit_ends_where_the_list_shows_nothing_new() -> None:
    because, found, asked, _ = visit({"/": LIST, "/?p=2": LIST, "/1": ADVERT, "/2": ADVERT})
    assert because == "finished"
    assert len(found) == 2
    assert asked == ["/robots.txt", "/", "/1", "/2", "/?p=2"]


def test_log_in_box_beside_adverts_is_a_box_on_every_page() -> None:
    pages: Pages = {"/": LIST + BOX, "/?p=2": "Niets meer." + BOX, "/1": "Weg." + BOX, "/2": ADVERT}
    because, found, _, fetching = visit(pages)
    assert (because, len(found)) == ("finished", 1)
    assert fetching.counts.troubles == {"no_advert": 1}


@pytest.mark.parametrize(
    ("pages", "because"),
    [
        ({"/": BOX}, "behind_login"),
        ({"/": "<div class=h-captcha>"}, "asks_for_human"),
        ({"/": LIST, "/1": BOX}, "behind_login"),
        ({"/": LIST, "/1": 403}, "site_refused"),
        ({"/": LIST, "/1": 401}, "behind_login"),
        ({"/": LIST, "/1": 503}, "asked_to_wait"),
        ({"/": "Niets."}, "nothing_found"),
        ({}, "nothing_found"),
        ({"/": 0}, "unreachable"),
        ({"/robots.txt": 0}, "unreachable"),
    ],
)
def test_visit_says_why_it_ended(pages: Pages, because: str) -> None:
    assert visit(pages)[0] == because


def test_error_is_tried_again_and_then_passed_over() -> None:
    because, found, asked, fetching = visit({"/": LIST, "/1": 500, "/2": ADVERT})
    assert (because, len(found)) == ("finished", 1)
    assert asked.count("/1") == 3
    assert fetching.counts.troubles == {"http_error": 1}


def test_several_at_a_time_find_the_same() -> None:
    profile = PROFILE + "  politeness: {concurrency: 3}\n"
    because, found, _, _ = visit({"/": LIST, "/1": ADVERT, "/2": ADVERT}, profile)
    assert (because, len(found)) == ("finished", 2)


def test_what_ends_one_of_several_ends_them_all() -> None:
    profile = PROFILE + "  politeness: {concurrency: 3}\n"
    assert visit({"/": LIST, "/1": 403, "/2": 403}, profile)[0] == "site_refused"
