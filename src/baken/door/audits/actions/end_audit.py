"""An audit is closed, from when it counts, or withdrawn, from when it counts no longer."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.door.audits.exceptions import NothingTried
from baken.door.audits.models import DoorAudit
from baken.door.audits.policies import check_by_hand, check_move, plain_words
from baken.door.permissions import WRITE_AUDITS
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@transaction.atomic
def close_audit(*, by: Actor, audit_id: uuid.UUID) -> DoorAudit:
    """Nothing more comes; it counts in the report. Raises `WrongState`, `NothingTried`,
    `OnlyByHand`, Http404."""
    audit = _locked(by, audit_id)
    # half a run would give another figure: one of an entrance closes when all was tried
    check_by_hand(audit.way)
    return _close(by, audit)


@transaction.atomic
def end_run(*, by: Actor, audit_id: uuid.UUID) -> DoorAudit:
    """Closes an audit whose run tried every test advert. Raises `WrongState`, `NothingTried`, Http404."""
    return _close(by, _locked(by, audit_id))


def _close(by: Actor, audit: DoorAudit) -> DoorAudit:
    move = check_move(audit, "close")
    count = audit.attempts.count()
    if not count:
        raise NothingTried
    _end(by, audit, move.target)
    record_event(by=by, action=move.event, subject=f"door_audit:{audit.id}", details={"attempts": count})
    return audit


@transaction.atomic
def withdraw_audit(*, by: Actor, audit_id: uuid.UUID, because: str) -> DoorAudit:
    """It stays to be read, with why, and counts nowhere. Raises `WrongState`, `NothingSaid`, `ContactTold`,
    Http404."""
    audit = _locked(by, audit_id)
    move = check_move(audit, "withdraw")
    audit.withdrawn_because = plain_words(because)
    _end(by, audit, move.target)
    record_event(by=by, action=move.event, subject=f"door_audit:{audit.id}")
    return audit


def _locked(by: Actor, audit_id: uuid.UUID) -> DoorAudit:
    check_may(by, WRITE_AUDITS)
    return get_object_or_404(DoorAudit.objects.select_for_update(), id=audit_id)


def _end(by: Actor, audit: DoorAudit, state: str) -> None:
    audit.state, audit.ended_at, audit.ended_by = state, timezone.now(), by.user
    audit.save(update_fields=["state", "ended_at", "ended_by", "withdrawn_because"])
