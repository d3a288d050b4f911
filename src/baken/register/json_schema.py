"""The JSON Schema of the register's own JSON, made from the code lists: what a file may say.

What a schema can't say is told in its words: a date that exists, days in order, a platform of the catalogue.
"""

import json
from importlib import resources
from string import ascii_uppercase
from typing import Any

from baken.register import fields as shape
from baken.register.raw import ROLE_COLUMNS
from baken.vocabulary.circumstances import NONE_KNOWN, Vulnerability
from baken.vocabulary.code_list import CodeList
from baken.vocabulary.country_groups import CountryGroup
from baken.vocabulary.exploitation import (
    AllegationStatus,
    CoercionMeans,
    CustomerContact,
    ExploitationForm,
    GroomerType,
    MetOnline,
    OffenderType,
    RecruitmentMode,
    Scope,
    SextortionKind,
    StatusDecider,
    TechnologyPart,
)
from baken.vocabulary.municipalities import Municipality
from baken.vocabulary.persons import PersonRole, Sex
from baken.vocabulary.places import COUNTRIES, PoliceUnit, Province
from baken.vocabulary.platforms import Certainty, Moment, Naming, PlatformRole, PlatformType
from baken.vocabulary.sources import RoleSource, SourceKind

FILE = "registrations.schema.json"
Schema = dict[str, Any]

_UNSAID = (
    "Also asked of a file, and not said here: a date exists; incident_from, incident_until and registered_on "
    "are in this order; a source_organisation begins with a letter and has no "
    "long number in it; a municipality lies in the province (which is taken from it where none stands); a "
    "reference stands once; a platform is in the catalogue (by code, name or nickname) "
    "or has its platform_type, once a registration; a role of a mention stands once for one moment; a person "
    "stands once a registration, and has one sex and one country of birth everywhere; a day in roles_since "
    "is that of one of the roles, and not after registered_on; of several statuses "
    "only the first may have no date, no two have the same, and none lies before incident_from or is still "
    "to come."
)


def _code(codes: CodeList) -> Schema:
    return {"description": f"code of {codes.name}", "enum": list(codes.codes)}


def _codes(codes: CodeList, *, least: int = 0) -> Schema:
    said = {"description": f"codes of {codes.name}", "type": "array", "items": {"enum": list(codes.codes)}}
    return {**said, "uniqueItems": True, **({"minItems": least} if least else {})}


def _text(pattern: str, description: str) -> Schema:
    return {"description": description, "type": "string", "pattern": f"^{pattern}$"}


_DAY = _text(
    r"(19[0-9]{2}|20[0-9]{2}|2100)-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])",
    "a day, YYYY-MM-DD, 1900 to 2100",
)

_STATUS = {
    "allegation_status": _code(AllegationStatus),
    "decided_on": _DAY,
    "decided_by": _code(StatusDecider),
}
_ROLE = {
    "role": _code(PlatformRole),
    "moment": _code(Moment),
    "certainty": _code(Certainty),
    "role_source": _code(RoleSource),
}
_MENTION = {
    "naming": _code(Naming),
    "platform": {
        "description": "code, name or nickname in the catalogue; only of a named mention",
        "type": "string", "minLength": 1, "maxLength": 80,
    },
    "platform_type": _code(PlatformType),
}  # fmt: skip
_PERSON = {
    "person": _text(
        shape.PSEUDONYM.pattern, "a pseudonym, the same everywhere; never a name or a source's number"
    ),
    "sex": _code(Sex),
    "birth_country": {
        "description": "ISO 3166-1 alpha-2; XA to XZ for a country that the source does not name",
        "enum": sorted(COUNTRIES | {f"X{letter}" for letter in ascii_uppercase}),
    },
    "age": {
        "description": "whole years at the time", "type": "integer", "minimum": 0, "maximum": shape.OLDEST,
    },
    "roles": _codes(PersonRole, least=1),
    "roles_since": {
        "description": "the day since which the person had a role, under that role; one of its roles",
        "type": "object",
        "properties": dict.fromkeys(PersonRole.codes, _DAY),
        "additionalProperties": False,
    },
    "birth_group": _code(CountryGroup),
    "vulnerabilities": {
        **_codes(Vulnerability),
        "if": {"contains": {"const": NONE_KNOWN}},
        "then": {"maxItems": 1},
    },
}  # fmt: skip
_REGISTRATION = {
    "reference": _text(shape.REFERENCE.pattern, "the source's own reference"),
    "registered_on": _DAY,
    "incident_from": _DAY,
    "incident_until": _DAY,
    "source_kind": _code(SourceKind),
    "police_unit": _code(PoliceUnit),
    "province": _code(Province),
    "form": _code(ExploitationForm),
    "scope": _code(Scope),
    **_STATUS,
    "coercion_means": _codes(CoercionMeans),
    "recruitment_mode": _code(RecruitmentMode),
    "customer_contact": _code(CustomerContact),
    "technology_part": _code(TechnologyPart),
    "offender_type": _code(OffenderType),
    "groomer_type": _code(GroomerType),
    "sextortion_kinds": _codes(SextortionKind),
    "met_online": _code(MetOnline),
    "municipality": _code(Municipality),
    "source_organisation": {
        "description": "name of the organisation that is the source; never of a person",
        "type": "string", "minLength": 1, "maxLength": 80,
    },
}  # fmt: skip


def _object(properties: Schema, required: tuple[str, ...], lists: Schema | None = None) -> Schema:
    """What may be left out may also be null."""
    said = {
        name: value if name in required else {"anyOf": [value, {"type": "null"}]}
        for name, value in {**properties, **(lists or {})}.items()
    }
    return {
        "type": "object",
        "properties": said,
        "required": list(required),
        "additionalProperties": False,
    }


def schema() -> Schema:
    """The schema of a file: a list of registrations."""
    nothing: Schema = {"platform": {"type": "null"}, "platform_type": {"type": "null"}}
    mention = _object(_MENTION, ("naming",), {"roles": _list_of("role")})
    mention |= {
        "if": {"properties": {"naming": {"const": "named"}}},
        "then": {"required": ["platform"], "properties": {"platform": {"type": "string"}}},
        "else": {"properties": nothing},
    }
    lists = {"mentions": _list_of("mention"), "persons": _list_of("person"), "statuses": _list_of("status")}
    person = _object(_PERSON, ("person", "sex", "roles"))
    person |= {"if": _filled("birth_country"), "then": {"properties": {"birth_group": {"type": "null"}}}}
    registration = _object(
        _REGISTRATION, ("reference", "registered_on", "source_kind", "form", "scope"), lists
    )
    several = {"required": ["statuses"], "properties": {"statuses": {"type": "array", "minItems": 1}}}
    decided = {"anyOf": [_filled("decided_on"), _filled("decided_by")]}
    registration["allOf"] = [
        {"if": decided, "then": _filled("allegation_status")},
        {"if": several, "then": {"properties": {name: {"type": "null"} for name in _STATUS}}},
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Registrations",
        "description": f"A register of Baken as it goes out and comes in. {_UNSAID}",
        "type": "array",
        "items": registration,
        "$defs": {
            "mention": mention,
            "role": _object(_ROLE, ROLE_COLUMNS),
            "person": person,
            "status": _object(_STATUS, ("allegation_status",)),
        },
    }


def _filled(name: str) -> Schema:
    """That a field stands there and is not null."""
    return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}


def _list_of(name: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}


def schema_file() -> str:
    """The text of the published file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def published_schema() -> str:
    """The file as it comes with this version."""
    return resources.files(__package__).joinpath(FILE).read_text("utf-8")
