"""Raising something with a platform, and writing down what happened to it next."""

import uuid
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.shortcuts import get_object_or_404

from baken.accounts.models import Organisation
from baken.audit.actions import record_event
from baken.platforms.dialogue.actions.settling import add_step, locked
from baken.platforms.dialogue.exceptions import GoneOn
from baken.platforms.dialogue.models import DialogueMeeting, DialoguePoint, DialogueStep
from baken.platforms.dialogue.policies import check_days, check_minutes, check_move, plain_words
from baken.platforms.dialogue.states import RAISE
from baken.platforms.models import Platform
from baken.platforms.permissions import WRITE_DIALOGUE
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@transaction.atomic
def raise_point(
    *,
    by: Actor,
    platform_id: uuid.UUID,
    subject: str,
    title: str,
    words: str,
    on: date,
    way: str,
    meeting_id: uuid.UUID | None = None,
) -> DialoguePoint:
    """A point raised with a platform: about what (a code of `DialogueSubject`), on which day, in which way.

    What was raised in a meeting has the meeting's day and way. Raises `GoneOn`, `ContactTold`,
    `NothingSaid`, `DayToCome`, `NoMinutes`, Http404.
    """
    check_may(by, WRITE_DIALOGUE)
    platform = get_object_or_404(Platform, id=platform_id)
    if platform.status == "merged":
        raise GoneOn
    on, way, meeting = _when(platform, on, way, meeting_id)
    check_days(on)
    said = {"subject": subject, "title": plain_words(title), "words": plain_words(words)}
    # one number after the other within the organisation
    Organisation.objects.select_for_update(no_key=True).get(id=by.organisation.id)
    newest = DialoguePoint.objects.aggregate(Max("number"))["number__max"] or 0
    point = DialoguePoint.objects.create(
        organisation=by.organisation,
        platform=platform,
        number=newest + 1,
        subject=subject,
        title=said["title"],
        state="raised",
        raised_on=on,
        last_on=on,
    )
    add_step(by, point, RAISE.kind, on=on, way=way, meeting=meeting, **said)
    record_event(by=by, action=RAISE.event, subject=f"point:{point.id}", details={"subject": subject})
    return point


@transaction.atomic
def move_point(
    *,
    by: Actor,
    point_id: uuid.UUID,
    seen: int,
    kind: str,
    words: str,
    on: date,
    way: str,
    due_on: date | None = None,
    meeting_id: uuid.UUID | None = None,
) -> DialogueStep:
    """What happened next (a code of `DialogueStepKind`), in one's own words.

    `due_on` is the day on which what was agreed on must be there; with anything else it is left out.
    Raises `NoSuchMove`, `ContactTold`, `NothingSaid`, `DayToCome`, `DaysCrossed`, `NoMinutes`,
    `ChangedMeanwhile`, Http404.
    """
    check_may(by, WRITE_DIALOGUE)
    point = locked(point_id, seen)
    move = check_move(kind, point.state)
    on, way, meeting = _when(point.platform, on, way, meeting_id)
    if not move.takes_due:
        due_on = None
    check_days(on, raised_on=point.raised_on, due_on=due_on)
    step = add_step(by, point, kind, on=on, way=way, meeting=meeting, words=plain_words(words), due_on=due_on)
    record_event(by=by, action=move.event, subject=f"point:{point.id}", details={"what": kind})
    return step


def _when(
    platform: Platform, on: date, way: str, meeting_id: uuid.UUID | None
) -> tuple[date, str, DialogueMeeting | None]:
    if meeting_id is None:
        return on, way, None
    meeting = check_minutes(
        DialogueMeeting.objects.select_for_update().filter(id=meeting_id).first(), platform
    )
    return meeting.on, "meeting", meeting
