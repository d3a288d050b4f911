"""Is the whole log as it was written? At once for a short log, as a job for a long one."""

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from baken.audit.actions import record_event
from baken.audit.queries import Verification, verify_log
from baken.audit.viewing import size_of_log
from baken.tenancy.acting import Actor

AT_ONCE = 20_000
"""Sealed events that a page may read while somebody waits."""
QUEUE = "stages"


def verify_and_note(*, by: Actor) -> Verification:
    """Computes every seal again, and notes in the log how many faults there were."""
    found = verify_log(by.organisation)
    record_event(
        by=by,
        action="audit.verified",
        subject="audit",
        details={"faults": len(found.faults), "seals": found.seals, "events": found.sealed_events},
    )
    return found


def verify_now_or_later(*, by: Actor) -> Verification | None:
    """The result for a short log; None for a long one, which a job checks."""
    if size_of_log() <= AT_ONCE:
        return verify_and_note(by=by)
    try:
        with transaction.atomic():
            app.configure_task(
                "verify_log", queue=QUEUE, queueing_lock=f"verify_log {by.organisation.id}"
            ).defer(organisation_id=str(by.organisation.id))
    except AlreadyEnqueued:
        pass
    return None
