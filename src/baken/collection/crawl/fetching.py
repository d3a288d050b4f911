"""Asks a site for pages as its profile, its robots.txt and its answers allow; knows no Scrapy.

Every request of a crawl goes through `Fetching.page`: redirects and repeats too.
"""

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from baken.collection.crawl.addresses import BadAddress, host_of, is_login, plain_url, trouble_with
from baken.collection.crawl.pace import Pace, read_retry_after
from baken.collection.crawl.plan import CrawlPlan
from baken.collection.crawl.robots import CLOSED, FETCHED_AGAIN_AFTER, Rules, rules_from

TEXT_TYPES = frozenset(
    [
        "text/html",
        "application/xhtml+xml",
        "text/plain",
        "application/json",
        "application/ld+json",
        "text/xml",
        "application/xml",
    ]
)
REFUSED = frozenset({"robots", "not_allowed", "elsewhere", "not_text"})
"""Troubles that are no fault of a page: it was never asked for, or broken off at its headers."""

_MOST_HOPS = 5
_MOST_TRIES = 3
_MOST_STRIKES = 5
_MOST_UNREACHED = 5
_SLOW_DOWN = (429, 503)
_CLOSED_DOORS = {401: "behind_login", 403: "site_refused", 407: "site_refused", 451: "site_refused"}
_GONE = (404, 410)
_LEAST_REPEAT = 0.2


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer as it came: its body is empty where it was broken off at the headers (`cut`)."""

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    cut: bool = False

    def header(self, name: str) -> str | None:
        """The first field of that name (in lower case)."""
        return next((value for one, value in self.headers if one.lower() == name), None)

    @property
    def media_type(self) -> str:
        return (self.header("content-type") or "").split(";")[0].strip().lower()


class NotFetched(Exception):
    """An answer that did not come, or not whole; `code` is one of `CrawlTrouble`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Ends(Exception):
    """The visit ends here; `code` is one of `CrawlEnd`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class AddressRefused(Ends):
    """The host leads to a machine that this crawl may not contact."""

    def __init__(self) -> None:
        super().__init__("address_refused")


@dataclass(frozen=True, slots=True)
class Page:
    """A page that came whole: the address that was asked for, the one that answered, and the answer."""

    asked: str
    url: str
    raw: Raw


@dataclass
class Counts:
    """What a visit did so far."""

    pages: int = 0
    gone: int = 0
    troubles: Counter[str] = field(default_factory=Counter)
    last_error: str = ""

    def note(self, code: str) -> None:
        """One trouble more."""
        self.troubles[code] += 1
        if code not in REFUSED:
            self.last_error = code


Ask = Callable[[str, float], Awaitable[Raw]]
"""Asks for one address, with seconds after which it is given up. Raises `NotFetched`, `AddressRefused`."""


class Fetching:
    """The politeness of one visit. `gate` is waited for before every request; `clock` and `sleep` are the
    seconds it reckons with."""

    def __init__(
        self,
        plan: CrawlPlan,
        ask: Ask,
        gate: Callable[[], Awaitable[None]],
        *,
        least_delay: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self.plan = plan
        self.counts = Counts()
        self._ask, self._gate, self._clock, self._sleep = ask, gate, clock, sleep
        self._least_delay = max(plan.delay, least_delay)
        self._paces: dict[str, Pace] = {}
        self._rules: dict[str, tuple[float, Rules]] = {}
        self._asking_rules: dict[str, asyncio.Lock] = {}
        self._unreached = 0

    async def page(self, url: str) -> Page | None:
        """The page at an address, redirects followed; None where it may not be asked for or did not come,
        which is then counted. Raises `Ends`."""
        asked, tries, hops = url, 0, 0
        while True:
            if trouble := trouble_with(url, self.plan.hosts, self.plan.never):
                if hops and is_login(url) and trouble == "not_allowed":
                    raise Ends("behind_login")
                self.counts.note(trouble)
                return None
            if not (await self._rules_of(url)).allows(url):
                self.counts.note("robots")
                return None
            if self.counts.pages >= self.plan.pages:
                raise Ends("page_limit")
            self.counts.pages += 1
            try:
                raw = await self._answer(url)
            except NotFetched as fault:
                tries += 1
                if fault.code in ("too_large", "not_text") or tries >= _MOST_TRIES:
                    self.counts.note(fault.code)
                    return None
                self._pace(url).hold(self._clock(), self._repeat_after(tries))
                continue
            if raw.status in _SLOW_DOWN:
                continue
            if raw.status in _CLOSED_DOORS:
                raise Ends(_CLOSED_DOORS[raw.status])
            if (raw.header("cf-mitigated") or "").lower() == "challenge":
                raise Ends("asks_for_human")
            if raw.status in (301, 302, 303, 307, 308):
                hops += 1
                target = self._target(url, raw)
                if target is None or hops > _MOST_HOPS:
                    self.counts.note("http_error")
                    return None
                url = target
                continue
            if raw.status in _GONE:
                self.counts.gone += 1
                return None
            if raw.status >= 500:
                tries += 1
                if tries < _MOST_TRIES:
                    self._pace(url).hold(self._clock(), self._repeat_after(tries))
                    continue
            if raw.status != 200:
                self.counts.note("http_error")
                return None
            if raw.cut or raw.media_type not in TEXT_TYPES:
                self.counts.note("not_text")
                return None
            return Page(asked, url, raw)

    def _repeat_after(self, tries: int) -> float:
        return max(self._least_delay, _LEAST_REPEAT) * 2.0**tries

    @staticmethod
    def _target(url: str, raw: Raw) -> str | None:
        try:
            return plain_url(raw.header("location") or "", base=url) if raw.header("location") else None
        except BadAddress:
            return None

    async def _answer(self, url: str) -> Raw:
        """One request, in its turn. Raises `NotFetched`, `Ends`."""
        pace = self._pace(url)
        await self._wait_until(pace.turn(self._clock()))
        await self._gate()
        begun = self._clock()
        pace.asked(begun)
        try:
            raw = await self._ask(url, self.plan.timeout)
        except NotFetched as fault:
            ended = self._clock()
            pace.answered(ended, ended - begun, well=False)
            self._unreached += fault.code in ("unreachable", "timed_out")
            if self._unreached >= _MOST_UNREACHED:
                raise Ends("unreachable") from fault
            raise
        self._unreached = 0
        ended = self._clock()
        pace.answered(ended, ended - begun, well=raw.status < 400)
        if raw.status in _SLOW_DOWN:
            asked = read_retry_after(raw.header("retry-after"), time.time())
            wait = pace.told_to_slow_down(self._clock(), asked)
            if wait > self.plan.wait or pace.strikes > _MOST_STRIKES:
                raise Ends("asked_to_wait")
        return raw

    async def _wait_until(self, moment: float) -> None:
        while (left := moment - self._clock()) > 0:
            await self._sleep(left)

    def _pace(self, url: str) -> Pace:
        return self._paces.setdefault(host_of(url), Pace(self._least_delay))

    async def _rules_of(self, url: str) -> Rules:
        host = host_of(url)
        async with self._asking_rules.setdefault(host, asyncio.Lock()):
            known = self._rules.get(host)
            if known and self._clock() - known[0] < FETCHED_AGAIN_AFTER:
                return known[1]
            parts = urlsplit(url)
            rules = await self._ask_rules(f"{parts.scheme}://{parts.netloc}/robots.txt")
            self._rules[host] = (self._clock(), rules)
            self._pace(url).ask_at_least(self._clock(), rules.delay)
            return rules

    async def _ask_rules(self, url: str) -> Rules:
        for tries in range(1, _MOST_TRIES + 1):
            for _ in range(_MOST_HOPS + 1):
                try:
                    raw = await self._answer(url)
                except NotFetched as fault:
                    if fault.code not in ("unreachable", "timed_out", "broke_off"):
                        return CLOSED
                    break
                if raw.status in _SLOW_DOWN or raw.status >= 500:
                    break
                if raw.status not in (301, 302, 303, 307, 308):
                    if raw.cut:
                        return CLOSED  # what could not be read may have forbidden anything
                    return rules_from(raw.status, raw.body)
                target = self._target(url, raw)
                if target is None or host_of(target) not in self.plan.hosts:
                    return CLOSED
                url = target
            self._pace(url).hold(self._clock(), self._repeat_after(tries))
        raise Ends("unreachable")
