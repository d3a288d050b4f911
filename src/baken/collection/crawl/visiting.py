"""One visit to a site: list by list, advert by advert; what is found goes to whoever stores it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime

from baken.collection.crawl.addresses import plain_url, trouble_with
from baken.collection.crawl.fetching import Ends, Fetching, Page
from baken.collection.crawl.plan import CrawlPlan
from baken.collection.crawl.reading import Advert, Listed, NoAdvert, list_at, read_advert, read_list
from baken.collection.profile import Profile
from baken.collection.rejects import BadRecord

Wanted = Callable[[list[str]], Awaitable[list[str]]]
"""Which of these adverts are not stored yet."""
Found = Callable[[Page, Advert], Awaitable[None]]
"""Takes an advert that was read."""
Rejected = Callable[[str, str], None]
"""Told of an address whose page could not be read, and why."""


class Visit:
    """Visits what a profile names. `run` returns why it ended, as a code of `CrawlEnd`."""

    def __init__(
        self,
        profile: Profile,
        fetching: Fetching,
        *,
        wanted: Wanted,
        found: Found,
        rejected: Rejected = lambda url, reason: None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        assert profile.crawl is not None
        self._profile, self._plan, self._fetching = profile, profile.crawl, fetching
        self._wanted, self._found, self._rejected, self._clock = wanted, found, rejected, clock
        self._seen: set[str] = set()
        self._on_every_page: set[str] = set()
        self._lists = 0

    async def run(self) -> str:
        """Every start page with the lists after it."""
        try:
            for start in self._plan.start:
                await self._lists_from(start)
        except Ends as end:
            return end.code
        if self._lists:
            return "finished" if self._seen else "nothing_found"
        troubles = self._fetching.counts.troubles
        if troubles["robots"]:
            return "robots_forbid"
        return "unreachable" if troubles["unreachable"] or troubles["timed_out"] else "nothing_found"

    async def _lists_from(self, start: str) -> None:
        plan: CrawlPlan = self._plan
        visited: set[str] = set()
        url: str | None = plain_url(start)
        for number in range(plan.list_pages):
            if url is None or url in visited:
                return
            visited.add(url)
            listed = await self._list(url)
            if listed is None:
                return
            self._heed(listed.asks, adverts=bool(listed.adverts or self._seen))
            fresh = [one for one in listed.adverts if one not in self._seen]
            self._seen.update(fresh)
            await self._adverts(fresh)
            if plan.page is None:
                url = listed.next
            else:
                url = list_at(start, plan.page, number + 1) if fresh else None

    async def _list(self, url: str) -> Listed | None:
        page = await self._fetching.page(url)
        if page is None:
            return None
        try:
            listed = read_list(page, self._plan)
        except BadRecord as bad:
            self._unreadable(url, "unreadable", str(bad))
            return None
        self._lists += 1
        return listed

    def _heed(self, asks: str | None, *, adverts: bool) -> None:
        """A site that asks to log in, or for a human, where adverts should be is left alone; where it does
        so beside its adverts it is a box that stands on every page. Raises `Ends`."""
        if asks is None:
            return
        if adverts:
            self._on_every_page.add(asks)
        elif asks not in self._on_every_page:
            raise Ends(asks)

    async def _adverts(self, urls: Sequence[str]) -> None:
        allowed = []
        for url in urls:
            if trouble := trouble_with(url, self._plan.hosts, self._plan.never):
                self._fetching.counts.note(trouble)
            else:
                allowed.append(url)
        waiting = iter(await self._wanted(allowed))

        async def work() -> None:
            for url in waiting:
                await self._advert(url)

        if self._plan.concurrency == 1:
            await work()
            return
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(self._plan.concurrency):
                    group.create_task(work())
        except BaseExceptionGroup as faults:
            # what ends one of them ends them all; several at once may have found the same end
            raise faults.exceptions[0] from None

    async def _advert(self, url: str) -> None:
        page = await self._fetching.page(url)
        if page is None:
            return
        try:
            advert = read_advert(page, self._profile, self._clock())
        except NoAdvert as none:
            self._heed(none.asks, adverts=False)
            self._unreadable(url, "no_advert", "the profile found no advert on the page")
        except BadRecord as bad:
            self._unreadable(url, "unreadable", str(bad))
        else:
            await self._found(page, advert)

    def _unreadable(self, url: str, code: str, reason: str) -> None:
        self._fetching.counts.note(code)
        self._rejected(url, reason)
