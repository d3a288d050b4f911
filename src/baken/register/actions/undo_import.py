"""Taking an import back: what a file brought in goes out again, whole or not at all."""

from django.db import transaction

from baken.audit.actions import record_event
from baken.register.actions.one_writer import one_writer_at_a_time
from baken.register.exceptions import ChangedSinceImport
from baken.register.models import ImportBatch, Registration
from baken.register.permissions import REGISTER_WRITE
from baken.register.rows import take_out
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def undo_import(*, by: Actor, batch: ImportBatch) -> int:
    """Takes out the registrations that this file brought in; returns how many. What of it waits for the
    meaning of a word goes too.

    Platforms that it added stay in the catalogue. Raises `ChangedSinceImport`, and then changes
    nothing, where one of them was corrected since.
    """
    check_may(by, REGISTER_WRITE)
    check_person(by)
    one_writer_at_a_time(by)
    if Registration.objects.filter(imported_in=batch, version__gt=1).exists():
        raise ChangedSinceImport
    waiting = batch.waiting.count()
    count = take_out(batch)
    record_event(
        by=by,
        action="register.import_undone",
        subject=f"file:{batch.file_sha256}",
        details={"registrations": count} | ({"waiting": waiting} if waiting else {}),
    )
    batch.delete()
    return count
