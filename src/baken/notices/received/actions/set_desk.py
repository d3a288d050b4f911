"""Whether an organisation takes notices, and its time limits."""

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.notices.permissions import OPEN_DESK
from baken.notices.received.models import NoticeDesk
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def set_desk(
    *, by: Actor, open: bool, decide_within: int, urgent_within: int, complaint_within: int
) -> NoticeDesk:
    """The settings from now on, limits in hours; what came in before keeps its time."""
    check_may(by, OPEN_DESK)
    check_person(by)
    given = {
        "open": open,
        "decide_within": decide_within,
        "urgent_within": urgent_within,
        "complaint_within": complaint_within,
        "set_by": by.user,
        "set_at": timezone.now(),
    }
    desk, _made = NoticeDesk.objects.update_or_create(organisation=by.organisation, defaults=given)
    record_event(
        by=by,
        action="notices.desk_set",
        subject=f"desk:{desk.id}",
        details={
            "open": open,
            "hours": decide_within,
            "urgent": urgent_within,
            "complaint": complaint_within,
        },
    )
    return desk
