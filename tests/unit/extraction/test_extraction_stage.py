"""The stage: advert records in, findings out, row for row."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest

from baken.extraction.own_contacts import own_contacts
from baken.extraction.stage import SCHEMA, extract
from baken.privacy.pseudonyms import pseudonym
from baken.vocabulary import advert_record

KEY = b"k" * 32


def records(*rows: dict[str, Any]) -> pa.RecordBatch:
    base = {"record_version": 1, "platform": "p.example", "captured_at": datetime(2025, 1, 1, tzinfo=UTC)}
    whole = [{**base, "sighting_id": str(at), "text": "", **row} for at, row in enumerate(rows)]
    return pa.RecordBatch.from_pylist(whole, advert_record.SCHEMA)


def test_extract_gives_a_row_a_record() -> None:
    batch = records(
        {"title": "Massage Tilburg", "text": "Bel 06-00123456, 35 jaar, € 150 per uur", "stated_age": 35},
        {},
        {"text": "privé ontvangst", "place": "Breda"},
    )

    found = extract(batch, key=KEY)

    assert found.schema == SCHEMA
    assert found.column("sighting_id").to_pylist() == ["0", "1", "2"]
    first, second, third = found.to_pylist()
    assert [one["value"] for one in first["contacts"]] == ["+31600123456"]
    assert [(one["age"], one["field"]) for one in first["stated_ages"]] == [(35, None), (35, "stated_age")]
    assert first["prices"][0]["amount"] == "150.00"
    assert first["places"][0]["span"] == [8, 15]
    assert [second[name] for name in SCHEMA.names[1:]] == [[], [], [], [], []]
    assert third["places"] == [
        {"name": "Breda", "province": "NL-NB", "candidates": None, "span": None, "field": "place"}
    ]


def test_extract_makes_pseudonyms_of_normalised_values() -> None:
    batch = records({"text": "nul zes nul nul een twee drie vier vijf zes"})

    contact = extract(batch, key=KEY).to_pylist()[0]["contacts"][0]

    assert contact["pseudonym"] == pseudonym("phone", "+31600123456", KEY)
    assert extract(batch, key=b"x" * 32).to_pylist()[0]["contacts"][0]["pseudonym"] != contact["pseudonym"]


def test_extract_of_a_slice_equals_the_slice_of_the_extract() -> None:
    batch = records(*({"text": f"bel 06-0012345{at}"} for at in range(6)))

    assert extract(batch.slice(2, 3), key=KEY).to_pylist() == extract(batch, key=KEY).slice(2, 3).to_pylist()


def test_extract_of_words_seen_before_equals_that_of_each_alone() -> None:
    same = {"title": "Massage Tilburg", "text": "bel 06-00123456, 35 jaar", "place": "Breda"}
    other = [{"kind": "phone", "value": "0600654321"}]
    batch = records(same, {**same, "contacts": other}, {**same, "place": "Best"}, same)

    whole = extract(batch, key=KEY).to_pylist()

    assert whole == [extract(batch.slice(at, 1), key=KEY).to_pylist()[0] for at in range(4)]
    assert [len(one["contacts"]) for one in whole] == [1, 2, 1, 1]


def test_extract_of_no_records_is_empty() -> None:
    assert extract(records(), key=KEY).num_rows == 0


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("phone", "06 - 00 12 34 56", ("phone", "+31600123456", False, False)),
        ("whatsapp", "+31 6 00123456", ("phone", "+31600123456", False, False)),
        ("phone", "600123456", ("phone", "+31600123456", False, False)),
        ("phone", "nul zes nul nul een twee drie vier vijf zes", ("phone", "+31600123456", True, False)),
        ("phone", "op aanvraag", ("other", "op aanvraag", False, False)),
        ("telegram", "@Naam_X", ("telegram", "naam_x", False, True)),
        ("telegram", "https://t.me/Naam_X", ("telegram", "naam_x", False, True)),
        ("email", "Naam@Example.NL", ("email", "naam@example.nl", False, True)),
        ("email", "onbekend", ("email", "onbekend", False, False)),
        ("website", "https://www.Example.nl/", ("website", "example.nl", False, True)),
        ("other", "Postbus", ("other", "postbus", False, True)),
    ],
)
def test_own_contact_is_normalised_and_never_lost(
    kind: str, value: str, expected: tuple[str, str, bool, bool]
) -> None:
    found = own_contacts([{"kind": kind, "value": value}], "NL")

    assert [(one.kind, one.value, one.obscured, one.valid) for one in found] == [expected]
    assert [(one.span, one.field) for one in found] == [(None, "contacts")]


def test_own_contacts_are_listed_once() -> None:
    given = [{"kind": "phone", "value": "0600123456"}, {"kind": "whatsapp", "value": "+31600123456"}]

    assert len(own_contacts(given, "NL")) == 1
