"""Serves the site on this machine, and keeps an account of every request that it received."""

import contextlib
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from baken.demo.loopback import Loopback
from baken.demo.market_site.adverts import ShownAdvert, adverts_on
from baken.demo.market_site.faults import FAULTS, LOG_IN, PICTURE, Reply
from baken.demo.market_site.layouts import LAYOUTS, PER_PAGE, Layout

_ADVERT = re.compile(r"/(?:kaarten/advertentie/(\d+)|tabel/a(\d+)\.html|laden/stuk/(\d+))\Z")
_LIST = re.compile(r"/kaarten/(?:blad/(\d+))?\Z")


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as it was received; `at` in seconds of a clock that never goes back."""

    path: str
    headers: Mapping[str, str]
    method: str
    at: float


@dataclass
class MarketSite(Loopback):
    """The site. Use as a context manager; change `day`, `robots`, `faults` or `busy` while it runs.

    `faults` gives the page of an advert (by number) one of `FAULTS`; `busy` answers are given first to
    whoever asks for a page: each a status (429 or 503) and what Retry-After says, if anything.
    """

    protocol: ClassVar[str] = "HTTP/1.1"

    seed: int = 2021
    count: int = 24
    day: int = 0
    port: int = 0
    begins: datetime = datetime(2026, 3, 2, 9, tzinfo=UTC)
    crawl_delay: float = 0.05
    disallow: tuple[str, ...] = ("/prive/", "/beeld/")
    robots: str | None = None
    robots_status: int = 200
    faults: dict[int, str] = field(default_factory=dict)
    busy: list[tuple[int, str | None]] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    on_request: Callable[[str], None] = lambda path: None

    @property
    def base(self) -> str:
        """The address of the site, without a slash at its end."""
        return self.address

    def paths(self) -> list[str]:
        """The paths that were asked for, in their order."""
        return [one.path for one in self.asked]

    def adverts(self) -> list[ShownAdvert]:
        """The adverts of the day."""
        return adverts_on(self.day, seed=self.seed, count=self.count)

    @property
    def now(self) -> datetime:
        """The simulated moment."""
        return self.begins + timedelta(days=self.day)

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Writes down what was asked, and gives the page of the day, or the fault that was set for it."""
        asked = Asked(request.path, dict(request.headers.items()), request.command, time.monotonic())
        self.asked.append(asked)
        self.on_request(request.path)
        reply = self._reply(request.path)
        if reply.wait:
            self.stopping.wait(reply.wait)
        with contextlib.suppress(ConnectionError):
            self._send(request, reply)

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        handler.send_response(reply.status)
        named = {name.lower() for name, _ in reply.headers}
        if reply.content_type:
            handler.send_header("Content-Type", reply.content_type)
        if "content-length" not in named:
            handler.send_header("Content-Length", str(len(reply.body)))
        handler.send_header("Set-Cookie", "bezoeker=1; Path=/")
        for name, value in reply.headers:
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(reply.body[: reply.cut_after])
        if reply.cut_after is not None:
            handler.close_connection = True

    def _reply(self, path: str) -> Reply:
        parts = urlsplit(path)
        if parts.path == "/robots.txt":
            return Reply(self.robots_status, self._robots().encode(), "text/plain; charset=utf-8")
        if self.busy:
            status, after = self.busy.pop(0)
            headers = [("Retry-After", after)] if after is not None else []
            return Reply(status, b"<!DOCTYPE html><title>Druk</title><p>Even wachten.", headers=headers)
        if parts.path.startswith("/beeld/"):
            return Reply(body=PICTURE, content_type="image/png")
        if parts.path == "/inloggen":
            return Reply(body=LOG_IN)
        found = _ADVERT.match(parts.path)
        if found:
            return self._advert(int(next(filter(None, found.groups()))), parts.path)
        listed = self._list(parts.path, parse_qs(parts.query))
        return listed or Reply(404, b"<!DOCTYPE html><title>Weg</title><p>Hier staat niets.")

    def _robots(self) -> str:
        if self.robots is not None:
            return self.robots
        lines = ["User-agent: *", *(f"Disallow: {path}" for path in self.disallow)]
        return "\n".join([*lines, f"Crawl-delay: {self.crawl_delay:g}"]) + "\n"

    def _advert(self, number: int, path: str) -> Reply:
        layout = next(one for one in LAYOUTS.values() if one.address(number) == path)
        shown = next((one for one in self.adverts() if one.number == number), None)
        reply = Reply()
        if shown is None:
            FAULTS["gone"](reply)
        else:
            reply.body = layout.advert(shown, self.now).encode()
        if number in self.faults:
            FAULTS[self.faults[number]](reply)
        return reply

    def _list(self, path: str, query: dict[str, list[str]]) -> Reply | None:
        cards = _LIST.match(path)
        if cards:
            return self._listed(LAYOUTS["cards"], int(cards[1] or 1) - 1)
        if path == "/tabel/":
            return self._listed(LAYOUTS["table"], int(query.get("pagina", ["1"])[0]) - 1)
        if path == "/laden/meer":
            return self._listed(LAYOUTS["more"], int(query.get("vanaf", ["0"])[0]) // PER_PAGE)
        if path.startswith("/prive/"):
            return Reply(body=b"<!DOCTYPE html><title>Leden</title><p>Alleen voor leden.")
        return None

    def _listed(self, layout: Layout, number: int) -> Reply:
        return Reply(body=layout.list(self.adverts(), number).encode(), content_type=layout.kind)
