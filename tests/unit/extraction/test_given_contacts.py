"""Contacts of records' own fields, in bulk: the same as extraction finds in them one by one."""

from datetime import UTC, datetime

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.extraction.given_contacts import given_contacts
from baken.extraction.stage import extract
from baken.vocabulary.advert_record import SCHEMA

KEY = b"k" * 32
KINDS = (
    "phone",
    "email",
    "whatsapp",
    "telegram",
    "signal",
    "snapchat",
    "instagram",
    "kik",
    "website",
    "other",
)
VALUES = (
    "06 0000 0001",
    "+31600000001",
    "06-00000002 of 06-00000003",
    "naam@example.org",
    "@naam.demo",
    "https://t.me/naam_demo",
    "example.org",
    "bel mij",
    "",
    "a\0b",
)
CONTACTS = st.lists(
    st.builds(
        lambda kind, value: {"kind": kind, "value": value}, st.sampled_from(KINDS), st.sampled_from(VALUES)
    ),
    max_size=4,
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.none() | CONTACTS, max_size=5))
def test_contacts_of_fields_are_those_that_extraction_finds_in_them(fields) -> None:
    rows = [
        {
            "record_version": 1,
            "sighting_id": f"s{number}",
            "platform": "platform.example",
            "captured_at": datetime(2025, 1, 1, tzinfo=UTC),
            "text": "",
            "contacts": contacts,
        }
        for number, contacts in enumerate(fields)
    ]
    records = pa.RecordBatch.from_pylist(rows, SCHEMA)

    def pairs(lists) -> list[set[tuple[str, str]]]:
        return [{(one["kind"], one["pseudonym"]) for one in contacts or ()} for contacts in lists]

    in_bulk = given_contacts(records, key=KEY).to_pylist()
    assert pairs(in_bulk) == pairs(extract(records, key=KEY).column("contacts").to_pylist())
