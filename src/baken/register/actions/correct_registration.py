"""Correcting a registration: what it said before is kept, with who changed it, when and why."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from baken.audit.actions import record_event
from baken.platforms.actions import add_platforms
from baken.register.actions.one_writer import one_writer_at_a_time
from baken.register.actions.register_one import checked, persons_that_differ
from baken.register.content import Content, content_of
from baken.register.correction_reasons import CorrectionReason
from baken.register.exceptions import AlreadyRegistered, ChangedMeanwhile, NothingChanged
from baken.register.models import (
    RegisteredPerson,
    Registration,
    RegistrationDraft,
    RegistrationVersion,
)
from baken.register.permissions import REGISTER_WRITE
from baken.register.queries import stored_records
from baken.register.records import RegistrationRecord
from baken.register.rows import replace
from baken.tenancy.acting import Actor
from baken.tenancy.permission import check_may, check_person


@transaction.atomic
def correct_registration(
    *,
    by: Actor,
    registration_id: uuid.UUID,
    base_version: int,
    content: Content,
    why: str,
    draft: RegistrationDraft | None = None,
) -> Registration:
    """Gives a registration other content and keeps what it said.

    `base_version` is what the corrector started from, `why` a code of `CorrectionReason`; the draft that
    it was written in is gone afterwards. A person has one sex and one country of birth in the whole
    register: changing those here changes them in every registration of that person, each of which
    keeps its version.
    Raises `ChangedMeanwhile`, `NothingChanged`, `NotRegistrable`, `AlreadyRegistered`.
    """
    check_may(by, REGISTER_WRITE)
    check_person(by)
    if why not in CorrectionReason:
        raise ValueError(f"no such reason: {why}")
    one_writer_at_a_time(by)
    registration = Registration.objects.select_for_update().get(id=registration_id)
    (stored,) = stored_records([registration.reference])
    if registration.version != base_version:
        raise ChangedMeanwhile(version=registration.version, now=content_of(stored))
    record, added = checked(content)
    if record == stored:
        raise NothingChanged
    taken = Registration.objects.filter(reference=record.reference).exclude(id=registration.id).first()
    if taken:
        raise AlreadyRegistered(taken)
    differing = persons_that_differ(record)
    others = list(also_changed(registration, differing))
    _keep_versions(by, [registration, *others], why)
    _change_persons(record, differing)
    add_platforms(by=by, entries=added)
    replace(by=by, registration=registration, record=record)
    if draft:
        draft.delete()
    record_event(
        by=by,
        action="register.corrected",
        subject=f"registration:{registration.id}",
        details={"version": registration.version, "why": why, "others": len(others)},
    )
    for other in others:
        record_event(
            by=by,
            action="register.corrected",
            subject=f"registration:{other.id}",
            details={"version": other.version, "why": why, "with": str(registration.id)},
        )
    return registration


def also_changed(registration: Registration, persons: Iterable[str]) -> Iterable[Registration]:
    """The other registrations in which one of these persons stands."""
    return (
        Registration.objects.filter(participations__person__pseudonym__in=list(persons))
        .exclude(id=registration.id)
        .distinct()
        .order_by("reference")
    )


def _keep_versions(by: Actor, registrations: list[Registration], why: str) -> None:
    records = {
        record.reference: record for record in stored_records([one.reference for one in registrations])
    }
    now = timezone.now()
    for one in registrations:
        RegistrationVersion.objects.create(
            organisation=by.organisation,
            registration=one,
            number=one.version,
            state=content_of(records[one.reference]),
            replaced_at=now,
            replaced_by=by.user,
            why=why,
        )
        one.version += 1
        one.save(update_fields=["version"])


def _change_persons(record: RegistrationRecord, differing: list[str]) -> None:
    for person in record.persons:
        if person.person in differing:
            RegisteredPerson.objects.filter(pseudonym=person.person).update(**person.facts._asdict())
