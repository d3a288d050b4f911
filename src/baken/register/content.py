"""A registration as the desk fills it in and keeps it: plain JSON, every value a text. No database.

`registration` holds the cells of the registration itself (its reference among them), `mentions` those
of each platform with a list of `roles`, `persons` those of each person, `statuses` those of each status
in the order of time; the columns are those of a file of registrations. What is not known is absent.
"""

from typing import Any

from baken.register.fields import Fields
from baken.register.raw import (
    LATER_COLUMNS,
    LATER_PERSON_COLUMNS,
    LATER_ROLE_COLUMNS,
    MENTION_COLUMNS,
    REGISTRATION_COLUMNS,
    ROLE_COLUMNS,
    STATUS_COLUMNS,
    RawMention,
    RawRegistration,
)
from baken.register.records import RegistrationRecord

Cells = dict[str, str]
Content = dict[str, Any]

PART_OF = {
    "reference": 1, "registered_on": 1, "incident_from": 1, "incident_until": 1, "source_kind": 1,
    "form": 2, "scope": 2, **dict.fromkeys(LATER_COLUMNS, 2), "police_unit": 6, "province": 6,
    "municipality": 6, "source_organisation": 1,
}  # fmt: skip
"""In which of the seven parts of the form a cell of the registration stands."""
ALLEGATION_PART, PERSONS_PART, PLATFORMS_PART = 2, 3, 4


def empty_content() -> Content:
    """Nothing filled in yet."""
    return {"registration": {}, "mentions": [], "persons": [], "statuses": []}


def as_now(content: Content) -> Content:
    """What was kept when a registration had one status among its own cells, with a list of statuses."""
    if "statuses" in content:
        return content
    own = dict(content["registration"])
    status = own.pop("allegation_status", None)
    return content | {
        "registration": own,
        "statuses": [{"allegation_status": status}] if status else [],
    }


def content_of(record: RegistrationRecord) -> Content:
    """What a stored registration says."""
    return {
        "registration": _cells(record, ("reference", *REGISTRATION_COLUMNS, *LATER_COLUMNS)),
        "mentions": [
            _cells(mention, MENTION_COLUMNS)
            | {"roles": [_cells(role, (*ROLE_COLUMNS, *LATER_ROLE_COLUMNS)) for role in mention.roles]}
            for mention in record.mentions
        ],
        "persons": [
            _cells(person, ("person", "sex", "birth_country", "age"))
            | {"person_roles": ";".join(person.roles)}
            | _cells(person, LATER_PERSON_COLUMNS)
            for person in record.persons
        ],
        "statuses": [_cells(status, STATUS_COLUMNS) for status in record.statuses],
    }


def _cells(part: object, columns: tuple[str, ...]) -> dict[str, Any]:
    """What is known of these columns, as text."""
    found = {column: getattr(part, column) for column in columns}
    return {name: _text(value) for name, value in found.items() if value not in (None, "", ())}


def _text(value: Any) -> str:
    return ";".join(value) if isinstance(value, tuple) else str(value)


def days_by_role(person: Cells) -> dict[str, str]:
    """The day of each role of a person that has one, by role, as texts."""
    told = (pair.partition(":") for pair in person.get("person_roles_since", "").split(";"))
    return {role: day for role, _colon, day in told if day}


def raw_of(content: Content) -> RawRegistration:
    """The same as a file would have it, to be checked as one; a line is the part of the form."""
    own: Cells = content["registration"]
    raw = RawRegistration(own.get("reference", ""), 1)
    raw.fields = Fields(1, {name: value for name, value in own.items() if name != "reference" and value})
    raw.mentions = [
        RawMention(
            Fields(PLATFORMS_PART, {name: mention[name] for name in MENTION_COLUMNS if mention.get(name)}),
            [Fields(PLATFORMS_PART + 1, dict(role)) for role in mention.get("roles", [])],
        )
        for mention in content["mentions"]
    ]
    raw.persons = [Fields(PERSONS_PART, dict(person)) for person in content["persons"]]
    raw.statuses = [Fields(ALLEGATION_PART, dict(status)) for status in content["statuses"]]
    return raw


def merged(*, base: Content, own: Content, theirs: Content) -> Content:
    """One's own changes put over what somebody else changed meanwhile.

    Cell by cell for the registration, person by person, platform by platform, status by status: who
    changed it has it so; where both did, one's own.
    """
    cells = _merged_cells(base["registration"], own["registration"], theirs["registration"])
    return {
        "registration": cells,
        **{name: _merged_rows(name, base[name], own[name], theirs[name]) for name in KEYS},
    }


def _merged_cells(base: Cells, own: Cells, theirs: Cells) -> Cells:
    names = [*theirs, *(name for name in own if name not in theirs)]
    chosen = {name: own.get(name) if own.get(name) != base.get(name) else theirs.get(name) for name in names}
    return {name: value for name, value in chosen.items() if value}


def _merged_rows(name: str, base: list[Any], own: list[Any], theirs: list[Any]) -> list[Any]:
    before, mine, other = (dict(keyed(name, rows)) for rows in (base, own, theirs))
    keys = [*other, *(key for key in mine if key not in other)]
    chosen = [mine.get(key) if mine.get(key) != before.get(key) else other.get(key) for key in keys]
    rows = [row for row in chosen if row is not None]
    return by_day(rows) if name == "statuses" else rows


def by_day(statuses: list[Cells]) -> list[Cells]:
    """Statuses as they followed each other; one without a day is the first."""
    return sorted(statuses, key=lambda status: status.get("decided_on", ""))


KEYS = {"mentions": "platform", "persons": "person", "statuses": "decided_on"}
"""The lists of a content, and the cell that tells their rows apart."""


def keyed(name: str, rows: list[Any]) -> list[tuple[str, Any]]:
    """Mentions by their platform (those without one by their place among each other), persons by
    their pseudonym, statuses by their day."""
    found = []
    nameless: dict[str, int] = {}
    for row in rows:
        key = row.get(KEYS[name], "" if name == "statuses" else None)
        if key is None:
            nameless[row["naming"]] = nameless.get(row["naming"], 0) + 1
            key = f"{row['naming']} {nameless[row['naming']]}"
        found.append((str(key), row))
    return found
