"""What a file says before it is checked: registrations with their parts, each with its line."""

from dataclasses import dataclass, field

from baken.register.fields import Fields
from baken.register.reasons.sentence import Reason

REGISTRATION_COLUMNS = (
    "registered_on",
    "incident_from",
    "incident_until",
    "source_kind",
    "police_unit",
    "province",
    "form",
    "scope",
)
STATUS_COLUMNS = ("allegation_status", "decided_on", "decided_by")
"""One status stands in the line of its registration, several stand in a line each."""
LATER_COLUMNS = (
    "coercion_means",
    "recruitment_mode",
    "customer_contact",
    "technology_part",
    "offender_type",
    "groomer_type",
    "sextortion_kinds",
    "met_online",
    "municipality",
    "source_organisation",
)
MENTION_COLUMNS = ("naming", "platform", "platform_type")
ROLE_COLUMNS = ("role", "moment", "certainty")
LATER_ROLE_COLUMNS = ("role_source",)
PERSON_COLUMNS = ("person", "sex", "birth_country", "age", "person_roles")
LATER_PERSON_COLUMNS = ("birth_group", "vulnerabilities", "person_roles_since")
NOT_OF_THE_STUDY = (*STATUS_COLUMNS, *LATER_COLUMNS, *LATER_ROLE_COLUMNS, *LATER_PERSON_COLUMNS)
"""Columns that the study of 2021 did not have: a file has them only where one is filled."""
LISTS = frozenset(("coercion_means", "sextortion_kinds", "person_roles", "vulnerabilities"))
"""Columns that hold several codes, with semicolons between them."""


@dataclass(slots=True)
class RawMention:
    """A mention and the roles of its platform."""

    fields: Fields
    roles: list[Fields] = field(default_factory=list)


@dataclass(slots=True)
class RawRegistration:
    """All that a file says of one reference; `fields` is None where its own line is missing.

    `faults` are those found before any cell was looked at, as (line, reason).
    """

    reference: str
    line: int
    fields: Fields | None = None
    mentions: list[RawMention] = field(default_factory=list)
    persons: list[Fields] = field(default_factory=list)
    statuses: list[Fields] = field(default_factory=list)
    faults: list[tuple[int, Reason]] = field(default_factory=list)


@dataclass(slots=True)
class RawFile:
    """The registrations of a file in its order, and faults that belong to none of them."""

    registrations: list[RawRegistration]
    faults: list[tuple[int, Reason]]
