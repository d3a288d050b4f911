"""The outbox: which statements are next, and what is noted of each before and after the database answers.

Each function is a transaction of its own, so whoever is killed in between leaves a statement either surely
not asked for, or marked as asked: then the database itself says whether it has it.
"""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from baken.audit.actions import record_event
from baken.notices.statements.models import StatementOfReasons, StatementWords
from baken.notices.statements.states import REFUSED, SENT
from baken.tenancy.acting import Actor

BATCH = 100


def to_send() -> QuerySet[StatementOfReasons]:
    """What was let go, is not stored as far as we know, and still has its words; the oldest first."""
    return (
        StatementOfReasons.objects.filter(state="ready", words__isnull=False)
        .select_related("words")
        .order_by("released_at", "id")
    )


def waiting_to_be_sent() -> QuerySet[StatementOfReasons]:
    """What was let go and is not stored as far as we know, whether it waits or came back refused: whoever
    stops has to see to it. What lost its words can't go any more, and waits for nothing."""
    return StatementOfReasons.objects.filter(state__in=("ready", "refused"), words__isnull=False)


def unanswered() -> list[StatementOfReasons]:
    """What the database was asked to store without a known answer, words or none."""
    return list(
        StatementOfReasons.objects.filter(state="ready", asked_at__isnull=False).order_by("asked_at", "id")
    )


@transaction.atomic
def take_batch() -> list[StatementOfReasons]:
    """The next statements, marked as asked for."""
    rows = list(to_send().filter(asked_at__isnull=True).select_for_update(of=("self",))[:BATCH])
    now = timezone.now()
    for row in rows:
        row.asked_at = now
    StatementOfReasons.objects.bulk_update(rows, ["asked_at"])
    return rows


@transaction.atomic
def put_back(rows: Sequence[StatementOfReasons]) -> None:
    """Surely not stored: no check is needed before they are sent."""
    StatementOfReasons.objects.filter(id__in=[row.id for row in rows], state="ready").update(asked_at=None)


@transaction.atomic
def mark_sent(by: Actor, rows: Sequence[StatementOfReasons]) -> None:
    """Surely stored."""
    now = timezone.now()
    StatementOfReasons.objects.filter(id__in=[row.id for row in rows], state__in=SENT.sources).update(
        state=SENT.target, sent_at=now, asked_at=None
    )
    for row in rows:
        record_event(by=by, action=SENT.event, subject=f"statement:{row.id}")


@transaction.atomic
def mark_refused(
    by: Actor, rows: Sequence[StatementOfReasons], faults: Mapping[str, list[list[str]]]
) -> None:
    """Refused, and so not stored; `faults` are [field, message] per identifier. A person corrects them."""
    StatementOfReasons.objects.filter(id__in=[row.id for row in rows], state__in=REFUSED.sources).update(
        state=REFUSED.target, asked_at=None
    )
    for row in rows:
        StatementWords.objects.filter(statement=row).update(faults=faults[row.puid])
        details = {"fields": sorted({field for field, _ in faults[row.puid]})}
        record_event(by=by, action=REFUSED.event, subject=f"statement:{row.id}", details=details)
