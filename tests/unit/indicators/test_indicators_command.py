"""`baken indicators`: faults a line each with exit 3, a coverage table with exit 0, the facts."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from baken.cli import Failed
from baken.cli.indicators import command
from baken.indicators.facts import ALL_FACTS
from tests.unit.indicators.rule_files import SOUND, changed


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    return result.exit_code, result.stdout


def test_shipped_rules_exit_0_with_a_coverage_table() -> None:
    status, out = run("test")

    assert status == 0
    assert out.splitlines()[0].split()[:3] == ["indicator", "grade", "about"]
    assert "contact_obscured" in out


def test_faulty_rules_exit_3_with_one_line_a_fault(tmp_path: Path) -> None:
    (tmp_path / "many_texts.yaml").write_text(
        changed(("version: 1", "version: 0"), ("grade: B", "grade: D")), "utf-8"
    )

    status, out = run("test", "--rules", str(tmp_path))

    assert status == 3
    assert out.splitlines() == [
        f"{tmp_path / 'many_texts.yaml'}:2: bad version: a whole number from 1",
        f"{tmp_path / 'many_texts.yaml'}:4: grade is not one of A, B, C, X",
    ]


def test_rules_of_a_directory_are_tested_alone(tmp_path: Path) -> None:
    (tmp_path / "many_texts.yaml").write_text(SOUND, "utf-8")

    status, out = run("test", "--rules", str(tmp_path), "--json")

    assert status == 0
    assert [rule["indicator"] for rule in json.loads(out)["rules"]] == ["many_texts"]


def test_directory_without_rules_fails_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Failed, match="holds no rule file"):
        run("test", "--rules", str(tmp_path))


def test_facts_are_listed_with_what_never_counts() -> None:
    status, out = run("facts")

    assert status == 0
    assert len(out.splitlines()) == len(ALL_FACTS) + 1
    assert [line.split()[0] for line in out.splitlines() if "never positive" in line] == [
        "stated_ages",
        "stated_age_min",
        "stated_age_max",
    ]


def test_facts_as_json_carry_both_languages() -> None:
    _, out = run("facts", "--json")

    assert all(fact["means"]["nl"] and fact["means"]["en"] for fact in json.loads(out))
