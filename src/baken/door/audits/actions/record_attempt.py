"""What became of one test advert, written down by hand, and taken away again while the audit is open."""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404

from baken.audit.actions import record_event
from baken.door.audits.models import DoorAttempt, DoorAudit
from baken.door.audits.policies import check_by_hand, check_move, check_online, plain_words
from baken.door.permissions import WRITE_AUDITS
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@transaction.atomic
def record_attempt(
    *,
    by: Actor,
    audit_id: uuid.UUID,
    site: str,
    gradation: str,
    outcome: str,
    told_police: str,
    told_others: Collection[str] = (),
    online_hours: int | None = None,
    platform_id: uuid.UUID | None = None,
) -> DoorAttempt:
    """One attempt more; without `site` it is called as the platform is.

    Raises `WrongState`, `OnlyByHand`, `NeverOnline`, `NothingSaid`, `ContactTold`, Http404.
    """
    check_may(by, WRITE_AUDITS)
    audit = get_object_or_404(DoorAudit.objects.select_for_update(), id=audit_id)
    check_by_hand(audit.way)
    move = check_move(audit, "attempt")
    check_online(outcome, online_hours)
    platform = get_object_or_404(Platform, id=platform_id) if platform_id else None
    newest = audit.attempts.aggregate(Max("number"))["number__max"] or 0
    attempt = DoorAttempt.objects.create(
        organisation=by.organisation,
        audit=audit,
        number=newest + 1,
        # what the catalogue calls a platform may look like an address, and is no contact of anybody
        site=platform.name if platform and not site.strip() else plain_words(site),
        platform=platform,
        gradation=gradation,
        outcome=outcome,
        online_hours=online_hours,
        told_police=told_police,
        told_others=sorted(told_others),
    )
    record_event(
        by=by, action=move.event, subject=f"door_audit:{audit.id}",
        details={"gradation": gradation, "outcome": outcome},
    )  # fmt: skip
    return attempt


@transaction.atomic
def remove_attempt(*, by: Actor, attempt_id: uuid.UUID) -> DoorAudit:
    """Takes away an attempt that was written down wrongly. Raises `WrongState`, `OnlyByHand`,
    Http404."""
    check_may(by, WRITE_AUDITS)
    attempt = get_object_or_404(DoorAttempt, id=attempt_id)
    audit = DoorAudit.objects.select_for_update().get(id=attempt.audit_id)
    check_by_hand(audit.way)
    move = check_move(audit, "remove")
    attempt.delete()
    record_event(by=by, action=move.event, subject=f"door_audit:{audit.id}")
    return audit
