"""What a platform asks at its door: a new version with its reason, and who else agreed where it asks less."""

import uuid
from collections.abc import Collection

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from baken.audit.actions import record_event
from baken.door.exceptions import DoorError
from baken.door.models import DoorPolicy
from baken.door.permissions import SET_POLICY
from baken.door.policies import Asks, asks_of, check_changes, check_not_overtaken, drops, policy_in_force
from baken.indicators.facts import FACTS
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.second_person import decide_as_second
from baken.vocabulary.door import AgeEvidenceMethod

PROPOSED, DECIDED = "door.policy_proposed", "door.policy_decided"


@transaction.atomic
def set_policy(
    *,
    by: Actor,
    platform: str,
    minimum_age: int,
    age_evidence: Collection[str],
    required: Collection[str],
    grade_c_hours: int,
    reason: str,
) -> DoorPolicy:
    """A next version of the policy. It is in force at once, unless it asks less than the one in force: then
    a second person decides. The platform is set by the first version and stays.

    Raises `SamePolicy`, `DoorError` for codes that are none, `NotPermitted`.
    """
    check_may(by, SET_POLICY)
    check_person(by)
    if any(one not in AgeEvidenceMethod for one in age_evidence) or any(one not in FACTS for one in required):
        raise DoorError
    with connection.cursor() as cursor:
        # the number and what is in force are read and written by one person at a time
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"door policy {by.organisation.id}"])
    live = policy_in_force()
    after = Asks(minimum_age, frozenset(age_evidence), frozenset(required), grade_c_hours)
    check_changes(live, after)
    less = drops(None if live is None else asks_of(live), after)
    last = DoorPolicy.objects.aggregate(last=Max("number"))["last"] or 0
    made = DoorPolicy.objects.create(
        organisation=by.organisation,
        state="asked" if less else "approved",
        asked_by=by.user,
        asked_at=timezone.now(),
        number=last + 1,
        platform=platform if live is None else live.platform,
        minimum_age=minimum_age,
        age_evidence=[code for code in AgeEvidenceMethod.codes if code in after.age_evidence],
        required=[name for name in FACTS if name in after.required],
        grade_c_hours=grade_c_hours,
        reason=reason,
        drops=list(less),
    )
    record_event(
        by=by,
        action=PROPOSED,
        subject=f"door_policy:{made.id}",
        reason=reason,
        details={"number": made.number, "drops": list(less)},
    )
    return made


@transaction.atomic
def decide_policy(*, by: Actor, policy_id: uuid.UUID, approve: bool) -> DoorPolicy:
    """Says yes or no to a version that asks less, as somebody else than who proposed it.

    Raises `Overtaken`, `DecidedAlready`, `NotPermitted`, Http404.
    """
    check_may(by, SET_POLICY)
    decided = decide_as_second(
        DoorPolicy.objects.all(), by=by, request_id=policy_id, approve=approve, what="a door policy"
    )
    check_not_overtaken(decided)
    record_event(
        by=by,
        action=DECIDED,
        subject=f"door_policy:{decided.id}",
        details={"number": decided.number, "approved": approve},
    )
    return decided
