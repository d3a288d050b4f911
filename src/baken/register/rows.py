"""Records to rows of the database, table by table and in bulk."""

from collections.abc import Sequence

from baken.platforms.models import Platform
from baken.register.models import (
    ImportBatch,
    Mention,
    MentionRole,
    Participation,
    RegisteredPerson,
    Registration,
)
from baken.register.records import RegistrationRecord
from baken.tenancy.acting import Actor

CHUNK = 2000
"""Rows in one INSERT: few round trips, and a statement that stays small."""


def insert(*, by: Actor, batch: ImportBatch, records: Sequence[RegistrationRecord]) -> None:
    """Inserts registrations that the register does not hold yet, with all that belongs to them.

    Their platforms must stand in the catalogue; persons that the register knows are used again.
    """
    organisation = by.organisation
    registrations = [
        Registration(
            organisation=organisation,
            imported_in=batch,
            reference=record.reference,
            registered_on=record.registered_on,
            incident_from=record.incident_from,
            incident_until=record.incident_until,
            source_kind=record.source_kind,
            police_unit=record.police_unit,
            province=record.province,
            form=record.form,
            scope=record.scope,
        )
        for record in records
    ]
    Registration.objects.bulk_create(registrations, batch_size=CHUNK)
    _insert_mentions(by, registrations, records)
    _insert_participations(by, registrations, records)


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
            )
            for registration, record in zip(registrations, records, strict=True)
            for person in record.persons
        ],
        batch_size=CHUNK,
    )
