"""Crawls as jobs: carried out once, taken up again after a break, started when they are due."""

import logging
import uuid
from dataclasses import replace

from django.db import OperationalError
from django.utils import timezone

from baken.collection.crawl.actions import end_crawl, start_if_due
from baken.collection.crawl.states import ACTIVE
from baken.collection.exceptions import CollectionError, CrawlOver
from baken.collection.models import Crawl, CrawlSchedule
from baken.collection.profile import BadProfile
from baken.pipeline.crawl import CrawlBusy, CrawlInterrupted, run_crawl
from baken.pipeline.queue import queue_crawl
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted

_log = logging.getLogger("baken.pipeline")


class CrawlBroke(Exception):
    """A crawl broke off through a fault of ours. Says which fault, not what it was about."""


def carry_out(*, by: Actor, crawl_id: uuid.UUID) -> None:
    """Carries a crawl out under the purpose of its basis; one that is over or busy is let be.

    A fault of ours ends it in words, so that it does not seem to run for ever. Raises `CrawlInterrupted`
    where it will be taken up again, `CrawlBroke`.
    """
    crawl = Crawl.objects.select_related("source__basis").get(id=crawl_id)
    acting = replace(by, purpose=crawl.source.basis.purpose)
    try:
        run_crawl(by=acting, crawl_id=crawl_id)
    except (CrawlOver, CrawlBusy):
        return
    except CrawlInterrupted:
        raise
    except OperationalError as fault:
        raise CrawlInterrupted from fault
    except Exception as fault:
        end_crawl(by=acting, crawl_id=crawl_id, because="broke")
        broke = CrawlBroke(f"{type(fault).__name__}").with_traceback(fault.__traceback__)
        broke.__suppress_context__ = True
        _log.error("a crawl broke off", exc_info=broke)
        raise broke from None


def start_what_is_due(*, by: Actor) -> None:
    """Starts what the schedules of an organisation ask for, and queues again what nobody carries out."""
    now = timezone.now()
    for schedule in CrawlSchedule.objects.exclude(every="off").select_related("source", "set_by"):
        try:
            start_if_due(by=by, schedule=schedule, now=now)
        except (CollectionError, NotPermitted, BadProfile) as refusal:
            # whoever set it may have left, or the basis may have ended: the page of the source says so
            _log.info("source %s is not crawled: %s", schedule.source_id, type(refusal).__name__)
    for crawl_id in Crawl.objects.filter(state__in=ACTIVE).values_list("id", flat=True):
        queue_crawl(by.organisation.id, crawl_id)
