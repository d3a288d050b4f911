"""A registration as the desk fills it in and keeps it: plain JSON, every value a text. No database.

`registration` holds the cells of the registration itself (its reference among them), `mentions` those
of each platform with a list of `roles`, `persons` those of each person; the columns are those of a file
of registrations. What is not known is absent.
"""

from typing import Any

from baken.register.fields import Fields
from baken.register.raw import (
    LATER_COLUMNS,
    MENTION_COLUMNS,
    REGISTRATION_COLUMNS,
    ROLE_COLUMNS,
    RawMention,
    RawRegistration,
)
from baken.register.records import RegistrationRecord

Cells = dict[str, str]
Content = dict[str, Any]

PART_OF = {
    "reference": 1, "registered_on": 1, "incident_from": 1, "incident_until": 1, "source_kind": 1,
    "form": 2, "scope": 2, **dict.fromkeys(LATER_COLUMNS, 2), "police_unit": 6, "province": 6,
}  # fmt: skip
"""In which of the seven parts of the form a cell of the registration stands."""
PERSONS_PART, PLATFORMS_PART = 3, 4


def empty_content() -> Content:
    """Nothing filled in yet."""
    return {"registration": {}, "mentions": [], "persons": []}


def content_of(record: RegistrationRecord) -> Content:
    """What a stored registration says."""
    own = {
        column: getattr(record, column)
        for column in ("reference", *REGISTRATION_COLUMNS, *LATER_COLUMNS)
        if getattr(record, column)
    }
    return {
        "registration": {name: _text(value) for name, value in own.items()},
        "mentions": [
            _filled({column: getattr(mention, column) for column in MENTION_COLUMNS})
            | {
                "roles": [
                    {column: getattr(role, column) for column in ROLE_COLUMNS} for role in mention.roles
                ]
            }
            for mention in record.mentions
        ],
        "persons": [
            _filled(
                {
                    "person": person.person,
                    "sex": person.sex,
                    "birth_country": person.birth_country,
                    "age": None if person.age is None else str(person.age),
                    "person_roles": ";".join(person.roles),
                }
            )
            for person in record.persons
        ],
    }


def _text(value: Any) -> str:
    return ";".join(value) if isinstance(value, tuple) else str(value)


def _filled(cells: dict[str, str | None]) -> dict[str, Any]:
    return {name: value for name, value in cells.items() if value}


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
    return raw


def merged(*, base: Content, own: Content, theirs: Content) -> Content:
    """One's own changes put over what somebody else changed meanwhile.

    Cell by cell for the registration, person by person, platform by platform: who changed it has it
    so; where both did, one's own.
    """
    cells = _merged_cells(base["registration"], own["registration"], theirs["registration"])
    return {
        "registration": cells,
        **{name: _merged_rows(name, base[name], own[name], theirs[name]) for name in ("mentions", "persons")},
    }


def _merged_cells(base: Cells, own: Cells, theirs: Cells) -> Cells:
    names = [*theirs, *(name for name in own if name not in theirs)]
    chosen = {name: own.get(name) if own.get(name) != base.get(name) else theirs.get(name) for name in names}
    return {name: value for name, value in chosen.items() if value}


def _merged_rows(name: str, base: list[Any], own: list[Any], theirs: list[Any]) -> list[Any]:
    before, mine, other = (dict(keyed(name, rows)) for rows in (base, own, theirs))
    keys = [*other, *(key for key in mine if key not in other)]
    chosen = [mine.get(key) if mine.get(key) != before.get(key) else other.get(key) for key in keys]
    return [row for row in chosen if row is not None]


def keyed(name: str, rows: list[Any]) -> list[tuple[str, Any]]:
    """Mentions by their platform (those without one by their place among each other), persons by
    their pseudonym."""
    found = []
    nameless: dict[str, int] = {}
    for row in rows:
        key = row.get("platform" if name == "mentions" else "person")
        if key is None:
            nameless[row["naming"]] = nameless.get(row["naming"], 0) + 1
            key = f"{row['naming']} {nameless[row['naming']]}"
        found.append((str(key), row))
    return found
