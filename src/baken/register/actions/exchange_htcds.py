"""Registrations out and in by the Human Trafficking Case Data Standard, with what is lost on the way."""

import hashlib
from dataclasses import dataclass, replace

from django.db import transaction

from baken.audit.actions import record_event
from baken.platforms.actions import load_catalogue
from baken.platforms.queries import platform_index
from baken.register.actions.import_registrations import ImportResult, import_registrations
from baken.register.htcds.losses import Loss
from baken.register.htcds.reading import Delivery, read
from baken.register.htcds.writing import Written, write
from baken.register.permissions import REGISTER_EXPORT, REGISTER_WRITE
from baken.register.queries import stored_records
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@dataclass(frozen=True, slots=True)
class HtcdsResult:
    """What taking a file in did, and what of it the register can't hold."""

    imported: ImportResult
    losses: tuple[Loss, ...]


@transaction.atomic
def export_htcds(*, by: Actor, format: str, names: bool = True) -> Written:
    """All registrations with a victim as a file of the standard (csv or json), a row a victim.

    With `names` platforms that are not in the standard's list stand there by name, behind Other.
    """
    check_may(by, REGISTER_EXPORT)
    written = write(stored_records(), format=format, names=names)
    record_event(
        by=by,
        action="register.exported",
        subject=f"file:{hashlib.sha256(written.data).hexdigest()}",
        purpose=by.purpose,
        reason=by.reason,
        details={"rows": written.rows, "standard": "htcds-2.0", "losses": len(written.losses)},
    )
    return written


@transaction.atomic
def import_htcds(*, by: Actor, data: bytes, format: str, source: str, delivery: Delivery) -> HtcdsResult:
    """Takes a file of the standard in, as `import_registrations` does with one of the register's own.

    What the standard does not say stands in `delivery`. What the register may not hold is passed over and
    told. Raises Unreadable where the file as a whole can't be read.
    """
    check_may(by, REGISTER_WRITE)
    load_catalogue(by=by)
    found = read(data, format=format, delivery=delivery, platforms=platform_index())
    imported = import_registrations(by=by, data=data, format=format, source=source, raw=found.raw)
    refused = len(found.raw.faults)
    return HtcdsResult(replace(imported, left_out=imported.left_out + refused), found.losses)
