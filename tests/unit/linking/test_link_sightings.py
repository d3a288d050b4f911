"""Records and their contacts become the table that linking reads."""

from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.linking.sightings import SCHEMA, few_sightings_of, sightings_of
from baken.vocabulary import advert_record

KEY = b"k" * 32


def record(**given: Any) -> dict[str, Any]:
    return {
        "record_version": 1,
        "sighting_id": "s1",
        "platform": "platform.example",
        "captured_at": datetime(2025, 1, 1, tzinfo=UTC),
        "text": "Ontspannende massage",
        **given,
    }


def made(
    records: list[dict[str, Any]], contacts: list[Any] | None = None, key: bytes = KEY
) -> list[dict[str, Any]]:
    kinds = pa.list_(
        pa.struct(
            [("kind", pa.string()), ("value", pa.string()), ("pseudonym", pa.string()), ("valid", pa.bool_())]
        )
    )
    batch = pa.RecordBatch.from_pylist(records, advert_record.SCHEMA)
    table = sightings_of(batch, pa.array(contacts or [None] * len(records), kinds), key=key)
    assert table.schema == SCHEMA
    return table.to_pylist()


def test_words_are_title_and_text() -> None:
    rows = made([record(title="Rust"), record(sighting_id="s2")])
    assert [row["words"] for row in rows] == ["Rust\nOntspannende massage", "\nOntspannende massage"]


def test_contacts_keep_kind_and_pseudonym_and_never_the_value() -> None:
    contact = {"kind": "phone", "value": "+31600000001", "pseudonym": "abc", "valid": False}
    rows = made([record(), record(sighting_id="s2"), record(sighting_id="s3")], [[], [contact], None])
    assert [row["contacts"] for row in rows] == [[], [{"kind": "phone", "pseudonym": "abc"}], []]


def test_account_is_a_pseudonym_per_platform_and_key() -> None:
    records = [
        record(account={"account_id": "7"}),
        record(sighting_id="s2", account={"account_id": "7"}),
        record(sighting_id="s3", platform="other.example", account={"account_id": "7"}),
        record(sighting_id="s4", account={}),
        record(sighting_id="s5"),
    ]
    one, same, other, without, none = (row["account"] for row in made(records))
    assert one == same != other
    assert one != "7"
    assert without is None
    assert none is None
    assert made(records, key=b"o" * 32)[0]["account"] != one


def test_image_hashes_differ_per_algorithm() -> None:
    digits = "0" * 64
    rows = made(
        [
            record(image_hashes=[{"algorithm": name, "value": digits} for name in ("pdq", "sha256")]),
            record(sighting_id="s2"),
        ]
    )
    assert rows[0]["image_hashes"] == [f"pdq:{digits}", f"sha256:{digits}"]
    assert rows[1]["image_hashes"] == []


def test_no_records_make_an_empty_table() -> None:
    assert made([]) == []


def test_records_with_long_strings_are_read_as_well() -> None:
    batch = pa.RecordBatch.from_pylist([record(title="Rust")], advert_record.SCHEMA)
    longer = pa.table(batch).set_column(8, "text", pa.array(["Massage"], pa.large_string()))
    contacts = pa.chunked_array([pa.array([[]], SCHEMA.field("contacts").type)])
    assert sightings_of(longer, contacts, key=KEY)["words"].to_pylist() == ["Rust\nMassage"]


def test_contacts_of_another_number_of_records_are_an_error() -> None:
    batch = pa.RecordBatch.from_pylist([record()], advert_record.SCHEMA)
    with pytest.raises(ValueError, match="1 records came with the contacts of 2"):
        sightings_of(batch, pa.array([[], []], SCHEMA.field("contacts").type), key=KEY)


NAMES = st.sampled_from(["", "a", "één", "b\0c", "🌱 d"])
RECORDS = st.lists(
    st.fixed_dictionaries(
        {"platform": NAMES, "text": NAMES},
        optional={
            "title": st.none() | NAMES,
            "account": st.none()
            | st.fixed_dictionaries({}, optional={"account_id": st.none() | NAMES, "payer_hash": NAMES}),
            "image_hashes": st.none()
            | st.lists(
                st.fixed_dictionaries({"algorithm": st.sampled_from(["sha256", "pdq"]), "value": NAMES}),
                max_size=3,
            ),
        },
    ),
    min_size=1,
    max_size=4,
)
CONTACTS = st.lists(
    st.fixed_dictionaries({"kind": st.sampled_from(["phone", "email"]), "pseudonym": NAMES, "value": NAMES}),
    max_size=3,
)


@given(RECORDS, st.data())
def test_few_records_give_the_same_row_by_row(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    records = [record(sighting_id=f"s{at}", **row) for at, row in enumerate(rows)]
    contacts = [data.draw(CONTACTS) for _ in records]
    kinds = pa.list_(pa.struct([(name, pa.string()) for name in ("kind", "pseudonym", "value")]))
    columns = sightings_of(
        pa.Table.from_pylist(records, advert_record.SCHEMA), pa.array(contacts, kinds), key=KEY
    )
    assert few_sightings_of(records, contacts, key=KEY).equals(columns)
