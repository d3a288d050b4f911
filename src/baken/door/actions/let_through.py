"""What only practice spoke against, and nobody looked at in time, goes on."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.door.broken import note_broken_once
from baken.door.exceptions import Broken
from baken.door.models import DoorCheck
from baken.door.permissions import CHECK
from baken.door.policies import can_wait_out
from baken.door.states import LET_THROUGH
from baken.door.telling import tell_decided
from baken.door.waiting import waits_with_others
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may

BATCH = 500


@transaction.atomic
def let_through_in_time(*, by: Actor) -> int:
    """Lets through what waited out its time, at most `BATCH` of them; how many. Each stands in the log. While
    an advert waits for two people, the others of its account wait with it, and those of other accounts that
    share enough with it."""
    check_may(by, CHECK)
    now = timezone.now()
    two_wait = DoorCheck.objects.filter(
        two_people=True, state=LET_THROUGH.source, standing__account=OuterRef("standing__account")
    )
    due = DoorCheck.objects.filter(~Exists(two_wait), state=LET_THROUGH.source, hold_until__lte=now)
    vault, done = Vault(by.organisation.id), 0
    # what has to wait longer stands in front each time: it takes no place of what may go
    for check_id in due.order_by("hold_until", "id").values_list("id", flat=True):
        if done == BATCH:
            break
        rows = due.select_for_update(skip_locked=True, of=("self",)).select_related("standing")
        check = rows.defer("facts", "answer").filter(id=check_id).first()
        if check is None or not can_wait_out(check.two_people, check.hold_until, check.grounds):
            continue
        try:
            if waits_with_others(check.standing, vault):
                continue
        except Broken as broken:
            # nobody can tell with what it waits: it stays for a person, and holds up no other
            note_broken_once(by, broken)
            continue
        check.state, check.state_at = LET_THROUGH.target, now
        check.save(update_fields=["state", "state_at"])
        record_event(by=by, action=LET_THROUGH.event, subject=f"door_check:{check.id}")
        tell_decided(by, check)
        done += 1
    return done
