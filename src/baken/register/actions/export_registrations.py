"""All registrations of an organisation, as a file."""

import hashlib

from django.db import transaction

from baken.audit.actions import record_event
from baken.register import formats
from baken.register.permissions import REGISTER_EXPORT
from baken.register.queries import stored_records
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@transaction.atomic
def export_registrations(*, by: Actor, format: str) -> bytes:
    """All registrations of the organisation as a file (csv or json), ordered by reference."""
    check_may(by, REGISTER_EXPORT)
    records = stored_records()
    data = formats.write(records, format=format)
    record_event(
        by=by,
        action="register.exported",
        subject=f"file:{hashlib.sha256(data).hexdigest()}",
        purpose=by.purpose,
        reason=by.reason,
        details={"registrations": len(records)},
    )
    return data
