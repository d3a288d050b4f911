"""`baken link` on files: rows out, edges on request, bad records listed, nothing leaked."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from baken.cli import Failed
from baken.cli.link import command

TEXT = "Rustige ontvangst in {}, ontspannende massage met warme olie, koffie en thee staan voor u klaar."
OTHER = "Stoelmassage op kantoor of thuis, twintig minuten per persoon, ook voor groepen en feestdagen."


def record(name: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "record_version": 1,
        "sighting_id": name,
        "platform": "platform.example",
        "captured_at": "2025-03-01T12:00:00Z",
        "text": text,
        **more,
    }


RECORDS = [
    record("s1", TEXT.format("Utrecht") + " Bel 06 00000001."),
    record("s2", TEXT.format("Zwolle"), contacts=[{"kind": "phone", "value": "+31 6 0000 0002"}]),
    record("s3", OTHER, contacts=[{"kind": "phone", "value": "0600000001"}]),
]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    lines = [json.dumps(one) for one in RECORDS]
    (tmp_path / "records.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "run.key").write_text("0123456789abcdef0123456789abcdef")
    return tmp_path


def run(*arguments: str, **more: Any) -> Result:
    return CliRunner().invoke(command, [*arguments, "--key", "run.key"], catch_exceptions=False, **more)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_link_writes_a_row_a_sighting(place: Path) -> None:
    result = run("records.jsonl", "-o", "links.jsonl")
    one, two, three = rows(place / "links.jsonl")
    assert result.exit_code == 0
    assert [row["sighting_id"] for row in (one, two, three)] == ["s1", "s2", "s3"]
    assert one["unique_advert"] == two["unique_advert"] != three["unique_advert"]
    assert one["advertiser"] == three["advertiser"] != two["advertiser"]
    assert "3 sightings, 2 unique adverts, 2 advertisers" in result.stderr


def test_link_without_extraction_reads_fields_alone(place: Path) -> None:
    run("records.jsonl", "-o", "links.jsonl", "--no-extract")
    one, two, three = rows(place / "links.jsonl")
    assert one["advertiser"] == two["advertiser"] != three["advertiser"]


@pytest.mark.parametrize("ending", ["csv", "parquet", "jsonl"])
def test_link_writes_the_format_of_the_ending(place: Path, ending: str) -> None:
    run("records.jsonl", "-o", f"links.{ending}", "--evidence", f"edges.{ending}")
    names = [("links", ["sighting_id", "unique_advert", "advertiser"]), ("edges", ["left", "right", "kind"])]
    for name, first in names:
        path = place / f"{name}.{ending}"
        match ending:
            case "csv":
                read = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
            case "parquet":
                read = parquet.read_table(path).to_pylist()
            case _:
                read = rows(path)
        assert list(read[0])[:3] == first


def test_link_reads_standard_input_and_writes_standard_output(place: Path) -> None:
    result = run("-", "--quiet", input=(place / "records.jsonl").read_bytes())
    assert [json.loads(line)["sighting_id"] for line in result.stdout.splitlines()] == ["s1", "s2", "s3"]
    assert result.stderr == ""


def test_link_gives_the_same_bytes_for_the_same_input_and_key(place: Path) -> None:
    for number in "12":
        run("records.jsonl", "-o", f"links{number}.parquet", "--evidence", f"edges{number}.jsonl")
    assert (place / "links1.parquet").read_bytes() == (place / "links2.parquet").read_bytes()
    assert (place / "edges1.jsonl").read_bytes() == (place / "edges2.jsonl").read_bytes()


def test_link_writes_no_contact(place: Path) -> None:
    result = run("records.jsonl", "-o", "links.jsonl", "--evidence", "edges.jsonl")
    written = result.output + "".join((place / name).read_text() for name in ("links.jsonl", "edges.jsonl"))
    assert "0000" not in written.replace("00000000", "")
    assert not any(number in written for number in ("600000001", "600000002"))


def test_link_lists_bad_records_and_links_the_good_ones(place: Path) -> None:
    with (place / "records.jsonl").open("a", encoding="utf-8") as stream:
        stream.write('{"sighting_id": "s9"}\nnot a record\n')
    result = run("records.jsonl", "-o", "links.jsonl", "--rejects", "bad.jsonl")
    assert result.exit_code == 3
    assert len(rows(place / "links.jsonl")) == 3
    assert [row["line"] for row in rows(place / "bad.jsonl")] == [4, 5]


def test_link_of_an_empty_file_writes_an_empty_result(place: Path) -> None:
    (place / "empty.jsonl").write_text("")
    result = run("empty.jsonl", "-o", "links.csv")
    assert result.exit_code == 0
    assert (place / "links.csv").read_text().count("\n") == 1


def test_link_of_a_missing_file_fails_and_leaves_nothing(place: Path) -> None:
    with pytest.raises(Failed, match=r"missing\.jsonl can't be read"):
        run("missing.jsonl", "-o", "links.jsonl")
    assert not (place / "links.jsonl").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["records.jsonl", "-o", "links.warc"],
        ["records.jsonl", "-o", "records.jsonl"],
        ["records.jsonl", "-o", "-", "--evidence", "-"],
        ["-", "-o", "links.jsonl", "--engine", "spark"],
        ["records.jsonl", "-o", "links.jsonl", "--engine", "spark", "--index", "kept"],
        ["records.jsonl", "-o", "links.jsonl", "--master", "local[2]"],
        ["records.jsonl", "-o", "links.jsonl", "--engine", "flink"],
    ],
)
def test_link_refuses_wrong_usage(place: Path, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
    assert not (place / "links.jsonl").exists()
    assert not (place / "kept").exists()


def test_link_prints_its_summary_as_json(place: Path) -> None:
    result = run("records.jsonl", "-o", "links.jsonl", "--json")
    assert json.loads(result.stdout) == {
        "sightings": 3,
        "unique_adverts": 2,
        "advertisers": 2,
        "shared_by_too_many": 0,
        "rejects": 0,
    }


MONDAY = [
    record("m1", TEXT.format("Utrecht"), contacts=[{"kind": "telegram", "value": "invented_one"}]),
    record("m2", OTHER, contacts=[{"kind": "telegram", "value": "invented_two"}]),
]
TUESDAY = [
    record("t1", TEXT.format("Zwolle"), contacts=[{"kind": "telegram", "value": "invented_one"}]),
    record(
        "t2",
        "Voetmassage na het wandelen, warme kruik erbij, parkeren voor de deur en altijd op afspraak.",
        contacts=[
            {"kind": "telegram", "value": "invented_one"},
            {"kind": "telegram", "value": "invented_two"},
        ],
    ),
]


def written(path: Path, records: list[dict[str, Any]]) -> None:
    path.write_text("".join(f"{json.dumps(one)}\n" for one in records), encoding="utf-8")


def joined(name: str, *more: str, key: str | None = None) -> Result:
    """A batch that joins the index `kept`, with a key of its own where none is given."""
    arguments = [f"{name}.jsonl", "-o", f"{name}-links.jsonl", "--index", "kept", *more]
    keys = ["--key", key] if key else []
    return CliRunner().invoke(command, [*arguments, *keys], catch_exceptions=False)


def files(place: Path) -> dict[str, tuple[bytes, int]]:
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in place.iterdir()}


@pytest.fixture
def days(place: Path) -> Path:
    written(place / "monday.jsonl", MONDAY)
    written(place / "tuesday.jsonl", TUESDAY)
    return place


def test_batch_joins_the_index_under_ids_that_stay(days: Path) -> None:
    assert joined("monday").exit_code == 0
    result = joined("tuesday")
    assert result.exit_code == 0
    assert "2 sightings, 2 unique adverts, 1 advertisers" in result.stderr
    (m1, m2), (t1, t2) = rows(days / "monday-links.jsonl"), rows(days / "tuesday-links.jsonl")
    assert t1["unique_advert"] == m1["unique_advert"]
    assert t1["advertiser"] == t2["advertiser"] in {m1["advertiser"], m2["advertiser"]}
    assert rows(days / "kept" / "merges.jsonl") == [
        {
            "kind": "merge",
            "level": "advertiser",
            "from": sorted([m1["advertiser"], m2["advertiser"]]),
            "to": [t1["advertiser"]],
            "run": 2,
        }
    ]


def test_same_batch_again_gives_the_same_bytes_and_leaves_the_index(days: Path) -> None:
    joined("monday")
    joined("tuesday")
    first, index = (days / "tuesday-links.jsonl").read_bytes(), files(days / "kept")
    (days / "tuesday-links.jsonl").unlink()
    assert joined("tuesday").exit_code == 0
    assert (days / "tuesday-links.jsonl").read_bytes() == first
    assert files(days / "kept") == index


def test_first_batch_gives_the_links_of_a_run_without_index(days: Path) -> None:
    run("monday.jsonl", "-o", "without.jsonl")
    joined("monday", key="run.key")
    assert (days / "monday-links.jsonl").read_bytes() == (days / "without.jsonl").read_bytes()


def test_evidence_beside_an_index_is_of_the_batch(days: Path) -> None:
    joined("monday")
    joined("tuesday", "--evidence", "edges.jsonl")
    edges = rows(days / "edges.jsonl")
    assert edges
    assert all({edge["left"], edge["right"]} & {"t1", "t2"} for edge in edges)


def test_record_that_comes_again_with_other_words_is_listed(days: Path) -> None:
    joined("monday")
    with (days / "tuesday.jsonl").open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(record("m1", OTHER)) + "\nnot a record\n")
    result = joined("tuesday", "--rejects", "bad.jsonl", "--json")
    assert result.exit_code == 3
    assert [row["sighting_id"] for row in rows(days / "tuesday-links.jsonl")] == ["t1", "t2"]
    assert sorted(row["reason"] for row in rows(days / "bad.jsonl") if "sighting_id" in row) == [
        "stands in the index with other words, which stay"
    ]
    told = json.loads(result.stdout)
    assert (told["sightings"], told["rejects"]) == (2, 2)


def test_broken_index_is_refused_and_nothing_written(days: Path) -> None:
    joined("monday")
    (days / "monday-links.jsonl").unlink()
    (days / "kept" / "facts-1.arrow").write_bytes(b"other")
    before = files(days / "kept")
    with pytest.raises(Failed, match=r"--index: kept is damaged: facts-1\.arrow has 5 bytes"):
        joined("monday", "--evidence", "edges.jsonl")
    assert files(days / "kept") == before
    assert not (days / "monday-links.jsonl").exists()
    assert not (days / "edges.jsonl").exists()


@pytest.mark.parametrize("keys", [(None, "run.key"), ("run.key", "other.key"), ("run.key", None)])
def test_index_of_another_key_is_refused(days: Path, keys: tuple[str | None, str | None]) -> None:
    (days / "other.key").write_text("fedcba9876543210fedcba9876543210")
    joined("monday", key=keys[0])
    before = files(days / "kept")
    with pytest.raises(Failed, match="key"):
        joined("tuesday", key=keys[1])
    assert files(days / "kept") == before
    assert not (days / "tuesday-links.jsonl").exists()


def test_directory_that_is_no_index_is_refused_and_left(days: Path) -> None:
    (days / "kept").mkdir()
    (days / "kept" / "notes.txt").write_text("mine")
    with pytest.raises(Failed, match=r"holds other files \(notes\.txt\)"):
        joined("monday")
    assert [path.name for path in (days / "kept").iterdir()] == ["notes.txt"]


def test_file_in_the_place_of_an_index_is_refused(days: Path) -> None:
    (days / "kept").write_text("a file")
    with pytest.raises(Failed, match="--index kept can't be used"):
        joined("monday")


def test_input_that_cannot_be_read_leaves_the_index(days: Path) -> None:
    joined("monday")
    before = files(days / "kept")
    with pytest.raises(Failed, match=r"missing\.jsonl can't be read"):
        joined("missing")
    assert files(days / "kept") == before


def test_index_is_quiet_where_asked_and_sums_up_as_json(days: Path) -> None:
    assert joined("monday", "--quiet").output == ""
    assert json.loads(joined("tuesday", "--json").stdout) == {
        "sightings": 2,
        "unique_adverts": 2,
        "advertisers": 1,
        "shared_by_too_many": 0,
        "rejects": 0,
    }


def test_judgement_holds_in_the_index(days: Path) -> None:
    written(days / "judged.jsonl", [{"kind": "split", "left": ["m1"], "right": ["m2"]}])
    joined("monday")
    joined("tuesday", "--judgements", "judged.jsonl")
    joined("monday", "--judgements", "judged.jsonl")
    one, two = rows(days / "monday-links.jsonl")
    assert one["advertiser"] != two["advertiser"]


def test_index_holds_no_contact(days: Path) -> None:
    joined("monday")
    joined("tuesday")
    assert not any(b"invented_" in content for content, _ in files(days / "kept").values())
