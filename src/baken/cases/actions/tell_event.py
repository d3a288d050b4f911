"""What the person tells for their own timeline: when, as vague as they want, and what."""

import json
import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.cases.actions.keeping import changed, locked, note
from baken.cases.models import ToldEvent
from baken.cases.permissions import WORK
from baken.cases.policies import check_writes, plain_words
from baken.cases.sealing import sealed
from baken.cases.vague_days import check_period, read_day
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def tell_event(
    *, by: Actor, case_id: uuid.UUID, words: str, begins: str = "", until: str = "", when: str = ""
) -> ToldEvent:
    """Something that happened, in the person's words; `begins` and `until` are a day, month or year, `when`
    says it in words ("toen ik net verhuisd was"); all three may be empty.

    Raises `NoSuchDay`, `DaysContradict`, `DayInFuture`, `WordsMissing`, `ContactTold`, `WrongState`, Http404.
    """
    check_may(by, WORK)
    check_person(by)
    case = locked(by, case_id)
    check_writes(case)
    first, last = read_day(begins), read_day(until)
    check_period(first, last, timezone.localdate())
    said = {
        "begins": str(first) if first else "",
        "until": str(last) if last else "",
        "when": plain_words(when, needed=False),
        "words": plain_words(words),
    }
    row = ToldEvent(organisation=by.organisation, case=case, at=timezone.now(), by=by.user)
    row.told = sealed(row, "told", json.dumps(said, ensure_ascii=False))
    row.save()
    changed(case)
    note(by, case, "cases.event_told")
    return row


@transaction.atomic
def remove_told(*, by: Actor, told_id: uuid.UUID) -> None:
    """The person does not want it to stand there. Raises `WrongState`, Http404."""
    check_may(by, WORK)
    check_person(by)
    known = get_object_or_404(ToldEvent, id=told_id)
    case = locked(by, known.case_id)
    check_writes(case)
    known.delete()
    changed(case)
    note(by, case, "cases.event_removed")
