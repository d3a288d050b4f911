"""`baken indicators test --market`: a skewed rule set fails with what skews it, an even one passes."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from baken.cli import Failed
from baken.cli.indicators import command
from tests.unit.indicators.rule_files import changed

EACH = 40
"""Adverts by women, and as many by men."""

WORDS = {"women": "met thee en bloemen", "men": "met koffie en fruit"}


def record(number: int) -> dict[str, Any]:
    gender = ("women", "men")[number % 2]
    return {
        "record_version": 1,
        "sighting_id": f"s{number}",
        "platform": "example",
        "captured_at": f"2025-01-{number % 28 + 1:02}T12:00:00Z",
        "text": f"Rustige massage {WORDS[gender]} in praktijk {number}",
        "advertised_gender": gender,
        "contacts": [{"kind": "phone", "value": f"+3160{number:07}"}],
    }


def rule(name: str, word: str) -> str:
    """A rule that fires on a word, heavy enough to lead to the second band with one other."""
    return changed(
        ("many_texts", name),
        ("applies_to: advertiser", "applies_to: sighting"),
        ("Veel teksten bij één contact.", f"In de tekst staat {word}."),
        ("Many texts with one contact.", f"The text says {word}."),
        ("Een receptie.", f"Een gewoon woord: {word}."),
        ("A reception.", f"A plain word: {word}."),
        ("log_odds: 0.3", "log_odds: 0.5"),
        ("ge: [texts_per_contact_max, 4]", f"contains: [text, {word}]"),
        ("{texts_per_contact_max: 7}", f"{{text: {word}}}"),
        ("{texts_per_contact_max: 2}", "{text: niets}"),
        ("{texts_per_contact_max: 5, hub_kind: switchboard}", f"{{text: veel {word}}}"),
    )


class Files:
    """A market and two rule sets: an even one, and one of which a rule fires on adverts by women only."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        lines = [json.dumps(record(number)) for number in range(2 * EACH)]
        self.first = self.written("first.jsonl", "\n".join(lines[:EACH]))
        self.second = self.written("second.jsonl", "\n".join(lines[EACH:]))
        self.market = ("--market", self.first, "--market", self.second)
        for name, words in (
            ("even", {"quiet": "rustige", "practice": "praktijk"}),
            ("skewed", {"quiet": "rustige", "flowers": "bloemen"}),
        ):
            (directory / name).mkdir()
            for indicator, word in words.items():
                self.written(f"{name}/{indicator}.yaml", rule(indicator, word))

    def written(self, name: str, content: str) -> str:
        (self.directory / name).write_text(content, "utf-8")
        return str(self.directory / name)

    def run(self, rules: str, *arguments: str) -> Result:
        return CliRunner().invoke(
            command, ["test", "--rules", str(self.directory / rules), *arguments], catch_exceptions=False
        )

    def report(self, rules: str, *arguments: str) -> tuple[int, Any]:
        result = self.run(rules, *self.market, *arguments, "--json")
        return result.exit_code, json.loads(result.stdout)["fairness"]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path)


def test_skewed_rule_set_exits_3_with_a_line_a_gap(files: Files) -> None:
    result = files.run("skewed", *files.market)

    gaps = [line for line in result.stdout.splitlines() if line.startswith("gap: ")]
    assert result.exit_code == 3
    assert gaps == [
        "gap: gender:women, flowers (100%): leads in the first and second band: "
        "+100.0 [+87.6, +100.0] of 100; its lower end is over the bound of 5"
    ]
    assert "On synthetic data this is a regression test and no finding." in result.stdout


def test_even_rule_set_exits_0_with_its_rates(files: Files) -> None:
    result = files.run("even", *files.market)

    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == (
        "no gap is over the bound of 5 for sure without a justification"
    )
    women = [line.split() for line in result.stdout.splitlines() if line.startswith("gender:women")]
    assert [row[1] for row in women] == ["0/40", "40/40"]


def test_report_as_json_has_rates_gaps_and_causes(files: Files) -> None:
    status, told = files.report("skewed")

    women = next(
        each
        for each in told["rates"]
        if each["group"] == "gender:women" and each["measure"] == "leads_first_two"
    )
    assert status == 3
    assert (told["advertisers"], told["bound"], told["least"], told["rejects"]) == (80, 0.05, 20, 0)
    assert women["rate"] == {"count": 40, "of": 40, "rate": 1.0, "low": 0.9124, "high": 1.0}
    assert women["rest"]["rate"] == 0
    assert women["causes"] == [
        {"indicator": "flowers", "share": 1.0},
        {"indicator": "quiet", "share": 1.0},
    ]
    assert [each["group"] for each in told["failures"]] == ["gender:women"]
    assert told["note"]["nl"]
    assert told["note"]["en"]


def test_truth_tells_false_leads(files: Files) -> None:
    truth = "sighting_id,founded\n" + "".join(
        f"s{number},{'true' if number < 20 else 'false'}\n" for number in range(2 * EACH)
    )

    status, told = files.report("even", "--truth", files.written("truth.csv", truth))

    false = {each["group"]: each for each in told["rates"] if each["measure"] == "false_first_two"}
    assert status == 0
    assert (false["gender:women"]["rate"]["count"], false["gender:women"]["rate"]["of"]) == (30, 30)


def test_truth_as_patterns_says_the_same_as_founded(files: Files) -> None:
    names = [f"s{number}" for number in range(2 * EACH)]
    patterns = [
        {"sighting_id": name, "pattern": "script" if place < 20 else None} for place, name in enumerate(names)
    ]
    outcomes = [{"sighting_id": name, "founded": place < 20} for place, name in enumerate(names)]

    told = [
        files.report("even", "--truth", files.written(f"{place}.jsonl", "\n".join(map(json.dumps, lines))))
        for place, lines in enumerate((patterns, outcomes))
    ]

    assert told[0] == told[1]


@pytest.mark.parametrize(
    "truth",
    ["", "sighting_id\ns0\n", "sighting_id,founded\ns0,perhaps\n", "sighting_id,founded\ns0,true\ns0,true\n"],
)
def test_truth_that_cannot_be_used_fails(files: Files, truth: str) -> None:
    with pytest.raises(Failed, match="the truth in"):
        files.run("even", *files.market, "--truth", files.written("truth.csv", truth))


def justification(**changes: str) -> str:
    told = {
        "group": "gender:women",
        "indicator": "flowers",
        "reason": "an invented reason",
        "by": "data_protection_officer",
        "date": "2026-01-15",
        "until": "2026-12-31",
        **changes,
    }
    return "- {" + ", ".join(f"{key}: {value}" for key, value in told.items()) + "}\n"


def test_justified_gap_exits_0_and_says_who_answers_for_it(files: Files) -> None:
    why = files.written("why.yaml", justification())

    result = files.run("skewed", *files.market, "--justified", why, "--on", "2026-06-01")

    assert result.exit_code == 0
    assert "justified: gender:women, flowers (100%)" in result.stdout
    assert "flowers by data_protection_officer until 2026-12-31" in result.stdout


def test_justification_that_has_ended_covers_nothing_and_is_told(files: Files) -> None:
    why = files.written("why.yaml", justification())

    result = files.run("skewed", *files.market, "--justified", why, "--on", "2027-01-01")

    assert result.exit_code == 3
    assert f"{why}:1: warning: gender:women, flowers justifies nothing: expired" in result.stdout


def test_faulty_justifications_exit_3_with_a_line_a_fault_before_the_market_is_read(files: Files) -> None:
    why = files.written("why.yaml", justification(by="somebody"))

    result = files.run("skewed", "--market", "no-such-file.jsonl", "--justified", why)

    assert result.exit_code == 3
    assert result.stdout.startswith(f"{why}:1: 'by' takes a function and never a name")


def test_larger_bound_lets_a_rule_set_pass(files: Files) -> None:
    assert files.run("skewed", *files.market, "--gap", "90").exit_code == 0


def test_bad_record_of_the_market_is_listed_and_exits_3(files: Files) -> None:
    bad = files.written("third.jsonl", json.dumps({"record_version": 1}))
    rejects = files.directory / "rejects.jsonl"

    status, told = files.report("even", "--market", bad, "--rejects", str(rejects))

    assert (status, told["rejects"], told["advertisers"]) == (3, 1, 80)
    assert json.loads(rejects.read_text())["line"] == 1


def test_market_that_cannot_be_read_fails(files: Files) -> None:
    with pytest.raises(Failed, match="can't be read"):
        files.run("even", "--market", str(files.directory / "no-such-file.jsonl"))


def test_rejects_over_the_market_are_refused(files: Files) -> None:
    before = Path(files.first).read_text("utf-8")

    assert files.run("even", "--market", files.first, "--rejects", files.first).exit_code == 2
    assert Path(files.first).read_text("utf-8") == before


def test_market_of_nobody_has_nothing_to_say(files: Files) -> None:
    result = files.run("even", "--market", files.written("empty.jsonl", ""))

    assert result.exit_code == 0
    assert "Weighed on 0 advertisers" in result.stdout


def test_market_of_which_nothing_is_known_is_weighed(files: Files) -> None:
    bare = [{**record(n), "contacts": [], "advertised_gender": None, "text": "."} for n in range(30)]
    lines = [json.dumps({name: value for name, value in each.items() if value}) for each in bare]

    result = files.run("even", "--market", files.written("bare.jsonl", "\n".join(lines)))

    assert result.exit_code == 0
    assert "gender:unknown" in result.stdout


def test_file_given_twice_fails(files: Files) -> None:
    with pytest.raises(Failed, match="give each file once"):
        files.run("even", "--market", files.first, "--market", files.first)


@pytest.mark.parametrize(
    "option", ["--truth=x", "--justified=x", "--links=x", "--gap=3", "--on=2026-01-01", "--rejects=x"]
)
def test_option_about_the_market_needs_one(files: Files, option: str) -> None:
    result = files.run("even", option)

    assert result.exit_code == 2
    assert "needs a --market" in result.stderr


def test_same_market_gives_the_same_bytes(files: Files) -> None:
    first, second = (files.run("skewed", *files.market, "--json").stdout for _ in range(2))

    assert first == second
