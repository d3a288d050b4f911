"""A file of registrations into the register, and out of it again with all that came with it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.platforms.actions import add_platforms, load_catalogue
from baken.platforms.queries import platform_index
from baken.register import formats
from baken.register.actions.one_writer import one_writer_at_a_time
from baken.register.days import latest_day
from baken.register.formats import Found
from baken.register.models import ImportBatch
from baken.register.permissions import REGISTER_WRITE
from baken.register.queries import stored_persons, stored_records
from baken.register.raw import RawFile
from baken.register.reasons.registrations import HELD_OTHERWISE, IN_REGISTRATION, PERSON_HELD_OTHERWISE
from baken.register.reasons.sentence import Reason
from baken.register.rejects import Reject
from baken.register.rows import insert
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, in registrations: new ones, ones that were there already in the same
    words, ones left out for a bad line; with every bad line, and platforms new to the catalogue."""

    new: int
    unchanged: int
    left_out: int
    rejects: tuple[Reject, ...]
    added_platforms: tuple[str, ...]


@transaction.atomic
def import_registrations(
    *, by: Actor, data: bytes, format: str, source: str, raw: RawFile | None = None
) -> ImportResult:
    """Takes a file of registrations in; what is there already is left as it is.

    `format` is csv or json, `source` the name of the file in the rejects, `raw` what a reader of an outside
    standard made of it. A reference that the
    register holds with other content is a reject. Raises Unreadable where the file as a whole
    can't be read.
    """
    check_may(by, REGISTER_WRITE)
    one_writer_at_a_time(by)
    load_catalogue(by=by)
    parsed = formats.parse(
        data, format=format, source=source, platforms=platform_index(), latest=latest_day(), raw=raw
    )
    new, unchanged, conflicts = compared(parsed.registrations)
    used = {mention.platform for found in new for mention in found.record.mentions}
    added = [entry for entry in parsed.added_platforms if entry.name in used]
    add_platforms(by=by, entries=added)
    refused = [
        Reject(source, found.line, IN_REGISTRATION(reference=found.record.reference, reason=reason))
        for found, reason in conflicts
    ]
    rejects = tuple(sorted((*parsed.rejects, *refused)))
    digest = hashlib.sha256(data).hexdigest()
    if new:
        batch, _ = ImportBatch.objects.get_or_create(
            organisation=by.organisation,
            file_sha256=digest,
            defaults={
                "imported_at": timezone.now(),
                "registrations": len(new),
                "rejects": len(rejects),
            },
        )
        insert(by=by, batch=batch, records=[found.record for found in new])
    result = ImportResult(
        new=len(new),
        unchanged=unchanged,
        left_out=parsed.left_out + len({found.line for found, _ in conflicts}),
        rejects=rejects,
        added_platforms=tuple(entry.name for entry in added),
    )
    record_event(
        by=by,
        action="register.imported",
        subject=f"file:{digest}",
        purpose=by.purpose,
        reason=by.reason,
        details={
            "new": result.new,
            "unchanged": result.unchanged,
            "left_out": result.left_out,
            "rejects": len(rejects),
        },
    )
    return result


def compared(registrations: Sequence[Found]) -> tuple[list[Found], int, list[tuple[Found, Reason]]]:
    """New registrations, how many are there in the same words, and those that differ, with the reason."""
    stored = {
        record.reference: record
        for record in stored_records([found.record.reference for found in registrations])
    }
    persons = stored_persons([person.person for found in registrations for person in found.record.persons])
    new: list[Found] = []
    conflicts: list[tuple[Found, Reason]] = []
    unchanged = 0
    for found in registrations:
        record = found.record
        differs = any(persons.get(person.person, person.facts) != person.facts for person in record.persons)
        if stored.get(record.reference) == record:
            unchanged += 1
        elif record.reference in stored:
            conflicts.append((found, HELD_OTHERWISE()))
        elif differs:
            conflicts.append((found, PERSON_HELD_OTHERWISE()))
        else:
            new.append(found)
    return new, unchanged, conflicts
