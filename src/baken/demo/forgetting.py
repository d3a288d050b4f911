"""Empties the demo of what was made on one market, so that a market of another size can take its place."""

from django.db import transaction

from baken.adverts.actions.clear_synthetic_market import clear_synthetic_market
from baken.audit.actions import record_event
from baken.collection.models import CrawlPage
from baken.demo.conversing import forget_conversations
from baken.demo.decisions import forget
from baken.tenancy.acting import Actor
from baken.watch.models import (
    Campaign,
    PlatformProposal,
    RisingTerm,
    WatchedPlatform,
    WeeklyCount,
    WordProposal,
    WordWeek,
)

# what hangs on another comes first
_MADE = (
    PlatformProposal,
    Campaign,
    WordProposal,
    RisingTerm,
    WordWeek,
    WeeklyCount,
    WatchedPlatform,
    CrawlPage,
)


@transaction.atomic
def forget_market(*, by: Actor) -> None:
    """Removes the market with its leads, finds, counts and crawled pages; that there was a crawl stays.

    Only of invented data: raises `baken.adverts.actions.clear_synthetic_market.NotSynthetic`.
    """
    talked = forget_conversations()
    record_event(
        by=by, action="conversations.synthetic_cleared", subject="conversations", details={"rows": talked}
    )
    forget(by=by)
    removed = sum(model._default_manager.all().delete()[0] for model in _MADE)
    record_event(by=by, action="watch.synthetic_cleared", subject="watch", details={"rows": removed})
    clear_synthetic_market(by=by)
