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
        ["records.jsonl", "-o", "links.jsonl", "--index", "kept"],
        ["records.jsonl", "-o", "links.jsonl", "--engine", "spark"],
    ],
)
def test_link_refuses_wrong_usage(place: Path, arguments: list[str]) -> None:
    assert run(*arguments).exit_code == 2
    assert not (place / "links.jsonl").exists()


def test_link_prints_its_summary_as_json(place: Path) -> None:
    result = run("records.jsonl", "-o", "links.jsonl", "--json")
    assert json.loads(result.stdout) == {
        "sightings": 3,
        "unique_adverts": 2,
        "advertisers": 2,
        "shared_by_too_many": 0,
        "rejects": 0,
    }
