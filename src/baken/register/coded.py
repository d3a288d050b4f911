"""The coded records of the register as columns: what statistics count. No database, no text.

Registrations are known by their reference, mentions by reference and number, persons by their
pseudonym; all three are ids within one organisation and mean nothing outside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
PERSONS: dict[str, Any] = {"person": pl.String, "sex": pl.String, "birth_country": pl.String}
PARTICIPATIONS: dict[str, Any] = {
    "registration": pl.String,
    "person": pl.String,
    "age": pl.Int64,
    "roles": pl.List(pl.String),
}


@dataclass(frozen=True, slots=True)
class CodedRegister:
    """The five frames of one organisation's register, each with the columns named above.

    A mention is one platform, once in a registration; `platform` is a code of the catalogue, or
    null where none was named. Rows are ordered by reference, number, pseudonym.
    """

    registrations: pl.DataFrame
    mentions: pl.DataFrame
    roles: pl.DataFrame
    persons: pl.DataFrame
    participations: pl.DataFrame


def frame(rows: Sequence[Sequence[Any]], schema: dict[str, Any]) -> pl.DataFrame:
    """Rows as a frame of one of the schemas above."""
    return pl.DataFrame(rows, schema=schema, orient="row")


def coded_records(records: Iterable[RegistrationRecord], platforms: PlatformIndex) -> CodedRegister:
    """The frames of registrations that stand in a file, without a database."""
    registrations: list[tuple[Any, ...]] = []
    mentions: list[tuple[Any, ...]] = []
    roles: list[tuple[Any, ...]] = []
    persons: dict[str, tuple[Any, ...]] = {}
    participations: list[tuple[Any, ...]] = []
    for record in sorted(records, key=lambda record: record.reference):
        key = record.reference
        registrations.append(
            (
                *(key, key, record.source_kind, record.registered_on),
                *(record.police_unit, record.province, record.form, record.scope),
            )
        )
        for number, mention in enumerate(record.mentions, 1):
            entry = platforms.find(mention.platform) if mention.platform else None
            found = (entry.code, entry.name, entry.type, entry.order) if entry else (None, None, None, None)
            mentions.append((mention_id(key, number), key, mention.naming, *found))
            roles += [(mention_id(key, number), key, role.role, role.moment) for role in mention.roles]
        for person in record.persons:
            persons[person.person] = (person.person, person.sex, person.birth_country)
            participations.append((key, person.person, person.age, list(person.roles)))
    return CodedRegister(
        registrations=frame(registrations, REGISTRATIONS),
        mentions=frame(mentions, MENTIONS),
        roles=frame(roles, ROLES),
        persons=frame([persons[name] for name in sorted(persons)], PERSONS),
        participations=frame(participations, PARTICIPATIONS),
    )


def mention_id(reference: str, number: int) -> str:
    """The id of a mention within the organisation."""
    return f"{reference}#{number}"
