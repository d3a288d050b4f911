"""`baken link --forget` on files: out of the index, told how many, and wrong usage named."""

import json
from pathlib import Path

import pyarrow as pa
import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from baken.cli import Failed
from baken.cli.link import command

TEXTS = [
    "Rustige ontvangst in Utrecht, ontspannende massage met warme olie, koffie en thee staan voor u klaar.",
    "Stoelmassage op kantoor of thuis, twintig minuten per persoon, ook voor groepen en feestdagen.",
    "Voetreflex en nekmassage in een praktijk aan huis, op afspraak, parkeren kan voor de deur.",
]
NUMBERS = ["+31 6 0000 0001", "+31 6 0000 0002", "+31 6 0000 0001"]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    records = [
        {
            "record_version": 1,
            "sighting_id": f"s{number}",
            "platform": "platform.example",
            "captured_at": "2025-03-01T12:00:00Z",
            "text": text,
            "contacts": [{"kind": "phone", "value": NUMBERS[number]}],
        }
        for number, text in enumerate(TEXTS)
    ]
    (tmp_path / "records.jsonl").write_text("\n".join(json.dumps(one) for one in records) + "\n")
    assert run("records.jsonl", "-o", "links.jsonl").exit_code == 0
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--index", "ix"], catch_exceptions=False)


def written(ending: str) -> str:
    name = f"gone.{ending}"
    match ending:
        case "parquet":
            parquet.write_table(pa.table({"sighting_id": ["s0", "s9"]}), name)
        case "jsonl":
            Path(name).write_text('{"sighting_id": "s0", "why": "asked"}\n\n{"sighting_id": "s9"}\n')
        case _:
            Path(name).write_text("s0\n\n s9 \n")
    return name


@pytest.mark.parametrize("ending", ["txt", "jsonl", "parquet"])
def test_forget_takes_sightings_out_and_says_how_many(place: Path, ending: str) -> None:
    result = run("--forget", written(ending), "--json")
    told = json.loads(result.stdout)
    assert (told["forgotten"], told["not_in_the_index"], told["left"]) == (1, 1, 2)
    lines = [json.loads(line) for line in (place / "ix" / "merges.jsonl").read_text().splitlines()]
    assert lines == [{"kind": "forget", "sightings": 1, "run": 2}]
    assert not any(b"s0" in path.read_bytes() for path in (place / "ix").glob("facts-*"))
    again = json.loads(run("--forget", written(ending), "--json").stdout)
    assert (again["forgotten"], again["left"]) == (0, 2)


def test_records_themselves_can_be_forgotten_whatever_signs_their_words_hold(place: Path) -> None:
    told = [{"sighting_id": "s0", "text": "one\u2028two\u0085three"}, {"sighting_id": "s1", "text": "\x1c"}]
    lines = (json.dumps(one, ensure_ascii=False) for one in told)
    Path("gone.jsonl").write_bytes("\r\n".join(lines).encode())
    assert json.loads(run("--forget", "gone.jsonl", "--json").stdout)["forgotten"] == 2


def test_forget_keeps_the_ids_of_what_is_left(place: Path) -> None:
    before = {
        row["sighting_id"]: row for row in map(json.loads, Path("links.jsonl").read_text().splitlines())
    }
    result = run("--forget", written("txt"))
    assert "1 forgotten, 1 not in the index, 2 left" in result.stderr
    records = Path("records.jsonl").read_text().splitlines()
    Path("rest.jsonl").write_text("\n".join(records[1:]) + "\n")
    run("rest.jsonl", "-o", "now.jsonl")
    for row in map(json.loads, Path("now.jsonl").read_text().splitlines()):
        assert row == before[row["sighting_id"]]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["records.jsonl", "--forget", "gone.txt"], "leave out IN"),
        (["--forget", "gone.txt", "-o", "links.jsonl"], "leave out --output"),
        (["--forget", "gone.txt", "--engine", "spark"], "leave out --engine"),
        (["--forget", "bad.jsonl"], "bad.jsonl, line 2: no sighting_id"),
        (["--forget", "empty.txt"], "names no sighting"),
        (["--forget", "other.parquet"], "has no column sighting_id"),
        (["--forget", "latin.txt"], "is not a text in UTF-8"),
        ([], "Missing argument 'IN'"),
    ],
)
def test_wrong_usage_is_named_and_changes_nothing(place: Path, given: list[str], said: str) -> None:
    written("txt")
    Path("bad.jsonl").write_text('{"sighting_id": "s0"}\n{"id": "s1"}\n')
    Path("empty.txt").write_text("\n")
    Path("latin.txt").write_bytes(b"s0\xe9\n")
    parquet.write_table(pa.table({"id": ["s0"]}), "other.parquet")
    before = {path.name: path.read_bytes() for path in (place / "ix").iterdir()}
    result = run(*given)
    assert result.exit_code == 2
    assert said in result.stderr
    assert {path.name: path.read_bytes() for path in (place / "ix").iterdir()} == before


def test_forget_without_an_index_is_wrong_usage(place: Path) -> None:
    result = CliRunner().invoke(command, ["--forget", written("txt")])
    assert result.exit_code == 2
    assert "--forget goes with --index" in result.stderr


def test_forget_makes_no_index_where_there_is_none(place: Path) -> None:
    with pytest.raises(Failed, match="holds no index"):
        CliRunner().invoke(
            command, ["--forget", written("txt"), "--index", "nowhere"], catch_exceptions=False
        )
    assert not Path("nowhere").exists()
