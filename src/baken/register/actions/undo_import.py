"""Taking an import back: what a file brought in goes out again, whole or not at all."""

from django.db import transaction

from baken.audit.actions import record_event
from baken.register.actions.one_writer import one_writer_at_a_time
from baken.register.exceptions import AlreadyUndone, ChangedSinceImport, HeldInRegister, UndoAsked
from baken.register.models import AskedUndo, ImportBatch
from baken.register.permissions import REGISTER_WRITE
from baken.register.rows import take_out
from baken.register.taking_back.holding import kept_of
from baken.register.taking_back.queries import corrected_since
from baken.register.taking_back.states import ACTIVE
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def undo_import(*, by: Actor, batch: ImportBatch, asked: AskedUndo | None = None) -> int:
    """Takes out the registrations that this file brought in; returns how many. What of it waits for the
    meaning of a word goes too.

    `asked` is the order that a worker carries out; who does it at once has none. Platforms that it added
    stay in the catalogue. Raises `ChangedSinceImport` where one of them was corrected since, and
    `HeldInRegister` where one has to stay: then nothing changes; `AlreadyUndone`, and `UndoAsked` where a
    worker is asked to.
    """
    check_may(by, REGISTER_WRITE)
    check_person(by)
    one_writer_at_a_time(by)
    if ImportBatch.objects.select_for_update().filter(id=batch.id).first() is None:
        raise AlreadyUndone
    orders = AskedUndo.objects.filter(batch=batch)
    if asked is None and orders.filter(state__in=ACTIVE).exists():
        raise UndoAsked
    corrected = corrected_since(batch)
    if corrected:
        raise ChangedSinceImport(corrected)
    kept = kept_of(batch)
    if kept:
        raise HeldInRegister(kept)
    waiting = batch.waiting.count()
    if asked is None:
        # that it was not taken back before is no news any more
        orders.delete()
    count = take_out(batch)
    digest = batch.file_sha256
    batch.delete()
    # last, since who else writes in the log waits for this
    record_event(
        by=by,
        action="register.import_undone",
        subject=f"file:{digest}",
        details={"registrations": count}
        | ({"waiting": waiting} if waiting else {})
        | ({"asked": str(asked.id)} if asked else {}),
    )
    return count
