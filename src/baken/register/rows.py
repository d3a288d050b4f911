"""Records to rows of the database, table by table and in bulk."""

from collections.abc import Sequence
from typing import Any

from baken.platforms.models import Platform
from baken.register.models import (
    AllegationDecision,
    ImportBatch,
    Mention,
    MentionRole,
    Participation,
    RegisteredPerson,
    Registration,
)
from baken.register.raw import LATER_COLUMNS, LISTS, REGISTRATION_COLUMNS, STATUS_COLUMNS
from baken.register.records import RegistrationRecord
from baken.tenancy.acting import Actor

CHUNK = 2000
"""Rows in one INSERT: few round trips, and a statement that stays small."""


def insert(
    *, by: Actor, batch: ImportBatch | None, records: Sequence[RegistrationRecord]
) -> list[Registration]:
    """Inserts registrations that the register does not hold yet, with all that belongs to them.

    Their platforms must stand in the catalogue; persons that the register knows are used again.
    Without a batch they were registered on the desk.
    """
    registrations = [
        Registration(organisation=by.organisation, imported_in=batch, **own_values(record))
        for record in records
    ]
    Registration.objects.bulk_create(registrations, batch_size=CHUNK)
    _insert_parts(by, registrations, records)
    return registrations


def own_values(record: RegistrationRecord) -> dict[str, Any]:
    """The columns of the registration itself."""
    values = {name: getattr(record, name) for name in ("reference", *REGISTRATION_COLUMNS, *LATER_COLUMNS)}
    return {name: list(value) if name in LISTS else value for name, value in values.items()}


def replace(*, by: Actor, registration: Registration, record: RegistrationRecord) -> None:
    """Gives a stored registration other content; who is in no registration any more is forgotten."""
    for name, value in own_values(record).items():
        setattr(registration, name, value)
    registration.save()
    registration.mentions.all().delete()
    registration.participations.all().delete()
    registration.statuses.all().delete()
    _insert_parts(by, [registration], [record])
    forget_persons_without_registration()


def forget_persons_without_registration() -> int:
    """Persons stand in the register for the sake of registrations; returns how many went."""
    return RegisteredPerson.objects.filter(participations__isnull=True).delete()[0]


def _insert_parts(
    by: Actor, registrations: Sequence[Registration], records: Sequence[RegistrationRecord]
) -> None:
    _insert_mentions(by, registrations, records)
    _insert_participations(by, registrations, records)
    AllegationDecision.objects.bulk_create(
        [
            AllegationDecision(
                organisation=by.organisation,
                registration=registration,
                **{name: getattr(status, name) for name in STATUS_COLUMNS},
            )
            for registration, record in zip(registrations, records, strict=True)
            for status in record.statuses
        ],
        batch_size=CHUNK,
    )


def _insert_mentions(
    by: Actor, registrations: Sequence[Registration], records: Sequence[RegistrationRecord]
) -> None:
    platforms = {platform.name: platform for platform in Platform.objects.all()}
    mentions: list[Mention] = []
    roles: list[MentionRole] = []
    for registration, record in zip(registrations, records, strict=True):
        for number, said in enumerate(record.mentions, 1):
            mention = Mention(
                organisation=by.organisation,
                registration=registration,
                number=number,
                naming=said.naming,
                platform=platforms[said.platform] if said.platform else None,
            )
            mentions.append(mention)
            roles += [
                MentionRole(
                    organisation=by.organisation,
                    mention=mention,
                    role=role.role,
                    moment=role.moment,
                    certainty=role.certainty,
                )
                for role in said.roles
            ]
    Mention.objects.bulk_create(mentions, batch_size=CHUNK)
    MentionRole.objects.bulk_create(roles, batch_size=CHUNK)


def _insert_participations(
    by: Actor, registrations: Sequence[Registration], records: Sequence[RegistrationRecord]
) -> None:
    said = {person.person: person for record in records for person in record.persons}
    known = {person.pseudonym: person for person in RegisteredPerson.objects.filter(pseudonym__in=said)}
    new = [
        RegisteredPerson(
            organisation=by.organisation,
            pseudonym=person.person,
            sex=person.sex,
            birth_country=person.birth_country,
            birth_group=person.birth_group,
        )
        for name, person in said.items()
        if name not in known
    ]
    RegisteredPerson.objects.bulk_create(new, batch_size=CHUNK)
    known |= {person.pseudonym: person for person in new}
    Participation.objects.bulk_create(
        [
            Participation(
                organisation=by.organisation,
                registration=registration,
                person=known[person.person],
                age=person.age,
                roles=list(person.roles),
                vulnerabilities=list(person.vulnerabilities),
            )
            for registration, record in zip(registrations, records, strict=True)
            for person in record.persons
        ],
        batch_size=CHUNK,
    )
