"""Writes about crawls: a person starts and stops one, the program moves it on, the clock starts one too."""

import uuid
from dataclasses import replace
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.collection.crawl.policies import check_not_over, check_start, crawl_profile
from baken.collection.crawl.queries import is_due
from baken.collection.crawl.states import BEGIN, FIRST, RESUME, START, STOP, Transition, step_for
from baken.collection.crawl.waiting import put_in_queue
from baken.collection.exceptions import CrawlOver
from baken.collection.models import Crawl, CrawlSchedule, Source
from baken.collection.permissions import MANAGE_SOURCES, SCHEDULE_CRAWL, START_CRAWL, STOP_CRAWL
from baken.collection.profile import read_profile
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.vocabulary.crawls import CrawlEvery

CLOCK_REASON = "crawl by schedule"


@transaction.atomic
def start_crawl(*, by: Actor, source_id: uuid.UUID, here: bool = False, by_clock: bool = False) -> Crawl:
    """A person starts a crawl of a source; it waits in the queue, or is carried out by who asks (`here`).

    Where data are real only a named person starts one; `by_clock` is for the schedule, which names the
    person who set it. Raises what `check_start` raises, and `NotPermitted`.
    """
    check_may(by, START_CRAWL)
    if not by.organisation.synthetic:
        check_person(by)
    source = Source.objects.select_for_update().select_related("basis").get(id=source_id)
    now = timezone.now()
    check_start(source, now)
    crawl = Crawl.objects.create(
        organisation=by.organisation,
        source=source,
        state=FIRST,
        queued_at=now,
        started_by=by.user,
        by_clock=by_clock,
    )
    record_event(
        by=by,
        action=START.event,
        subject=f"crawl:{crawl.id}",
        purpose=source.basis.purpose,
        details={"source": str(source.id), "basis": source.basis.code, "clock": by_clock},
    )
    if not here:
        put_in_queue(by.organisation.id, crawl.id)
    return crawl


@transaction.atomic
def stop_crawl(*, by: Actor, crawl_id: uuid.UUID, because: str) -> Crawl:
    """Somebody stops a crawl that waits or runs: nothing is stored from this moment on, and what fetches
    ends within seconds. Raises `CrawlOver`."""
    check_may(by, STOP_CRAWL)
    crawl = _locked(crawl_id)
    check_not_over(crawl)
    return _ended(by, crawl, STOP, "by_person", because)


@transaction.atomic
def begin_crawl(*, by: Actor, crawl_id: uuid.UUID) -> Crawl:
    """The program takes up a crawl that waits, or one that it was killed in. Raises `CrawlOver`."""
    crawl = _locked(crawl_id)
    check_not_over(crawl)
    step = BEGIN if crawl.state in BEGIN.sources else RESUME
    crawl.state = step.target
    crawl.started_at = crawl.started_at or timezone.now()
    crawl.save(update_fields=["state", "started_at"])
    record_event(by=by, action=step.event, subject=f"crawl:{crawl.id}")
    return crawl


@transaction.atomic
def end_crawl(*, by: Actor, crawl_id: uuid.UUID, because: str) -> Crawl:
    """The program ends a crawl for a reason of `CrawlEnd`; one that is over already stays as it is."""
    crawl = _locked(crawl_id)
    step = step_for(because)
    if crawl.state not in step.sources:
        return crawl
    _compare(crawl, whole=because == "finished")
    return _ended(by, crawl, step, because, "")


def running(crawl_id: uuid.UUID) -> Crawl:
    """The crawl, locked until the transaction ends. Raises `CrawlOver` where it does not run any more."""
    crawl = _locked(crawl_id)
    if crawl.state != BEGIN.target:
        raise CrawlOver
    return crawl


def _locked(crawl_id: uuid.UUID) -> Crawl:
    return Crawl.objects.select_for_update(of=("self",)).select_related("source__basis").get(id=crawl_id)


def _ended(by: Actor, crawl: Crawl, step: Transition, because: str, note: str) -> Crawl:
    crawl.state = step.target
    crawl.ended_at = timezone.now()
    crawl.ended_because, crawl.ended_note = because, note[:500]
    crawl.save()
    record_event(
        by=by,
        action=step.event,
        subject=f"crawl:{crawl.id}",
        details={"because": because, "pages": crawl.pages_fetched, "adverts": crawl.adverts_seen},
    )
    return crawl


_COMPARE = """
    WITH now AS (SELECT url_key, content_key FROM collection_crawlpage WHERE crawl_id = %(this)s),
    before AS (SELECT url_key, content_key FROM collection_crawlpage WHERE crawl_id = %(before)s),
    ever AS (
        SELECT DISTINCT url_key FROM collection_crawlpage page
        JOIN collection_crawl crawl ON crawl.id = page.crawl_id
        WHERE crawl.source_id = %(source)s AND crawl.id <> %(this)s
    )
    SELECT
        (SELECT count(*) FROM now WHERE url_key NOT IN (SELECT url_key FROM ever)),
        (SELECT count(*) FROM now JOIN before USING (url_key) WHERE now.content_key <> before.content_key),
        (SELECT count(*) FROM now WHERE url_key IN (SELECT url_key FROM ever)
            AND url_key NOT IN (SELECT url_key FROM before)),
        (SELECT count(*) FROM before WHERE url_key NOT IN (SELECT url_key FROM now))
"""


def _compare(crawl: Crawl, *, whole: bool) -> None:
    """Counts what came, changed, returned and went since the last crawl that visited everything.

    What a crawl that broke off did not come to has not vanished: it is counted after a whole one only.
    """
    earlier = Crawl.objects.filter(source_id=crawl.source_id, ended_because="finished").exclude(id=crawl.id)
    before = earlier.order_by("-ended_at").values_list("id", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute(_COMPARE, {"this": crawl.id, "before": before, "source": crawl.source_id})
        new, changed, returned, vanished = cursor.fetchone()
    crawl.adverts_new, crawl.adverts_changed = new, changed
    crawl.adverts_returned = returned if before else 0
    crawl.adverts_vanished = vanished if whole else 0


@transaction.atomic
def change_profile(*, by: Actor, source_id: uuid.UUID, profile: str) -> Source:
    """Gives a source that is crawled another profile. Raises `BadProfile`, `NotACrawlSource`."""
    check_may(by, MANAGE_SOURCES)
    source = Source.objects.select_for_update().get(id=source_id)
    text = profile.strip()
    if source.profile == text:
        return source
    read_profile(text)
    source.profile = text
    crawl_profile(source)
    source.save(update_fields=["profile"])
    record_event(by=by, action="collection.source_profile_changed", subject=f"source:{source.id}")
    return source


@transaction.atomic
def set_schedule(*, by: Actor, source_id: uuid.UUID, every: str) -> CrawlSchedule:
    """A person decides how often a source is crawled by itself. Raises `NotACrawlSource`, ValueError."""
    check_may(by, SCHEDULE_CRAWL)
    if not by.organisation.synthetic:
        check_person(by)
    if every not in CrawlEvery:
        raise ValueError(f"no such schedule: {every}")
    source = Source.objects.select_for_update().get(id=source_id)
    if every != "off":
        crawl_profile(source)
    schedule, _ = CrawlSchedule.objects.update_or_create(
        source=source,
        defaults={
            "organisation": by.organisation,
            "every": every,
            "set_by": by.user,
            "set_at": timezone.now(),
        },
    )
    record_event(
        by=by,
        action="collection.crawl_schedule_set",
        subject=f"source:{source.id}",
        details={"every": every},
    )
    return schedule


def start_if_due(*, by: Actor, schedule: CrawlSchedule, now: datetime) -> Crawl | None:
    """Starts the crawl that a schedule asks for, as the person who set it; None where it is not due or
    may not begin now. Raises what `start_crawl` raises where that person may no longer start one."""
    if not is_due(schedule, now):
        return None
    person = replace(by, user=schedule.set_by, reason=CLOCK_REASON)
    return start_crawl(by=person, source_id=schedule.source_id, by_clock=True)
