"""A publication that is proposed is made by a worker, in the name of who proposed it: its files may take
longer than a page does.

What stands of it is one row with its state. Making the files, proposing and saying so are one transaction: a
worker that is killed leaves nothing half, and the next one begins again with what waits.
"""

import uuid
from collections.abc import Callable
from time import monotonic

from django.db import OperationalError, transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.statistics.models import AskedPublication, Publication
from baken.statistics.permissions import MAKE_PUBLICATION
from baken.statistics.publications.actions import propose_publication
from baken.statistics.publications.checking import faults_of
from baken.statistics.publications.exceptions import NotWhole, PublicationError, WrongState
from baken.statistics.publications.queries import ACTIVE, being_made
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted, check_may, check_person
from baken.vocabulary.code_list import Label

TASK = "make_publications"
TURN = 60.0
"""After so many seconds what else waits has its turn."""
NO_LONGER_MAY = Label(
    "Wie deze publicatie voorstelde, mag geen publicaties meer maken. Laat een ander haar voorstellen.",
    "Who proposed this publication may make publications no more. Let somebody else propose it.",
)

_defer: list[Callable[[str, uuid.UUID], None]] = []


def use_queue(defer: Callable[[str, uuid.UUID], None]) -> None:
    """Tells where work is put: a function of a task's name and an organisation's id."""
    _defer[:] = [defer]


@transaction.atomic
def ask_publication(*, by: Actor, publication_id: uuid.UUID) -> AskedPublication:
    """Lets a worker make the files of a draft and propose it, once this transaction is done; asked for again
    while it waits, it stands once. Until then nobody writes in the draft. What can be told at once is.

    Raises `NotWhole` with what is missing, `WrongState`, `NotPermitted`, Http404.
    """
    check_may(by, MAKE_PUBLICATION)
    check_person(by)
    standing = being_made(publication_id)
    if standing is None:
        draft = get_object_or_404(Publication.objects.select_for_update(of=("self",)), id=publication_id)
        # of two who ask at the same time the second sees here what the first one asked
        standing = being_made(publication_id)
    if standing is not None:
        # its job may have failed for good, on a connection that stayed away
        _queue(by)
        return standing
    if draft.state != "made":
        raise WrongState(
            Label("Deze publicatie staat er al anders voor.", "This publication stands otherwise by now.")
        )
    if faults := faults_of(draft):
        raise NotWhole(faults[0])
    asked = AskedPublication.objects.create(
        organisation=by.organisation, publication=draft, asked_by=by.user, asked_at=timezone.now()
    )
    _note(by, asked, "statistics.publication_asked")
    _queue(by)
    return asked


def _queue(by: Actor) -> None:
    for defer in _defer:
        defer(TASK, by.organisation.id)


def make_asked(*, by: Actor) -> int:
    """Makes every publication that waits, oldest first, and after a while the rest in a next job; returns how
    many were dealt with.

    What a killed worker was making waits still. Raises what went wrong, once it is noted, so that the job
    fails with it; a lost connection is noted by nobody and tried again.
    """
    done, broke, began = 0, None, monotonic()
    while asked := AskedPublication.objects.filter(state__in=ACTIVE).order_by("asked_at", "id").first():
        if done and monotonic() - began > TURN:
            _queue(by)
            break
        AskedPublication.objects.filter(id=asked.id, state__in=ACTIVE).update(state="making")
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
    asked = AskedPublication.objects.select_for_update(of=("self",)).get(id=asked_id)
    if asked.state not in ACTIVE:
        return
    who = Actor(asked.asked_by, asked.organisation, purpose="statistics", reason=by.reason)
    try:
        if not asked.asked_by.is_active:
            raise NotPermitted("who asked is no user any more")
        with transaction.atomic():
            propose_publication(by=who, publication_id=asked.publication_id)
    except PublicationError as fault:
        _end(by, asked, "refused", fault.reason)
    except NotPermitted:
        _end(by, asked, "refused", NO_LONGER_MAY)
    else:
        asked.state, asked.ended_at = "made", timezone.now()
        asked.save(update_fields=["state", "ended_at"])


@transaction.atomic
def _end(by: Actor, asked: AskedPublication, state: str, reason: Label | None = None) -> None:
    asked.state, asked.ended_at = state, timezone.now()
    asked.reason = {"nl": reason.nl, "en": reason.en} if reason else {}
    asked.save(update_fields=["state", "ended_at", "reason"])
    _note(by, asked, "statistics.publication_not_made", state=state)


def _note(by: Actor, asked: AskedPublication, action: str, **details: str) -> None:
    record_event(by=by, action=action, subject=f"publication:{asked.publication_id}", details=details)
