"""`baken indicators hindsight`: what rules would have said of proven cases, and how much earlier."""

import json
from datetime import date
from itertools import pairwise
from math import comb
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from baken.cli.indicators import command
from baken.indicators.hindsight.replay import THEN, Version, in_force
from baken.indicators.hindsight.summary import median
from tests.unit.indicators.test_compare_command import WORDS, word_rule

NUMBER = "0600000012"
DAYS = ("2025-01-02", "2025-01-10", "2025-01-20", "2025-02-01")
TEXTS = ("Rustige massage", "Massage, rustig", "Massage op afspraak", "Massage op afspraak, elke dag")


@pytest.fixture(name="place")
def _place(tmp_path: Path) -> Path:
    """A case whose adverts begin to say the second word on their third day, and one that never does."""
    for side, words in (("old", WORDS[:1]), ("new", WORDS)):
        (tmp_path / side).mkdir()
        for word in words:
            (tmp_path / side / f"says_{word}.yaml").write_text(word_rule(f"says_{word}", word), "utf-8")
    (tmp_path / "key").write_bytes(b"k" * 32)
    records = [record(f"a{n}", *said) for n, said in enumerate(zip(DAYS, TEXTS, strict=True))]
    records += [
        record("b0", DAYS[0], "Stille kamer te huur"),
        record("other", DAYS[1], "Massage op afspraak"),
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(each) + "\n" for each in records), "utf-8")
    cases(
        tmp_path,
        {"case": "A", "known_on": "2025-01-30", "sightings": ["a0", "a1", "a2", "a3"]},
        {"case": "B", "known_on": "2025-01-30", "sightings": ["b0"]},
    )
    return tmp_path


def record(name: str, day: str, text: str) -> dict[str, Any]:
    said = {"sighting_id": name, "platform": "example", "captured_at": f"{day}T12:00:00Z", "text": text}
    return {"record_version": 1, **said}


def cases(place: Path, *lines: Any) -> None:
    told = (line if isinstance(line, str) else json.dumps(line) for line in lines)
    (place / "cases.jsonl").write_text("\n".join(told), "utf-8")


def run(place: Path, *more: str) -> Result:
    told = ["hindsight", str(place / "in.jsonl"), "--cases", str(place / "cases.jsonl")]
    return CliRunner().invoke(command, [*told, "--key", str(place / "key"), *more], catch_exceptions=False)


def rows(place: Path, *more: str) -> dict[tuple[str, str], dict[str, Any]]:
    out = place / "rows.jsonl"
    assert run(place, "-o", str(out), *more).exit_code == 0
    found = [json.loads(line) for line in out.read_text("utf-8").split("\n") if line]
    return {(one["case"], Path(one["version"]).name): one for one in found}


def test_each_day_sees_what_was_captured_until_then(place: Path) -> None:
    found = rows(place, "--rules", str(place / "new"))

    seen = found["A", "new"]
    assert seen["began"] == DAYS[0]
    assert seen["fired_on"] == {"says_massage": DAYS[0], "says_afspraak": DAYS[2]}
    # one of three adverts says it on the third day; what shows in less than half of them does not count
    assert seen.get("lead_on") is None
    assert found["B", "new"]["fired_on"] == {}


def test_day_of_the_lead_and_days_earlier(place: Path) -> None:
    # a name may hold what some take for the end of a line
    line = {"case": "A\u2028", "known_on": "2025-02-11", "sightings": ["a0", "a2", "a3"]}
    cases(place, json.dumps(line, ensure_ascii=False))
    seen = rows(place, "--rules", str(place / "new"))["A\u2028", "new"]
    assert (seen["lead_on"], seen["days_earlier"]) == (DAYS[2], 22)


def test_what_came_after_it_was_known_is_not_seen(place: Path) -> None:
    cases(place, {"case": "A", "known_on": "2025-01-15", "sightings": ["a0", "a1", "a2", "a3"]})
    assert rows(place, "--rules", str(place / "new"))["A", "new"]["fired_on"] == {"says_massage": DAYS[0]}
    # of an advert of that very day nobody knows that it came before
    cases(place, {"case": "A", "known_on": DAYS[0], "sightings": ["a0"]})
    assert "1 cases, 0 of them with adverts before" in run(place, "--rules", str(place / "new")).stdout


def test_rules_of_their_time_are_a_row_of_their_own(place: Path) -> None:
    sets = ("--rules", f"{place / 'old'}@2024-01-01", "--rules", f"{place / 'new'}@2025-01-25")
    found = rows(place, *sets)
    assert set(found["A", THEN]["fired_on"]) == {"says_massage"}
    assert set(found["A", "new"]["fired_on"]) == {"says_massage", "says_afspraak"}


def test_table_counts_what_each_rule_missed(place: Path) -> None:
    told = json.loads(run(place, "--rules", str(place / "new"), "--json").stdout)
    counts = {line["indicator"]: (line["found"], line["of"]) for line in told["lines"]}
    assert counts == {None: (0, 2), "says_massage": (1, 2), "says_afspraak": (1, 2)}
    words = run(place, "--rules", str(place / "old")).stdout
    assert "missed every case" in words and "of 100 [95%]" in words


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no object with case"),
        ({"case": "C", "known_on": "30-01-2025", "sightings": ["a0"]}, "no object with case"),
        ({"case": "", "known_on": "2025-01-30", "sightings": ["a0"]}, "case is no text"),
        ({"case": "\ud800", "known_on": "2025-01-30", "sightings": ["a0"]}, "case is no text"),
        ({"case": "C", "known_on": "2025-01-30", "sightings": []}, "no list of ids"),
        ({"case": "C", "known_on": "2025-01-30", "sightings": ["a0", "z"]}, "1 of its 2 sightings"),
        ({"case": "A", "known_on": "2025-01-30", "sightings": ["a0"]}, "stands in the file before"),
    ],
)
def test_bad_case_is_told_by_line_and_the_others_go_on(place: Path, line: Any, reason: str) -> None:
    cases(place, {"case": "A", "known_on": "2025-01-30", "sightings": ["a0"]}, "", line)
    result = run(place, "--rules", str(place / "new"))
    assert result.exit_code == 3
    told = json.loads(result.stderr.splitlines()[-1])
    assert told["line"] == 3 and reason in told["reason"]
    assert "1 cases, 1 of them" in result.stdout


def test_no_words_and_no_contacts_are_written(place: Path) -> None:
    records = [record("a0", DAYS[0], f"Massage op afspraak, bel {NUMBER}")]
    (place / "in.jsonl").write_text(json.dumps(records[0]) + "\n", "utf-8")
    cases(place, {"case": "A", "known_on": "2025-01-30", "sightings": ["a0"]})
    out = place / "rows.jsonl"
    shown = run(place, "--rules", str(place / "new"), "-o", str(out))
    for text in (shown.stdout, out.read_text()):
        assert NUMBER not in text and "op afspraak" not in text


@given(st.lists(st.integers(0, 400), min_size=1, max_size=40))
def test_median_lies_in_its_interval(days: list[int]) -> None:
    found = median(days)
    assert found is not None
    if found.low is None or found.high is None:
        assert len(days) < 6
        return
    assert found.low <= found.days <= found.high
    left_out = sum(day < found.low for day in days)
    assert 2 * sum(comb(len(days), out) for out in range(left_out + 1)) <= 0.05 * 2 ** len(days) or (
        days.count(found.low) > 1
    )


def test_median_of_nothing_is_none() -> None:
    assert median([]) is None
    # a published example: of ten, the second and the ninth
    assert median(range(1, 11)) == median(list(reversed(range(1, 11))))
    ten = median(range(1, 11))
    assert ten is not None and (ten.days, ten.low, ten.high) == (5.5, 2, 9)


@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 1, 1)), unique=True, max_size=5), st.dates())
def test_last_version_that_began_is_in_force(begins: list[date], day: date) -> None:
    versions = [Version(str(begun), (), begun) for begun in begins]
    found = in_force([*versions, Version("undated", ())], day)
    before = [begun for begun in begins if begun <= day]
    assert (found.since if found else None) == max(before, default=None)
    assert all(older < newer for older, newer in pairwise(sorted(begins)))
