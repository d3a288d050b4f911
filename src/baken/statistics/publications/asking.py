"""A publication that is proposed is made by a worker, in the name of who proposed it: its files may take
longer than a page does."""

import uuid

from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils import timezone

from baken.audit.actions import record_event
from baken.statistics.asked import AskedWork
from baken.statistics.models import AskedPublication, Publication
from baken.statistics.permissions import MAKE_PUBLICATION
from baken.statistics.publications.actions import propose_publication
from baken.statistics.publications.checking import faults_of
from baken.statistics.publications.exceptions import NotWhole, WrongState
from baken.statistics.publications.queries import being_made
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.waiting import put_in_queue
from baken.vocabulary.code_list import Label

TASK = "make_publications"
NO_LONGER_MAY = Label(
    "Wie deze publicatie voorstelde, mag geen publicaties meer maken. Laat een ander haar voorstellen.",
    "Who proposed this publication may make publications no more. Let somebody else propose it.",
)


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
        put_in_queue(TASK, by.organisation.id)
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
    put_in_queue(TASK, by.organisation.id)
    return asked


def _make(by: Actor, asked: AskedPublication, _shared: None) -> dict[str, object]:
    propose_publication(by=by, publication_id=asked.publication_id)
    return {}


def _note_end(by: Actor, asked: AskedPublication, state: str) -> None:
    _note(by, asked, "statistics.publication_not_made", state=state)


def _note(by: Actor, asked: AskedPublication, action: str, **details: str) -> None:
    record_event(by=by, action=action, subject=f"publication:{asked.publication_id}", details=details)


PUBLICATIONS = AskedWork(TASK, AskedPublication, _make, NO_LONGER_MAY, _note_end)
