"""Correcting a step, taking the newest back, and erasing words that should never have been written."""

import uuid
from datetime import date

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.platforms.dialogue.actions.settling import add_step, locked, settle, told
from baken.platforms.dialogue.exceptions import ErasedAlready, NotToCorrect
from baken.platforms.dialogue.history import Entry
from baken.platforms.dialogue.models import DialoguePoint, DialogueStep
from baken.platforms.dialogue.policies import check_correct, check_days, check_take_back, plain_words
from baken.platforms.dialogue.states import CORRECT, ERASE, MOVES, TAKE_BACK
from baken.platforms.permissions import ERASE_DIALOGUE_WORDS, WRITE_DIALOGUE
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def correct_step(
    *,
    by: Actor,
    step_id: uuid.UUID,
    seen: int,
    words: str,
    on: date,
    way: str,
    because: str,
    due_on: date | None = None,
    title: str = "",
    subject: str = "",
) -> DialogueStep:
    """Puts other words, another day or way in the place of a step's, and says why; what stood there stays.

    `title` and `subject` go with a raising, `due_on` with what was agreed on. What was said in a meeting
    keeps the meeting's day and way. Raises `NotToCorrect`, `ContactTold`, `NothingSaid`, `DayToCome`,
    `DaysCrossed`, `ChangedMeanwhile`, Http404.
    """
    check_may(by, WRITE_DIALOGUE)
    point, entry, happened = _found(step_id, seen)
    check_correct(entry)
    first = entry.first
    if first.meeting_id is not None:
        on, way = first.on, first.way
    raising = first.kind == "raised"
    if not MOVES[first.kind].takes_due:
        due_on = None
    check_days(on, raised_on=None if raising else point.raised_on, due_on=due_on)
    if raising:
        for other in happened[1:]:
            check_days(other.now.on, raised_on=on)
    step = add_step(
        by,
        point,
        "corrected",
        corrects=first,
        on=on,
        way=way,
        meeting=first.meeting,
        subject=subject if raising else "",
        title=plain_words(title) if raising else "",
        words=plain_words(words),
        due_on=due_on,
        because=plain_words(because),
    )
    record_event(by=by, action=CORRECT, subject=f"point:{point.id}", details={"what": first.kind})
    return step


@transaction.atomic
def take_back_step(*, by: Actor, step_id: uuid.UUID, seen: int) -> DialoguePoint:
    """The point as it stood before its newest step; the step stays in the history as taken back.

    Raises `NotToTakeBack`, `ChangedMeanwhile`, Http404.
    """
    check_may(by, WRITE_DIALOGUE)
    point, entry, happened = _found(step_id, seen)
    now = timezone.now()
    check_take_back(happened, entry, by, now)
    first = entry.first
    add_step(by, point, "taken_back", takes_back=first, on=timezone.localdate(now), way=first.way)
    record_event(by=by, action=TAKE_BACK, subject=f"point:{point.id}", details={"what": first.kind})
    return point


@transaction.atomic
def erase_words(*, by: Actor, step_id: uuid.UUID, reason: str) -> DialogueStep:
    """Erases the words of one step for good: that there was a step, of which kind and by whom, stays.

    For what should not have been written down, such as the name of somebody. `reason` stands in the log
    and so names nobody. Raises `ErasedAlready`, `ContactTold`, `NothingSaid`, Http404.
    """
    check_may(by, ERASE_DIALOGUE_WORDS)
    check_person(by)
    step = get_object_or_404(DialogueStep, id=step_id)
    point = DialoguePoint.objects.select_for_update().get(id=step.point_id)
    step.refresh_from_db()
    if step.erased_at is not None:
        raise ErasedAlready
    step.title = step.words = step.because = ""
    step.erased_at, step.erased_by = timezone.now(), by.user
    step.save(update_fields=["title", "words", "because", "erased_at", "erased_by"])
    settle(point)
    record_event(by=by, action=ERASE, subject=f"point:{point.id}", reason=plain_words(reason))
    return step


def _found(step_id: uuid.UUID, seen: int) -> tuple[DialoguePoint, Entry, list[Entry]]:
    step = get_object_or_404(DialogueStep, id=step_id)
    point = locked(step.point_id, seen)
    happened = told(point)
    for entry in happened:
        if entry.first.id == step_id:
            return point, entry, happened
    raise NotToCorrect
