"""How a point is kept in step with its steps: locked, a step added, its row brought up to date."""

import uuid
from typing import Any

from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.platforms.dialogue.exceptions import ChangedMeanwhile
from baken.platforms.dialogue.history import Entry, entries, standing
from baken.platforms.dialogue.models import DialoguePoint, DialogueStep
from baken.tenancy.acting import Actor


def locked(point_id: uuid.UUID, seen: int) -> DialoguePoint:
    """The point, for this transaction alone. `seen` is how many steps the writer saw.

    Raises `ChangedMeanwhile`, Http404.
    """
    points = DialoguePoint.objects.select_for_update(of=("self",)).select_related("platform")
    point = get_object_or_404(points, id=point_id)
    if point.step_count != seen:
        raise ChangedMeanwhile
    return point


def told(point: DialoguePoint) -> list[Entry]:
    """What happened to the point."""
    return entries(point.steps.select_related("meeting"))


def add_step(by: Actor, point: DialoguePoint, kind: str, **given: Any) -> DialogueStep:
    """One step more, and the point as it stands with it."""
    step = DialogueStep.objects.create(
        organisation=by.organisation,
        point=point,
        number=point.step_count + 1,
        kind=kind,
        at=timezone.now(),
        by=by.user,
        **given,
    )
    settle(point)
    return step


def settle(point: DialoguePoint) -> None:
    """Writes on the point's row what its steps come to."""
    happened = told(point)
    stands = standing(happened)
    assert stands is not None, "a raising can't be taken back"
    raised = happened[0].now
    point.subject, point.title, point.raised_on = raised.subject, raised.title, raised.on
    point.state, point.due_on = stands.state.code, stands.due_on
    point.last_on = stands.last.now.on
    point.step_count = point.steps.count()
    point.save()
