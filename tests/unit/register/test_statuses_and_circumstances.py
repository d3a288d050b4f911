"""Statuses over time, types, circumstances and groups of countries in files: what fits, and what does not."""

import json
from datetime import date
from typing import Any

import pytest

from baken.platforms.catalogue import shipped_index
from baken.register import formats
from baken.register.coded import CodedRegister, coded_records
from baken.register.csv_format import COLUMNS, NOT_OF_THE_STUDY
from baken.register.formats import ParsedFile
from baken.register.records import PersonRecord, RegistrationRecord, StatusRecord
from baken.vocabulary.country_groups import CountryGroup, group_of
from baken.vocabulary.places import COUNTRIES

OWN = {"registered_on": "2024-05-01", "source_kind": "outreach", "form": "sexual", "scope": "domestic"}
PERSON = {"person": "P-1", "sex": "female", "person_roles": "victim"}


def csv_of(*lines: dict[str, str]) -> bytes:
    columns = (*COLUMNS, *NOT_OF_THE_STUDY)
    rows = [",".join(line.get(column, "") for column in columns) for line in lines]
    return "\n".join([",".join(columns), *rows]).encode()


def parsed(*lines: dict[str, str], latest: date | None = None) -> ParsedFile:
    told = [{"registration": "R-1", "record": "registration", **OWN} | lines[0]]
    told += [{"registration": "R-1"} | line for line in lines[1:]]
    return formats.parse(csv_of(*told), format="csv", source="f.csv", latest=latest)


def record_of(found: ParsedFile) -> RegistrationRecord:
    assert found.rejects == ()
    return found.registrations[0].record


def status(told: str, day: str = "", who: str = "") -> dict[str, str]:
    return {"record": "status", "allegation_status": told, "decided_on": day, "decided_by": who}


def test_file_from_before_statuses_had_a_day_gives_one_status() -> None:
    record = record_of(parsed({"allegation_status": "possible"}))
    assert record.statuses == (StatusRecord("possible"),)
    assert record.allegation_status == "possible"
    assert formats.write([record], format="csv").splitlines()[0].endswith(b"person_roles,allegation_status")


def test_statuses_are_in_the_order_of_time_whatever_the_order_of_the_lines() -> None:
    lines = [status("actual", "2025-02-01", "court_or_prosecution"), status("possible")]
    record = record_of(parsed({}, *lines))
    assert record.statuses == (
        StatusRecord("possible"),
        StatusRecord("actual", date(2025, 2, 1), "court_or_prosecution"),
    )
    assert record.allegation_status == "actual"


@pytest.mark.parametrize(
    ("own", "lines", "said"),
    [
        ({"allegation_status": "possible"}, [status("actual")], "stands in a line of its own too"),
        ({}, [status("possible"), status("actual")], "only the first may have no date"),
        ({}, [status("possible", "2024-06-01"), status("not", "2024-06-01")], "two statuses on one day"),
        ({"incident_from": "2024-03-01"}, [status("possible", "2024-02-29")], "from before incident_from"),
        ({}, [status("possible", "2024-06-03")], "a date that is still to come"),
        ({}, [status("", "2024-06-01")], "allegation_status: missing"),
        ({"decided_by": "police"}, [], "allegation_status: missing"),
        ({}, [status("possible", who="neighbour")], "decided_by: not one of police"),
        ({}, [status("possible", "yesterday")], "decided_on: not a date"),
        ({"offender_type": "bad"}, [], "offender_type: not one of expert"),
        ({"sextortion_kinds": "financial;financial"}, [], "a code stands twice"),
    ],
)
def test_contradiction_is_a_fault_that_says_what_is_wrong(
    own: dict[str, str], lines: list[dict[str, str]], said: str
) -> None:
    found = parsed(own, *lines, latest=date(2024, 6, 2))
    assert found.registrations == ()
    assert any(said in reject.reason for reject in found.rejects), found.rejects


def test_json_tells_one_status_beside_and_several_in_a_list() -> None:
    one = RegistrationRecord(
        "R-1", date(2024, 5, 1), "outreach", "sexual", "domestic",
        statuses=(StatusRecord("possible", date(2024, 5, 2), "police"),),
    )  # fmt: skip
    (told,) = json.loads(formats.write([one], format="json"))
    assert (told["allegation_status"], told["decided_on"], told["decided_by"]) == (
        "possible", "2024-05-02", "police",
    )  # fmt: skip
    assert "statuses" not in told
    told["statuses"] = [{"allegation_status": "not", "decided_on": "2024-07-01"}]
    found = formats.parse(json.dumps([told]).encode(), format="json", source="f.json")
    assert "keep one of the two" in found.rejects[0].reason


def person_of(**cells: str) -> PersonRecord:
    return record_of(parsed({}, {"record": "person"} | PERSON | cells)).persons[0]


def test_circumstances_are_kept_in_the_order_of_the_list() -> None:
    person = person_of(vulnerabilities="addiction; debts")
    assert person.vulnerabilities == ("debts", "addiction")
    assert person_of().vulnerabilities == ()


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"vulnerabilities": "none_known;debts"}, "none_known stands alone or not at all"),
        ({"vulnerabilities": "religion"}, "vulnerabilities: not one of debts"),
        ({"birth_group": "africa", "birth_country": "MA"}, "leave one of the two empty"),
        ({"birth_group": "atlantis"}, "birth_group: not one of netherlands"),
    ],
)
def test_circumstances_that_can_not_be_are_a_fault(cells: dict[str, str], said: str) -> None:
    found = parsed({}, {"record": "person"} | PERSON | cells)
    assert said in found.rejects[0].reason


def test_group_that_says_as_much_as_a_country_is_stored_as_one() -> None:
    assert person_of(birth_group="netherlands").facts == ("female", "NL", None)
    assert person_of(birth_group="abroad").facts == ("female", "XX", None)
    assert person_of(birth_group="asia").facts == ("female", None, "asia")


def test_every_country_is_in_one_group() -> None:
    groups = {country: group_of(country) for country in COUNTRIES}
    assert set(groups.values()) == set(CountryGroup.codes) - {"abroad"}
    assert group_of("XA") == "abroad"
    assert [group_of(code) for code in ("NL", "BE", "NO", "GB", "TR", "SR", "MA", "AU")] == [
        "netherlands", "eu_efta", "eu_efta", "europe_other", "asia", "americas", "africa", "oceania",
    ]  # fmt: skip


def coded(*lines: dict[str, str]) -> CodedRegister:
    return coded_records([record_of(parsed(*lines))], shipped_index())


def test_coded_records_hold_what_statistics_count() -> None:
    person: dict[str, Any] = (
        {"record": "person"} | PERSON | {"birth_group": "africa", "vulnerabilities": "debts"}
    )
    frames = coded(
        {"offender_type": "expert", "sextortion_kinds": "sexual;financial"},
        status("possible"), status("not", "2024-09-01", "police"), person,
    )  # fmt: skip
    assert frames.statuses.rows() == [
        ("R-1", None, "possible", None),
        ("R-1", date(2024, 9, 1), "not", "police"),
    ]
    assert frames.registrations.select("offender_type", "groomer_type", "sextortion_kinds").row(0) == (
        "expert", None, ["financial", "sexual"],
    )  # fmt: skip
    assert frames.persons.rows() == [("P-1", "female", None, "africa")]
    assert frames.participations["vulnerabilities"].to_list() == [["debts"]]
