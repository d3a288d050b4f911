"""The test adverts past a platform's test entrance, one by one; what was tried stays."""

import uuid
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.door.audits.actions.end_audit import end_run
from baken.door.audits.entrances import exceptions as wrong
from baken.door.audits.entrances.client import Checked, EntranceClient, Told
from baken.door.audits.entrances.strangers import Entrance, PolicyAbove, Stranger, strangers
from baken.door.audits.gradations import probes
from baken.door.audits.models import LONGEST_REFERENCE, DoorAttempt, DoorAudit
from baken.door.audits.policies import check_entrance, check_move, host_of
from baken.door.audits.trial import policy_words
from baken.door.permissions import WRITE_AUDITS
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may

MOST_DAYS = timedelta(days=7)
"""So long after it was begun a run may go on: evidence of the test adverts counts from that moment."""
Progress = Callable[[int, int], None]


def run_entrance(
    *, by: Actor, audit_id: uuid.UUID, entrance: EntranceClient, progress: Progress = lambda done, of: None
) -> DoorAudit:
    """The audit, closed, when every test advert was tried. Not one transaction: each attempt stands when its
    answer is there, so a run that broke off goes on and places nothing twice.

    Raises `WrongState`, `OnlyByHand` for an audit of another kind, `EntranceError`, Http404.
    """
    check_may(by, WRITE_AUDITS)
    audit = get_object_or_404(DoorAudit, id=audit_id)
    check_entrance(audit)
    check_move(audit, "attempt")
    if entrance.address != audit.address:
        raise wrong.OtherAddress
    if timezone.now() - audit.at > MOST_DAYS:
        raise wrong.TooLate
    told = entrance.ask()
    if not told.test_entrance:
        raise wrong.NoTestEntrance
    # the seed is the audit's own: whoever goes on makes the same adverts
    asks = Entrance(told.platform, told.minimum_age, told.age_evidence)
    try:
        made = strangers(probes(), asks, seed=str(audit.id), at=audit.at)
    except PolicyAbove as above:
        raise wrong.AsksTooOld from above
    _bind(by, audit_id, told)
    done = set(audit.attempts.values_list("probe", flat=True))
    for place, one in enumerate(made, 1):
        if one.probe.code not in done:
            _keep(by, audit_id, one, _tried(entrance, audit, told, one))
        progress(place, len(made))
    return end_run(by=by, audit_id=audit_id)


@transaction.atomic
def _bind(by: Actor, audit_id: uuid.UUID, told: Told) -> None:
    """What decides at the door stands with the audit from its first answer on."""
    audit = DoorAudit.objects.select_for_update().get(id=audit_id)
    asked = {"minimum_age": told.minimum_age, "age_evidence": told.age_evidence}
    policy = f"{told.policy}: {policy_words(asked).nl}"[:LONGEST_REFERENCE]
    if audit.rules == "":
        audit.rules, audit.policy = told.rules, policy
        audit.save(update_fields=["rules", "policy"])
        record_event(
            by=by, action="door.entrance_asked", subject=f"door_audit:{audit.id}",
            details={"policy": told.policy, "rules": told.rules},
        )  # fmt: skip
    elif (audit.rules, audit.policy) != (told.rules, policy):
        raise wrong.Changed


def _tried(entrance: EntranceClient, audit: DoorAudit, told: Told, one: Stranger) -> Checked:
    for call in one.before:
        name = f"{audit.id}.{call.name}"
        if call.kind == "evidence":
            entrance.tell_evidence(call.body, name)
        else:
            entrance.check(call.body, name)
    found = entrance.check(one.last.body, f"{audit.id}.{one.last.name}")
    if found.rules and (found.rules, found.policy) != (told.rules, f"{told.platform} {told.policy}"):
        raise wrong.Changed
    return found


@transaction.atomic
def _keep(by: Actor, audit_id: uuid.UUID, one: Stranger, found: Checked) -> None:
    audit = DoorAudit.objects.select_for_update().get(id=audit_id)
    move = check_move(audit, "attempt")
    if audit.attempts.filter(probe=one.probe.code).exists():
        # somebody ran it at the same moment, and got the same answer
        return
    site = host_of(audit.address)
    DoorAttempt.objects.create(
        organisation=by.organisation,
        audit=audit,
        number=audit.attempts.count() + 1,
        site=site,
        platform=Platform.objects.filter(name__iexact=site).first(),
        gradation=one.probe.gradation,
        probe=one.probe.code,
        outcome=found.outcome,
        grounds=list(found.grounds),
        told_police="not_asked",
    )
    record_event(
        by=by, action=move.event, subject=f"door_audit:{audit.id}",
        details={"gradation": one.probe.gradation, "outcome": found.outcome},
    )  # fmt: skip
