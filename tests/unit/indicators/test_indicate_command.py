"""`baken indicate`: lines for signals and leads out of a file of advert records."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from baken.cli import Failed
from baken.cli.indicate import command
from tests.unit.indicators.rule_files import SOUND, changed

NUMBER = "0600000012"


def record(number: int, text: str, **more: Any) -> dict[str, Any]:
    return {
        "record_version": 1,
        "sighting_id": f"s{number}",
        "platform": "example",
        "captured_at": f"2025-01-{number + 1:02}T12:00:00Z",
        "text": text,
        **more,
    }


RECORDS = [
    record(0, f"Ontspannende massage. Bel voor een afspraak met haar: {' '.join(NUMBER)}"),
    record(1, "Relaxing massage, private reception, nul zes nul nul nul nul nul nul nul zeven"),
    record(2, "Massage in alle rust", stated_age=16),
]


def written(directory: Path, lines: list[Any]) -> str:
    (directory / "key").write_bytes(b"k" * 32)
    path = directory / "records.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    return str(path)


def run(directory: Path, *arguments: str) -> Result:
    return CliRunner().invoke(command, [*arguments, "--key", str(directory / "key")], catch_exceptions=False)


def lines_of(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_signals_and_leads_are_written_and_the_summary_told(tmp_path: Path) -> None:
    file, out = written(tmp_path, RECORDS), tmp_path / "out.jsonl"

    result = run(tmp_path, file, "-o", str(out))

    lines = lines_of(out)
    assert result.exit_code == 0
    signals = {(line["subject"], line["indicator"]) for line in lines if line["kind"] == "signal"}
    assert {
        ("s0", "someone_else_manages_contact"),
        ("s1", "contact_obscured"),
        ("s2", "stated_age_under_minimum"),
    } <= (signals)
    leads = [line for line in lines if line["kind"] == "lead"]
    assert len(leads) == 3
    assert [lead["priority"] for lead in leads if lead["hard_stop"]] == ["urgent_protocol"]
    assert "of 100 such leads are wrong" in result.stderr
    assert "look first" in result.stderr


def test_no_contact_in_clear_is_written(tmp_path: Path) -> None:
    file, out = written(tmp_path, RECORDS), tmp_path / "out.jsonl"

    result = run(tmp_path, file, "-o", str(out))

    said = out.read_text("utf-8") + result.output
    assert NUMBER[1:] not in said.replace(" ", "")


def test_same_input_and_key_give_the_same_bytes(tmp_path: Path) -> None:
    file = written(tmp_path, RECORDS)

    first, second = (run(tmp_path, file, "--quiet").stdout for _ in range(2))

    assert first == second
    assert first


def test_bad_record_is_listed_and_the_good_ones_go_through(tmp_path: Path) -> None:
    file, rejects = written(tmp_path, [*RECORDS, {"record_version": 1}]), tmp_path / "rejects.jsonl"

    result = run(tmp_path, file, "-o", str(tmp_path / "out.jsonl"), "--rejects", str(rejects), "--json")

    assert result.exit_code == 3
    assert [line["line"] for line in lines_of(rejects)] == [4]
    summary = json.loads(result.stdout)
    assert (summary["sightings"], summary["rejects"]) == (3, 1)
    assert [band["band"] for band in summary["bands"]] == [
        "urgent_protocol",
        "look_first",
        "look_next",
        "no_reason",
    ]
    assert set(summary["bands"][3]["wrong_per_100"]) == {"1", "4", "10"}


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_links_of_a_file_decide_who_is_one_advertiser(tmp_path: Path, form: str) -> None:
    file, links = written(tmp_path, RECORDS), tmp_path / f"links.{form}"
    rows = [("s0", "u1", "1"), ("s1", "u2", "1")]
    if form == "csv":
        links.write_text(
            "sighting_id,unique_advert,advertiser\n" + "".join(f"{','.join(row)}\n" for row in rows)
        )
    else:
        names = ("sighting_id", "unique_advert", "advertiser")
        links.write_text("".join(json.dumps(dict(zip(names, row, strict=True))) + "\n" for row in rows))

    result = run(tmp_path, file, "--links", str(links))

    leads = [json.loads(line) for line in result.stdout.splitlines() if '"kind":"lead"' in line]
    assert [lead["advertiser"] for lead in leads] == ["1", "s2"]
    assert set(leads[0]["reasons"]) == {"contact_obscured", "someone_else_manages_contact"}
    assert "1 sightings stand in no line" in result.stderr


@pytest.mark.parametrize(
    "content", ["", "sighting_id\ns0\n", "sighting_id,unique_advert,advertiser\ns0,u,a\ns0,u,b\n", "\0"]
)
def test_links_that_cannot_be_used_fail_and_write_nothing(tmp_path: Path, content: str) -> None:
    file, links, out = written(tmp_path, RECORDS), tmp_path / "links.csv", tmp_path / "out.jsonl"
    links.write_text(content)

    with pytest.raises(Failed, match="the links in"):
        run(tmp_path, file, "--links", str(links), "-o", str(out))

    assert not out.exists()


def test_rules_of_a_directory_are_read_alone(tmp_path: Path) -> None:
    file, rules = written(tmp_path, RECORDS), tmp_path / "rules"
    rules.mkdir()
    own = changed(
        ("ge: [texts_per_contact_max, 4]", "contains: [text, massage]"),
        ("applies_to: advertiser", "applies_to: sighting"),
        ("{texts_per_contact_max: 7}", "{text: massage}"),
        ("{texts_per_contact_max: 2}", "{text: rust}"),
        ("{texts_per_contact_max: 5, hub_kind: switchboard}", "{text: massage en rust}"),
    )
    (rules / "many_texts.yaml").write_text(own, "utf-8")

    result = run(tmp_path, file, "--rules", str(rules))

    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert {line["indicator"] for line in lines if line["kind"] == "signal"} == {"many_texts"}
    assert [line["priority"] for line in lines if line.get("hard_stop")] == ["urgent_protocol"]


def test_faulty_rules_fail_with_every_fault_and_write_nothing(tmp_path: Path) -> None:
    file, rules, out = written(tmp_path, RECORDS), tmp_path / "rules", tmp_path / "out.jsonl"
    rules.mkdir()
    (rules / "many_texts.yaml").write_text(SOUND.replace("version: 1", "version: 0"), "utf-8")

    with pytest.raises(Failed, match=r"many_texts\.yaml:2: bad version"):
        run(tmp_path, file, "--rules", str(rules), "-o", str(out))

    assert not out.exists()


def test_file_that_is_not_there_fails(tmp_path: Path) -> None:
    written(tmp_path, [])

    with pytest.raises(Failed, match="can't be read"):
        run(tmp_path, str(tmp_path / "nothing.jsonl"))


def test_empty_file_gives_no_lines(tmp_path: Path) -> None:
    result = run(tmp_path, written(tmp_path, []), "--quiet")

    assert (result.exit_code, result.stdout) == (0, "")


def test_output_over_the_input_is_refused(tmp_path: Path) -> None:
    file = written(tmp_path, RECORDS)

    assert run(tmp_path, file, "-o", file).exit_code == 2
