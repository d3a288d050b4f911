"""What a column of another office's file can be: the columns of a registration file, read from the records.

A person is known by the other office's own number only, which becomes a pseudonym at once.
"""

from dataclasses import MISSING, Field, dataclass, fields, replace
from datetime import date
from functools import cache
from typing import Any, Literal

from baken.register.raw import (
    LATER_COLUMNS,
    LATER_PERSON_COLUMNS,
    LATER_ROLE_COLUMNS,
    PERSON_COLUMNS,
    REGISTRATION_COLUMNS,
    ROLE_COLUMNS,
    STATUS_COLUMNS,
)
from baken.register.records import PersonRecord, RegistrationRecord, RoleRecord, StatusRecord
from baken.vocabulary.code_list import CodeList, Label, member
from baken.vocabulary.lists import ALL_LISTS
from baken.vocabulary.places import COUNTRIES

Part = Literal["registration", "platform", "person"]
Kind = Literal["text", "day", "whole", "coded", "platform", "number"]

REFERENCE, PLATFORM = "reference", "platform"
NUMBER, NUMBER_IN_CASE = "person_number", "person_number_in_case"
NUMBERS = (NUMBER, NUMBER_IN_CASE)
PERSON = "person"
"""The pseudonym that a number of theirs becomes."""

LABELS = {
    "reference": Label("Zaaknummer", "Case number"),
    "registered_on": Label("Datum van registratie", "Date of registration"),
    "incident_from": Label("Eerste dag van het incident", "First day of the incident"),
    "incident_until": Label("Laatste dag van het incident", "Last day of the incident"),
    "platform": Label("Platform", "Platform"),
    NUMBER: Label("Nummer van de persoon bij deze bron", "The source's number for the person"),
    NUMBER_IN_CASE: Label("Nummer van de persoon binnen de zaak", "The person's number within the case"),
    "source_organisation": Label("Organisatie die de bron is", "Organisation that is the source"),
    "birth_country": Label("Geboorteland", "Country of birth"),
    "age": Label("Leeftijd", "Age"),
    "person_roles_since": Label(
        "Sinds wanneer de persoon die rol had", "Since when the person had that role"
    ),
    "decided_on": Label("Datum van het besluit over de status", "Date of the decision on the status"),
}
"""Where no code list says what a column is."""
LIST_OF = {
    "form": "ExploitationForm",
    "role": "PlatformRole",
    "person_roles": "PersonRole",
    "decided_by": "StatusDecider",
    "sextortion_kinds": "SextortionKind",
    "birth_group": "CountryGroup",
    "vulnerabilities": "Vulnerability",
}
"""Columns that are not called as their code list is."""


@dataclass(frozen=True, slots=True)
class Target:
    """One of our columns. `several` takes more than one code in a cell; `required` must be known wherever
    its part is there."""

    name: str
    part: Part
    label: Label
    kind: Kind
    codes: CodeList | None = None
    several: bool = False
    required: bool = False

    @property
    def takes_columns(self) -> bool:
        """Whether more than one column of theirs can be it."""
        return self.name == PLATFORM or (self.several and self.kind == "coded")

    @property
    def has_words(self) -> bool:
        """Whether the words in the column stand for codes or platforms."""
        return self.kind in ("coded", "platform")


@cache
def targets() -> dict[str, Target]:
    """Every column of ours that one of theirs can be, by name, in the order of a registration file."""
    found = [Target(REFERENCE, "registration", LABELS[REFERENCE], "text", required=True)]
    found += _of(RegistrationRecord, REGISTRATION_COLUMNS, "registration")
    found += [replace(target, required=False) for target in _of(StatusRecord, STATUS_COLUMNS, "registration")]
    found += _of(RegistrationRecord, LATER_COLUMNS, "registration")
    found.append(Target(PLATFORM, "platform", LABELS[PLATFORM], "platform"))
    found += _of(RoleRecord, (*ROLE_COLUMNS, *LATER_ROLE_COLUMNS), "platform")
    found += [Target(name, "person", LABELS[name], "number") for name in NUMBERS]
    found += _of(PersonRecord, (*PERSON_COLUMNS[1:], *LATER_PERSON_COLUMNS), "person")
    return {target.name: target for target in found}


@cache
def column_labels() -> dict[str, Label]:
    """What columns of the register are called, for who knows those of another office only."""
    return {PERSON: LABELS[NUMBER]} | {target.name: target.label for target in targets().values()}


def _of(record: type, columns: tuple[str, ...], part: Part) -> list[Target]:
    known = {field.name: field for field in fields(record)}
    return [_target(name, part, known[name.removeprefix("person_")]) for name in columns]


def _target(name: str, part: Part, field: Field[Any]) -> Target:
    codes = _countries() if name == "birth_country" else _list_of(name)
    said = str(field.type) if not isinstance(field.type, type) else field.type.__name__
    kind: Kind = (
        "coded" if codes else "day" if date.__name__ in said else "whole" if "int" in said else "text"
    )
    label = LABELS.get(name) or (codes.label if codes else Label(name, name))
    required = field.default is MISSING and field.default_factory is MISSING
    return Target(name, part, label, kind, codes, several="tuple" in said, required=required)


@cache
def _list_of(name: str) -> CodeList | None:
    wanted = LIST_OF.get(name) or "".join(word.capitalize() for word in name.split("_"))
    return next((codes for codes in ALL_LISTS if codes.name == wanted), None)


@cache
def _countries() -> CodeList:
    from babel import Locale

    dutch, english = Locale("nl").territories, Locale("en").territories
    named = [member(code, dutch.get(code, code), english.get(code, code)) for code in sorted(COUNTRIES)]
    other = member("XX", "een ander land, niet genoemd", "another country, not named")
    named.sort(key=lambda one: (one.code != "NL", one.label.nl))
    return CodeList("Country", LABELS["birth_country"], "ISO 3166-1", (named[0], other, *named[1:]))
