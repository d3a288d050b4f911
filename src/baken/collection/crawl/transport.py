"""Scrapy as what asks for an address: no cookies, no referer, text alone, one resolved address a host."""

import asyncio
import ipaddress
import socket
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.exceptions import StopDownload
from scrapy.settings import Settings
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from twisted.internet.threads import deferToThread
from zope.interface import implementer  # type: ignore[import-untyped]

from baken.collection.crawl.addresses import may_contact
from baken.collection.crawl.fetching import TEXT_TYPES, AddressRefused, NotFetched, Raw

LARGEST = 50 * 1024 * 1024
"""Bytes of one answer, as it comes over the line and out of its codings."""
ACCEPT = "text/html, application/xhtml+xml, application/json;q=0.9, text/plain;q=0.5"
ROBOTS = "/robots.txt"

_FAULTS = {
    "DownloadTimeoutError": "timed_out",
    "ResponseDataLossError": "broke_off",
    "DownloadFailedError": "broke_off",
    "DownloadCancelledError": "too_large",
    "UnsupportedURLSchemeError": "elsewhere",
}


def settings_for(agent: str) -> Settings:
    """Scrapy with everything off that is not needed: what is polite is decided in `fetching`."""
    http = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
    chosen = {
        "USER_AGENT": agent,
        "DEFAULT_REQUEST_HEADERS": {"Accept": ACCEPT, "Accept-Language": "nl, en;q=0.8, *;q=0.5"},
        "DOWNLOAD_HANDLERS_BASE": {},
        "DOWNLOAD_HANDLERS": {"http": http, "https": http},
        "DOWNLOADER_MIDDLEWARES_BASE": {
            "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 1,
            "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 2,
        },
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {},
        "DNS_RESOLVER": f"{__name__}.PinningResolver",
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": LARGEST,
        "DOWNLOAD_WARNSIZE": 0,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": 8,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 8,
        "COOKIES_ENABLED": False,
        "REFERER_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "LOG_ENABLED": False,
        "STATS_DUMP": False,
        "ROBOTSTXT_OBEY": False,
    }
    return Settings(chosen)


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Nothing to take back: what is resolved is kept for the visit."""


@implementer(IHostnameResolver)
class PinningResolver:
    """Resolves each host once for the whole visit, and refuses it where any of its addresses may not be
    contacted: a name that changes its mind later is not believed."""

    practice = False
    refused: set[str] = set()
    look_up: Callable[..., Any] = staticmethod(socket.getaddrinfo)

    def __init__(self, reactor: Any) -> None:
        self._reactor = reactor
        self._pinned: dict[str, list[str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "PinningResolver":
        return cls(reactor)

    def install_on_reactor(self) -> None:
        """Scrapy calls this when it starts."""
        self._reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - Twisted's name
        self,
        receiver: Any,
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Any = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        resolution = _Resolution(hostName)
        receiver.resolutionBegan(resolution)
        if hostName in self._pinned:
            self._tell(receiver, hostName, portNumber)
            return resolution
        if self.practice and not _is_of_this_machine(hostName):
            # not even the question goes out
            self.refused.add(hostName)
            self._pinned[hostName] = []
            self._tell(receiver, hostName, portNumber)
            return resolution
        asked = deferToThread(self.look_up, hostName, None, type=socket.SOCK_STREAM)
        asked.addCallbacks(
            lambda found: self._pin(hostName, found), lambda failure: self._pinned.setdefault(hostName, [])
        )
        asked.addBoth(lambda ignored: self._tell(receiver, hostName, portNumber))
        return resolution

    def _pin(self, host: str, found: list[Any]) -> None:
        addresses = list(dict.fromkeys(one[4][0].split("%", 1)[0] for one in found))
        if not all(may_contact(address, practice=self.practice) for address in addresses):
            self.refused.add(host)
            addresses = []
        self._pinned.setdefault(host, addresses)

    def _tell(self, receiver: Any, host: str, port: int) -> None:
        for address in self._pinned.get(host, []):
            kind = IPv4Address if ipaddress.ip_address(address).version == 4 else IPv6Address
            receiver.addressResolved(kind("TCP", address, port))
        receiver.resolutionComplete()


def _is_of_this_machine(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    return may_contact(host, practice=True)


class Transport:
    """Asks for addresses through the engine of a running crawler."""

    def __init__(self, spider: Spider) -> None:
        self._crawler = spider.crawler
        self._crawler.signals.connect(self._at_headers, signal=signals.headers_received)

    async def ask(self, url: str, timeout: float) -> Raw:
        """One request, one answer; no redirect is followed. Raises `NotFetched`, `AddressRefused`."""
        request = Request(
            url,
            dont_filter=True,
            headers={"Accept-Encoding": "gzip, deflate, br"},
            meta={"download_timeout": timeout},
        )
        assert self._crawler.engine is not None
        try:
            response = await self._crawler.engine.download_async(request)
        except asyncio.CancelledError:
            raise
        except Exception as fault:
            if request.url and self._is_refused(url):
                raise AddressRefused from fault
            raise NotFetched(_FAULTS.get(type(fault).__name__, "unreachable")) from fault
        headers = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, values in response.headers.items()
            for value in values
        )
        return Raw(response.status, "", headers, response.body, cut="download_stopped" in response.flags)

    @staticmethod
    def _is_refused(url: str) -> bool:
        return (urlsplit(url).hostname or "") in PinningResolver.refused

    @staticmethod
    def _at_headers(headers: Any, body_length: int, request: Request, **_: Any) -> None:
        """Breaks off what is no text before any of it comes in."""
        kind = (headers.get(b"Content-Type") or b"").split(b";")[0].strip().lower().decode("latin-1")
        anything = urlsplit(request.url).path == ROBOTS and not kind.startswith(
            ("image/", "video/", "audio/")
        )
        if not anything and kind not in TEXT_TYPES:
            raise StopDownload(fail=False)
