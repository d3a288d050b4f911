"""Referrals as rows of codes and days, for figures: never a word of them, a receiver or a colleague."""

from collections.abc import Iterator
from datetime import date, datetime

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from baken.cases.models import CaseYes
from baken.referrals.clocks import state_at
from baken.referrals.models import Referral, ReferralConsent
from baken.triage.bulk import Row, newest_provinces, one_province

ANSWERS = ("accepted", "refused", "done", "withdrawn")
"""Steps that say what came of a referral: one may be refused, offered again, and accepted."""


def coded_referrals(now: datetime) -> Iterator[Row]:
    """A row a referral that was offered, of the organisation acted for, as the clock has it `now`. The yes is
    that of the case, or that to this receiver where there is none."""
    said = CaseYes.objects.filter(case=OuterRef("case")).order_by("said_on").values("said_on")[:1]
    agreed = ReferralConsent.objects.filter(referral=OuterRef("id")).order_by("given_at").values("given_at")
    found = (
        Referral.objects.filter(offered_at__isnull=False)
        .annotate(
            happened=ArrayAgg("steps__kind", distinct=True, default=[]),
            accepted_at=Min("steps__at", filter=Q(steps__kind="accepted")),
            said_on=Subquery(said),
            agreed_at=Subquery(agreed[:1]),
            advertiser=Coalesce("lead__advertiser", "case__lead__advertiser"),
            where=newest_provinces("advertiser", "offered_at", "lead__provinces", "case__lead__provinces"),
        )
        .values_list(
            "offered_at", "state", "answer_due_at", "happened", "accepted_at", "said_on", "agreed_at", "where"
        )
    )
    for offered_at, state, due_at, happened, accepted_at, said_on, agreed_at, provinces in found:
        waits = ["unanswered"] if state == "offered" else []
        late = ["overdue"] if state_at(state, due_at, now) == "overdue" else []
        came = [*(one for one in ANSWERS if one in happened), *waits, *late]
        yes = said_on or (localdate(agreed_at) if agreed_at else None)
        yield "referral", localdate(offered_at), one_province(provinces), came, _days(yes, accepted_at)


def _days(yes: date | None, accepted_at: datetime | None) -> dict[str, int]:
    """Days from the yes to the receiver's; none where either is not known, or the order is another."""
    if yes is None or accepted_at is None or localdate(accepted_at) < yes:
        return {}
    return {"to_accepted": (localdate(accepted_at) - yes).days}
