"""Outcomes of leads as people decided them: rows for counting and for an approved export.

One row a lead. Where it was ever judged blind, that is its outcome: what was decided later, with the
reasons in sight, may say what the reasons said. What was undone is no outcome, and what two people still
look at is none yet. Leads under the urgent protocol by a stated age are left out: no weight put them there.
"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from baken.audit.actions import record_event
from baken.indicators.bands import BANDS
from baken.indicators.learning.outcomes import FOUNDED, UNFOUNDED, UNSURE, Outcome
from baken.tenancy.acting import Actor
from baken.triage.models import Assessment

CLASS_OF = {
    "no_concern": UNFOUNDED,
    "unsure": UNSURE,
    "worth_contacting": FOUNDED,
    "urgent_confirmed": FOUNDED,
    # that one suspicion fell says nothing of the rest
    "urgent_lifted": UNSURE,
}
"""What a decision says of a lead; of what is urgent the state in which two people left it."""

_BANDS = tuple(band.code for band in BANDS)


def recorded_outcomes(*, by: Actor, until: datetime | None = None) -> list[Outcome]:
    """The outcomes of the organisation's leads, as they stood `until`, in the order of their codes.

    Pseudonymous and without a word that anybody wrote; logged as a read.
    """
    standing = Assessment.objects.filter(undone_at__isnull=True, band__in=_BANDS).select_related("lead")
    if until is not None:
        standing = standing.filter(Q(created_at__lte=until))
    rows = standing.order_by("lead_id", "version").only(
        "outcome", "band", "reasons", "unknown", "rule_versions", "blind", "version", "lead__state",
        "lead__groups",
    )  # fmt: skip
    chosen: dict[object, Assessment] = {}
    for row in rows.iterator():
        # the newest, but what was judged blind is never replaced by what was judged in sight
        if row.blind or not getattr(chosen.get(row.lead_id), "blind", False):
            chosen[row.lead_id] = row
    key = settings.BAKEN_KEYRING.key(str(by.organisation.id), "outcome")
    found = sorted(_outcomes(chosen.values(), key), key=lambda one: one.lead)
    record_event(by=by, action="triage.outcomes_read", subject="outcomes", details={"outcomes": len(found)})
    return found


def _outcomes(rows: Iterable[Assessment], key: bytes) -> Iterable[Outcome]:
    for row in rows:
        decided = row.lead.state if row.outcome.startswith("urgent") else row.outcome
        if decided not in CLASS_OF or (row.outcome.startswith("urgent") and "urgent" not in decided):
            continue
        fired, unknown = frozenset(row.reasons), frozenset(row.unknown)
        yield Outcome(
            lead=hmac.new(key, row.lead_id.bytes, hashlib.sha256).hexdigest()[:20],
            band=row.band,
            outcome=CLASS_OF[decided],
            blind=row.blind,
            fired=fired,
            not_fired=frozenset(row.rule_versions) - fired - unknown,
            unknown=unknown,
            rule_versions=row.rule_versions,
            groups=frozenset(row.lead.groups),
        )
