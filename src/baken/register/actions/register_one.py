"""One registration into the register, checked as a line of a file would be."""

from django.db import transaction

from baken.audit.actions import record_event
from baken.platforms.actions import add_platforms, load_catalogue
from baken.platforms.catalogue import PlatformEntry
from baken.platforms.queries import platform_index
from baken.register.actions.one_writer import one_writer_at_a_time
from baken.register.building import Builder
from baken.register.content import Content, raw_of
from baken.register.days import latest_day
from baken.register.exceptions import AlreadyRegistered, NotRegistrable, PersonDiffers
from baken.register.fields import REFERENCE
from baken.register.models import Registration, RegistrationDraft
from baken.register.permissions import REGISTER_WRITE
from baken.register.queries import stored_persons
from baken.register.reasons.registrations import NO_REFERENCE
from baken.register.records import RegistrationRecord
from baken.register.rows import insert
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may


@transaction.atomic
def register_one(*, by: Actor, content: Content, draft: RegistrationDraft | None = None) -> Registration:
    """Registers what was filled in; the draft that it was written in is gone afterwards.

    Raises `NotRegistrable` with what is missing or wrong per part of the form, `AlreadyRegistered`
    where the reference stands in the register, `PersonDiffers` where a person in it is known with
    another sex or country of birth.
    """
    check_may(by, REGISTER_WRITE)
    one_writer_at_a_time(by)
    load_catalogue(by=by)
    record, added = checked(content)
    known = Registration.objects.filter(reference=record.reference).first()
    if known:
        raise AlreadyRegistered(known)
    if persons_that_differ(record):
        raise PersonDiffers
    add_platforms(by=by, entries=added)
    (made,) = insert(by=by, batch=None, records=[record])
    registration = Registration.objects.get(id=made)
    if draft:
        draft.delete()
    record_event(
        by=by,
        action="register.registered",
        subject=f"registration:{registration.id}",
        details={"mentions": len(record.mentions), "persons": len(record.persons)},
    )
    return registration


def checked(content: Content) -> tuple[RegistrationRecord, list[PlatformEntry]]:
    """The record, and the platforms that it adds to the catalogue. Raises `NotRegistrable`."""
    raw = raw_of(content)
    if not REFERENCE.fullmatch(raw.reference):
        raise NotRegistrable([(1, NO_REFERENCE())])
    builder = Builder(platform_index(), latest=latest_day())
    record, faults = builder.build(raw)
    if record is None:
        raise NotRegistrable(faults)
    return record, list(builder.added_platforms)


def persons_that_differ(record: RegistrationRecord) -> list[str]:
    """The pseudonyms that the register knows with another sex or country of birth."""
    known = stored_persons([person.person for person in record.persons])
    return [
        person.person for person in record.persons if known.get(person.person, person.facts) != person.facts
    ]
