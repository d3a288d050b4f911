"""What people concluded of leads, as far as they are sure: for counting, never for a rule."""

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.triage.models import Assessment

NO_CONCERN = ("no_concern", "urgent_lifted")
CONCERN = ("worth_contacting", "urgent", "urgent_confirmed")
"""Outcomes that say something. One who is unsure says neither."""


def concluded(*, by: Actor) -> dict[str, bool]:
    """Of each advertiser of whom somebody is sure: whether there was no concern. Noted in the log.

    The newest decision that stands on its lead counts.
    """
    standing = (
        Assessment.objects.filter(undone_at__isnull=True)
        .order_by("version")
        .values_list("lead__advertiser", "outcome")
    )
    newest = dict(standing)
    found = {
        name: outcome in NO_CONCERN for name, outcome in newest.items() if outcome in NO_CONCERN + CONCERN
    }
    record_event(
        by=by, action="triage.conclusions_counted", subject="leads", details={"concluded": len(found)}
    )
    return found
