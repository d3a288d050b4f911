"""What a run at the test entrance found is kept as an audit."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.door.audits.actions.start_audit import next_number
from baken.door.audits.models import DoorAttempt, DoorAudit
from baken.door.audits.policies import plain_words
from baken.door.audits.states import COUNTS
from baken.door.audits.trial import Tried
from baken.door.permissions import WRITE_AUDITS
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may

SITE = "proefingang"
"""What the test entrance is called where sites are named."""


@transaction.atomic
def keep_trial(*, by: Actor, tried: Sequence[Tried], rules: str, policy: str) -> DoorAudit:
    """The closed audit of today; `rules` is the SHA-256 of the rule set, `policy` what was asked, in words.

    Raises `NothingSaid`, `ContactTold`.
    """
    check_may(by, WRITE_AUDITS)
    now = timezone.now()
    audit = DoorAudit.objects.create(
        organisation=by.organisation,
        number=next_number(by),
        way="test_entrance",
        state=COUNTS,
        held_on=timezone.localdate(now),
        rules=rules,
        policy=plain_words(policy),
        at=now,
        by=by.user,
        ended_at=now,
        ended_by=by.user,
    )
    DoorAttempt.objects.bulk_create(
        DoorAttempt(
            organisation=by.organisation,
            audit=audit,
            number=number,
            site=SITE,
            gradation=one.gradation,
            probe=one.probe,
            outcome=one.outcome,
            grounds=list(one.grounds),
            told_police="not_asked",
        )
        for number, one in enumerate(tried, 1)
    )
    record_event(
        by=by, action="door.trial_run", subject=f"door_audit:{audit.id}", details={"attempts": len(tried)}
    )
    return audit
