"""Reads about crawls: the last ones of a source, what is due, and which pages need not be fetched again."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet

from baken.collection.crawl.policies import can_crawl
from baken.collection.crawl.states import ACTIVE
from baken.collection.models import Crawl, CrawlPage, CrawlSchedule, Source
from baken.privacy.pseudonyms import pseudonym

PERIODS = {"daily": timedelta(days=1), "weekly": timedelta(days=7)}
_SLACK = timedelta(hours=2)
"""A daily crawl that began a little later than yesterday's must not drift to another hour each day."""


def crawls_of(source: Source) -> QuerySet[Crawl]:
    """The crawls of a source, newest first."""
    return Crawl.objects.filter(source=source).select_related("started_by").order_by("-queued_at")


def active_crawl(source: Source) -> Crawl | None:
    """The crawl of a source that waits or runs, if any."""
    return Crawl.objects.filter(source=source, state__in=ACTIVE).first()


def next_due(schedule: CrawlSchedule) -> datetime | None:
    """When a schedule asks for the next crawl; None where it asks for none."""
    period = PERIODS.get(schedule.every)
    if period is None:
        return None
    newest = Crawl.objects.filter(source=schedule.source_id).order_by("-queued_at").first()
    return schedule.set_at if newest is None else newest.queued_at + period - _SLACK


def is_due(schedule: CrawlSchedule, now: datetime) -> bool:
    """Whether a schedule asks for a crawl now, and the source may be crawled now."""
    due = next_due(schedule)
    if due is None or due > now:
        return False
    source = Source.objects.select_related("basis").get(id=schedule.source_id)
    return active_crawl(source) is None and can_crawl(source, now)


class PageKeys:
    """Addresses and words of pages as keyed hashes of one organisation."""

    def __init__(self, organisation_id: uuid.UUID) -> None:
        self._key: bytes = settings.BAKEN_KEYRING.key(str(organisation_id), "pseudonym")

    def of_url(self, url: str) -> str:
        return pseudonym("crawl url", url, self._key)

    def of_words(self, title: str, text: str) -> str:
        return pseudonym("crawl words", f"{title}\n{text}", self._key)


def stored_already(crawl: Crawl, url_keys: Sequence[str]) -> set[str]:
    """Which of these adverts this crawl has stored: they need not be fetched again."""
    found = CrawlPage.objects.filter(crawl=crawl, url_key__in=list(url_keys))
    return set(found.values_list("url_key", flat=True))
