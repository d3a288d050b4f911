"""Referrals as rows of codes and days, for figures: never a word of them, a receiver or a colleague."""

from collections.abc import Iterator
from datetime import date

from django.contrib.postgres.aggregates import ArrayAgg
from django.utils.timezone import localdate

from baken.referrals.models import Referral

ANSWERS = ("accepted", "refused", "done", "withdrawn")
"""Steps that say what came of a referral: one may be refused, offered again, and accepted."""

Row = tuple[str, date, list[str]]
"""What it is of, the day that it began, and what came of it as codes."""


def coded_referrals() -> Iterator[Row]:
    """A row a referral that was offered, of the organisation acted for."""
    found = (
        Referral.objects.filter(offered_at__isnull=False)
        .annotate(happened=ArrayAgg("steps__kind", distinct=True, default=[]))
        .values_list("offered_at", "state", "happened")
    )
    for offered_at, state, happened in found:
        waits = ["unanswered"] if state == "offered" else []
        yield "referral", localdate(offered_at), [*(one for one in ANSWERS if one in happened), *waits]
