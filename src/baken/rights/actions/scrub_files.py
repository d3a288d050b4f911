"""After a run: the bytes of what went are taken out of the files."""

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.rights.models import RetentionRun
from baken.rights.permissions import MANAGE
from baken.rights.scrub import Scrubbed, scrub
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


def scrub_after(*, by: Actor, run: RetentionRun) -> Scrubbed:
    """Scrubs, and notes with the run that it was done wholly. Not inside a transaction."""
    check_may(by, MANAGE)
    done = scrub()
    with transaction.atomic():
        if done.whole:
            run.scrubbed_at = timezone.now()
            run.save(update_fields=["scrubbed_at"])
        record_event(
            by=by,
            action="rights.scrubbed",
            subject=f"run:{run.id}",
            details={
                "tables": len(done.tables),
                "skipped": len(done.skipped),
                "log_moved_on": done.log_moved_on,
                "captures": done.captures.frames,
                "captures_missing": done.captures.missing,
            },
        )
    return done
