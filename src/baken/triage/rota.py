"""Who looks at what is urgent now, when nobody does, and who is called when nobody looked in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from baken.accounts.models import User
from baken.tenancy.permission import may
from baken.triage.agreed import work_settings
from baken.triage.models import Lead, Shift
from baken.triage.permissions import URGENT
from baken.triage.policies import SECOND_WITHIN
from baken.triage.states import URGENT_OPEN

AHEAD = timedelta(days=14)
"""How far ahead a gap in the rota is told."""
KEPT = timedelta(days=90)
"""How long a shift is kept after it ended."""
LONGEST = timedelta(days=7)

Span = tuple[datetime, datetime]


def gaps(spans: Iterable[Span], start: datetime, end: datetime) -> list[Span]:
    """The parts of start to end that no span covers, in their order."""
    found, free_from = [], start
    for begins, ends in sorted(spans):
        if begins > free_from:
            found.append((free_from, min(begins, end)))
        free_from = max(free_from, ends)
        if free_from >= end:
            break
    if free_from < end:
        found.append((free_from, end))
    return [(begins, ends) for begins, ends in found if begins < ends]


def shifts_from(now: datetime) -> QuerySet[Shift]:
    """The shifts that are not over, the first to begin first."""
    return Shift.objects.filter(ends_at__gt=now).select_related("user", "backup").order_by("starts_at", "id")


def gaps_ahead(now: datetime) -> list[Span]:
    """When nobody has the duty in the next two weeks."""
    planned = shifts_from(now).filter(user__is_active=True).values_list("starts_at", "ends_at")
    return gaps(list(planned), now, now + AHEAD)


def unlooked(now: datetime) -> Q:
    """What nobody looked at in time: the first look within what was agreed on, the second within a day."""
    first = now - timedelta(minutes=work_settings().look_minutes)
    return Q(state="urgent_first", urgent_since__lt=first) | Q(
        state="urgent_second", urgent_since__lt=now - SECOND_WITHIN
    )


@dataclass(frozen=True, slots=True)
class Alarm:
    """What one is told on every page: that there is something, never what. `kind` is "duty" for who has
    the duty, "backup" for who stands behind it when nobody looked in time, "second" for them when whoever has
    the duty looked first and can't be the second; "all" and "second" for everybody where nobody stands there.
    """

    waiting: int
    kind: str | None


def alarm_for(user: User, now: datetime) -> Alarm:
    """What waits for this user on the urgent list, and whether they are called.

    Who works here no more, or handles what is urgent no more, has no duty and stands behind none.
    """
    if not may(user, URGENT):
        return Alarm(0, None)
    mine_last = Q(state="urgent_second", first_look_by=user)
    waiting = list(
        Lead.objects.filter(~mine_last, state__in=URGENT_OPEN).values_list(
            "state", "first_look_by", "escalated_at"
        )
    )
    if not waiting:
        return Alarm(0, None)
    shifts = list(shifts_from(now).filter(starts_at__lte=now))
    duty = {shift.user_id for shift in shifts if may(shift.user, URGENT)}
    behind = {shift.backup_id for shift in shifts if may(shift.backup, URGENT)}
    if user.id in duty:
        return Alarm(len(waiting), "duty")
    kinds = set()
    for state, looked, escalated in waiting:
        looked_last = {looked} if state == "urgent_second" else set()
        standing = behind - looked_last
        if user.id not in standing and standing:
            continue
        if escalated is not None:
            kinds.add("backup" if standing else "all")
        elif duty and not duty - looked_last:
            kinds.add("second")
    return Alarm(len(waiting), next((kind for kind in ("backup", "all", "second") if kind in kinds), None))
