"""A registration as files carry it: plain values in one canonical order. No database.

Two registrations say the same when their records are equal.
"""

from dataclasses import dataclass
from datetime import date

from baken.vocabulary.exploitation import CoercionMeans
from baken.vocabulary.persons import PersonRole
from baken.vocabulary.platforms import Moment, PlatformRole


@dataclass(frozen=True, slots=True)
class RoleRecord:
    """A role of a mentioned platform: codes of PlatformRole, Moment and Certainty."""

    role: str
    moment: str
    certainty: str


@dataclass(frozen=True, slots=True)
class MentionRecord:
    """One platform in a registration, by the catalogue's name; no platform unless `naming` is named."""

    naming: str
    platform: str | None = None
    platform_type: str | None = None
    roles: tuple[RoleRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A pseudonymous person in a registration; `age` in whole years at the time."""

    person: str
    sex: str
    roles: tuple[str, ...]
    birth_country: str | None = None
    age: int | None = None


@dataclass(frozen=True, slots=True)
class RegistrationRecord:
    """A registration with all that belongs to it."""

    reference: str
    registered_on: date
    source_kind: str
    form: str
    scope: str
    incident_from: date | None = None
    incident_until: date | None = None
    police_unit: str | None = None
    province: str | None = None
    allegation_status: str | None = None
    coercion_means: tuple[str, ...] = ()
    recruitment_mode: str | None = None
    customer_contact: str | None = None
    technology_part: str | None = None
    mentions: tuple[MentionRecord, ...] = ()
    persons: tuple[PersonRecord, ...] = ()


def roles_in_order(roles: list[RoleRecord]) -> tuple[RoleRecord, ...]:
    """Roles of a mention in the order of the code lists."""
    return tuple(sorted(roles, key=lambda role: (PlatformRole.place(role.role), Moment.place(role.moment))))


def person_roles_in_order(roles: list[str]) -> tuple[str, ...]:
    """Roles of a person in the order of the code list."""
    return tuple(sorted(roles, key=PersonRole.place))


def means_in_order(means: list[str]) -> tuple[str, ...]:
    """Means of coercion in the order of the code list."""
    return tuple(sorted(means, key=CoercionMeans.place))


def persons_in_order(persons: list[PersonRecord]) -> tuple[PersonRecord, ...]:
    """Persons of a registration by their pseudonym."""
    return tuple(sorted(persons, key=lambda person: person.person))
