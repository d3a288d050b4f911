"""An audit out of a file, all of it or nothing."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from baken.audit.actions import record_event
from baken.door.audits.actions.end_audit import close_audit
from baken.door.audits.actions.start_audit import start_audit
from baken.door.audits.attempts_file import AttemptLine
from baken.door.audits.models import DoorAttempt, DoorAudit
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor


@transaction.atomic
def import_audit(
    *, by: Actor, way: str, reference: str, held_on: date | None, lines: Sequence[AttemptLine]
) -> DoorAudit:
    """The closed audit. A site that the catalogue knows under its name is tied to it; any other keeps the
    name that the source gave it.

    Raises `OnlyByHand`, `NothingSaid`, `ContactTold`, `NoDay`, `DayToCome`, `NothingTried`.
    """
    audit = start_audit(by=by, way=way, reference=reference, held_on=held_on)
    known = {one.name.casefold(): one for one in Platform.objects.all()}
    DoorAttempt.objects.bulk_create(
        DoorAttempt(
            organisation=by.organisation,
            audit=audit,
            number=number,
            site=line.attempt.site,
            platform=known.get(line.attempt.site.casefold()),
            gradation=line.attempt.gradation,
            outcome=line.attempt.outcome,
            online_hours=line.attempt.online_hours,
            told_police=line.attempt.told_police,
            told_others=list(line.attempt.told_others),
        )
        for number, line in enumerate(lines, 1)
    )
    record_event(
        by=by,
        action="door.audit_imported",
        subject=f"door_audit:{audit.id}",
        details={"attempts": len(lines)},
    )
    return close_audit(by=by, audit_id=audit.id)
