"""Reads of the register; call them while acting for the organisation."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from baken.accounts.models import Organisation
from baken.register.bulk import read_numbered, read_register
from baken.register.coded import CodedRegister
from baken.register.models import (
    AllegationDecision,
    Mention,
    MentionRole,
    Participation,
    RegisteredPerson,
    Registration,
)
from baken.register.raw import LATER_ROLE_COLUMNS, ROLE_COLUMNS, STATUS_COLUMNS
from baken.register.records import (
    MentionRecord,
    PersonFacts,
    PersonRecord,
    RegistrationRecord,
    RoleRecord,
    StatusRecord,
    days_of_roles,
    in_order,
    person_roles_in_order,
    persons_in_order,
    roles_in_order,
    statuses_in_order,
)
from baken.vocabulary.circumstances import Vulnerability
from baken.vocabulary.exploitation import CoercionMeans, SextortionKind

AT_ONCE = 1000
"""References or pseudonyms in one query."""


def coded_frames(organisation: Organisation) -> CodedRegister:
    """The organisation's coded records as columns; see `CodedRegister`."""
    return read_register(organisation)


def numbered_frames(organisation: Organisation) -> CodedRegister:
    """The same under numbers that mean nothing outside this read, in no order; see `read_numbered`."""
    return read_numbered(organisation)


def stored_records(references: Collection[str] | None = None) -> list[RegistrationRecord]:
    """The registrations as files carry them, ordered by reference; all, or those with these references."""
    if references is None:
        return _records(None)
    return sorted(
        (record for part in _parts(references) for record in _records(part)),
        key=lambda record: record.reference,
    )


def _records(references: Collection[str] | None) -> list[RegistrationRecord]:
    rows = list(_among(Registration.objects.all(), "reference", references))
    # None leaves the filters out: naming every registration of the register is slower than reading it.
    ids = None if references is None else [row.id for row in rows]
    mentions, persons, statuses = _mentions(ids), _persons(ids), _statuses(ids)
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
            coercion_means=in_order(CoercionMeans, row.coercion_means),
            recruitment_mode=row.recruitment_mode,
            customer_contact=row.customer_contact,
            technology_part=row.technology_part,
            offender_type=row.offender_type,
            groomer_type=row.groomer_type,
            sextortion_kinds=in_order(SextortionKind, row.sextortion_kinds),
            met_online=row.met_online,
            municipality=row.municipality,
            source_organisation=row.source_organisation,
            mentions=tuple(mentions[row.id]),
            persons=persons_in_order(persons[row.id]),
            statuses=statuses_in_order(statuses[row.id]),
        )
        for row in rows
    ]
    return sorted(records, key=lambda record: record.reference)


def _mentions(registrations: Collection[Any] | None) -> dict[Any, list[MentionRecord]]:
    roles: dict[Any, list[RoleRecord]] = defaultdict(list)
    said = _among(MentionRole.objects.all(), "mention__registration_id", registrations)
    for mention, *role in said.values_list("mention_id", *ROLE_COLUMNS, *LATER_ROLE_COLUMNS):
        roles[mention].append(RoleRecord(*role))
    found: dict[Any, list[MentionRecord]] = defaultdict(list)
    rows = _among(Mention.objects.order_by("registration_id", "number"), "registration_id", registrations)
    for mention, registration, naming, name, type_ in rows.values_list(
        "id", "registration_id", "naming", "platform__name", "platform__type"
    ):
        found[registration].append(MentionRecord(naming, name, type_, roles_in_order(roles[mention])))
    return found


def _persons(registrations: Collection[Any] | None) -> dict[Any, list[PersonRecord]]:
    found: dict[Any, list[PersonRecord]] = defaultdict(list)
    rows = _among(Participation.objects.all(), "registration_id", registrations)
    for registration, person, sex, country, group, age, roles, told, days in rows.values_list(
        "registration_id", "person__pseudonym", "person__sex", "person__birth_country",
        "person__birth_group", "age", "roles", "vulnerabilities", "roles_since",
    ):  # fmt: skip
        vulnerabilities = in_order(Vulnerability, told)
        ordered = person_roles_in_order(roles)
        since = days_of_roles(ordered, dict(zip(roles, days, strict=True))) if days else ()
        found[registration].append(
            PersonRecord(person, sex, ordered, country, age, group, vulnerabilities, since)
        )
    return found


def _statuses(registrations: Collection[Any] | None) -> dict[Any, list[StatusRecord]]:
    found: dict[Any, list[StatusRecord]] = defaultdict(list)
    rows = _among(AllegationDecision.objects.all(), "registration_id", registrations)
    for registration, *status in rows.values_list("registration_id", *STATUS_COLUMNS):
        found[registration].append(StatusRecord(*status))
    return found


def _among(rows: Any, column: str, values: Collection[Any] | None) -> Any:
    return rows if values is None else rows.filter(**{f"{column}__in": values})


def _parts(names: Collection[str]) -> Iterator[list[str]]:
    """In parts: a query that names thousands is planned badly right after they were stored."""
    every = list(names)
    return (every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE))


def stored_persons(pseudonyms: Collection[str]) -> dict[str, PersonFacts]:
    """Sex and birth of the persons that the register knows among these."""
    return {
        pseudonym: PersonFacts(*facts)
        for part in _parts(pseudonyms)
        for pseudonym, *facts in RegisteredPerson.objects.filter(pseudonym__in=part).values_list(
            "pseudonym", *PersonFacts._fields
        )
    }
