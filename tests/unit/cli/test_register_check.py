"""`baken register check`: needs no database, names each cell, exits 3 for a fault and 1 for no file."""

import json
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from baken.cli import Failed, register
from baken.cli.register import command
from baken.demo import emm

TABLES = Path(str(resources.files("baken.demo"))) / "data" / "emm-2021"
TABLE_1 = str(TABLES / "table-1-top-10.csv")
TABLE_2 = str(TABLES / "table-2-mentions-per-police-unit.csv")
TABLE_3 = str(TABLES / "table-3-roles-top-10.csv")


def check(*arguments: str, data: bytes | None = None) -> Result:
    return CliRunner().invoke(command, ["check", *arguments], input=data)


def test_check_of_a_table_that_adds_up_exits_0() -> None:
    result = check(TABLE_1)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"{TABLE_1}: 10 sums checked, all add up.\n"


def test_check_names_the_cell_that_does_not_add_up_and_exits_3() -> None:
    result = check(TABLE_1, TABLE_2, "--quiet")
    assert result.exit_code == 3
    assert result.output == (
        f"{TABLE_2}:12: row SUBTOTAL_AS_PUBLISHED, column Rotterdam: published 17, computed 19\n"
    )


def test_check_as_json_says_the_same() -> None:
    result = check(TABLE_2, TABLE_3, "--json")
    assert result.exit_code == 3
    first, second = json.loads(result.stdout)["files"]
    row = {"line": 12, "row": "SUBTOTAL_AS_PUBLISHED", "column": "Rotterdam", "published": 17, "computed": 19}
    assert first["wrong"] == [row]
    assert (second["checked"], second["wrong"]) == (0, [])


def test_check_of_a_table_without_totals_says_so() -> None:
    result = check(TABLE_3)
    assert result.exit_code == 0
    assert "nothing to check" in result.stderr


def test_check_from_standard_input_lists_bad_cells_as_rejects(tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.jsonl"
    result = check("-", "--rejects", str(rejects), data=b"platform,2017,total\na,x,1\n")
    assert result.exit_code == 3
    assert json.loads(rejects.read_text()) == {
        "source": "-",
        "line": 2,
        "reason": "column 2017: not a whole number",
    }


def test_check_reads_the_others_before_it_fails_on_an_unreadable_file(tmp_path: Path) -> None:
    result = check(str(tmp_path / "missing.csv"), TABLE_2)
    assert "computed 19" in result.stdout
    assert isinstance(result.exception, Failed)
    assert "missing.csv can't be read" in str(result.exception)


@pytest.mark.parametrize("from_input", [True, False])
def test_file_that_would_fill_the_memory_is_refused_with_what_to_do(
    from_input: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = b"year,total\n" + b"2021,1\n" * 20
    monkeypatch.setattr(register, "LARGEST_WHOLE", len(data) - 1)
    file = tmp_path / "large.csv"
    file.write_bytes(data)
    fault = check("-", data=data).exception if from_input else check(str(file)).exception
    assert isinstance(fault, Failed)
    assert "nothing was read of it" in str(fault)
    assert "--mapping" in str(fault)
    monkeypatch.setattr(register, "LARGEST_WHOLE", len(data))
    assert check(str(file)).exit_code == 0


@pytest.mark.parametrize("data", [b"", b"a;b\n1;2\n", b"\xff\xfe\x00"])
def test_check_of_a_file_that_is_no_table_fails(data: bytes) -> None:
    assert isinstance(check("-", data=data).exception, Failed)


def test_check_of_registrations_needs_no_database(tmp_path: Path) -> None:
    result = check(str(emm.registrations_path()))
    assert result.exit_code == 0
    assert "210 registrations can be imported, 0 would be left out" in result.stderr
    bad = tmp_path / "bad.json"
    bad.write_text('[{"reference": "R-1"}]')
    result = check(str(bad), "--json")
    assert result.exit_code == 3
    assert json.loads(result.stdout)["files"][0]["left_out"] == 1
