"""Records come back as they were, from every format into every other."""

import io
import json
from typing import Any

import pytest
from hypothesis import given

from baken.collection.writers import write_records
from baken.vocabulary.advert_record import json_schema
from tests.unit.collection.records import PLAIN, files, line, read, read_batches, table


def written(data: bytes, read_as: str, write_as: str) -> bytes:
    target = io.BytesIO()
    write_records((batch.records for batch in read_batches(data, read_as)), target, write_as)
    return target.getvalue()


@given(files)
def test_records_through_parquet_and_back_are_the_same(records: list[dict[str, Any]]) -> None:
    data = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    first = read_batches(data)
    assert [reject for batch in first for reject in batch.rejects] == []
    lines = written(data, "jsonl", "jsonl")
    parquet = written(lines, "jsonl", "parquet")
    assert table(read_batches(lines)).equals(table(first))
    assert table(read_batches(parquet, "parquet")).equals(table(first))
    assert written(parquet, "parquet", "jsonl") == lines


@given(files)
def test_written_lines_are_the_records_that_were_read(records: list[dict[str, Any]]) -> None:
    data = b"".join(json.dumps(record).encode() + b"\n" for record in records)
    lines = written(data, "jsonl", "jsonl").decode().split("\n")
    assert [json.loads(text) for text in lines if text] == [
        {name: record[name] for name in json_schema()["properties"] if name in record} for record in records
    ]


@given(files)
def test_records_through_csv_lose_only_empty_texts(records: list[dict[str, Any]]) -> None:
    kept = [
        {name: value for name, value in record.items() if value != "" or name == "text"} for record in records
    ]
    data = b"".join(json.dumps(record).encode() + b"\n" for record in kept)
    csv = written(data, "jsonl", "csv")
    batches = read_batches(csv, "csv")
    assert [reject for batch in batches for reject in batch.rejects] == []
    assert written(csv, "csv", "jsonl") == written(data, "jsonl", "jsonl")


def test_the_same_records_give_the_same_bytes() -> None:
    data = b"\n".join(line(sighting_id=f"s-{number}", stated_age=30) for number in range(20))
    for form in ("jsonl", "csv", "parquet"):
        assert written(data, "jsonl", form) == written(data, "jsonl", form)


@pytest.mark.parametrize(
    ("given_text", "text"),
    [
        ("2026-01-02T03:04:05+01:00", "2026-01-02T02:04:05Z"),
        ("2026-01-02t03:04:05z", "2026-01-02T03:04:05Z"),
        ("2026-01-02T03:04:05.123456789Z", "2026-01-02T03:04:05.123456Z"),
        ("2026-01-02T03:04:05.500-00:00", "2026-01-02T03:04:05.500000Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z"),
    ],
)
def test_moment_is_written_in_utc(given_text: str, text: str) -> None:
    out = written(line(captured_at=given_text, account={"created_at": given_text}), "jsonl", "jsonl")
    record = json.loads(out)
    assert record["captured_at"] == text
    assert record["account"]["created_at"] == text


def test_unknown_format_is_not_written() -> None:
    with pytest.raises(ValueError, match="not written as"):
        write_records([], io.BytesIO(), "xml")


def test_whole_numbers_written_as_fractions_are_numbers() -> None:
    records, rejects, _ = read(line(record_version=1.0, stated_age=35.0, capture={"offset": 12.0}))
    assert rejects == []
    assert (records[0]["record_version"], records[0]["stated_age"]) == (1, 35)
    assert PLAIN["record_version"] == 1
