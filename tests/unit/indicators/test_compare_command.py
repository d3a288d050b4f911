"""`baken indicators compare`: what a rule set would change, as tables, JSON and rows."""

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from baken.cli import Failed
from baken.cli.indicators import command
from tests.unit.indicators.rule_files import SOUND, changed

NUMBER = "0600000012"
WORDS = ("massage", "afspraak")


def word_rule(name: str, word: str) -> str:
    """A rule that fires on adverts with a word, heavy enough for two of them to make a lead."""
    means = {
        "Veel teksten bij één contact.": f"Er staat {word} in de tekst.",
        "Een receptie.": f"{word}: gewoon.",
    }
    english = {"Many texts with one contact.": f"The text says {word}.", "A reception.": f"{word}: common."}
    return changed(
        ("indicator: many_texts", f"indicator: {name}"),
        ("ge: [texts_per_contact_max, 4]", f"contains: [text, {word}]"),
        ("applies_to: advertiser", "applies_to: sighting"),
        ("{texts_per_contact_max: 7}", f"{{text: {word}}}"),
        ("{texts_per_contact_max: 2}", "{text: rust}"),
        ("{texts_per_contact_max: 5, hub_kind: switchboard}", f"{{text: {word} en rust}}"),
        *{**means, **english}.items(),
        rule=SOUND,
    )


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> Path:
    """Two rule sets, the new one with a second word, and a history of two adverts."""
    for side, words in (("old", WORDS[:1]), ("new", WORDS)):
        (tmp_path / side).mkdir()
        for word in words:
            (tmp_path / side / f"says_{word}.yaml").write_text(word_rule(f"says_{word}", word), "utf-8")
    (tmp_path / "key").write_bytes(b"k" * 32)
    write(tmp_path, [record("s1", f"Massage op afspraak, bel {NUMBER}"), record("s2", "Rustige massage")])
    return tmp_path


def record(name: str, text: str) -> dict[str, Any]:
    moment = "2025-01-02T12:00:00Z"
    said = {"sighting_id": name, "platform": "example", "captured_at": moment, "text": text}
    return {"record_version": 1, "advertised_gender": "women", **said}


def write(place: Path, records: list[dict[str, Any]]) -> None:
    (place / "in.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")


def run(place: Path, *more: str) -> Result:
    sides = ["--rules", str(place / "new"), "--against", str(place / "old"), "--key", str(place / "key")]
    return CliRunner().invoke(
        command, ["compare", str(place / "in.jsonl"), *sides, *more], catch_exceptions=False
    )


def test_tables_say_what_would_change(place: Path) -> None:
    result = run(place)

    lines = [line.split() for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert ["appears", "1"] in lines
    assert ["says_afspraak", "-", "1", "0", "1", "1", "0"] in lines
    assert ["women", "2", "too", "few", "to", "say"] in lines


def test_json_holds_the_same_tables(place: Path) -> None:
    told = json.loads(run(place, "--json").stdout)

    assert (told["sightings"], told["advertisers"], told["rejects"]) == (2, 2, 0)
    assert told["changes"]["appears"] == 1
    assert told["genders"][0]["appears"] is None


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet"])
def test_rows_are_written_by_ending_with_ids_and_reasons_alone(place: Path, ending: str) -> None:
    out = place / f"changed.{ending}"

    result = run(place, "-o", str(out))

    read = {"jsonl": pl.read_ndjson, "csv": pl.read_csv, "parquet": pl.read_parquet}[ending](out)
    came = "says_afspraak" if ending == "csv" else ["says_afspraak"]
    assert read.select("change", "old_band", "new_band").rows() == [("appears", "no_reason", "look_next")]
    assert read.row(0, named=True)["reasons_came"] == came
    assert not {"advertised_gender", "text"} & set(read.columns)
    assert NUMBER[1:].encode() not in out.read_bytes() + result.output.encode()


def test_links_of_a_file_decide_who_is_one_advertiser(place: Path) -> None:
    links = place / "links.csv"
    links.write_text("sighting_id,unique_advert,advertiser\ns1,u1,both\ns2,u2,both\n")

    told = run(place, "--links", str(links), "-o", "-").stdout

    assert json.loads(told)["advertiser"] == "both"


def test_rule_set_against_the_shipped_one_is_the_default(place: Path) -> None:
    result = CliRunner().invoke(
        command, ["compare", str(place / "in.jsonl"), "--rules", str(place / "new"), "--json"]
    )

    versions = {row["indicator"]: row["old_version"] for row in json.loads(result.stdout)["indicators"]}
    assert (versions["contact_obscured"], versions["says_massage"]) == (1, None)


def test_bad_record_is_listed_and_the_good_ones_go_through(place: Path) -> None:
    write(place, [record("s1", "Massage op afspraak"), {"record_version": 1}])

    result = run(place, "--rejects", str(place / "rejects.jsonl"), "--json")

    assert result.exit_code == 3
    assert json.loads(result.stdout)["rejects"] == 1
    assert json.loads((place / "rejects.jsonl").read_text("utf-8"))["line"] == 2


@pytest.mark.parametrize("side", ["old", "new"])
def test_faulty_rules_fail_with_every_fault_and_write_nothing(place: Path, side: str) -> None:
    file = place / side / "says_massage.yaml"
    file.write_text(file.read_text("utf-8").replace("version: 1", "version: 0"), "utf-8")

    with pytest.raises(Failed, match=r"says_massage\.yaml:2: bad version"):
        run(place, "-o", str(place / "changed.csv"))

    assert not (place / "changed.csv").exists()


def test_output_over_another_file_is_wrong_usage(place: Path) -> None:
    links = str(place / "links.csv")

    assert run(place, "--links", links, "-o", links).exit_code == 2


def test_rules_to_try_are_asked_for(place: Path) -> None:
    assert CliRunner().invoke(command, ["compare", str(place / "in.jsonl")]).exit_code == 2
