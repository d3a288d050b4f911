"""Asking a worker to take a large file back; withdrawing that; and having read what came of it."""

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.register.exceptions import AlreadyUndone, ChangedSinceImport, HeldInRegister, UndoBegun
from baken.register.models import AskedUndo, ImportBatch
from baken.register.permissions import REGISTER_WRITE
from baken.register.taking_back.holding import kept_of
from baken.register.taking_back.queries import corrected_since
from baken.register.taking_back.states import ACTIVE, ASK, ENDED, READ, WITHDRAW, Move
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person
from baken.tenancy.waiting import put_in_queue

AT_ONCE = 2_000
"""Registrations, with those that wait; a file of more is taken back by a worker: a page would take so long
that a browser gives up on it."""
TASK = "undo_imports"


@transaction.atomic
def ask_undo(*, by: Actor, batch: ImportBatch) -> AskedUndo:
    """Lets a worker take the file back, once this transaction is done; asked for again while it waits, it
    stands once.

    What the file brings in meanwhile goes too. Raises `ChangedSinceImport` or `HeldInRegister`, and then
    nothing is asked; `AlreadyUndone`.
    """
    check_may(by, REGISTER_WRITE)
    check_person(by)
    standing = _standing(batch)
    if standing is None:
        # who asks at the same moment waits here; what is imported meanwhile does not
        held = ImportBatch.objects.select_for_update(no_key=True).filter(id=batch.id).first()
        if held is None:
            raise AlreadyUndone
        standing = _standing(held)
    if standing is not None:
        # its job may have failed for good, on a connection that stayed away
        put_in_queue(TASK, by.organisation.id)
        return standing
    corrected = corrected_since(batch)
    if corrected:
        raise ChangedSinceImport(corrected)
    kept = kept_of(batch)
    if kept:
        raise HeldInRegister(kept)
    AskedUndo.objects.filter(batch=batch).delete()
    asked = AskedUndo.objects.create(
        organisation=by.organisation,
        batch=batch,
        file_sha256=batch.file_sha256,
        imported_at=batch.imported_at,
        registrations=batch.imported.count(),
        waiting=batch.waiting.count(),
        asked_by=by.user,
        asked_at=timezone.now(),
    )
    _note(by, asked, ASK)
    put_in_queue(TASK, by.organisation.id)
    return asked


def _standing(batch: ImportBatch) -> AskedUndo | None:
    return AskedUndo.objects.filter(batch=batch, state__in=ACTIVE).select_related("asked_by").first()


@transaction.atomic
def withdraw_undo(*, by: Actor, asked: AskedUndo) -> None:
    """The file stays. Anybody who registers may: who asked can be away. Raises `UndoBegun` once a worker
    began, and where it ended."""
    check_may(by, REGISTER_WRITE)
    check_person(by)
    gone, _ = AskedUndo.objects.filter(id=asked.id, state__in=WITHDRAW.sources).delete()
    if not gone:
        raise UndoBegun
    _note(by, asked, WITHDRAW)


@transaction.atomic
def dismiss_undo(*, by: Actor, asked: AskedUndo) -> None:
    """Somebody read what came of it: it is shown no more. One that has not ended stays."""
    check_may(by, REGISTER_WRITE)
    check_person(by)
    gone, _ = AskedUndo.objects.filter(id=asked.id, state__in=ENDED).delete()
    if gone:
        _note(by, asked, READ)


def _note(by: Actor, asked: AskedUndo, move: Move) -> None:
    record_event(
        by=by,
        action=str(move.event),
        subject=f"file:{asked.file_sha256}",
        details={"registrations": asked.registrations, "waiting": asked.waiting, "asked": str(asked.id)},
    )
