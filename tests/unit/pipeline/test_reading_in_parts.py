"""What workers give back of parts, and how it is put together; without a cluster."""

import json
from pathlib import Path

import pyarrow as pa
import pytest

from baken.collection.parts import Part
from baken.collection.rejects import Unreadable
from baken.pipeline.read_on_spark import PartWork, Told, refuse_unreadable, rejects_of
from tests.factories.adverts import advert

KEY = bytes(32)


def parts_of_two(directory: Path) -> tuple[Part, ...]:
    """Two parts of one file: two records and a bad line, then a double of the first and a new one."""
    place = directory / "in.jsonl"
    first = "".join(line + "\n" for line in [json.dumps(advert(1)), "{", json.dumps(advert(2))]).encode()
    second = "".join(json.dumps(advert(number)) + "\n" for number in (1, 3)).encode()
    place.write_bytes(first + second)
    size = len(first + second)
    return Part(str(place), "jsonl", 0, len(first)), Part(str(place), "jsonl", len(first), size)


def told_in(rows: pa.Table) -> dict[int, Told]:
    kept = [row for row in rows.select(["part", "told"]).to_pylist() if row["told"]]
    return {row["part"]: Told(**json.loads(row["told"])) for row in kept}


def test_worker_gives_sightings_and_then_what_it_learned(tmp_path: Path) -> None:
    work = PartWork(parts_of_two(tmp_path), KEY, extracts=True)

    rows = pa.Table.from_batches(work.read([0, 1]))

    assert rows["sighting_id"].to_pylist() == ["s-1", "s-2", None, "s-1", "s-3", None]
    assert rows["part"].to_pylist() == [0, 0, 0, 1, 1, 1]
    assert [told.lines for told in told_in(rows).values()] == [3, 2]


def test_lines_of_rejects_count_from_the_start_of_the_file(tmp_path: Path) -> None:
    parts = parts_of_two(tmp_path)
    told = told_in(pa.Table.from_batches(PartWork(parts, KEY, extracts=False).read([0])))
    again = PartWork(parts, KEY, extracts=False, earlier={1: ["s-1"]})
    told |= told_in(pa.Table.from_batches(again.read([1])))

    rejects = list(rejects_of(parts, told))

    assert [(one["line"], one["reason"].split(":")[0]) for one in rejects] == [
        (2, "is not JSON"),
        (4, "sighting_id"),
    ]


def test_key_is_not_in_what_work_says_of_itself() -> None:
    assert "secret" not in repr(PartWork((), b"secret", extracts=True))


def test_file_that_is_damaged_all_over_is_refused() -> None:
    parts = (Part("a.parquet", "parquet", 1, 5), Part("a.parquet", "parquet", 5, 9))
    damaged = Told([], 0, "none of its rows can be read", damaged=True)

    refuse_unreadable(parts, {0: damaged, 1: Told([], 0, None, damaged=False)})
    with pytest.raises(Unreadable, match=r"a\.parquet"):
        refuse_unreadable(parts, {0: damaged, 1: damaged})


def test_part_that_could_not_be_opened_is_a_fault_of_the_file() -> None:
    parts = (Part("a.jsonl", "jsonl", 0, 5), Part("a.jsonl", "jsonl", 5, 9))

    with pytest.raises(Unreadable, match="no such host"):
        refuse_unreadable(parts, {0: Told([], 2, None, False), 1: Told([], 0, "no such host", False)})
