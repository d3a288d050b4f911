"""The coded records of the register as columns: what statistics count. No database, no text.

Registrations are known by their reference, mentions by reference and number, persons by their
pseudonym; all three are ids within one organisation and mean nothing outside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from baken.platforms.catalogue import PlatformIndex
from baken.register.records import RegistrationRecord

REGISTRATIONS: dict[str, Any] = {
    "registration": pl.String,
    "reference": pl.String,
    "source_kind": pl.String,
    "registered_on": pl.Date,
    "police_unit": pl.String,
    "province": pl.String,
    "form": pl.String,
    "scope": pl.String,
    "offender_type": pl.String,
    "groomer_type": pl.String,
    "sextortion_kinds": pl.List(pl.String),
    "municipality": pl.String,
}
MENTIONS: dict[str, Any] = {
    "mention": pl.String,
    "registration": pl.String,
    "naming": pl.String,
    "platform": pl.String,
    "platform_name": pl.String,
    "platform_type": pl.String,
    "catalogue_order": pl.Int64,
}
ROLES: dict[str, Any] = {
    "mention": pl.String,
    "registration": pl.String,
    "role": pl.String,
    "moment": pl.String,
}
PERSONS: dict[str, Any] = {
    "person": pl.String,
    "sex": pl.String,
    "birth_country": pl.String,
    "birth_group": pl.String,
}
PARTICIPATIONS: dict[str, Any] = {
    "registration": pl.String,
    "person": pl.String,
    "age": pl.Int64,
    "roles": pl.List(pl.String),
    "vulnerabilities": pl.List(pl.String),
}
STATUSES: dict[str, Any] = {
    "registration": pl.String,
    "decided_on": pl.Date,
    "status": pl.String,
    "decided_by": pl.String,
}
HOW_IT_HAPPENED: dict[str, Any] = {
    "registration": pl.String,
    "technology_part": pl.String,
    "recruitment_mode": pl.String,
    "customer_contact": pl.String,
    "coercion_means": pl.List(pl.String),
    "met_online": pl.String,
}
CATALOGUE: dict[str, Any] = {
    "platform": pl.String,
    "platform_name": pl.String,
    "platform_type": pl.String,
    "catalogue_order": pl.Int64,
    "opened_on": pl.Date,
    "closed_on": pl.Date,
}


@dataclass(frozen=True, slots=True)
class CodedRegister:
    """The frames of one organisation's register, each with the columns named above.

    A mention is one platform, once in a registration; `platform` is a code of the catalogue, or
    null where none was named. Of a person either the country of birth is known or its group.
    `how_it_happened` has a row for each registration, and `catalogue` every platform that there is, named or
    not. Rows are ordered by reference, number, pseudonym; statuses as they followed each other. `each_once`
    says that it is known of the rows that none is there twice, so that who counts need not look, and
    `between` that the frames were cut to the registrations of these days (None leaves an end open), so that
    who cuts to the same days need not.
    """

    registrations: pl.DataFrame
    mentions: pl.DataFrame
    roles: pl.DataFrame
    persons: pl.DataFrame
    participations: pl.DataFrame
    statuses: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=STATUSES))
    how_it_happened: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=HOW_IT_HAPPENED))
    catalogue: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=CATALOGUE))
    each_once: bool = False
    between: tuple[date | None, date | None] | None = None


def frame(rows: Sequence[Sequence[Any]], schema: dict[str, Any]) -> pl.DataFrame:
    """Rows as a frame of one of the schemas above; what the last columns hold may be left out of them."""
    names = list(schema)[: len(rows[0])] if rows else list(schema)
    made = pl.DataFrame(rows, schema={name: schema[name] for name in names}, orient="row")
    return made.with_columns(
        pl.lit(None, dtype=kind).alias(name) for name, kind in schema.items() if name not in names
    )


def coded_records(records: Iterable[RegistrationRecord], platforms: PlatformIndex) -> CodedRegister:
    """The frames of registrations that stand in a file, without a database."""
    registrations: list[tuple[Any, ...]] = []
    mentions: list[tuple[Any, ...]] = []
    roles: list[tuple[Any, ...]] = []
    persons: dict[str, tuple[Any, ...]] = {}
    participations: list[tuple[Any, ...]] = []
    statuses: list[tuple[Any, ...]] = []
    how: list[tuple[Any, ...]] = []
    for record in sorted(records, key=lambda record: record.reference):
        key = record.reference
        registrations.append(
            (
                *(key, key, record.source_kind, record.registered_on),
                *(record.police_unit, record.province, record.form, record.scope),
                *(record.offender_type, record.groomer_type, list(record.sextortion_kinds)),
                record.municipality,
            )
        )
        how.append(
            (
                *(key, record.technology_part, record.recruitment_mode, record.customer_contact),
                *(list(record.coercion_means), record.met_online),
            )
        )
        for number, mention in enumerate(record.mentions, 1):
            entry = platforms.find(mention.platform) if mention.platform else None
            found = (entry.code, entry.name, entry.type, entry.order) if entry else (None, None, None, None)
            mentions.append((mention_id(key, number), key, mention.naming, *found))
            roles += [(mention_id(key, number), key, role.role, role.moment) for role in mention.roles]
        for person in record.persons:
            persons[person.person] = (person.person, *person.facts)
            told = list(person.vulnerabilities)
            participations.append((key, person.person, person.age, list(person.roles), told))
        statuses += [
            (key, status.decided_on, status.allegation_status, status.decided_by)
            for status in record.statuses
        ]
    return CodedRegister(
        registrations=frame(registrations, REGISTRATIONS),
        mentions=frame(mentions, MENTIONS),
        roles=frame(roles, ROLES),
        persons=frame([persons[name] for name in sorted(persons)], PERSONS),
        participations=frame(participations, PARTICIPATIONS),
        statuses=frame(statuses, STATUSES),
        how_it_happened=frame(how, HOW_IT_HAPPENED),
        catalogue=frame(
            [(one.code, one.name, one.type, one.order, None, None) for one in platforms.entries], CATALOGUE
        ),
    )


def mention_id(reference: str, number: int) -> str:
    """The id of a mention within the organisation."""
    return f"{reference}#{number}"
