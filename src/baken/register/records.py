"""A registration as files carry it: plain values in one canonical order. No database.

Two registrations say the same when their records are equal.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from baken.vocabulary.code_list import CodeList
from baken.vocabulary.persons import PersonRole
from baken.vocabulary.platforms import Moment, PlatformRole


@dataclass(frozen=True, slots=True)
class RoleRecord:
    """A role of a mentioned platform: codes of PlatformRole, Moment and Certainty, and of RoleSource where it
    is known what the role is known from."""

    role: str
    moment: str
    certainty: str
    role_source: str | None = None


@dataclass(frozen=True, slots=True)
class MentionRecord:
    """One platform in a registration, by the catalogue's name; no platform unless `naming` is named."""

    naming: str
    platform: str | None = None
    platform_type: str | None = None
    roles: tuple[RoleRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusRecord:
    """What became of the allegation: a code of AllegationStatus, the day, and who decided (StatusDecider)."""

    allegation_status: str
    decided_on: date | None = None
    decided_by: str | None = None


class PersonFacts(NamedTuple):
    """What a person has once in the whole register, whatever registration says it."""

    sex: str
    birth_country: str | None
    birth_group: str | None


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A pseudonymous person in a registration; `age` in whole years at the time.

    Born in a country or in a group of countries (a code of CountryGroup), not both. Vulnerabilities are
    codes in the order of their list. `roles_since` says of each role since which day the person had it, None
    where that is not known; it is empty where it is known of none.
    """

    person: str
    sex: str
    roles: tuple[str, ...]
    birth_country: str | None = None
    age: int | None = None
    birth_group: str | None = None
    vulnerabilities: tuple[str, ...] = ()
    roles_since: tuple[date | None, ...] = ()

    @property
    def person_roles_since(self) -> str | None:
        """The days of the roles as one cell of a file; None where none is known."""
        return since_cell(self.since) or None

    @property
    def since(self) -> dict[str, date]:
        """The roles of which the day is known, in the order of the roles."""
        return {role: day for role, day in zip(self.roles, self.roles_since, strict=False) if day}

    @property
    def facts(self) -> PersonFacts:
        """What other registrations of this person must say too."""
        return PersonFacts(self.sex, self.birth_country, self.birth_group)


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
    coercion_means: tuple[str, ...] = ()
    recruitment_mode: str | None = None
    customer_contact: str | None = None
    technology_part: str | None = None
    offender_type: str | None = None
    groomer_type: str | None = None
    sextortion_kinds: tuple[str, ...] = ()
    met_online: str | None = None
    municipality: str | None = None
    source_organisation: str | None = None
    mentions: tuple[MentionRecord, ...] = ()
    persons: tuple[PersonRecord, ...] = ()
    statuses: tuple[StatusRecord, ...] = ()

    @property
    def allegation_status(self) -> str | None:
        """The present status of the allegation: the latest."""
        return self.statuses[-1].allegation_status if self.statuses else None

    @property
    def decided_by(self) -> str | None:
        """Who decided the present status."""
        return self.statuses[-1].decided_by if self.statuses else None


def roles_in_order(roles: list[RoleRecord]) -> tuple[RoleRecord, ...]:
    """Roles of a mention in the order of the code lists."""
    return tuple(sorted(roles, key=lambda role: (PlatformRole.place(role.role), Moment.place(role.moment))))


def person_roles_in_order(roles: list[str]) -> tuple[str, ...]:
    """Roles of a person in the order of the code list."""
    return tuple(sorted(roles, key=PersonRole.place))


def since_cell(since: Mapping[str, date]) -> str:
    """Days of roles as a cell says them: each role with its day, whatever the order of the roles."""
    return ";".join(f"{role}:{since[role].isoformat()}" for role in person_roles_in_order(list(since)))


def days_of_roles(roles: Sequence[str], since: Mapping[str, date]) -> tuple[date | None, ...]:
    """The day of each role, or nothing at all where none of them has one."""
    days = tuple(since.get(role) for role in roles)
    return days if any(days) else ()


def in_order(codes: CodeList, found: list[str]) -> tuple[str, ...]:
    """Codes in the order of their list."""
    return tuple(sorted(found, key=codes.place))


def statuses_in_order(statuses: list[StatusRecord]) -> tuple[StatusRecord, ...]:
    """Statuses as they followed each other; one without a day is the first."""
    return tuple(sorted(statuses, key=lambda status: status.decided_on or date.min))


def persons_in_order(persons: list[PersonRecord]) -> tuple[PersonRecord, ...]:
    """Persons of a registration by their pseudonym."""
    return tuple(sorted(persons, key=lambda person: person.person))
