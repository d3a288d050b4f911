"""An edition that takes longer than a page may is asked for; a worker makes it in the name of who asked."""

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.statistics.asked import ACTIVE, AskedWork
from baken.statistics.editions.actions import check_whole_years, make_edition, records_together
from baken.statistics.editions.definitions import definition_of
from baken.statistics.editions.exceptions import NeverPublic
from baken.statistics.editions.part import NotPublic
from baken.statistics.editions.records import Records
from baken.statistics.models import AskedEdition
from baken.statistics.period import Period
from baken.statistics.permissions import MAKE_EDITION
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.waiting import put_in_queue
from baken.vocabulary.code_list import Label

TASK = "make_editions"
NO_LONGER_MAY = Label(
    "Wie deze uitgave vroeg, mag geen uitgaven meer maken. Laat een ander haar vragen.",
    "Who asked for this edition may make editions no more. Let somebody else ask for it.",
)


@transaction.atomic
def ask_edition(
    *, by: Actor, table: str, period: Period, cut: str | None = None, kind: str = "public"
) -> AskedEdition:
    """Lets a worker make an edition, once this transaction is done; asked for again while it waits, it stands
    once. What can be told at once is.

    Raises `NotPermitted`, and of `EditionError` `NeverPublic` and `OtherPeriod`.
    """
    check_may(by, MAKE_EDITION)
    check_person(by)
    public = definition_of(table, cut)
    if isinstance(public, NotPublic):
        raise NeverPublic(public.reason)
    check_whole_years(period)
    wanted = {"table": table, "by": cut or "", "kind": kind, "first": period.first, "last": period.last}
    standing = AskedEdition.objects.filter(state__in=ACTIVE, asked_by=by.user, **wanted).first()
    if standing is not None:
        # its job may have failed for good, on a connection that stayed away
        put_in_queue(TASK, by.organisation.id)
        return standing
    asked = AskedEdition.objects.create(
        organisation=by.organisation, asked_by=by.user, asked_at=timezone.now(), **wanted
    )
    record_event(
        by=by,
        action="statistics.edition_asked",
        subject=f"asked_edition:{asked.id}",
        details={"table": table, "kind": kind},
    )
    put_in_queue(TASK, by.organisation.id)
    return asked


def _make(by: Actor, asked: AskedEdition, records: Records | None) -> dict[str, object]:
    period = Period(asked.first, asked.last)
    return {
        "edition": make_edition(
            by=by, table=asked.table, period=period, cut=asked.by or None, kind=asked.kind, records=records
        )
    }


def _note_end(by: Actor, asked: AskedEdition, state: str) -> None:
    record_event(
        by=by,
        action="statistics.edition_refused",
        subject=f"asked_edition:{asked.id}",
        details={"table": asked.table, "kind": asked.kind, "state": state},
    )


def _together(by: Actor) -> Records:
    return records_together(by=by)


EDITIONS = AskedWork(TASK, AskedEdition, _make, NO_LONGER_MAY, _note_end, _together)
