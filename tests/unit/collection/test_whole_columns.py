"""Records checked as columns: what goes through whole is what goes through row by row."""

import io
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from baken.collection.readers import read_records
from baken.collection.whole_columns import sound
from baken.vocabulary.advert_record import SCHEMA


def record(number: int = 1, **fields: Any) -> dict[str, Any]:
    plain = {
        "record_version": 1,
        "sighting_id": f"s{number}",
        "platform": "platform.example",
        "captured_at": datetime(2025, 1, 1, tzinfo=UTC),
        "text": "rustige massage, data volgen",
        "contacts": [{"kind": "phone", "value": "06 0000 0001"}],
        "account": {"account_id": "a1"},
        "image_hashes": [{"algorithm": "pdq", "value": "0" * 64}],
        "stated_age": 35,
    }
    return plain | fields


def read(rows: list[dict[str, Any]], schema: pa.Schema = SCHEMA, **how: Any) -> tuple[list[Any], list[Any]]:
    stream = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema), stream)
    stream.seek(0)
    batches = list(read_records(stream, format="parquet", source="records.parquet", **how))
    records = [row for batch in batches for row in batch.records.to_pylist()]
    return records, [reject.as_dict() for batch in batches for reject in batch.rejects]


FAULTS = {
    "another version": {"record_version": 2},
    "no id": {"sighting_id": ""},
    "too long an id": {"sighting_id": "s" * 201},
    "too long a text": {"text": "a" * 100_001},
    "a NUL": {"title": "a\0b"},
    "an image": {"text": "x data:image/png;base64,AAAA y"},
    "an image in disguise": {"place": "x DATA&#58;image/png;base64,AAAA y"},
    "another gender": {"advertised_gender": "x"},
    "too old": {"stated_age": 121},
    "a contact of another kind": {"contacts": [{"kind": "fax", "value": "1"}]},
    "a contact without a value": {"contacts": [{"kind": "phone", "value": None}]},
    "an empty contact": {"contacts": [{"kind": "phone", "value": ""}]},
    "a missing contact": {"contacts": [None]},
    "too many contacts": {"contacts": [{"kind": "phone", "value": "1"}] * 51},
    "a short hash": {"image_hashes": [{"algorithm": "pdq", "value": "0" * 63}]},
    "a hash and a line end": {"image_hashes": [{"algorithm": "pdq", "value": "0" * 64 + "\n"}]},
    "an offset before the begin": {"capture": {"offset": -1}},
    "too long an account": {"account": {"account_id": "a" * 201}},
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_record_is_left_to_the_careful_way(fault: str) -> None:
    rows = [record(1), record(2, **FAULTS[fault]), record(3)]
    assert sound(pa.RecordBatch.from_pylist(rows, SCHEMA)) is None
    assert read(rows, evidence=False) == read(rows)


def test_sound_records_go_through_whole_as_they_go_one_by_one() -> None:
    rows = [record(number) for number in range(20)] + [
        record(30, contacts=None, account=None, image_hashes=None, stated_age=None),
        record(
            31, contacts=[], url="https://platform.example/31", published_at=datetime(2024, 1, 1, tzinfo=UTC)
        ),
        record(32, account={"created_at": datetime(2020, 1, 1, tzinfo=UTC), "payer_hash": "p"}),
        record(33, capture={"warc": "w.warc", "offset": 5, "payload_sha256": "0" * 64}),
    ]
    assert sound(pa.RecordBatch.from_pylist(rows, SCHEMA)) is not None
    assert read(rows, evidence=False) == read(rows)


def test_doubled_sightings_are_rejected_alike() -> None:
    rows = [record(1), record(2), record(1), record(3), record(2)]
    whole, careful = read(rows, evidence=False), read(rows)
    assert whole == careful
    assert [reject["line"] for reject in whole[1]] == [3, 5]


def test_wider_types_and_other_columns_are_read_alike() -> None:
    wide = pa.schema(
        [
            ("record_version", pa.int64()),
            ("sighting_id", pa.large_string()),
            ("platform", pa.string()),
            ("captured_at", pa.timestamp("ns", tz="Europe/Amsterdam")),
            ("text", pa.large_string()),
            ("contacts", pa.large_list(pa.struct([("value", pa.string()), ("kind", pa.string())]))),
        ]
    )
    rows = [record(1), record(2, contacts=None)]
    assert sound(pa.RecordBatch.from_pylist(rows, wide)) is not None
    assert read(rows, wide, evidence=False) == read(rows, wide)
    stranger = wide.append(pa.field("colour", pa.string()))
    assert sound(pa.RecordBatch.from_pylist(rows, stranger)) is None


def test_moments_as_texts_are_left_to_the_careful_way() -> None:
    texts = pa.schema(
        [(field.name, pa.string() if field.name == "captured_at" else field.type) for field in SCHEMA]
    )
    rows = [record(1, captured_at="2025-01-01T00:00:00Z"), record(2, captured_at="gisteren")]
    assert read(rows, texts, evidence=False) == read(rows, texts)
