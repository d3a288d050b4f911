"""Keeping what somebody answered to an invented lead: their own progress, and nothing else."""

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.triage.exceptions import WrongState
from baken.triage.models import TrainingResult
from baken.triage.permissions import PRACTISE
from baken.triage.practice import Exercise
from baken.triage.states import QUEUE_OUTCOMES


@transaction.atomic
def record_practice(*, by: Actor, exercise: Exercise, outcome: str) -> TrainingResult:
    """The answer, in the place of an earlier one to the same exercise. Raises `WrongState`,
    `NotPermitted`."""
    check_person(by)
    check_may(by, PRACTISE)
    if outcome not in QUEUE_OUTCOMES:
        raise WrongState("no such outcome")
    answer = {
        "outcome": outcome, "fitting": outcome in exercise.fitting, "created_at": timezone.now(),
    }  # fmt: skip
    result, _ = TrainingResult.objects.update_or_create(
        user=by.user,
        exercise=exercise.name,
        defaults=answer,
        create_defaults={"organisation": by.organisation, **answer},
    )
    record_event(by=by, action="triage.practised", subject=f"exercise:{exercise.name}")
    return result
