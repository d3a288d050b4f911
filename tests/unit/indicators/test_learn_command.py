"""`baken indicators learn`: the tables, and rule files of a next version."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from baken.cli import Failed
from baken.cli.indicators import command
from baken.indicators.learning.outcomes import Outcome
from baken.indicators.rulebook import load_rules
from tests.unit.indicators.made_outcomes import outcome, planted
from tests.unit.indicators.rule_files import SOUND, changed


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> Path:
    """A rule set of one rule with a comment, and a file of outcomes of it."""
    (tmp_path / "rules").mkdir()
    rule = changed(("when:\n", "when: # asked of the advertiser\n"))
    (tmp_path / "rules" / "many_texts.yaml").write_text(rule, "utf-8")
    write(tmp_path, planted({"many_texts": 0.7}, 300, 1))
    return tmp_path


def write(place: Path, rows: list[Outcome]) -> None:
    lines = [json.dumps(row.as_row()) for row in rows]
    (place / "outcomes.jsonl").write_text("\n".join(lines), "utf-8")


def run(place: Path, *more: str) -> Result:
    told = ["learn", str(place / "outcomes.jsonl"), "--rules", str(place / "rules"), *more]
    return CliRunner().invoke(command, told, catch_exceptions=False)


def weight_of(result: Result) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(result.stdout)["weights"][0]
    return found


def test_proposed_rule_is_the_next_version_with_all_else_as_it_was(place: Path) -> None:
    result = run(place, "-o", str(place / "new"))

    old = (place / "rules" / "many_texts.yaml").read_text("utf-8").splitlines()
    new = (place / "new" / "many_texts.yaml").read_text("utf-8").splitlines()
    assert result.exit_code == 0
    assert [line for line in new if line not in old] == [
        "# version 2: weight learned from 300 decided leads",
        "version: 2",
        next(line for line in new if line.startswith("weight:")),
    ]
    assert load_rules(place / "new")[0].version == 2
    assert f"1 rules changed, all rules in {place / 'new'}" in result.stdout


def test_weight_in_block_style_is_replaced_too(place: Path) -> None:
    block = changed(
        (
            "weight: {log_odds: 0.3, low: -0.2, high: 0.9}",
            "weight:\n  low: -0.2\n  log_odds: 0.3\n  high: 0.9 # wide",
        )
    )
    (place / "rules" / "many_texts.yaml").write_text(block, "utf-8")

    told = weight_of(run(place, "-o", str(place / "new"), "--json"))

    weight = load_rules(place / "new")[0].weight
    assert weight is not None
    assert told["new"] == {"log_odds": weight.log_odds, "low": weight.low, "high": weight.high}


def test_same_outcomes_do_not_count_twice(place: Path) -> None:
    run(place, "-o", str(place / "rules2"))
    (place / "rules").rename(place / "old")
    (place / "rules2").rename(place / "rules")

    result = run(place, "-o", str(place / "new"))

    assert "300 of other rule versions, 0 blind, 0 learned from" in result.stdout
    assert "nothing to propose" in result.stdout
    assert not (place / "new").exists()


def test_reasons_in_sight_teach_only_when_asked(place: Path) -> None:
    write(
        place,
        [
            outcome(n, one.fired, one.outcome, ["many_texts"], blind=False)
            for n, one in enumerate(planted({"many_texts": 0.7}, 300, 1))
        ],
    )

    assert weight_of(run(place, "--json"))["remark"] == "too_few"
    assert weight_of(run(place, "--seen", "--json"))["remark"] == "moved"


def test_rows_of_an_earlier_release_teach_nothing_and_that_is_told(place: Path) -> None:
    rows = planted({"many_texts": 0.7}, 300, 1)
    write(place, [replace(one, counting=None) for one in rows])

    result = run(place)
    assert "0 learned from, 300 without what counted" in result.stdout
    assert weight_of(run(place, "--json"))["remark"] == "too_few"


def test_tables_say_precision_and_disagreement(place: Path) -> None:
    lines = [" ".join(line.split()) for line in run(place).stdout.splitlines()]

    assert "indicator group founded decided unsure of 100" in lines
    assert any(line.startswith("passed over 0 0 0 too few to say") for line in lines)


def test_bad_rows_are_listed_and_the_good_go_through(place: Path) -> None:
    with (place / "outcomes.jsonl").open("a") as stream:
        stream.write('\n{"lead": "p9999", "band": "look_first"}\n')

    result = run(place, "--rejects", str(place / "bad"), "--json")

    assert result.exit_code == 3
    assert json.loads((place / "bad").read_text())["line"] == 301
    assert json.loads(result.stdout)["outcomes"] == 300


def test_directory_that_holds_something_is_wrong_usage(place: Path) -> None:
    assert run(place, "-o", str(place / "rules")).exit_code == 2


def test_object_of_something_else_is_refused_whole(place: Path) -> None:
    (place / "outcomes.jsonl").write_text('{"outcomes": 3}')

    with pytest.raises(Failed, match="outcomes is not a list"):
        run(place)


def test_rule_set_with_a_fault_is_refused(place: Path) -> None:
    (place / "rules" / "many_texts.yaml").write_text(SOUND.replace("grade: B", "grade: Q"))

    with pytest.raises(Failed, match="nothing was learned"):
        run(place)
