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

from baken.audit.actions import record_event
from baken.indicators.learning.outcomes import Outcome
from baken.tenancy.acting import Actor
from baken.triage.conclusions import SCORED, class_of, counting_decisions
from baken.triage.models import Assessment


def recorded_outcomes(*, by: Actor, until: datetime | None = None) -> list[Outcome]:
    """The outcomes of the organisation's leads, as they stood `until`, in the order of their codes.

    Pseudonymous and without a word that anybody wrote; logged as a read.
    """
    chosen = counting_decisions(bands=SCORED, until=until)
    key = settings.BAKEN_KEYRING.key(str(by.organisation.id), "outcome")
    found = sorted(_outcomes(chosen, key), key=lambda one: one.lead)
    record_event(by=by, action="triage.outcomes_read", subject="outcomes", details={"outcomes": len(found)})
    return found


def _outcomes(rows: Iterable[Assessment], key: bytes) -> Iterable[Outcome]:
    for row in rows:
        outcome = class_of(row)
        if outcome is None:
            continue
        fired, unknown = frozenset(row.reasons), frozenset(row.unknown)
        yield Outcome(
            lead=hmac.new(key, row.lead_id.bytes, hashlib.sha256).hexdigest()[:20],
            band=row.band,
            outcome=outcome,
            blind=row.blind,
            fired=fired,
            not_fired=frozenset(row.rule_versions) - fired - unknown,
            unknown=unknown,
            rule_versions=row.rule_versions,
            groups=frozenset(row.lead.groups),
            counting=None if row.counting is None else frozenset(row.counting) & fired,
        )
