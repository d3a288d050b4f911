"""`baken link --judgements --suppressed`: what people decided holds, and bad lines are wrong usage."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from baken.cli.keys import run_key
from baken.cli.link import command
from baken.privacy.pseudonyms import pseudonym

KEY = "0123456789abcdef0123456789abcdef"
TEXTS = (
    "Rustige ontvangst in Utrecht, ontspannende massage met warme olie, koffie en thee staan klaar.",
    "Stoelmassage op kantoor of thuis, twintig minuten per persoon, ook voor groepen en feestdagen.",
)


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
            "contacts": [{"kind": "phone", "value": "+31 6 0000 0001"}],
        }
        for number, text in enumerate(TEXTS)
    ]
    Path("records.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records), encoding="utf-8")
    Path("run.key").write_text(KEY)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(command, ["records.jsonl", "-o", "links.jsonl", *arguments])


def advertisers() -> list[str]:
    return [json.loads(line)["advertiser"] for line in Path("links.jsonl").read_text().splitlines()]


def written(name: str, *lines: str) -> str:
    Path(name).write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return name


def test_link_keeps_apart_what_a_person_split(place: Path) -> None:
    file = written("judged.jsonl", '{"kind": "split", "left": "s0", "right": "s1"}')
    result = run("--key", "run.key", "--judgements", file, "--evidence", "edges.jsonl")
    edges = [json.loads(line) for line in Path("edges.jsonl").read_text().splitlines()]
    assert result.exit_code == 0
    assert len(set(advertisers())) == 2
    assert [(edge["kind"], edge["refused"]) for edge in edges] == [("phone", "judged apart")]


def test_link_does_not_follow_a_suppressed_contact(place: Path) -> None:
    file = written("suppressed.txt", "", pseudonym("phone", "+31600000001", run_key("run.key")))
    result = run("--key", "run.key", "--suppressed", file)
    assert result.exit_code == 0, result.output
    assert len(set(advertisers())) == 2


def test_link_names_the_line_that_is_no_judgement(place: Path) -> None:
    file = written("judged.jsonl", "", '{"kind": "split", "left": "s0"}')
    result = run("--key", "run.key", "--judgements", file)
    assert result.exit_code == 2
    assert "judged.jsonl, line 2: lacks right" in result.output
    assert not Path("links.jsonl").exists()


def test_link_names_the_line_that_is_no_pseudonym_without_showing_it(place: Path) -> None:
    result = run("--key", "run.key", "--suppressed", written("suppressed.txt", "+31 6 0000 0001"))
    assert result.exit_code == 2
    assert "suppressed.txt, line 1: not a pseudonym" in result.output
    assert "0001" not in result.output


def test_link_wants_the_key_of_the_pseudonyms_to_suppress(place: Path) -> None:
    result = run("--suppressed", written("suppressed.txt"))
    assert result.exit_code == 2
    assert "--suppressed goes with --key" in result.output


@pytest.mark.parametrize("option", ["--judgements", "--suppressed"])
def test_link_refuses_a_file_that_is_no_text_or_not_there(place: Path, option: str) -> None:
    Path("bytes").write_bytes(b"\xff\xfe\x00")
    assert run("--key", "run.key", option, "bytes").exit_code == 2
    missing = run("--key", "run.key", option, "missing")
    assert missing.exit_code == 1
    assert "missing can't be read" in missing.output or "missing can't be read" in str(missing.exception)
