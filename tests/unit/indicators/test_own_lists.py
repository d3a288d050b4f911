"""Word lists of one's own: what may stand on them, the encrypted file, and the commands."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from baken.cli.indicate import command as indicate
from baken.cli.indicators import command as indicators
from baken.cli.words import WRONG
from baken.cli.words import command as words
from baken.indicators.own_lists import (
    MOST_PHRASES,
    NotOnAList,
    count_phrases,
    for_rules,
    read_phrases,
    with_list,
)
from baken.indicators.rulebook import load_rules, shipped_texts
from baken.indicators.word_file import MAGIC, NotAWordFile, open_word_lists, seal_word_lists
from baken.indicators.wordlists import shipped_word_lists
from tests.unit.indicators.made_outcomes import planted

KEY, OTHER = bytes(32), bytes(31) + b"\x01"
PHRASES = st.text("abcdefghijklmnopqrstuvwxyz ", min_size=1, max_size=20).map(str.strip).filter(bool)
LISTS = st.dictionaries(
    st.text("abc_", min_size=3, max_size=10).map(lambda name: f"q{name}"),
    st.dictionaries(
        st.sampled_from(["nl", "en", "ro"]),
        st.frozensets(PHRASES, min_size=1, max_size=4).map(lambda found: tuple(sorted(found))),
        min_size=1,
    ),
    max_size=3,
)


def harmless(lists: dict[str, dict[str, tuple[str, ...]]]) -> bool:
    from baken.indicators.own_lists import wrong_with

    return not any(wrong_with(one) for told in lists.values() for of in told.values() for one in of)


@given(lists=LISTS.filter(harmless))
def test_sealed_lists_open_with_their_key_alone(lists: dict[str, dict[str, tuple[str, ...]]]) -> None:
    sealed = seal_word_lists(KEY, lists)

    assert open_word_lists(KEY, sealed) == lists
    for data in (sealed[:-1], sealed[: len(MAGIC)], b"x" + sealed, b""):
        with pytest.raises(NotAWordFile):
            open_word_lists(KEY, data)
    with pytest.raises(NotAWordFile):
        open_word_lists(OTHER, sealed)
    if any(len(one) > 5 for told in lists.values() for of in told.values() for one in of):
        assert not any(
            one.encode() in sealed
            for told in lists.values()
            for of in told.values()
            for one in of
            if len(one) > 5
        )


@pytest.mark.parametrize(
    ("text", "why", "line"),
    [
        ("goed\nbel 06 12 34 56 78", "contact", 2),
        ("iemand@example.org", "contact", 1),
        ("# over\n\nnederlandse vrouw", "protected", 3),
        ("x" * 61, "long", 1),
        ("...", "empty", 1),
    ],
)
def test_phrase_that_no_list_may_hold_is_told_by_line(text: str, why: str, line: int) -> None:
    with pytest.raises(NotOnAList) as refused:
        read_phrases(text)
    assert (refused.value.why, refused.value.line) == (why, line)
    assert why in WRONG


def test_phrases_are_read_once_and_in_small_letters() -> None:
    assert read_phrases("Via  de Wulp\n# een noot\n\nvia de wulp\nvia de grutto") == (
        "via de wulp",
        "via de grutto",
    )


@pytest.mark.parametrize(
    ("name", "language"), [("a1", "nl"), ("Lijst", "nl"), ("lijst", "NL"), ("lijst", "")]
)
def test_place_of_a_list_is_letters(name: str, language: str) -> None:
    with pytest.raises(NotOnAList):
        with_list({}, name, language, ["wulp"])


def test_list_too_long_is_refused() -> None:
    with pytest.raises(NotOnAList, match="many"):
        with_list(
            {}, "lijst", "nl", [f"w{'a' * (n % 50)}{chr(97 + n % 26)}{n}" for n in range(MOST_PHRASES + 1)]
        )


def test_list_emptied_is_gone() -> None:
    lists = with_list({}, "lijst", "nl", ["wulp"])
    assert count_phrases(lists) == 1
    assert with_list(lists, "lijst", "nl", []) == {}


def test_own_list_comes_on_top_of_the_shipped_one_in_every_language() -> None:
    lists = with_list(
        with_list({}, "managed_by_other", "nl", ["via de wulp"]), "managed_by_other", "en", ["via her"]
    )
    found = for_rules(lists)["managed_by_other"]
    assert found[: len(shipped_word_lists()["managed_by_other"])] == shipped_word_lists()["managed_by_other"]
    assert set(found) >= {"via de wulp", "via her"}


RULE = """indicator: own_words
version: 1
applies_to: sighting
grade: C
source: "an invented example"
means:
  nl: "De tekst noemt een vogel."
  en: "The text names a bird."
innocent:
  nl: "Iemand houdt van vogels."
  en: "Somebody likes birds."
weight: {log_odds: 0.2, low: 0.0, high: 0.4}
when:
  contains_any: [text, birds]
examples:
  - {facts: {text: "via de wulp te bereiken"}, fires: true}
  - {facts: {text: "een ontspannende massage"}, fires: false}
  - {facts: {text: "wij kijken naar de wulp"}, fires: true, innocent: true}
"""


@pytest.fixture
def sealed(tmp_path: Path) -> tuple[Path, Path]:
    folder, key, out = tmp_path / "lists", tmp_path / "words.key", tmp_path / "own.words"
    folder.mkdir()
    (folder / "birds.nl.txt").write_text("# vogels\nde wulp\n", "utf-8")
    key.write_text("a key that nobody can guess")
    done = CliRunner().invoke(words, ["seal", str(folder), "-o", str(out), "--word-key", str(key)])
    assert done.exit_code == 0, done.output
    assert "1 phrases in 1 lists" in done.output
    assert b"wulp" not in out.read_bytes()
    return out, key


def test_sealed_lists_are_counted_and_never_shown(sealed: tuple[Path, Path]) -> None:
    out, key = sealed
    done = CliRunner().invoke(words, ["count", str(out), "--word-key", str(key)])
    assert (done.exit_code, done.output) == (0, "birds\tnl\t1\n")


def test_rule_on_an_own_list_holds_with_the_lists_alone(sealed: tuple[Path, Path], tmp_path: Path) -> None:
    out, key = sealed
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "own_words.yaml").write_text(RULE, "utf-8")
    given_ones = ["--word-lists", str(out), "--word-key", str(key)]

    without = CliRunner().invoke(indicators, ["test", "--rules", str(rules)])
    with_lists = CliRunner().invoke(indicators, ["test", "--rules", str(rules), *given_ones])

    assert without.exit_code == 3
    assert "unknown word list 'birds'" in without.output
    assert with_lists.exit_code == 0, with_lists.output


def test_adverts_are_judged_with_the_lists_and_nothing_shows_them(
    sealed: tuple[Path, Path], tmp_path: Path
) -> None:
    out, key = sealed
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "own_words.yaml").write_text(RULE, "utf-8")
    record = {
        "record_version": 1,
        "sighting_id": "a1",
        "platform": "kleinmarkt.example",
        "captured_at": "2025-03-10T12:00:00Z",
        "title": "Ontspannende massage",
        "text": "Ik ben via de wulp te bereiken.",
    }
    market = tmp_path / "market.jsonl"
    market.write_text(json.dumps(record) + "\n", "utf-8")
    common = [
        "--rules",
        str(rules),
        "--word-lists",
        str(out),
        "--word-key",
        str(key),
        "--key",
        str(key),
        "--quiet",
    ]

    done = CliRunner().invoke(indicate, [str(market), "-o", str(tmp_path / "signals.jsonl"), *common])

    assert done.exit_code == 0, done.output
    lines = [json.loads(line) for line in (tmp_path / "signals.jsonl").read_text("utf-8").splitlines()]
    assert [one["indicator"] for one in lines if "indicator" in one] == ["own_words"]
    assert "wulp" not in (tmp_path / "signals.jsonl").read_text("utf-8")


@pytest.fixture
def asking(tmp_path: Path) -> Path:
    """A rule set that asks for the list."""
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "own_words.yaml").write_text(RULE, "utf-8")
    return rules


def test_weights_are_learned_for_rules_that_ask_for_an_own_list(
    sealed: tuple[Path, Path], asking: Path, tmp_path: Path
) -> None:
    out, key = sealed
    outcomes, new = tmp_path / "outcomes.jsonl", tmp_path / "new"
    rows = [json.dumps(one.as_row()) for one in planted({"own_words": 0.4}, 300, 1)]
    outcomes.write_text("\n".join(rows), "utf-8")
    given_ones = ["--word-lists", str(out), "--word-key", str(key)]
    asked = ["learn", str(outcomes), "--rules", str(asking), "-o", str(new)]

    without = CliRunner().invoke(indicators, asked)
    with_lists = CliRunner().invoke(indicators, [*asked, *given_ones])

    assert "unknown word list 'birds'" in str(without.exception)
    assert with_lists.exit_code == 0, with_lists.output
    assert "1 rules changed" in with_lists.output
    assert "wulp" not in with_lists.output
    # the list itself stays in its own file
    assert [path.name for path in new.iterdir()] == ["own_words.yaml"]


def test_proven_cases_are_run_again_with_the_lists(
    sealed: tuple[Path, Path], asking: Path, tmp_path: Path
) -> None:
    out, key = sealed
    record = {
        "record_version": 1,
        "sighting_id": "a1",
        "platform": "kleinmarkt.example",
        "captured_at": "2025-03-10T12:00:00Z",
        "text": "Ik ben via de wulp te bereiken.",
    }
    market, cases = tmp_path / "market.jsonl", tmp_path / "cases.jsonl"
    market.write_text(json.dumps(record) + "\n", "utf-8")
    cases.write_text(json.dumps({"case": "A", "known_on": "2025-04-01", "sightings": ["a1"]}) + "\n", "utf-8")
    given_ones = ["--word-lists", str(out), "--word-key", str(key)]
    asked = ["hindsight", str(market), "--cases", str(cases), "--rules", str(asking), "--key", str(key)]
    replays = tmp_path / "replays.jsonl"

    without = CliRunner().invoke(indicators, asked)
    with_lists = CliRunner().invoke(indicators, [*asked, "-o", str(replays), *given_ones])

    assert "unknown word list 'birds'" in str(without.exception)
    assert with_lists.exit_code == 0, with_lists.output
    told = replays.read_text("utf-8")
    assert json.loads(told)["fired_on"] == {"own_words": "2025-03-10"}
    assert "wulp" not in told + with_lists.output


@pytest.mark.parametrize("command", ["learn", "hindsight"])
def test_learning_and_looking_back_ask_for_lists_and_key_together(
    sealed: tuple[Path, Path], tmp_path: Path, command: str
) -> None:
    out, _ = sealed
    given_ones = ["--cases", str(tmp_path / "cases")] if command == "hindsight" else []

    done = CliRunner().invoke(
        indicators, [command, str(tmp_path / "rows"), *given_ones, "--word-lists", str(out)]
    )

    assert done.exit_code == 2
    assert "go together" in done.output


@pytest.mark.parametrize("missing", ["--word-lists", "--word-key"])
def test_lists_and_key_go_together(sealed: tuple[Path, Path], missing: str) -> None:
    out, key = sealed
    given_ones = {"--word-lists": str(out), "--word-key": str(key)}
    del given_ones[missing]
    done = CliRunner().invoke(indicators, ["test", *next(iter(given_ones.items()))])
    assert done.exit_code == 2
    assert "go together" in done.output


def test_another_key_is_told_without_a_word_of_the_lists(sealed: tuple[Path, Path], tmp_path: Path) -> None:
    out, _ = sealed
    other = tmp_path / "other.key"
    other.write_text("another key nobody can guess")
    done = CliRunner().invoke(indicators, ["test", "--word-lists", str(out), "--word-key", str(other)])
    assert "no file of word lists under this key" in str(done.exception)
    assert "wulp" not in str(done.exception)


def test_faulty_lists_are_told_by_file_and_line_and_nothing_is_written(tmp_path: Path) -> None:
    key, out = tmp_path / "words.key", tmp_path / "own.words"
    key.write_text("a key that nobody can guess")
    (tmp_path / "birds.nl.txt").write_text("de wulp\nbel 06 12345678\n", "utf-8")
    (tmp_path / "birds2.nl.txt").write_text("de grutto\n", "utf-8")
    (tmp_path / "fish.txt").write_text("de snoek\n", "utf-8")
    (tmp_path / "bytes.nl.txt").write_bytes(b"\xff\xfe")
    done = CliRunner().invoke(words, ["seal", str(tmp_path), "-o", str(out), "--word-key", str(key)])
    assert done.exit_code == 3
    for said in (
        "birds.nl.txt:2: a phrase holds no number",
        "birds2.nl.txt: call it",
        "fish.txt: call it",
        "UTF-8",
    ):
        assert said in done.output
    assert "bel 06" not in done.output
    assert not out.exists()


def test_folder_without_lists_is_told(tmp_path: Path) -> None:
    key = tmp_path / "words.key"
    key.write_text("a key that nobody can guess")
    done = CliRunner().invoke(
        words, ["seal", str(tmp_path), "-o", str(tmp_path / "o"), "--word-key", str(key)]
    )
    assert "holds no list" in str(done.exception)


def test_shipped_rules_read_as_before_without_own_lists() -> None:
    assert load_rules(word_lists={}) == load_rules()
    assert shipped_texts()
