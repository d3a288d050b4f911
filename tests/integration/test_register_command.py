"""`baken register import` and `export`, as somebody at a terminal meets them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from baken.cli import Failed
from baken.cli import register as register_command
from baken.cli.register import command
from baken.demo import emm
from baken.tenancy.acting import Actor

pytestmark = pytest.mark.django_db

FILE = emm.registrations_path()


@pytest.fixture(autouse=True)
def session(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command acts for this test's organisation."""

    @contextmanager
    def organisation_session(slug: str | None, **_: Any) -> Iterator[Actor]:
        yield actor

    monkeypatch.setattr(register_command, "organisation_session", organisation_session)


def run(*arguments: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(command, arguments, input=data)


def test_import_then_export_gives_the_same_file(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert run("import", str(FILE)).stdout.startswith("210 registrations are new, 0 were in the register")
    result = run("export", str(out))
    assert result.exit_code == 0
    assert out.read_bytes() == FILE.read_bytes()
    again = run("import", str(out), "--json")
    assert json.loads(again.stdout) == {
        "new": 0,
        "unchanged": 210,
        "left_out": 0,
        "rejects": 0,
        "added_platforms": [],
    }


def test_import_from_standard_input_and_export_to_standard_output() -> None:
    assert run("import", "-", "--quiet", data=FILE.read_bytes()).output == ""
    assert run("export", "-").stdout_bytes == FILE.read_bytes()
    assert json.loads(run("export", "-", "--format", "json").stdout)[0]["reference"] == "EMM-2017-001"


def test_import_with_bad_lines_exits_3_lists_them_and_takes_the_others(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(FILE.read_bytes().replace(b",NL,17,", b",NL,170,", 1))
    rejects = tmp_path / "rejects.jsonl"
    result = run("import", str(bad), "--rejects", str(rejects))
    assert result.exit_code == 3
    assert "209 registrations are new" in result.stdout
    (reject,) = [json.loads(line) for line in rejects.read_text().splitlines()]
    assert reject["source"] == str(bad)
    assert reject["reason"].endswith("age: not a whole number from 0 to 120")


def test_import_of_an_unreadable_file_fails_with_what_to_do(tmp_path: Path) -> None:
    bad = tmp_path / "bad.csv"
    bad.write_bytes(FILE.read_bytes().replace(b",", b";"))
    result = run("import", str(bad))
    assert isinstance(result.exception, Failed)
    assert "save the file with commas" in str(result.exception)


@pytest.mark.parametrize("name", ["missing.csv", "table.parquet"])
def test_import_of_no_such_file_or_format_fails(tmp_path: Path, name: str) -> None:
    assert isinstance(run("import", str(tmp_path / name)).exception, Failed)


def test_export_to_a_folder_that_is_not_there_fails(tmp_path: Path) -> None:
    result = run("export", str(tmp_path / "no" / "out.csv"))
    assert isinstance(result.exception, Failed)
