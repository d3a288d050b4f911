"""Noting that somebody wants no messages, that they wrote to us since, and that they were approached."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import F, Max
from django.db.models.functions import Coalesce

from baken.conversations.exceptions import KeyMissing
from baken.conversations.facts import approach_mark
from baken.conversations.models import Approach, Suppression
from baken.conversations.suppression.consulting import wants_no_messages
from baken.conversations.suppression.marks import marks_of
from baken.tenancy.acting import acting_organisation


def suppress(contacts: Iterable[tuple[str, str]], now: datetime) -> None:
    """These contacts, as (kind, value), want no messages from now on. Within a transaction."""
    organisation_id = acting_organisation()
    assert organisation_id is not None
    for kind, value in sorted(set(contacts)):
        marks = marks_of(kind, value)
        # a clock that ran ahead when they wrote, and was put right since, hides no later no
        lifted = Suppression.objects.filter(mark__in=marks, lifted_at__gte=now).aggregate(
            newest=Max("lifted_at")
        )["newest"]
        at = now if lifted is None else lifted + timedelta(microseconds=1)
        Suppression.objects.update_or_create(
            organisation_id=organisation_id, mark=marks[0], defaults={"stopped_at": at}
        )


def lift(kind: str, value: str, now: datetime) -> None:
    """Whoever this is wrote to us: we may answer them. It holds for this organisation and this contact, until
    they say no again. A contact that nobody stopped leaves no row."""
    marks, organisation_id = marks_of(kind, value), acting_organisation()
    assert organisation_id is not None
    if _perhaps_stopped(marks, organisation_id):
        Suppression.objects.update_or_create(
            organisation_id=organisation_id, mark=marks[0], defaults={"lifted_at": now}
        )


def is_stopped(kind: str, value: str, *, before: datetime) -> bool:
    """Whether a no stands of whoever this is, that `before` comes after; asked where somebody wrote to us."""
    marks, organisation_id = marks_of(kind, value), acting_organisation()
    assert organisation_id is not None
    since = Suppression.objects.filter(mark__in=marks, stopped_at__gte=before)
    return _perhaps_stopped(marks, organisation_id) and not since.exists()


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
