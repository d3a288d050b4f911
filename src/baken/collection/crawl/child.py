"""The process that fetches and parses: `python -m baken.collection.crawl.child`, started by `process`.

It is told what to visit on its standard input and hands what it found to its standard output, in frames.
It has no database, no keys and no settings. While nobody renews its lease it asks for nothing; when its
standard input ends, so does it.
"""

import asyncio
import os
import threading
import time
import traceback
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, BinaryIO

from baken.collection.crawl.frames import BrokenFrame, read_frame, write_frame

if TYPE_CHECKING:
    from baken.collection.profile import Profile

MOST_UNACKNOWLEDGED = 16
"""Adverts handed over and not stored yet, beyond which nothing more is fetched."""
_SECOND = 1.0


class Parent:
    """The other side: what it says is read in a thread of its own."""

    def __init__(self, control: BinaryIO, results: int, loop: asyncio.AbstractEventLoop) -> None:
        self._control, self._results, self._loop = control, results, loop
        self._lease_until = time.monotonic()
        self._sent = self._acknowledged = self._questions = 0
        self._answers: dict[int, asyncio.Future[list[str]]] = {}
        self._moved = asyncio.Event()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            while (frame := read_frame(self._control)) is not None:
                self._loop.call_soon_threadsafe(self._heard, frame[0])
        except (BrokenFrame, OSError, RuntimeError):
            pass
        os._exit(0)  # nobody is there any more: not a request more

    def _heard(self, header: dict[str, Any]) -> None:
        match header.get("kind"):
            case "lease":
                self._lease_until = time.monotonic() + float(header["seconds"])
            case "stored":
                self._acknowledged = int(header["upto"])
            case "wanted":
                self._answers.pop(int(header["question"])).set_result(list(header["urls"]))
        self._moved.set()

    async def gate(self) -> None:
        """Waits until the parent is alive and has stored most of what it was given."""
        while time.monotonic() > self._lease_until or self._sent - self._acknowledged >= MOST_UNACKNOWLEDGED:
            self._moved.clear()
            await self._moved.wait()

    async def wanted(self, urls: list[str]) -> list[str]:
        """Which of these adverts are not stored yet."""
        if not urls:
            return []
        self._questions += 1
        answer: asyncio.Future[list[str]] = self._loop.create_future()
        self._answers[self._questions] = answer
        self.tell({"kind": "found", "question": self._questions, "urls": urls})
        return await answer

    def give(self, header: dict[str, Any], body: bytes) -> None:
        """Hands over one advert."""
        self._sent += 1
        self.tell({**header, "kind": "page", "number": self._sent}, body)

    def tell(self, header: dict[str, Any], body: bytes = b"") -> None:
        """Hands over a frame."""
        write_frame(self._results, header, body)


def main() -> None:
    """Reads what to visit, closes the walls, visits. It never returns: nothing of it is worth closing."""
    control = os.fdopen(os.dup(0), "rb")
    results = os.dup(1)
    with open(os.devnull, "r+b", buffering=0) as nowhere:  # noqa: PTH123 - before anything is loaded
        for descriptor in (0, 1):
            os.dup2(nowhere.fileno(), descriptor)
    first = read_frame(control)
    if first is not None:
        try:
            _start(first[0], control, results)
        except BaseException as fault:
            _tell_fault(results, fault)
    os._exit(0)


def _tell_fault(results: int, fault: BaseException) -> None:
    """Which fault and where, not what it says: that may be content."""
    place = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{type(fault).__name__} at {place.filename.rsplit('/', 1)[-1]}:{place.lineno}"
    write_frame(results, {"kind": "broke", "where": where})


def _start(order: dict[str, Any], control: BinaryIO, results: int) -> None:
    from scrapy import Spider
    from scrapy.crawler import AsyncCrawlerProcess

    from baken.collection.crawl.transport import PinningResolver, settings_for
    from baken.collection.crawl.walls import confine
    from baken.collection.pages import read_page
    from baken.collection.profile import read_profile

    practice = bool(order["practice"])
    profile = read_profile(order["profile"])
    PinningResolver.practice = practice

    async def visit(spider: Spider) -> None:
        try:
            await _visit(spider, profile, practice, Parent(control, results, asyncio.get_running_loop()))
        except BaseException as fault:
            _tell_fault(results, fault)
        os._exit(0)

    class OneSite(Spider):
        name = "baken"

        async def start(self) -> AsyncIterator[Any]:
            await visit(self)
            yield  # never comes to it, but Scrapy asks for a generator

    process = AsyncCrawlerProcess(settings_for(order["agent"]), install_root_handler=False)
    process.crawl(OneSite)
    read_page("<p>")  # its loops are compiled, or loaded, while files may be written
    confine(practice=practice)
    process.start(install_signal_handlers=False)


async def _visit(spider: Any, profile: "Profile", practice: bool, parent: Parent) -> None:
    from baken.collection.crawl.fetching import Fetching, Page
    from baken.collection.crawl.plan import LEAST_REAL_DELAY
    from baken.collection.crawl.reading import Advert
    from baken.collection.crawl.transport import Transport
    from baken.collection.crawl.visiting import Visit

    assert profile.crawl is not None
    least = 0.0 if practice else LEAST_REAL_DELAY
    fetching = Fetching(profile.crawl, Transport(spider).ask, parent.gate, least_delay=least)

    def counts() -> dict[str, Any]:
        known = fetching.counts
        return {"pages": known.pages, "troubles": dict(known.troubles), "last_error": known.last_error}

    async def found(page: Page, advert: Advert) -> None:
        header = {
            "asked": page.asked,
            "url": page.url,
            "record": advert.record,
            "status": page.raw.status,
            "headers": page.raw.headers,
            "content_type": advert.content_type,
            "original_sha256": advert.original_sha256,
            "counts": counts(),
        }
        parent.give(header, advert.payload)

    def rejected(url: str, reason: str) -> None:
        parent.tell({"kind": "rejected", "url": url, "reason": reason})

    async def tell_counts() -> None:
        while True:
            await asyncio.sleep(_SECOND)
            parent.tell({"kind": "counts", "counts": counts()})

    ticking = asyncio.ensure_future(tell_counts())
    visit = Visit(profile, fetching, wanted=parent.wanted, found=found, rejected=rejected)
    because = await visit.run()
    ticking.cancel()
    parent.tell({"kind": "end", "because": because, "counts": counts()})


if __name__ == "__main__":
    main()
