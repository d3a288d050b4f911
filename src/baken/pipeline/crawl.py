"""Carries out a crawl: another process fetches and reads, this one checks, stores and acknowledges.

What was acknowledged is stored for good; what was not is fetched again. Whoever begins again after a
power cut asks the table what is stored already.
"""

import threading
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from baken.collection.actions import record_intake
from baken.collection.crawl.actions import begin_crawl, end_crawl, running
from baken.collection.crawl.policies import crawl_profile, why_it_stops
from baken.collection.crawl.process import FetchingProcess, Frame
from baken.collection.crawl.queries import PageKeys, stored_already
from baken.collection.exceptions import CrawlOver, NotACrawlSource
from baken.collection.models import Crawl
from baken.collection.profile import BadProfile
from baken.pipeline.crawl_store import CrawlStore
from baken.pipeline.queue import defer_once
from baken.tenancy.acting import Actor
from baken.tenancy.only_one import only_one
from baken.vocabulary.crawls import CrawlEnd, CrawlTrouble

TICK = 1.0
"""Seconds, at most, between two checks that the crawl may go on."""
MOST_AT_ONCE = 32
"""Frames in one transaction."""
MOST_STARTS = 4
"""Of the process that fetches, when it dies without a word."""
REFUSED = ("robots", "not_allowed", "elsewhere", "not_text")

leaving = threading.Event()
"""Set by who wants this process to end: crawls then break off within a second, to be taken up later."""

Rejected = Callable[[dict[str, Any]], None]
Progress = Callable[[Crawl], None]


class CrawlBusy(Exception):
    """Another process carries out this crawl at this moment."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class CrawlInterrupted(Exception):
    """This process was told to leave; the crawl goes on when it is taken up again."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


def run_crawl(
    *,
    by: Actor,
    crawl_id: Any,
    on_reject: Rejected = lambda reject: None,
    on_progress: Progress = lambda crawl: None,
) -> Crawl:
    """Carries a crawl out to its end, one that was broken off too; as it then stands.

    `on_reject` is told of each page that could not be read. Raises `CrawlBusy`, `CrawlInterrupted`,
    `CrawlOver` where it was over before.
    """
    with only_one(f"crawl {crawl_id}", CrawlBusy):
        crawl = begin_crawl(by=by, crawl_id=crawl_id)
        because = _carry_out(by, crawl, on_reject, on_progress)
        return _end(by, crawl_id, because)


def _carry_out(by: Actor, crawl: Crawl, on_reject: Rejected, on_progress: Progress) -> str | None:
    """Why it ended, as a code of `CrawlEnd`; None where somebody else ended it."""
    try:
        for _ in range(MOST_STARTS):
            told = _Round(by, crawl, on_reject, on_progress).run()
            if told is not None:
                return told
    except CrawlOver:
        return None
    except (BadProfile, NotACrawlSource):
        return "profile_unusable"
    return "broke"


@transaction.atomic
def _end(by: Actor, crawl_id: Any, because: str | None) -> Crawl:
    crawl = (
        end_crawl(by=by, crawl_id=crawl_id, because=because)
        if because is not None
        else Crawl.objects.select_related("source__basis").get(id=crawl_id)
    )
    source = crawl.source
    if seen := crawl.adverts_seen:
        record_intake(by=by, basis=source.basis, seen={source.platform: seen}, rejected=crawl.errors)
    return crawl


class _Round:
    """One life of the process that fetches."""

    def __init__(
        self,
        by: Actor,
        crawl: Crawl,
        on_reject: Rejected,
        on_progress: Progress,
    ) -> None:
        self._by, self._id = by, crawl.id
        self._on_reject, self._on_progress = on_reject, on_progress
        self._source = crawl.source
        self._profile = crawl_profile(self._source)
        self._keys = PageKeys(by.organisation.id)
        self._store = CrawlStore(by, self._keys, self._profile, self._source.platform)
        self._told: dict[str, Any] = {}

    def run(self) -> str | None:
        """The code of `CrawlEnd` that it ends with; None where the process died without a word."""
        assert self._profile.crawl is not None
        fetching = FetchingProcess(
            profile=self._source.profile, plan=self._profile.crawl, practice=self._by.organisation.synthetic
        )
        if refusal := self._checked([]):
            return refusal
        with fetching:
            while True:
                fetching.renew()
                frames = fetching.take(TICK, MOST_AT_ONCE)
                if leaving.is_set():
                    raise CrawlInterrupted
                if refusal := self._checked(frames):
                    return refusal
                for header, _ in frames:
                    ended, because = self._answer(fetching, header)
                    if ended:
                        return because

    def _answer(self, fetching: FetchingProcess, header: dict[str, Any]) -> tuple[bool, str | None]:
        """Tells the other side what follows from a frame; whether it was the last, and the end it names."""
        match header.get("kind"):
            case "page":
                fetching.stored(int(header["number"]))
            case "found":
                fetching.wanted(int(header["question"]), self._not_stored(header))
            case "rejected":
                self._reject(str(header.get("url")), str(header.get("reason")))
            case "end":
                because = header.get("because")
                return True, because if because in CrawlEnd and because != "by_person" else "broke"
            case "gone" | "broke":
                return True, None
        return False, None

    def _checked(self, frames: list[Frame]) -> str | None:
        """One transaction: the crawl still runs and may go on, then what came is stored. Why it may not go
        on, if so; then nothing of this was stored. Raises `CrawlOver`."""
        with transaction.atomic():
            crawl = running(self._id)
            if refusal := why_it_stops(crawl.source, timezone.now()):
                return refusal
            if crawl.source.profile != self._source.profile:
                return "source_inactive"
            pages = [frame for frame in frames if frame[0].get("kind") == "page"]
            stored, rejects = self._store.store(crawl, pages)
            self._count(crawl, frames, stored, len(rejects))
            crawl.save()
            if stored:
                defer_once("extract", self._by.organisation.id)
        for url, reason in rejects:
            self._reject(url, reason)
        self._on_progress(crawl)
        return None

    def _count(self, crawl: Crawl, frames: list[Frame], stored: int, rejected: int) -> None:
        crawl.adverts_seen += stored
        newest = next((head["counts"] for head, _ in reversed(frames) if "counts" in head), None)
        if newest:
            before: dict[str, int] = self._told.get("troubles", {})
            crawl.pages_fetched += max(0, int(newest["pages"]) - int(self._told.get("pages", 0)))
            for code, count in newest["troubles"].items():
                if code in CrawlTrouble:
                    _add(crawl, code, int(count) - before.get(code, 0))
            if newest["last_error"] in CrawlTrouble:
                crawl.last_error = newest["last_error"]
            self._told = newest
        if rejected:
            _add(crawl, "bad_record", rejected)
            crawl.last_error = "bad_record"

    def _not_stored(self, header: dict[str, Any]) -> list[str]:
        urls = [str(url) for url in header["urls"]]
        keys = [self._keys.of_url(url) for url in urls]
        known = stored_already(Crawl(id=self._id), keys)
        return [url for url, key in zip(urls, keys, strict=True) if key not in known]

    def _reject(self, url: str, reason: str) -> None:
        self._on_reject({"source": self._source.name, "url": url, "reason": reason})


def _add(crawl: Crawl, code: str, count: int) -> None:
    if count <= 0:
        return
    crawl.troubles[code] = crawl.troubles.get(code, 0) + count
    if code in REFUSED:
        crawl.refused += count
    else:
        crawl.errors += count
