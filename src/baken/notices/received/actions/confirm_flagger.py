"""A person looks up whether who says to be a trusted flagger is one (article 22), and says so."""

import uuid

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.notices.permissions import HANDLE
from baken.notices.received.actions.handle_notice import locked
from baken.notices.received.models import ReceivedNotice
from baken.notices.received.policies import check_flagger
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def confirm_flagger(*, by: Actor, notice_id: uuid.UUID, confirmed: bool = True) -> ReceivedNotice:
    """Says that the notifier stands on the Commission's list; `confirmed=False` takes that back. A statement
    that is written already stays as it was. Raises `NoFlagger`, `WrongState`, Http404."""
    check_may(by, HANDLE)
    check_person(by)
    notice = locked(notice_id)
    check_flagger(notice)
    notice.flagger_by = by.user if confirmed else None
    notice.flagger_at = timezone.now() if confirmed else None
    notice.save(update_fields=["flagger_by", "flagger_at"])
    record_event(
        by=by, action="notices.flagger_confirmed", subject=f"notice:{notice.id}",
        details={"confirmed": confirmed},
    )  # fmt: skip
    return notice
