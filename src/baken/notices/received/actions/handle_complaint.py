"""A complaint about a decision (article 20): lodged with a code, handled by somebody else."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.notices.permissions import HANDLE
from baken.notices.received.actions.give_notice import touched
from baken.notices.received.actions.handle_notice import tell_programs
from baken.notices.received.exceptions import ChangesMissing, NoDecision, WhyMissing
from baken.notices.received.models import NoticeComplaint, NoticeDecision, UnfoundedMark
from baken.notices.received.policies import (
    MEASURES,
    check_closable,
    check_complain,
    check_handle,
    check_move,
    comes_first,
    plain_words,
    words_for_others,
)
from baken.notices.received.queries import desk_actor, desk_that_was_open, standing_by
from baken.notices.received.sealing import seal
from baken.notices.received.states import COMPLAINT_MOVES
from baken.notices.statements.writing import hold_back_about
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import check_may, check_person


def lodge_complaint(*, organisation: Organisation, code: str, why: str) -> NoticeComplaint:
    """A complaint of the side whose code it is. Raises `DeskClosed`, `NoDecision` (for an unknown code too),
    `WhyMissing`, `TooLate`, `ComplainedBefore`, `WrongState`."""
    with acting_for(organisation.id), transaction.atomic():
        desk = desk_that_was_open()
        found = standing_by(organisation=organisation, code=code)
        if found is None or found.decision is None:
            raise NoDecision
        decision = NoticeDecision.objects.select_for_update(of=("self",)).get(id=found.decision.id)
        now = timezone.now()
        before = NoticeComplaint.objects.filter(decision=decision, side=found.side, notice=found.notice)
        check_complain(decision, list(before), now)
        move = COMPLAINT_MOVES["lodge"]
        complaint = NoticeComplaint(
            organisation=organisation,
            decision=decision,
            notice=found.notice,
            side=found.side,
            state=move.target,
            lodged_at=now,
            due_at=now + timedelta(hours=desk.complaint_within),
            decided_by_id=decision.by_id,
        )
        seal(Vault(organisation.id), complaint, "why", plain_words(why))
        complaint.save()
        touched(decision.thing)
        record_event(
            by=desk_actor(organisation),
            action=move.event,
            subject=f"complaint:{complaint.id}",
            details={"side": found.side},
        )
        return complaint


@transaction.atomic
def decide_complaint(
    *, by: Actor, complaint_id: uuid.UUID, overturn: bool, answer: str, changes: str = ""
) -> NoticeComplaint:
    """The decision stands, or is overturned and then `changes` says what is done about it; both sides read
    that. What is still to be sent of an overturned measure is held back, so that a person looks again. Where
    who gave notice was right, the notices are open again: whatever is done to the advert now takes a decision
    with its own reasons, statement and code for the advertiser. Raises `SamePerson`, `WrongState`,
    `WhyMissing`, `ContactTold`, `ChangesMissing`, `NotReferred`, Http404."""
    check_may(by, HANDLE)
    check_person(by)
    rows = NoticeComplaint.objects.select_for_update(of=("self",)).select_related("decision__thing")
    complaint = get_object_or_404(rows, id=complaint_id)
    check_handle(complaint, by)
    move = check_move("complaint", "overturn" if overturn else "uphold", complaint.state)
    vault, decision = Vault(by.organisation.id), complaint.decision
    seal(vault, complaint, "answer", words_for_others(answer))
    if overturn:
        check_closable(decision)
        try:
            seal(vault, complaint, "changes", words_for_others(changes))
        except WhyMissing as fault:
            raise ChangesMissing from fault
        if decision.state != "overturned":
            decision.state = check_move("decision", "overturn", decision.state).target
            decision.save(update_fields=["state"])
        if decision.outcome in MEASURES:
            hold_back_about(by=by, about=f"notice-decision:{decision.id}")
        if complaint.side == "notifier":
            _reopen(by, decision)
    complaint.state, complaint.handled_by, complaint.handled_at = move.target, by.user, timezone.now()
    complaint.save()
    touched(decision.thing)
    record_event(
        by=by, action=move.event, subject=f"complaint:{complaint.id}", details={"outcome": move.target}
    )
    return complaint


def _reopen(by: Actor, decision: NoticeDecision) -> None:
    """The notices that the decision covered wait for another one; none of them is called unfounded now."""
    desk, now = desk_that_was_open(), timezone.now()
    UnfoundedMark.objects.filter(notice__decision=decision).delete()
    for notice in decision.notices.select_for_update(of=("self",)).order_by("number"):
        move = check_move("notice", "reopen", notice.state)
        hours = desk.urgent_within if comes_first(notice.kind, notice.subject) else desk.decide_within
        notice.state, notice.decision, notice.holder = move.target, None, None
        notice.due_at = now + timedelta(hours=hours)
        notice.save(update_fields=["state", "decision", "holder", "due_at"])
        record_event(by=by, action=move.event, subject=f"notice:{notice.id}")
        tell_programs(by, notice.id, notice.state)
