"""The crawl part of a profile: where a visit begins, how it goes on, and how politely."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import time

from baken.collection.crawl.addresses import BadAddress, host_of, is_login, plain_url
from baken.collection.profile_entries import Entry

LEAST_DELAY = 0.05
"""Seconds. A real site is asked no faster than its profile, its robots.txt and its answers allow, and
never faster than `LEAST_REAL_DELAY`."""
LEAST_REAL_DELAY = 1.0

_CONTACT = re.compile(
    r"[^\s@<>()]+@[^\s@<>()]+\.[a-z]{2,}|https://[^\s<>()\"']+\.[^\s<>()\"']+", re.IGNORECASE
)
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d) ?- ?([01]\d|2[0-3]):([0-5]\d)\Z")
_HOST = re.compile(r"[a-z0-9.-]+(?::\d{1,5})?|\[[0-9a-f:.]+\](?::\d{1,5})?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paging:
    """List pages by number: a parameter of the address, its first value, and how much each adds."""

    parameter: str
    first: int
    step: int


@dataclass(frozen=True, slots=True)
class CrawlPlan:
    """How the site of one platform is visited. In the profile:

        crawl:
          contact: crawl@organisatie.example       # required: who a site owner can write to
          start: [https://kleinmarkt.example/rubriek/massage]
          hosts: [kleinmarkt.example]              # default: those of the start pages
          list:
            links: article.card a::attr(href)      # or json: items[].url
            next: a.next::attr(href)               # or page: {parameter: page, first: 1, step: 1}
            pages: 50                              # list pages, at most, for each start page
          politeness:
            delay: 5                               # seconds between pages; robots.txt may ask more
            concurrency: 1
            pages: 2000                            # pages in one visit, at most
            hours: 22:00-06:00
            timeout: 30
            wait: 600                              # the longest the site may ask us to wait
          never: ["/foto/*", "*?print=*"]          # what never to fetch; log-in pages never are

    Times are seconds. `hours` are those of Europe/Amsterdam. Patterns know `*` alone and are held against
    path and query.
    """

    contact: str
    start: tuple[str, ...]
    hosts: tuple[str, ...]
    links: str | None = None
    json: str | None = None
    next: str | None = None
    page: Paging | None = None
    list_pages: int = 50
    delay: float = 5.0
    concurrency: int = 1
    pages: int = 2000
    hours: tuple[time, time] | None = None
    timeout: float = 30.0
    wait: float = 600.0
    never: tuple[str, ...] = ()

    def within_hours(self, moment: time) -> bool:
        """Whether the profile allows visiting at a time of day in Amsterdam; the hours may pass midnight."""
        if self.hours is None:
            return True
        begin, end = self.hours
        return begin <= moment < end if begin < end else moment >= begin or moment < end


Reading = Callable[[Entry], str]


def read_plan(entry: Entry, selector: Reading, path: Reading) -> CrawlPlan:
    """The plan in an entry; `selector` and `path` check what they are called after. Raises `BadProfile`."""
    entry.parts(
        ("contact", "start", "hosts", "list", "politeness", "never"), needs=("contact", "start", "list")
    )
    start = tuple(_start(one) for one in entry.value["start"].items(100))
    hosts = _hosts(entry.get("hosts")) or tuple(dict.fromkeys(host_of(url) for url in start))
    for url, one in zip(start, entry.value["start"].items(100), strict=True):
        if host_of(url) not in hosts:
            one.fault("staat niet op een van de hosts", "is not on one of the hosts")
    listed = entry.value["list"].parts(("links", "json", "next", "page", "pages"))
    links, json = listed.get("links"), listed.get("json")
    if (links is None) == (json is None):
        listed.fault(
            "hier hoort links (een CSS-selector) of json (een pad), een van de twee",
            "takes links (a CSS selector) or json (a path), one of the two",
        )
    further, page = listed.get("next"), listed.get("page")
    if further and page:
        listed.fault("hier hoort next of page, niet allebei", "takes next or page, not both")
    pages = listed.get("pages")
    never = entry.get("never")
    plan = CrawlPlan(
        contact=_contact(entry.value["contact"]),
        start=start,
        hosts=hosts,
        links=selector(links) if links else None,
        json=path(json) if json else None,
        next=(path(further) if json else selector(further)) if further else None,
        page=_paging(page) if page else None,
        list_pages=pages.whole(1, 10_000) if pages else 50,
        never=tuple(_pattern(one) for one in never.items(200)) if never else (),
    )
    return _polite(plan, entry.get("politeness"))


def _polite(plan: CrawlPlan, entry: Entry | None) -> CrawlPlan:
    """The plan with the politeness that the profile asks for."""
    if entry is None:
        return plan
    entry.parts(("delay", "concurrency", "pages", "hours", "timeout", "wait"))
    hours = entry.get("hours")

    def seconds(name: str, least: float, most: float, otherwise: float) -> float:
        one = entry.get(name)
        return one.number(least, most) if one else otherwise

    def whole(name: str, most: int, otherwise: int) -> int:
        one = entry.get(name)
        return one.whole(1, most) if one else otherwise

    return replace(
        plan,
        delay=seconds("delay", LEAST_DELAY, 3600, plan.delay),
        timeout=seconds("timeout", 0.5, 300, plan.timeout),
        wait=seconds("wait", 0, 86_400, plan.wait),
        concurrency=whole("concurrency", 4, plan.concurrency),
        pages=whole("pages", 1_000_000, plan.pages),
        hours=_read_hours(hours) if hours else None,
    )


def _contact(entry: Entry) -> str:
    text = entry.text(200)
    if not _CONTACT.fullmatch(text) or not text.isascii():
        entry.fault(
            "is geen e-mailadres of https-adres waar een site-eigenaar u kan bereiken",
            "is not an e-mail address or an https address where a site owner can reach you",
        )
    return text


def _start(entry: Entry) -> str:
    try:
        url = plain_url(entry.text(2000))
    except BadAddress as fault:
        entry.fault(fault.reason.nl, fault.reason.en)
    if is_login(url):
        entry.fault(
            "is een inlogpagina, en achter een inlog wordt niets bezocht",
            "is a log-in page, and nothing behind a log-in is visited",
        )
    return url


def _hosts(entry: Entry | None) -> tuple[str, ...]:
    if entry is None:
        return ()
    found = []
    for one in entry.items(100):
        host = one.text(200).lower()
        if not _HOST.fullmatch(host):
            one.fault(
                "is geen naam van een host, zoals www.kleinmarkt.example",
                "is not the name of a host, such as www.kleinmarkt.example",
            )
        found.append(host_of(f"http://{host}/"))
    return tuple(found)


def _pattern(entry: Entry) -> str:
    text = entry.text(200)
    if not text.startswith(("/", "*")):
        entry.fault("begint met / of *", "begins with / or *")
    return text


def _paging(entry: Entry) -> Paging:
    entry.parts(("parameter", "first", "step"), needs=("parameter",))
    parameter = entry.value["parameter"].text(50)
    if not re.fullmatch(r"[A-Za-z0-9_.\[\]-]+", parameter):
        entry.value["parameter"].fault(
            "is geen naam van een parameter in een adres", "is not the name of a parameter of an address"
        )
    first, step = entry.get("first"), entry.get("step")
    return Paging(parameter, first.whole(0, 10**6) if first else 1, step.whole(1, 10**6) if step else 1)


def _read_hours(entry: Entry) -> tuple[time, time]:
    found = _HOURS.match(entry.text(20))
    if found is None:
        entry.fault("ziet er niet uit als 22:00-06:00", "is not like 22:00-06:00")
    begin, end = time(int(found[1]), int(found[2])), time(int(found[3]), int(found[4]))
    if begin == end:
        entry.fault("begint als het eindigt", "begins when it ends")
    return begin, end
