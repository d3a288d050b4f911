"""How a referral is kept in step with its history: locked, a step added, what two people agreed on lapsed."""

import uuid
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404

from baken.api.webhooks.outbox import queue_webhook
from baken.audit.actions import record_event
from baken.referrals.models import Referral, ReferralLook, ReferralStep
from baken.referrals.policies import check_move, check_seen
from baken.referrals.sealing import sealed
from baken.tenancy.acting import Actor

PURPOSES = {"help": "outreach", "child_protection": "crime_report", "police": "crime_report"}
"""For which purpose something goes to each kind of receiver: that stands in the log."""


def locked(referral_id: uuid.UUID, seen: int | None = None) -> Referral:
    """The referral, for this transaction alone. Raises `ChangedMeanwhile`, Http404."""
    rows = Referral.objects.select_for_update(of=("self",)).select_related("receiver", "owner")
    referral = get_object_or_404(rows, id=referral_id)
    if seen is not None:
        check_seen(referral, seen)
    return referral


def make_step(
    by: Actor, referral: Referral, kind: str, now: datetime, words: str = "", **details: Any
) -> ReferralStep:
    """Makes a step and writes it to the log. The caller saves the referral. Raises `WrongState`."""
    move = check_move(referral, kind, now)
    if move.target is not None and move.target != referral.state:
        referral.state = move.target
        queue_webhook(
            organisation=by.organisation,
            kind="referral.state_changed",
            payload={"referral": referral.id, "state": referral.state},
        )
    referral.step_count += 1
    step = ReferralStep(
        organisation=by.organisation, referral=referral, place=referral.step_count, kind=kind, at=now,
        by=None if move.by_receiver and by.user.is_system else by.user,
    )  # fmt: skip
    step.words = sealed(step, "words", words)
    step.save()
    note(by, referral, move.event, **details)
    return step


def note(by: Actor, referral: Referral, event: str, **details: Any) -> None:
    """Writes to the log what was done with a referral, in codes and counts."""
    record_event(
        by=by,
        action=event,
        subject=f"referral:{referral.id}",
        purpose=PURPOSES[referral.receiver.receiver],
        details=details,
    )


def lapse_looks(referral: Referral) -> None:
    """What a second person approved was as it stood then: what changes is looked at again."""
    ReferralLook.objects.filter(referral=referral).exclude(about="acute_danger").delete()
