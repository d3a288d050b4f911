"""What a file says before it is checked: registrations with their parts, each with its line."""

from dataclasses import dataclass, field

from baken.register.fields import Fields

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
LATER_COLUMNS = (
    "allegation_status",
    "coercion_means",
    "recruitment_mode",
    "customer_contact",
    "technology_part",
)
"""Columns that the study of 2021 did not have: a file has them only where one is filled."""
MENTION_COLUMNS = ("naming", "platform", "platform_type")
ROLE_COLUMNS = ("role", "moment", "certainty")
PERSON_COLUMNS = ("person", "sex", "birth_country", "age", "person_roles")


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
    faults: list[tuple[int, str]] = field(default_factory=list)


@dataclass(slots=True)
class RawFile:
    """The registrations of a file in its order, and faults that belong to none of them."""

    registrations: list[RawRegistration]
    faults: list[tuple[int, str]]
