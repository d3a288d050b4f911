"""The crawl part of a profile says how a site is visited; a fault is told with its line."""

from datetime import time

import pytest

from baken.collection.crawl.plan import CrawlPlan, Paging
from baken.collection.profile import BadProfile, read_profile
from baken.demo.market_site.profiles import LAYOUTS, profile_text

WHOLE = """platform: kleinmarkt.example
crawl:
  contact: crawl@organisatie.example
  start: [https://kleinmarkt.example/rubriek/massage]
  list:
    links: article a::attr(href)
"""


def plan(text: str = WHOLE) -> CrawlPlan:
    found = read_profile(text).crawl
    assert found is not None
    return found


def test_what_is_left_out_is_polite() -> None:
    found = plan()
    assert found.hosts == ("kleinmarkt.example",)
    assert (found.delay, found.concurrency, found.hours) == (5.0, 1, None)


def test_everything_can_be_said() -> None:
    found = plan(
        WHOLE
        + """    page: {parameter: p, first: 0, step: 20}
    pages: 7
  hosts: [kleinmarkt.example, www.kleinmarkt.example:8080]
  politeness: {delay: 2.5, concurrency: 2, pages: 100, hours: 22:00-06:00, timeout: 9, wait: 60}
  never: ["/foto/*", "*?print=*"]
"""
    )
    assert found.page == Paging("p", 0, 20)
    assert found.hosts == ("kleinmarkt.example", "www.kleinmarkt.example:8080")
    assert (found.list_pages, found.pages, found.delay, found.timeout, found.wait) == (7, 100, 2.5, 9, 60)
    assert found.hours == (time(22), time(6))
    assert found.never == ("/foto/*", "*?print=*")


def test_hours_may_pass_midnight() -> None:
    found = plan(WHOLE + "  politeness: {hours: 22:00-06:00}\n")
    assert [found.within_hours(time(hour)) for hour in (21, 22, 0, 5, 6)] == [False, True, True, True, False]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_profiles_of_our_own_site_are_profiles(layout: str) -> None:
    assert read_profile(profile_text(layout, "http://127.0.0.1:1234")).crawl is not None


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("crawl@organisatie.example", "wij"), "line 3: crawl.contact: is not an e-mail address"),
        (("  contact: crawl@organisatie.example\n", ""), "line 3: crawl: needs contact"),
        (
            ("https://kleinmarkt.example/rubriek/massage", "ftp://x.example/"),
            "line 4: crawl.start: is not an http",
        ),
        (("kleinmarkt.example/rubriek", "a:b@kleinmarkt.example/rubriek"), "holds a user name"),
        (("rubriek/massage", "inloggen"), "line 4: crawl.start: is a log-in page"),
        (("article a::attr(href)", "a[[["), "line 6: crawl.list.links: is not a CSS selector"),
        (("links: article a::attr(href)", "json: a..b"), "crawl.list.json: is not a path such as"),
        (("    links: article a::attr(href)\n", "    pages: 3\n"), "takes links"),
        (
            ("  list:", "  hosts: [elders.example]\n  list:"),
            "line 4: crawl.start: is not on one of the hosts",
        ),
        (("  list:", "  cookies: yes\n  list:"), "line 5: crawl.cookies: is not known here"),
        (("  list:", "  politeness: {delay: 0}\n  list:"), "crawl.politeness.delay: is not from 0.05"),
        (("  list:", "  politeness: {concurrency: 20}\n  list:"), "concurrency: is not from 1 to 4"),
        (("  list:", "  politeness: {hours: 22-6}\n  list:"), "hours: is not like 22:00-06:00"),
        (("  list:", "  never: [foto]\n  list:"), "crawl.never: begins with / or"),
        (("  list:", "  list: {}\n  list:"), "line 6: crawl.list: stands twice"),
        (("platform: kleinmarkt.example", "platform: *nergens"), "line 1: the profile is not YAML"),
        (
            ("platform: kleinmarkt.example", "price: {select: b, style: fr}"),
            "line 1: price.style: is none of nl, en",
        ),
        (
            ("platform: kleinmarkt.example", "published_at: {select: b, languages: [nl, xx]}"),
            "line 1: published_at.languages: 'xx' is none of",
        ),
        (("platform: kleinmarkt.example", "json_ld: {naam: name}"), "json_ld.naam: is not known here"),
    ],
)
def test_fault_is_told_with_its_line(change: tuple[str, str], fault: str) -> None:
    assert change[0] in WHOLE
    with pytest.raises(BadProfile, match=fault.replace("[", r"\[").replace("(", r"\(")) as told:
        read_profile(WHOLE.replace(*change, 1))
    assert told.value.line


def test_text_that_unfolds_without_end_is_refused() -> None:
    deep = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))
    with pytest.raises(BadProfile, match="larger than a profile"):
        read_profile(f"a0: &a0 x\n{deep}\n")
