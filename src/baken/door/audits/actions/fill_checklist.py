"""A checklist is answered for a platform, as it stands on a day."""

import uuid
from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.door.audits.checklists import checklists
from baken.door.audits.exceptions import DayToCome, NotAnswered
from baken.door.audits.models import DoorAnswer, DoorReview
from baken.door.audits.policies import plain_words
from baken.door.permissions import WRITE_AUDITS
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may
from baken.vocabulary.door_audits import ChecklistAnswer


@transaction.atomic
def fill_checklist(
    *,
    by: Actor,
    platform_id: uuid.UUID,
    checklist: str,
    reviewed_on: date,
    answers: Mapping[str, tuple[str, str]],
) -> DoorReview:
    """`answers` holds for each item of the checklist a code of `ChecklistAnswer` and what it rests on.

    Earlier reviews stay. Raises `NotAnswered`, `DayToCome`, `ContactTold`, KeyError, Http404.
    """
    check_may(by, WRITE_AUDITS)
    platform = get_object_or_404(Platform, id=platform_id)
    asked = checklists()[checklist]
    if reviewed_on > timezone.localdate():
        raise DayToCome
    given = {
        item: (answer, plain_words(evidence, needed=False)) for item, (answer, evidence) in answers.items()
    }
    if set(given) != {item.code for item in asked.items}:
        raise NotAnswered
    for answer, evidence in given.values():
        if answer not in ChecklistAnswer or (answer != "unknown" and not evidence):
            raise NotAnswered
    review = DoorReview.objects.create(
        organisation=by.organisation,
        platform=platform,
        checklist=asked.code,
        reviewed_on=reviewed_on,
        at=timezone.now(),
        by=by.user,
    )
    DoorAnswer.objects.bulk_create(
        DoorAnswer(
            organisation=by.organisation,
            review=review,
            item=item.code,
            answer=given[item.code][0],
            evidence=given[item.code][1],
        )
        for item in asked.items
    )
    record_event(
        by=by, action="door.checklist_filled", subject=f"platform:{platform.id}",
        details={"checklist": asked.code},
    )  # fmt: skip
    return review
