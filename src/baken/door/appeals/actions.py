"""Appealing against a refusal at the door, and deciding on that."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.actions import record_event
from baken.door.appeals.models import DoorAppeal, DoorAppealSay
from baken.door.appeals.policies import ANSWER_WITHIN, check_can_appeal, check_decide, is_agreed
from baken.door.models import DoorCheck, DoorRefusal, DoorSay, StandingAdvert
from baken.door.permissions import APPEAL, DECIDE_APPEALS
from baken.door.states import OVERTURN
from baken.door.telling import tell_decided
from baken.notices.received.policies import plain_words, words_for_others
from baken.notices.statements.writing import hold_back_about
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person

WHY = "door_doorappeal.why"
ANSWER = "door_doorappeal.answer"
REASON = "door_doorappealsay.reason"
LODGED, SAID, UPHELD = "door.appeal_lodged", "door.appeal_said", "door.appeal_upheld"
STATES = {"uphold": "upheld", "overturn": "overturned"}
"""The state that each outcome leads to."""


@transaction.atomic
def lodge_appeal(*, by: Actor, check_id: uuid.UUID, why: str) -> DoorAppeal:
    """The advertiser does not agree with a refusal. Told again, the appeal that there is stays as it was.

    Raises `AppealTooLate`, `baken.notices.received.exceptions.WhyMissing`, `NotPermitted`, Http404 where
    nothing was refused.
    """
    check_may(by, APPEAL)
    refusal = get_object_or_404(
        DoorRefusal.objects.select_for_update(of=("self",)), check_at_door_id=check_id
    )
    before = DoorAppeal.objects.filter(refusal=refusal).first()
    if before is not None:
        return before
    now = timezone.now()
    check_can_appeal(refusal.at, now)
    new = uuid.uuid4()
    appeal = DoorAppeal.objects.create(
        id=new,
        organisation=by.organisation,
        refusal=refusal,
        why=Vault(by.organisation.id).seal(plain_words(why), WHY, new),
        by_program=by.user.is_system,
        received_at=now,
        due_at=now + ANSWER_WITHIN,
        recorded_by=by.user,
    )
    record_event(by=by, action=LODGED, subject=f"door_check:{check_id}")
    return appeal


@transaction.atomic
def decide_appeal(*, by: Actor, appeal_id: uuid.UUID, outcome: str, answer: str) -> DoorAppeal:
    """Says that the refusal stands ("uphold") or not ("overturn"), with what the advertiser reads of it.

    Nobody who spoke of the advert before, in whatever wording, decides. Where two people looked at the
    advert, or somebody suspected an age under 18, it stays open until two have said the same. An overturned
    refusal lets the advert go online and holds its statement of reasons back; where a suspicion went must
    still be told.

    Raises `AppealClosed`, `SamePerson`, `SaidAlready`, `NotPermitted`, Http404, ValueError for an outcome
    that is none, and `baken.notices.exceptions.NoticesError` for words that can't go to others.
    """
    check_may(by, DECIDE_APPEALS)
    check_person(by)
    if outcome not in STATES:
        raise ValueError(f"no outcome: {outcome}")
    rows = DoorAppeal.objects.select_for_update(of=("self",)).select_related("refusal")
    appeal = get_object_or_404(rows, id=appeal_id)
    check = DoorCheck.objects.select_for_update().get(id=appeal.refusal.check_at_door_id)
    check_decide(
        appeal.state,
        spoke_before(check),
        set(appeal.said.values_list("by_id", flat=True)),
        by.user.id,
    )
    words, vault, new = words_for_others(answer), Vault(by.organisation.id), uuid.uuid4()
    say = DoorAppealSay(
        id=new, organisation=by.organisation, appeal=appeal, outcome=outcome, by=by.user, at=timezone.now(),
        reason=vault.seal(words, REASON, new),
    )  # fmt: skip
    say.save()
    two = needs_two(appeal, check)
    agreed = is_agreed(list(appeal.said.values_list("outcome", flat=True)), outcome, two)
    record_event(by=by, action=SAID, subject=f"door_check:{check.id}", details={"agreed": agreed, "two": two})
    if agreed:
        appeal.state, appeal.decided_at = STATES[outcome], say.at
        appeal.answer = vault.seal(words, ANSWER, appeal.id)
        appeal.save(update_fields=["state", "decided_at", "answer"])
        if outcome == "overturn":
            check.state, check.state_at = OVERTURN.target, say.at
            check.save(update_fields=["state", "state_at"])
            hold_back_about(by=by, about=f"door-check:{check.id}")
        event = OVERTURN.event if outcome == "overturn" else UPHELD
        record_event(by=by, action=event, subject=f"door_check:{check.id}")
        tell_decided(by, check)
    return appeal


def spoke_before(check: DoorCheck) -> set[uuid.UUID]:
    """Who said of the advert, in any of its wordings, that it goes online or is refused."""
    same = StandingAdvert.objects.filter(id=check.standing_id).values("advert")
    said = DoorSay.objects.filter(check_at_door__standing__advert__in=same)
    return set(said.values_list("by_id", flat=True))


def needs_two(appeal: DoorAppeal, check: DoorCheck) -> bool:
    """Whether two others decide together."""
    return check.two_people or appeal.refusal.suspicion == "minority"
