"""Reads of the register; call them while acting for the organisation."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from baken.accounts.models import Organisation
from baken.register.coded import (
    MENTIONS,
    PARTICIPATIONS,
    PERSONS,
    REGISTRATIONS,
    ROLES,
    CodedRegister,
    frame,
    mention_id,
)
from baken.register.models import Mention, MentionRole, Participation, RegisteredPerson, Registration
from baken.register.records import (
    MentionRecord,
    PersonRecord,
    RegistrationRecord,
    RoleRecord,
    person_roles_in_order,
    persons_in_order,
    roles_in_order,
)
from baken.vocabulary.platforms import Moment, PlatformRole


def coded_frames(organisation: Organisation) -> CodedRegister:
    """The organisation's coded records as columns; see `CodedRegister`."""
    registrations = Registration.objects.filter(organisation=organisation).values_list(
        "reference", "reference", "source_kind", "registered_on", "police_unit", "province", "form", "scope"
    )
    mentions = Mention.objects.filter(organisation=organisation).values_list(
        "registration__reference",
        "number",
        "naming",
        "platform__code",
        "platform__name",
        "platform__type",
        "platform__catalogue_order",
    )
    roles = MentionRole.objects.filter(organisation=organisation).values_list(
        "mention__registration__reference", "mention__number", "role", "moment"
    )
    persons = RegisteredPerson.objects.filter(organisation=organisation).values_list(
        "pseudonym", "sex", "birth_country"
    )
    participations = Participation.objects.filter(organisation=organisation).values_list(
        "registration__reference", "person__pseudonym", "age", "roles"
    )
    return CodedRegister(
        registrations=frame(sorted(registrations, key=_place), REGISTRATIONS),
        mentions=frame(
            [(mention_id(row[0], row[1]), row[0], *row[2:]) for row in sorted(mentions, key=_place)], MENTIONS
        ),
        roles=frame(
            [(mention_id(row[0], row[1]), row[0], *row[2:]) for row in sorted(roles, key=_role_place)], ROLES
        ),
        persons=frame(sorted(persons, key=_place), PERSONS),
        participations=frame(sorted(participations, key=_place), PARTICIPATIONS),
    )


def _place(row: Sequence[Any]) -> tuple[Any, ...]:
    # Sorted here and not by the database, whose order of text depends on its locale.
    return tuple(row[:2])


def _role_place(row: Sequence[Any]) -> tuple[Any, ...]:
    return row[0], row[1], PlatformRole.place(row[2]), Moment.place(row[3])


def stored_records(references: Collection[str] | None = None) -> list[RegistrationRecord]:
    """The registrations as files carry them, ordered by reference; all, or those with these references."""
    registrations = Registration.objects.all()
    if references is not None:
        registrations = registrations.filter(reference__in=references)
    mentions = _mentions(registrations)
    persons: dict[Any, list[PersonRecord]] = defaultdict(list)
    for participation in Participation.objects.filter(registration__in=registrations).select_related(
        "person"
    ):
        person = participation.person
        roles = person_roles_in_order(participation.roles)
        record = PersonRecord(person.pseudonym, person.sex, roles, person.birth_country, participation.age)
        persons[participation.registration_id].append(record)
    records = [
        RegistrationRecord(
            reference=row.reference,
            registered_on=row.registered_on,
            source_kind=row.source_kind,
            form=row.form,
            scope=row.scope,
            incident_from=row.incident_from,
            incident_until=row.incident_until,
            police_unit=row.police_unit,
            province=row.province,
            mentions=tuple(mentions[row.id]),
            persons=persons_in_order(persons[row.id]),
        )
        for row in registrations
    ]
    return sorted(records, key=lambda record: record.reference)


def _mentions(registrations: Any) -> dict[Any, list[MentionRecord]]:
    roles: dict[Any, list[RoleRecord]] = defaultdict(list)
    for role in MentionRole.objects.filter(mention__registration__in=registrations):
        roles[role.mention_id].append(RoleRecord(role.role, role.moment, role.certainty))
    found: dict[Any, list[MentionRecord]] = defaultdict(list)
    rows = Mention.objects.filter(registration__in=registrations).select_related("platform")
    for mention in rows.order_by("registration_id", "number"):
        name, type_ = (mention.platform.name, mention.platform.type) if mention.platform else (None, None)
        record = MentionRecord(mention.naming, name, type_, roles_in_order(roles[mention.id]))
        found[mention.registration_id].append(record)
    return found


def stored_persons(pseudonyms: Collection[str]) -> dict[str, tuple[str, str | None]]:
    """Sex and country of birth of the persons that the register knows among these."""
    rows = RegisteredPerson.objects.filter(pseudonym__in=pseudonyms)
    return {row[0]: (row[1], row[2]) for row in rows.values_list("pseudonym", "sex", "birth_country")}
