"""Noting that somebody wants no messages, that they take it back, and that they were approached."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db.models import F
from django.db.models.functions import Coalesce

from baken.conversations.exceptions import KeyMissing
from baken.conversations.facts import approach_mark
from baken.conversations.models import Approach, Suppression
from baken.conversations.suppression.consulting import (
    next_place_of_no,
    no_said_after,
    wants_no_messages,
)
from baken.conversations.suppression.marks import marks_of
from baken.tenancy.acting import acting_organisation


def suppress(contacts: Iterable[tuple[str, str]], now: datetime) -> None:
    """These contacts, as (kind, value), want no messages from now on. Within a transaction."""
    organisation_id = acting_organisation()
    assert organisation_id is not None
    place = next_place_of_no()
    for kind, value in sorted(set(contacts)):
        Suppression.objects.update_or_create(
            organisation_id=organisation_id, mark=marks_of(kind, value)[0],
            defaults={"stopped_at": now, "stopped_order": place},
        )  # fmt: skip


def lift(kind: str, value: str, *, written: datetime, through: int) -> bool:
    """Somebody decided that what whoever this is wrote to us takes back their no; whether it does.

    It holds for this organisation and this contact, and takes back only nos that stood in the database when
    what they wrote came in (`through`, see `place_of_last_no`), and only if none of these was said after
    `written`: it came in late, and the no is the newer word. So the order and the moment both have to say so,
    and no clock that is wrong takes back a no that was noted later.
    """
    marks, organisation_id = marks_of(kind, value), acting_organisation()
    assert organisation_id is not None
    if through <= 0 or no_said_after(marks, organisation_id, written):
        return False
    if not _perhaps_stopped(marks, organisation_id):
        # a contact that nobody stopped leaves no row
        return False
    own, _made = Suppression.objects.get_or_create(organisation_id=organisation_id, mark=marks[0])
    Suppression.objects.filter(id=own.id, lifted_through__lt=through).update(lifted_through=through)
    return True


def is_stopped(kind: str, value: str, *, before: datetime) -> bool:
    """Whether a no stands of whoever this is, that `before` comes after; asked where somebody wrote to us."""
    marks, organisation_id = marks_of(kind, value), acting_organisation()
    assert organisation_id is not None
    return _perhaps_stopped(marks, organisation_id) and not no_said_after(marks, organisation_id, before)


def _perhaps_stopped(marks: tuple[bytes, ...], organisation_id: uuid.UUID) -> bool:
    """As sending asks it; where a key is missing a no may stand, and what people write comes in anyhow."""
    try:
        return wants_no_messages(marks, organisation_id)
    except KeyMissing:
        return True


def note_approach(organisation_id: uuid.UUID, pseudonym: str, now: datetime) -> None:
    """Counts an opening or follow-up before it goes: whatever happens to us, there is never one too many."""
    mark = approach_mark(organisation_id, pseudonym)
    row, _ = Approach.objects.select_for_update().get_or_create(
        organisation_id=organisation_id, mark=mark, defaults={"last_at": now}
    )
    row.before_at = row.last_at if row.times else None
    row.times, row.last_at = row.times + 1, now
    row.save()


def forget_approach(organisation_id: uuid.UUID, pseudonym: str) -> None:
    """It certainly did not go."""
    own = Approach.objects.filter(mark=approach_mark(organisation_id, pseudonym), times__gt=0)
    own.update(times=F("times") - 1, last_at=Coalesce("before_at", "last_at"))
