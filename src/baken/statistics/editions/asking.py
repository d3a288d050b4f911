"""An edition that takes longer than a page may is asked for, and made by a worker in the name of who asked.

What stands of it is one row with its state. Making the edition and saying so is one transaction: a worker
that is killed leaves nothing half, and the next one begins again with what waits.
"""

import uuid
from collections.abc import Callable
from time import monotonic

from django.db import OperationalError, transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.statistics.editions.actions import check_whole_years, make_edition
from baken.statistics.editions.definitions import definition_of
from baken.statistics.editions.exceptions import EditionError, NeverPublic
from baken.statistics.editions.part import NotPublic
from baken.statistics.models import AskedEdition
from baken.statistics.period import Period
from baken.statistics.permissions import MAKE_EDITION
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person
from baken.vocabulary.code_list import Label

TASK = "make_editions"
ACTIVE = ("waiting", "making")
TURN = 60.0
"""After so many seconds what else waits has its turn, who is called for what is urgent among it."""
NO_LONGER_MAY = Label(
    "Wie deze uitgave vroeg, mag geen uitgaven meer maken. Laat een ander haar vragen.",
    "Who asked for this edition may make editions no more. Let somebody else ask for it.",
)

_defer: list[Callable[[str, uuid.UUID], None]] = []


def use_queue(defer: Callable[[str, uuid.UUID], None]) -> None:
    """Tells where work is put: a function of a task's name and an organisation's id."""
    _defer[:] = [defer]


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
        _queue(by)
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
    _queue(by)
    return asked


def _queue(by: Actor) -> None:
    for defer in _defer:
        defer(TASK, by.organisation.id)


def make_asked(*, by: Actor) -> int:
    """Makes every edition that waits, oldest first, and after a while the rest in a next job; returns how
    many were dealt with.

    What a killed worker was making waits still. Raises what went wrong, once it is noted, so that the job
    fails with it; a lost connection is noted by nobody and tried again.
    """
    done, broke, began = 0, None, monotonic()
    while asked := AskedEdition.objects.filter(state__in=ACTIVE).order_by("asked_at", "id").first():
        if done and monotonic() - began > TURN:
            _queue(by)
            break
        AskedEdition.objects.filter(id=asked.id, state__in=ACTIVE).update(state="making")
        try:
            _make(by, asked.id)
        except OperationalError:
            raise
        except Exception as fault:
            broke = fault
            _end(by, asked, "failed")
        done += 1
    if broke is not None:
        raise broke
    return done


@transaction.atomic
def _make(by: Actor, asked_id: uuid.UUID) -> None:
    asked = AskedEdition.objects.select_for_update(of=("self",)).get(id=asked_id)
    if asked.state not in ACTIVE:
        return
    who = Actor(asked.asked_by, asked.organisation, purpose="statistics", reason=by.reason)
    period = Period(asked.first, asked.last)
    try:
        if not asked.asked_by.is_active:
            raise NotPermitted("who asked is no user any more")
        with transaction.atomic():
            edition = make_edition(
                by=who, table=asked.table, period=period, cut=asked.by or None, kind=asked.kind
            )
    except EditionError as fault:
        _end(by, asked, "refused", fault.reason)
    except NotPermitted:
        _end(by, asked, "refused", NO_LONGER_MAY)
    else:
        asked.state, asked.edition, asked.ended_at = "made", edition, timezone.now()
        asked.save(update_fields=["state", "edition", "ended_at"])


@transaction.atomic
def _end(by: Actor, asked: AskedEdition, state: str, reason: Label | None = None) -> None:
    asked.state, asked.ended_at = state, timezone.now()
    asked.reason = {"nl": reason.nl, "en": reason.en} if reason else {}
    asked.save(update_fields=["state", "ended_at", "reason"])
    record_event(
        by=by,
        action="statistics.edition_refused",
        subject=f"asked_edition:{asked.id}",
        details={"table": asked.table, "kind": asked.kind, "state": state},
    )
