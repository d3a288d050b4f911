"""`baken statement validate` as a platform runs it."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from baken.cli.statement import command
from tests.factories.statements import statement


def run(path: Path, given: Any, *options: str) -> Result:
    path.write_text(given if isinstance(given, str) else json.dumps(given))
    return CliRunner().invoke(command, ["validate", str(path), *options])


def test_good_statement_ends_well(tmp_path: Path) -> None:
    done = run(tmp_path / "one.json", statement(), "--json")
    assert done.exit_code == 0
    assert json.loads(done.stdout) == {"errors": []}


def test_wrong_field_is_named_with_its_index(tmp_path: Path) -> None:
    batch = {"statements": [statement(puid="a"), statement(puid="b b")]}
    done = run(tmp_path / "batch.json", batch, "--json")
    assert done.exit_code == 3
    (error,) = json.loads(done.stdout)["errors"]
    assert (error["index"], error["field"]) == (1, "puid") and error["message"]
    assert "statement 1, puid: " in run(tmp_path / "batch.json", batch).stdout


def test_what_is_no_json_fails(tmp_path: Path) -> None:
    for given in ("{", "[" * 100_000, ""):
        done = run(tmp_path / "none.json", given)
        assert done.exit_code == 1 and "no JSON" in str(done.exception)
    done = CliRunner().invoke(command, ["validate", str(tmp_path / "nowhere.json")])
    assert "can't be read" in str(done.exception)


def test_lone_half_of_a_letter_is_told_and_breaks_nothing(tmp_path: Path) -> None:
    done = run(tmp_path / "half.json", '{"statements": [{"puid": "\\ud800"}]}', "--json")
    assert done.exit_code == 3
    assert "puid" in {error["field"] for error in json.loads(done.stdout)["errors"]}
