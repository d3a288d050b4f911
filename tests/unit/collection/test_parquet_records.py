"""Parquet from many hands: null and missing columns, moments in all forms, damage."""

import datetime
import hashlib
import io
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from baken.collection.readers import Unreadable
from tests.unit.collection.records import PLAIN, read

MOMENT = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


def parquet(columns: dict[str, Any], **options: Any) -> bytes:
    target = io.BytesIO()
    pq.write_table(pa.table(columns), target, **options)
    return target.getvalue()


def rows(*changes: dict[str, Any]) -> bytes:
    target = io.BytesIO()
    names = {name: None for one in changes for name in one}
    pq.write_table(pa.Table.from_pylist([{**names, **PLAIN, **one} for one in changes]), target)
    return target.getvalue()


def test_texts_and_missing_columns_are_read() -> None:
    records, rejects, evidence = read(rows({}, {"sighting_id": "s-2"}), "parquet")
    assert rejects == []
    assert records[0]["captured_at"] == MOMENT
    assert records[0]["title"] is None
    assert [one["offset"] for one in evidence] == [1, 2]
    canonical = (
        '{"captured_at":"2026-01-02T03:04:05Z","platform":"voorbeeld.example","record_version":1,'
        '"sighting_id":"s-1","text":"Ontspannende massage, privé ontvangst"}'
    )
    assert evidence[0]["sha256"] == hashlib.sha256(canonical.encode()).hexdigest()


@pytest.mark.parametrize(
    "kind",
    [
        pa.timestamp("s", "UTC"),
        pa.timestamp("ms", "Europe/Amsterdam"),
        pa.timestamp("us", "+02:00"),
        pa.timestamp("ns", "UTC"),
    ],
)
def test_timestamps_with_a_zone_are_moments(kind: pa.DataType) -> None:
    columns = {name: [value] for name, value in PLAIN.items()}
    columns["captured_at"] = pa.array([MOMENT], kind)
    columns["account"] = pa.array([{"created_at": MOMENT}], pa.struct([("created_at", kind)]))
    records, rejects, _ = read(parquet(columns), "parquet")
    assert rejects == []
    assert records[0]["captured_at"] == MOMENT
    assert records[0]["account"]["created_at"] == MOMENT


def test_timestamp_without_a_zone_is_a_reject() -> None:
    columns = {name: [value, value] for name, value in PLAIN.items()}
    columns["captured_at"] = pa.array([MOMENT.replace(tzinfo=None)] * 2, pa.timestamp("us"))
    _, rejects, _ = read(parquet(columns), "parquet")
    assert [reject["line"] for reject in rejects] == [1, 2]
    assert "captured_at: is not a date and time with UTC offset" in rejects[0]["reason"]


@pytest.mark.parametrize("year", [-(2**62), 2**62])
def test_timestamp_far_away_is_a_reject(year: int) -> None:
    columns = {name: [value] for name, value in PLAIN.items()}
    columns["captured_at"] = pa.array([year], pa.timestamp("us", "UTC"))
    records, rejects, _ = read(parquet(columns), "parquet")
    assert records == []
    assert rejects[0]["line"] == 1


def test_other_spellings_of_a_text_column_are_texts() -> None:
    columns: dict[str, Any] = {name: [value] for name, value in PLAIN.items()}
    columns["text"] = pa.array(["woorden"], pa.large_string())
    columns["platform"] = pa.array(["p"]).dictionary_encode()
    columns["title"] = pa.array([b"titel"], pa.binary())
    columns["stated_age"] = pa.array([30.0], pa.float64())
    records, rejects, _ = read(parquet(columns), "parquet")
    assert rejects == []
    assert (records[0]["text"], records[0]["platform"], records[0]["title"]) == ("woorden", "p", "titel")
    assert records[0]["stated_age"] == 30


def test_bytes_that_are_no_text_are_a_reject_of_their_row() -> None:
    columns: dict[str, Any] = {name: [value] * 3 for name, value in PLAIN.items()}
    columns["sighting_id"] = ["a", "b", "c"]
    columns["text"] = pa.array([b"een", b"\xff\xfe", b"drie"], pa.binary())
    records, rejects, _ = read(parquet(columns), "parquet")
    assert [record["sighting_id"] for record in records] == ["a", "c"]
    assert [reject["line"] for reject in rejects] == [2]


def test_wrong_rows_are_rejects_with_their_number() -> None:
    data = rows(
        {"sighting_id": "a"},
        {"sighting_id": "a"},
        {"sighting_id": "b", "stated_age": 200},
        {"sighting_id": None},
        {"sighting_id": "c"},
    )
    records, rejects, _ = read(data, "parquet", batch_rows=2)
    assert [record["sighting_id"] for record in records] == ["a", "c"]
    assert sorted(reject["line"] for reject in rejects) == [2, 3, 4]


def test_column_that_no_record_knows_rejects_the_rows_that_fill_it() -> None:
    data = rows({"sighting_id": "a", "colour": None}, {"sighting_id": "b", "colour": "red"})
    records, rejects, _ = read(data, "parquet")
    assert [record["sighting_id"] for record in records] == ["a"]
    assert "colour" in rejects[0]["reason"]


def test_value_that_json_does_not_know_is_a_reject() -> None:
    columns: dict[str, Any] = {name: [value] for name, value in PLAIN.items()}
    columns["place"] = pa.array([datetime.date(2026, 1, 1)])
    _, rejects, _ = read(parquet(columns), "parquet")
    assert rejects[0]["line"] == 1


def test_picture_and_nul_are_found_in_parquet_too() -> None:
    data = rows({"text": "a data:image/png;base64,AAAA"}, {"sighting_id": "b", "text": "a\0b"})
    records, rejects, _ = read(data, "parquet")
    assert [record["text"] for record in records] == ["a "]
    assert "NUL" in rejects[0]["reason"]


def test_damaged_file_is_unreadable_or_unchanged() -> None:
    data = rows(*({"sighting_id": f"s-{number}"} for number in range(3)))
    whole = read(data, "parquet")[0]
    for cut in range(0, len(data), 7):
        with pytest.raises(Unreadable):
            read(data[:cut], "parquet")
    assert len(whole) == 3


def test_file_without_rows_has_no_records() -> None:
    assert read(parquet({"text": pa.array([], pa.string())}), "parquet") == ([], [], [])


def test_column_named_twice_is_unreadable() -> None:
    target = io.BytesIO()
    table = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"])
    pq.write_table(table, target)
    with pytest.raises(Unreadable, match="two columns"):
        read(target.getvalue(), "parquet")


def test_column_name_that_is_no_text_is_unreadable() -> None:
    data = rows({})
    broken = data.replace(b"captured_at", b"captured\xff\xff\xff")
    with pytest.raises(Unreadable):
        read(broken, "parquet")
