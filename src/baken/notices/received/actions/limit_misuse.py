"""Misuse of notices (article 23), step by step and never by a machine: a mark, a warning, then two people."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.notices.permissions import HANDLE
from baken.notices.received.actions.handle_notice import locked
from baken.notices.received.exceptions import (
    NobodyKnown,
    NotUnfounded,
    NotWarned,
    SuspendedAlready,
    TooFewMarks,
)
from baken.notices.received.models import NotifierSuspension, NotifierWarning, ReceivedNotice, UnfoundedMark
from baken.notices.received.policies import check_move, plain_words
from baken.notices.received.queries import MARKS_SINCE, marks_of, notifier_of, suspensions_of, warnings_of
from baken.notices.received.sealing import seal
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.second_person import WAITS, decide_as_second

FREQUENT = 3
"""Marked notices of one notifier in half a year before a warning can be given."""
LONGEST_DAYS = 90


def can_mark(notice: ReceivedNotice) -> bool:
    """Whether nothing was done on it."""
    return notice.decision is not None and notice.decision.outcome == "no_action"


def can_warn(notifier: str) -> bool:
    """Whether there are enough marks, and no warning that counts."""
    return bool(notifier) and marks_of(notifier).count() >= FREQUENT and not warnings_of(notifier).exists()


def can_ask(notifier: str) -> bool:
    """Whether there is a warning, a marked notice that was given after it, and no suspension."""
    warning = warnings_of(notifier).first() if notifier else None
    if warning is None or suspensions_of(notifier).exists():
        return False
    return marks_of(notifier).filter(notice__received_at__gt=warning.at).exists()


@transaction.atomic
def mark_unfounded(*, by: Actor, notice_id: uuid.UUID, reason: str) -> UnfoundedMark:
    """A person says that it was manifestly unfounded. Raises `NotUnfounded`, `WhyMissing`, Http404."""
    notice = _asked(by, notice_id)
    if not can_mark(notice) or hasattr(notice, "unfounded"):
        raise NotUnfounded
    mark = UnfoundedMark(organisation=by.organisation, notice=notice, by=by.user, at=timezone.now())
    seal(Vault(by.organisation.id), mark, "reason", plain_words(reason))
    mark.save()
    record_event(by=by, action="notices.unfounded_marked", subject=f"notice:{notice.id}")
    return mark


@transaction.atomic
def unmark_unfounded(*, by: Actor, notice_id: uuid.UUID) -> None:
    """Takes the mark away. Raises Http404."""
    notice = _asked(by, notice_id)
    get_object_or_404(UnfoundedMark, notice=notice).delete()
    record_event(by=by, action="notices.unfounded_unmarked", subject=f"notice:{notice.id}")


@transaction.atomic
def warn_notifier(*, by: Actor, notice_id: uuid.UUID) -> NotifierWarning:
    """A warning, which who gave the notice reads under each of their codes. Raises `NobodyKnown`,
    `TooFewMarks`, Http404."""
    notice = _asked(by, notice_id)
    notifier = _notifier(notice)
    if not can_warn(notifier):
        raise TooFewMarks
    now = timezone.now()
    warning = NotifierWarning.objects.create(
        organisation=by.organisation, notifier=notifier, by=by.user, at=now, expires_at=now + MARKS_SINCE
    )
    record_event(by=by, action="notices.notifier_warned", subject=f"warning:{warning.id}")
    return warning


@transaction.atomic
def ask_suspension(*, by: Actor, notice_id: uuid.UUID, days: int, reason: str) -> NotifierSuspension:
    """Asks that notices of this notifier wait apart for some days; somebody else decides. Raises
    `NobodyKnown`, `NotWarned`, `SuspendedAlready`, `WhyMissing`, ValueError for a time too long, Http404."""
    notice = _asked(by, notice_id)
    notifier = _notifier(notice)
    if not 1 <= days <= LONGEST_DAYS:
        raise ValueError(f"1 to {LONGEST_DAYS} days")
    if suspensions_of(notifier).exists():
        raise SuspendedAlready
    if not can_ask(notifier):
        raise NotWarned
    now = timezone.now()
    asked = NotifierSuspension(
        organisation=by.organisation,
        notifier=notifier,
        days=days,
        asked_by=by.user,
        asked_at=now,
        expires_at=now + WAITS,
    )
    seal(Vault(by.organisation.id), asked, "reason", plain_words(reason))
    asked.save()
    record_event(
        by=by, action="notices.suspension_asked", subject=f"suspension:{asked.id}", details={"days": days}
    )
    return asked


@transaction.atomic
def decide_suspension(*, by: Actor, suspension_id: uuid.UUID, approve: bool) -> NotifierSuspension:
    """A second person approves or declines. Raises `DecidedAlready`, `NotPermitted`, Http404."""
    check_may(by, HANDLE)
    now = timezone.now()
    waiting = NotifierSuspension.objects.filter(expires_at__gt=now)
    decided = decide_as_second(
        waiting, by=by, request_id=suspension_id, approve=approve, what="a suspension of a notifier"
    )
    if approve:
        decided.expires_at = now + timedelta(days=decided.days)
        decided.save(update_fields=["expires_at"])
    record_event(
        by=by,
        action="notices.suspension_decided",
        subject=f"suspension:{decided.id}",
        details={"approved": approve},
    )
    return decided


@transaction.atomic
def lift_suspension(*, by: Actor, suspension_id: uuid.UUID) -> NotifierSuspension:
    """Ends a suspension before its time; one person is enough. Raises `WrongState`, Http404."""
    check_may(by, HANDLE)
    check_person(by)
    found = get_object_or_404(NotifierSuspension.objects.select_for_update(of=("self",)), id=suspension_id)
    move = check_move("suspension", "lift", found.state)
    found.state = move.target
    found.save(update_fields=["state"])
    record_event(by=by, action=move.event, subject=f"suspension:{found.id}")
    return found


def _asked(by: Actor, notice_id: uuid.UUID) -> ReceivedNotice:
    check_may(by, HANDLE)
    check_person(by)
    return locked(notice_id)


def _notifier(notice: ReceivedNotice) -> str:
    notifier = notifier_of(notice)
    if not notifier:
        raise NobodyKnown
    return notifier
