"""Planning a meeting with platforms, and what becomes of it."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.platforms.dialogue.exceptions import (
    ChangedMeanwhile,
    DayToCome,
    ErasedAlready,
    GoneOn,
    MinutesWritten,
    NoPlatform,
)
from baken.platforms.dialogue.models import (
    DialogueMeeting,
    DialogueMeetingPlatform,
    DialogueMeetingStep,
)
from baken.platforms.dialogue.policies import check_meeting_move, plain_words
from baken.platforms.dialogue.states import ERASE, PLAN
from baken.platforms.models import Platform
from baken.platforms.permissions import ERASE_DIALOGUE_WORDS, WRITE_DIALOGUE
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def plan_meeting(
    *, by: Actor, on: date, platforms: Collection[uuid.UUID], present: str, words: str = ""
) -> DialogueMeeting:
    """A meeting with platforms on a day; `present` says which organisations and functions take part.

    A day that has passed is allowed: somebody may write it down afterwards. Raises `NoPlatform`,
    `GoneOn`, `ContactTold`, `NothingSaid`.
    """
    check_may(by, WRITE_DIALOGUE)
    met = list(Platform.objects.filter(id__in=platforms).order_by("name"))
    if not met:
        raise NoPlatform
    if any(platform.status == "merged" for platform in met):
        raise GoneOn
    meeting = DialogueMeeting.objects.create(organisation=by.organisation, on=on, state=PLAN.target)
    DialogueMeetingPlatform.objects.bulk_create(
        DialogueMeetingPlatform(organisation=by.organisation, meeting=meeting, platform=platform)
        for platform in met
    )
    _add_step(by, meeting, PLAN.kind, PLAN.target, on, present, words)
    record_event(by=by, action=PLAN.event, subject=f"meeting:{meeting.id}", details={"platforms": len(met)})
    return meeting


@transaction.atomic
def move_meeting(
    *, by: Actor, meeting_id: uuid.UUID, seen: int, kind: str, on: date, present: str, words: str
) -> DialogueMeeting:
    """What became of a meeting (a code of `DialogueMeetingStepKind`): changed, held, cancelled, open again.

    Raises `NoSuchMove`, `DayToCome` for one that is held before its day, `MinutesWritten`, `ContactTold`,
    `NothingSaid`, `ChangedMeanwhile`, Http404.
    """
    check_may(by, WRITE_DIALOGUE)
    meeting = get_object_or_404(DialogueMeeting.objects.select_for_update(), id=meeting_id)
    if meeting.step_count != seen:
        raise ChangedMeanwhile
    move = check_meeting_move(kind, meeting.state)
    if kind != "moved":
        on = meeting.on
    elif on != meeting.on and meeting.said.exists():
        raise MinutesWritten
    if kind == "held" and on > timezone.localdate():
        raise DayToCome
    _add_step(by, meeting, kind, move.target, on, present, words)
    record_event(by=by, action=move.event, subject=f"meeting:{meeting.id}", details={"what": kind})
    return meeting


@transaction.atomic
def erase_meeting_words(*, by: Actor, meeting_step_id: uuid.UUID, reason: str) -> DialogueMeetingStep:
    """Erases for good what somebody wrote with one step of a meeting, and who was said to be there.

    Raises `ErasedAlready`, `ContactTold`, `NothingSaid`, Http404.
    """
    check_may(by, ERASE_DIALOGUE_WORDS)
    check_person(by)
    step = get_object_or_404(DialogueMeetingStep, id=meeting_step_id)
    meeting = DialogueMeeting.objects.select_for_update().get(id=step.meeting_id)
    step.refresh_from_db()
    if step.erased_at is not None:
        raise ErasedAlready
    erased = step.present
    step.present = step.words = ""
    step.erased_at, step.erased_by = timezone.now(), by.user
    step.save(update_fields=["present", "words", "erased_at", "erased_by"])
    if erased and meeting.present == erased:
        meeting.present = ""
        meeting.save(update_fields=["present"])
    record_event(by=by, action=ERASE, subject=f"meeting:{meeting.id}", reason=plain_words(reason))
    return step


def _add_step(
    by: Actor, meeting: DialogueMeeting, kind: str, state: str, on: date, present: str, words: str
) -> None:
    tells_who = kind in ("planned", "moved", "held")
    told = plain_words(present) if tells_who else ""
    meeting.state, meeting.on = state, on
    meeting.present = told if tells_who else meeting.present
    meeting.step_count += 1
    DialogueMeetingStep.objects.create(
        organisation=by.organisation,
        meeting=meeting,
        number=meeting.step_count,
        kind=kind,
        on=on,
        present=told,
        words=plain_words(words, needed=not tells_who),
        at=timezone.now(),
        by=by.user,
    )
    meeting.save()
