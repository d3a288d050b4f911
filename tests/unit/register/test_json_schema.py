"""The published schema of the register's JSON: every export is valid, and what is valid is read."""

import json
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.demo import emm
from baken.register import formats
from baken.register.json_schema import published_schema, schema
from baken.register.raw import (
    LATER_COLUMNS,
    LATER_ROLE_COLUMNS,
    MENTION_COLUMNS,
    REGISTRATION_COLUMNS,
    ROLE_COLUMNS,
    STATUS_COLUMNS,
)
from baken.register.records import RegistrationRecord
from tests.unit.register.test_htcds import filled
from tests.unit.register.test_registration_files import registrations

VALIDATOR = jsonschema_rs.validator_for(json.loads(published_schema()))


def valid(items: Any) -> bool:
    return VALIDATOR.is_valid(items)


def read(items: Any) -> formats.ParsedFile:
    return formats.parse(json.dumps(items).encode(), format="json", source="f")


WHOLE: dict[str, Any] = {
    "reference": "R-1", "registered_on": "2026-01-05", "incident_from": "2025-12-01", "incident_until": None,
    "source_kind": "outreach", "police_unit": None, "province": "NL-UT", "form": "sexual",
    "scope": "domestic",
    "allegation_status": "possible", "coercion_means": ["debt", "threat"], "recruitment_mode": "fishing",
    "customer_contact": "person", "technology_part": "cyber_assisted", "offender_type": "expert",
    "groomer_type": "adaptable", "sextortion_kinds": ["financial"], "met_online": "yes",
    "municipality": "GM0344", "source_organisation": "Hulp Voorbeeld", "decided_on": "2026-01-04",
    "decided_by": "police",
    "mentions": [
        {"naming": "named", "platform": "Nieuw.nl", "platform_type": "forum",
         "roles": [{"role": "recruiting", "moment": "before", "certainty": "stated",
                    "role_source": "person_concerned"}]},
        {"naming": "unnamed", "platform": None, "roles": []},
    ],
    "persons": [{"person": "P-1", "sex": "female", "birth_country": "XA", "age": 30, "roles": ["victim"],
                 "roles_since": {"victim": "2025-12-24"}, "vulnerabilities": ["debts", "addiction"]}],
}  # fmt: skip
"""A registration in which everything is said."""


@given(filled())
def test_every_export_is_valid(records: list[RegistrationRecord]) -> None:
    assert valid(json.loads(formats.write(records, format="json")))


def test_the_register_of_the_demo_is_valid() -> None:
    parsed = formats.parse(emm.registrations_path().read_bytes(), format="csv", source="f")
    records = [found.record for found in parsed.registrations]
    assert valid(json.loads(formats.write(records, format="json")))


@given(registrations(), st.data())
def test_valid_document_is_read_whatever_is_left_out_or_null(
    records: list[RegistrationRecord], data: st.DataObject
) -> None:
    items = json.loads(formats.write(records, format="json"))
    required = set(schema()["items"]["required"])
    for item in items:
        for name in sorted(set(WHOLE) - required - {"decided_on", "decided_by"}):
            if data.draw(st.booleans()):
                item[name] = None
            elif name not in ("mentions", "persons") and not name.startswith("incident"):
                item[name] = data.draw(st.sampled_from([None, WHOLE[name]]))
        if item.get("statuses"):
            item["allegation_status"] = None
        if item.get("allegation_status") is None:
            item |= {"decided_on": None, "decided_by": None}
    assert valid(items)
    parsed = read(items)
    assert (parsed.rejects, len(parsed.registrations)) == ((), len(items))


def test_whole_registration_is_valid_and_read() -> None:
    assert valid([WHOLE])
    assert read([WHOLE]).rejects == ()


@pytest.mark.parametrize(
    "change",
    [
        {"reference": None},
        {"reference": "a b"},
        {"registered_on": "5-1-2026"},
        {"registered_on": "1899-01-01"},
        {"source_kind": "gossip"},
        {"form": 3},
        {"source_organisation": "x" * 81},
        {"source_organisation": 3},
        {"scope": None},
        {"province": "NL-XX"},
        {"municipality": "GM9999"},
        {"coercion_means": "debt"},
        {"coercion_means": ["magic"]},
        {"coercion_means": ["debt", "debt"]},
        {"surprise": "x"},
        {"allegation_status": None},
        {"decided_by": "somebody"},
        {"sextortion_kinds": "financial"},
        {"statuses": [{"allegation_status": "possible"}]},
        {"statuses": [{"decided_on": "2026-01-04"}], "allegation_status": None, "decided_on": None},
        {"mentions": {}},
        {"mentions": ["x"]},
        {"mentions": [{"naming": "named"}]},
        {"mentions": [{"naming": "unnamed", "platform": "Snapchat"}]},
        {"mentions": [{"naming": "unclear", "platform_type": "forum"}]},
        {"mentions": [{"naming": "unnamed", "roles": [{"role": "recruiting", "moment": "before"}]}]},
        {"persons": [{"person": "P-1", "sex": "female", "roles": []}]},
        {"persons": [{"person": "P-0600000001", "sex": "female", "roles": ["victim"]}]},
        {"persons": [{"person": "P-1", "sex": "female", "roles": ["victim"], "age": 121}]},
        {"persons": [{"person": "P-1", "sex": "female", "roles": ["victim"], "birth_country": "UK"}]},
        {"persons": [{"person": "P-1", "sex": "female", "roles": ["victim"], "name": "x"}]},
        {"persons": [WHOLE["persons"][0] | {"birth_group": "africa"}]},
        {"persons": [WHOLE["persons"][0] | {"vulnerabilities": ["none_known", "debts"]}]},
        {"persons": [WHOLE["persons"][0] | {"roles_since": [["victim", "2025-12-24"]]}]},
        {"persons": [WHOLE["persons"][0] | {"roles_since": {"victim": None}}]},
        {"persons": [WHOLE["persons"][0] | {"roles_since": {"victim": "24-12-2025"}}]},
        {"persons": [WHOLE["persons"][0] | {"roles_since": {"bystander": "2025-12-24"}}]},
        {"persons": [WHOLE["persons"][0] | {"person_roles_since": "victim:2025-12-24"}]},
    ],
)
def test_what_the_schema_refuses_is_refused_by_an_import_too(change: dict[str, Any]) -> None:
    item = WHOLE | change
    assert not valid([item])
    assert read([item]).registrations == ()


def test_schema_has_every_column_of_the_files() -> None:
    made = schema()
    parts = made["$defs"]
    assert {
        "reference",
        *REGISTRATION_COLUMNS,
        *STATUS_COLUMNS,
        *LATER_COLUMNS,
        "mentions",
        "persons",
        "statuses",
    } == set(made["items"]["properties"])
    assert {*MENTION_COLUMNS, "roles"} == set(parts["mention"]["properties"])
    assert {*ROLE_COLUMNS, *LATER_ROLE_COLUMNS} == set(parts["role"]["properties"])
    assert {*WHOLE["persons"][0], "birth_group"} == set(parts["person"]["properties"])
