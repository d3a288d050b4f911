"""Files in parts: together they give what the whole file gives, wherever it was cut."""

import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from baken.collection.parts import Part, PartReading, parts_of
from baken.collection.readers import read_records
from baken.collection.rejects import Reject, Unreadable
from baken.collection.seen import SeenSightings
from tests.factories.adverts import advert

LINES = st.sampled_from(
    [
        json.dumps(advert(1)),
        json.dumps(advert(2, title="Knippen — bij u thuis")),
        "{broken",
        "",
        "   ",
        json.dumps(advert(3)) + "\r",
        "\ufeff" + json.dumps(advert(4)),
        "PK\x03\x04 is no beginning of a file here",
    ]
)


def whole(content: bytes, format: str) -> tuple[list[str], list[Reject]]:
    batches = list(read_records(io.BytesIO(content), format=format, source="in"))
    ids = [one for batch in batches for one in batch.records.column("sighting_id").to_pylist()]
    return ids, [reject for batch in batches for reject in batch.rejects]


def in_parts(place: Path, parts: list[Part]) -> tuple[list[str], list[tuple[int | None, str]]]:
    """The ids of all parts, and the rejects with lines counted over the parts."""
    ids, rejects, before = [], [], 0
    for part in parts:
        reading = PartReading(part, 100)
        for batch in reading:
            ids += batch.records.column("sighting_id").to_pylist()
            for reject in batch.rejects:
                rejects.append((before + (reject.line or 0), reject.reason))
        assert reading.fault is None
        before += reading.lines if part.format == "jsonl" else 0
    return ids, rejects


@given(lines=st.lists(LINES, max_size=12), size=st.integers(1, 900), ended=st.booleans())
def test_parts_of_json_lines_give_the_whole(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], size: int, ended: bool
) -> None:
    first = json.dumps(advert(0))
    numbered = [line.replace('"s-', f'"s-{number}-') for number, line in enumerate([first, *lines])]
    content = ("\n".join(numbered) + ("\n" if ended else "")).encode()
    place = tmp_path_factory.mktemp("parts") / "in.jsonl"
    place.write_bytes(content)
    parts = [
        Part(str(place), "jsonl", at, min(at + size, len(content))) for at in range(0, len(content), size)
    ]

    ids, rejects = in_parts(place, parts)

    expected_ids, expected = whole(content, "jsonl")
    assert ids == expected_ids
    assert rejects == [(reject.line, reject.reason) for reject in expected]


@given(rows=st.integers(0, 40), size=st.integers(1, 50), group=st.integers(1, 50))
def test_parts_of_parquet_give_the_whole(
    tmp_path_factory: pytest.TempPathFactory, rows: int, size: int, group: int
) -> None:
    records = [advert(number, platform=None if number % 7 == 3 else "site.example") for number in range(rows)]
    columns = ["record_version", "sighting_id", "platform", "captured_at", "text"]
    table = pa.table({name: [one[name] for one in records] for name in columns})
    place = tmp_path_factory.mktemp("parts") / "in.parquet"
    parquet.write_table(table, place, row_group_size=group)
    ends = range(1, max(rows, 1) + 1, size)
    parts = [Part(str(place), "parquet", at, min(at + size, rows + 1)) for at in ends]

    ids, rejects = in_parts(place, parts)

    expected_ids, expected = whole(place.read_bytes(), "parquet")
    assert ids == expected_ids
    assert rejects == [(reject.line, reject.reason) for reject in expected]


def test_damaged_group_is_told_by_the_part_that_meets_it(tmp_path: Path) -> None:
    place = tmp_path / "in.parquet"
    columns = ["record_version", "sighting_id", "platform", "captured_at", "text"]
    records = [advert(number) for number in range(30)]
    table = pa.table({name: [one[name] for one in records] for name in columns})
    parquet.write_table(table, place, row_group_size=10, compression="none")
    content = bytearray(place.read_bytes())
    at = content.index(b"s-10")
    content[at - 60 : at - 4] = b"\xff" * 56
    place.write_bytes(content)
    parts = [Part(str(place), "parquet", begin, begin + 5) for begin in range(1, 31, 5)]

    readings = [PartReading(part, 100) for part in parts]
    rejects = [reject for reading in readings for batch in reading for reject in batch.rejects]

    assert [(one.line, one.reason) for one in rejects] == [
        (one.line, one.reason) for one in whole(bytes(content), "parquet")[1]
    ]
    assert [reading.damaged for reading in readings].count(True) == 1
    assert [bool(reading.fault) for reading in readings] == [False, False, True, True, False, False]


def test_directory_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.jsonl", "a.jsonl", "c.csv", "_SUCCESS", "_x/1.jsonl", ".hidden.jsonl", "notes.txt"):
        place = tmp_path / name
        place.parent.mkdir(exist_ok=True)
        place.write_text(json.dumps(advert()) + "\n")

    parts = parts_of(str(tmp_path))

    assert [Path(part.place).relative_to(tmp_path).as_posix() for part in parts] == [
        "a.jsonl",
        "b/2.jsonl",
        "c.csv",
    ]
    assert parts[2] == Part(str(tmp_path / "c.csv"), "csv")


def test_large_file_is_cut_into_as_many_parts_as_wanted(tmp_path: Path) -> None:
    place = tmp_path / "in.jsonl"
    place.write_bytes(b" " * 999_999 + b"\n")

    parts = parts_of(str(place), wanted=4)

    assert [(part.begin, part.end) for part in parts][-1] == (750_000, 1_000_000)
    assert len(parts) == 4


@pytest.mark.parametrize("name", ["absent.jsonl", "empty"])
def test_nothing_to_read_is_said(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()

    with pytest.raises(Unreadable):
        parts_of(str(tmp_path / name))


def test_file_that_is_no_parquet_is_a_fault_of_its_part(tmp_path: Path) -> None:
    place = tmp_path / "in.parquet"
    place.write_text("nothing of the kind")

    (part,) = parts_of(str(place))
    reading = PartReading(part, 100)

    assert list(reading) == []
    assert reading.fault == "this is no Parquet file, or it is damaged"
    assert not reading.damaged


def test_sightings_that_were_seen_before_are_rejects_of_an_undivided_file(tmp_path: Path) -> None:
    place = tmp_path / "in.csv"
    place.write_text(
        "record_version,sighting_id,platform,captured_at,text\n"
        "1,s-1,site.example,2025-03-01T10:00:00Z,knippen\n"
        "1,s-2,site.example,2025-03-01T10:00:00Z,verven\n"
    )
    seen = SeenSightings()
    seen.doubles(["s-1"])

    batches = list(PartReading(Part(str(place), "csv"), 100, seen))

    assert [one for batch in batches for one in batch.records.column("sighting_id").to_pylist()] == ["s-2"]
    assert [reject.line for batch in batches for reject in batch.rejects] == [2]
