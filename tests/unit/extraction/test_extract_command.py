"""`baken extract` as a user runs it."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from baken.cli import Failed
from baken.cli.extract import command
from baken.cli.keys import run_key

RECORD = {
    "record_version": 1,
    "sighting_id": "s1",
    "platform": "p.example",
    "captured_at": "2025-01-01T00:00:00Z",
    "title": "Massage Tilburg",
    "text": "Ontspannende massage, bel nul zes nul nul een twee drie vier vijf zes of naam@example.nl",
    "contacts": [{"kind": "telegram", "value": "@Naam_X"}],
}
SECRETS = ("600123456", "naam@example", "naam_x", "Naam_X")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in.jsonl").write_text(json.dumps(RECORD) + "\n", "utf-8")
    (tmp_path / "run.key").write_text("a key of sixteen bytes or more", "utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, given: bytes | None = None) -> Result:
    paths = [
        str(folder / one) if one.endswith((".jsonl", ".csv", ".parquet", ".key")) else one
        for one in arguments
    ]
    return CliRunner().invoke(command, paths, input=given)


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_extract_writes_a_line_a_sighting_without_nulls(folder: Path) -> None:
    result = run(folder, "in.jsonl", "-o", "out.jsonl", "--key", "run.key")

    assert result.exit_code == 0, result.stderr
    (row,) = rows(folder / "out.jsonl")
    assert row["sighting_id"] == "s1"
    assert [sorted(one) for one in row["contacts"]] == [
        ["kind", "obscured", "pseudonym", "span", "valid"],
        ["kind", "obscured", "pseudonym", "span", "valid"],
        ["field", "kind", "obscured", "pseudonym", "valid"],
    ]
    assert row["places"] == [{"name": "Tilburg", "province": "NL-NB", "span": [8, 15]}]


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_extract_keeps_contacts_to_itself_unless_asked(folder: Path, ending: str) -> None:
    hidden = run(folder, "in.jsonl", "-o", f"out.{ending}", "--key", "run.key", "--json")
    content = (folder / f"out.{ending}").read_bytes()
    shown = run(folder, "in.jsonl", "-o", f"plain.{ending}", "--key", "run.key", "--plain-contacts")

    assert hidden.exit_code == shown.exit_code == 0
    told = content.decode("latin-1") + hidden.output
    assert not any(secret in told for secret in SECRETS)
    if ending == "parquet":
        contacts = parquet.read_table(folder / "out.parquet").to_pylist()[0]["contacts"]
        assert all("value" not in one for one in contacts)
        plain = parquet.read_table(folder / "plain.parquet").to_pylist()[0]["contacts"]
        assert plain[0]["value"] == "+31600123456"
    else:
        assert "+31600123456" in (folder / f"plain.{ending}").read_text("utf-8")


def test_extract_gives_the_same_bytes_under_the_same_key(folder: Path) -> None:
    for name in ("one.jsonl", "two.jsonl"):
        run(folder, "in.jsonl", "-o", name, "--key", "run.key")

    assert (folder / "one.jsonl").read_bytes() == (folder / "two.jsonl").read_bytes()


def test_extract_without_a_key_says_so(folder: Path) -> None:
    result = run(folder, "in.jsonl", "-o", "out.jsonl", "--quiet")

    assert "random key" in result.stderr
    assert result.exit_code == 0


def test_extract_lists_bad_records_and_writes_the_good_ones(folder: Path) -> None:
    good = json.dumps(RECORD).encode()
    result = run(
        folder, "-", "-o", "-", "--key", "run.key", "--rejects", "bad.jsonl", "--json", given=good + b"\n{\n"
    )

    assert result.exit_code == 3
    assert [json.loads(line)["sighting_id"] for line in result.stdout.splitlines()] == ["s1"]
    assert json.loads(result.stderr.splitlines()[-1])["rejects"] == 1
    assert [one["line"] for one in rows(folder / "bad.jsonl")] == [2]


def test_extract_of_a_missing_file_fails_and_leaves_nothing(folder: Path) -> None:
    result = run(folder, "none.jsonl", "-o", "out.jsonl", "--key", "run.key")

    assert isinstance(result.exception, Failed)
    assert not (folder / "out.jsonl").exists()


def test_extract_refuses_an_unknown_region(folder: Path) -> None:
    assert run(folder, "in.jsonl", "-o", "out.jsonl", "--region", "XX").exit_code == 2


def test_run_key_depends_on_every_byte_of_its_file(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_bytes(b"\x00" * 16)
    two.write_bytes(b"\x00" * 16 + b"\n")

    assert len(run_key(str(one))) == 32
    assert run_key(str(one)) != run_key(str(two))


def test_run_key_refuses_a_key_that_can_be_guessed(tmp_path: Path) -> None:
    (tmp_path / "short").write_bytes(b"short")

    with pytest.raises(Failed, match="at least 16 bytes"):
        run_key(str(tmp_path / "short"))
