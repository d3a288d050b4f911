"""What people concluded of leads: one meaning of founded for all who count, never for a rule."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from baken.audit.actions import record_event
from baken.indicators.bands import BANDS
from baken.indicators.learning.outcomes import FOUNDED, UNFOUNDED, UNSURE
from baken.tenancy.acting import Actor
from baken.triage.models import Assessment
from baken.triage.policies import UNDO_WITHIN
from baken.triage.states import UNSETTLED

CLASS_OF = {
    "no_concern": UNFOUNDED,
    "unsure": UNSURE,
    "worth_contacting": FOUNDED,
    "urgent_confirmed": FOUNDED,
    # that one suspicion fell says nothing of the rest
    "urgent_lifted": UNSURE,
}
"""What a decision says of a lead; of what is urgent the state in which two people left it."""

SCORED = tuple(band.code for band in BANDS)
"""The bands that rules give by their weights: a stated age under the minimum is no score."""

BROUGHT_FORWARD = SCORED[:-1]
"""Those of leads. In the last is who the rules pass over and the blind sample drew."""


def class_of(decided: Assessment) -> str | None:
    """What a decision says of its lead: FOUNDED, UNFOUNDED or UNSURE; None while two people still look."""
    if not decided.outcome.startswith("urgent"):
        return CLASS_OF[decided.outcome]
    state = decided.lead.state
    return CLASS_OF.get(state) if state.startswith("urgent") else None


def counting_decisions(*, bands: Iterable[str], until: datetime | None = None) -> list[Assessment]:
    """Of each lead the decision that counts, with its lead: the newest that stands, made in one of `bands`.

    Where a lead was ever judged blind, that one counts: what was decided later, with the reasons in sight,
    may say what the reasons said. Where two people still have to agree, none does. With `until` decisions
    made after it are left out.
    """
    # counted at once, a blind decision would tell its maker on which side it fell while it can be undone
    unsettled = Q(blind=True, created_at__gt=(until or timezone.now()) - UNDO_WITHIN)
    standing = Assessment.objects.filter(undone_at__isnull=True, band__in=list(bands)).exclude(unsettled)
    standing = standing.exclude(lead__state__in=UNSETTLED)
    if until is not None:
        standing = standing.filter(created_at__lte=until)
    newest = standing.order_by("lead_id", "-blind", "-version").distinct("lead_id")
    counted = ("outcome", "band", "reasons", "unknown", "rule_versions", "blind")
    of_lead = ("lead__advertiser", "lead__state", "lead__groups")
    return list(newest.select_related("lead").only(*counted, *of_lead))


def concluded(*, by: Actor) -> dict[str, bool]:
    """Of each advertiser that rules brought forward and of whom somebody is sure: whether they were
    unfounded. Noted in the log."""
    said = {row.lead.advertiser: class_of(row) for row in counting_decisions(bands=BROUGHT_FORWARD)}
    found = {name: what == UNFOUNDED for name, what in said.items() if what in (FOUNDED, UNFOUNDED)}
    record_event(
        by=by, action="triage.conclusions_counted", subject="leads", details={"concluded": len(found)}
    )
    return found
