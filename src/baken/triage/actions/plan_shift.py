"""Planning who looks at what is urgent, and calling who stands behind them."""

import uuid
from datetime import datetime

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.accounts.models import User
from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person, may
from baken.triage.exceptions import NoSuchShift, NotAColleague
from baken.triage.models import Lead, Shift
from baken.triage.permissions import PLAN, URGENT
from baken.triage.rota import KEPT, LONGEST, unlooked
from baken.triage.states import URGENT_OPEN


@transaction.atomic
def plan_shift(
    *,
    by: Actor,
    user_id: uuid.UUID,
    starts_at: datetime,
    ends_at: datetime,
    backup_id: uuid.UUID | None = None,
) -> Shift:
    """Somebody looks at what is urgent between two moments, with somebody else behind them. Shifts may
    overlap. Raises `NotAColleague`, `NoSuchShift`, `NotPermitted`."""
    check_person(by)
    check_may(by, PLAN)
    if not timezone.now() < ends_at or not starts_at < ends_at or ends_at - starts_at > LONGEST:
        raise NoSuchShift
    wanted = [user_id] + ([backup_id] if backup_id else [])
    people = {user.id: user for user in User.objects.filter(id__in=wanted, is_system=False)}
    if len(people) != len(wanted) or not all(may(user, URGENT) for user in people.values()):
        raise NotAColleague
    shift = Shift.objects.create(
        organisation=by.organisation,
        user=people[user_id],
        backup=people[backup_id] if backup_id else None,
        starts_at=starts_at,
        ends_at=ends_at,
        expires_at=ends_at + KEPT,
    )
    record_event(by=by, action="triage.shift_planned", subject=f"shift:{shift.id}")
    return shift


@transaction.atomic
def remove_shift(*, by: Actor, shift_id: uuid.UUID) -> None:
    """The shift is off. Raises `NotPermitted`, Http404."""
    check_person(by)
    check_may(by, PLAN)
    get_object_or_404(Shift, id=shift_id).delete()
    record_event(by=by, action="triage.shift_removed", subject=f"shift:{shift_id}")


@transaction.atomic
def call_backup(*, by: Actor) -> int:
    """Marks what nobody looked at in time, once, so that whoever stands behind the duty is told on every
    page. It moves and decides nothing. Returns how many."""
    now = timezone.now()
    due = Lead.objects.filter(unlooked(now), state__in=URGENT_OPEN, escalated_at__isnull=True)
    called = list(due.select_for_update(skip_locked=True, of=("self",)).only("id", "urgent_since"))
    for lead in called:
        assert lead.urgent_since is not None
        Lead.objects.filter(id=lead.id).update(escalated_at=now)
        minutes = int((now - lead.urgent_since).total_seconds() // 60)
        record_event(
            by=by, action="triage.backup_called", subject=f"lead:{lead.id}", details={"minutes": minutes}
        )
    return len(called)
