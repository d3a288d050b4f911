"""Every fault of a rule file is found, with its file, its line and its cause."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baken.indicators.faults import FaultyRules
from baken.indicators.rulebook import NoRules, check_rules, load_rules
from tests.unit.indicators.rule_files import SOUND, changed, faults_of, told

SCRAPS = (
    "",
    " ",
    "\n",
    ":",
    "- ",
    "{",
    "}",
    "[",
    "&a ",
    "*a",
    "!!x ",
    "? ",
    "<<: ",
    "---\n",
    "#",
    "'",
    '"',
    "|\n",
    "%",
    "\t",
    "null",
    "1e999",
    "0x",
    "~",
    "\x85",
    "\ufeff",
    "{a: {b: [c]}}",
    "[[1]]: 2",
    "12:30:45.5",
    "2024-13-45",
)

WHEN = "ge: [texts_per_contact_max, 4]"
EXAMPLES = SOUND[SOUND.index("examples:") :]
TEXT_EXAMPLES = """\
examples:
  - {facts: {text: "Massage, bel gerust"}, fires: true}
  - {facts: {text: "Rustig"}, fires: false}
  - {facts: {text: "Massage"}, fires: true, innocent: true}
"""


def sought(when: str) -> str:
    """The sound rule with another condition, and examples that hold for the word massage."""
    return changed((WHEN, when), (EXAMPLES, TEXT_EXAMPLES))


def test_sound_rule_has_no_fault(tmp_path: Path) -> None:
    assert faults_of(tmp_path, many_texts=SOUND) == []


@pytest.mark.parametrize(
    ("rule", "line", "cause"),
    [
        (SOUND + "version: 2\n", 19, "key 'version' twice in one mapping (first on line 2)"),
        (changed((WHEN, "ge: [texts_per_contact_max, 4]\n  ge: [contacts_count, 1]")), 15, "key 'ge' twice"),
        (SOUND + "colour: red\n", 19, "unknown key 'colour'"),
        (changed(('  en: "A reception."', '  en: "A reception."\n  de: "Empfang."')), 12, "unknown key 'de'"),
        (changed(("high: 0.9}", "high: 0.9, sure: 1}")), 12, "unknown key 'sure' in 'weight'"),
        (changed(("fires: false}", "fires: false, why: no}")), 17, "unknown key 'why' in an example"),
        (changed((WHEN, "ge: [texts_count, 4]")), 14, "unknown fact 'texts_count'"),
        (changed(("{texts_per_contact_max: 2}", "{texts: 2}")), 17, "unknown fact 'texts'"),
        (changed((WHEN, "over: [texts_per_contact_max, 4]")), 14, "unknown operator 'over'"),
        (sought("contains_any: [text, no_such_list]"), 14, "unknown word list 'no_such_list'"),
        (changed((WHEN, "ge: [text, 4]")), 14, "wrong type: ge takes a fact that is a number"),
        (changed((WHEN, 'ge: [texts_per_contact_max, "4"]')), 14, "wrong type: ge takes"),
        (changed((WHEN, "ge: [texts_per_contact_max, true]")), 14, "wrong type: ge takes"),
        (changed((WHEN, "ge: [texts_per_contact_max, .nan]")), 14, "ge: a number beyond"),
        (changed((WHEN, "ge: [texts_per_contact_max]")), 14, "ge takes [fact, value]"),
        (changed((WHEN, "ge: texts_per_contact_max")), 14, "ge takes [fact, value]"),
        (changed((WHEN, "eq: [contact_obscured, 1]")), 14, "wrong type: eq takes"),
        (changed((WHEN, "eq: [stated_ages, 30]")), 14, "wrong type: eq takes a fact that is a single value"),
        (changed((WHEN, "in: [hub_kind, switchboard]")), 14, "wrong type: in takes a fact and a list"),
        (changed((WHEN, "in: [hub_kind, [1]]")), 14, "wrong type: in takes"),
        (
            sought("contains: [texts_per_contact_max, massage]"),
            14,
            "wrong type: contains takes a fact that is text",
        ),
        (sought("contains: [text, 5]"), 14, "wrong type: contains takes text"),
        (sought("contains: [text, '...']"), 14, "wrong type: contains takes a word or phrase"),
        (changed((WHEN, "count_ge: [texts_per_contact_max, 2]")), 14, "wrong type: count_ge takes a fact"),
        (changed((WHEN, "count_ge: [contact_kinds, 1.5]")), 14, "wrong type: count_ge takes a whole number"),
        (changed((WHEN, "all: []")), 14, "all takes a list of at least one condition"),
        (changed((WHEN, "all: {ge: [contacts_count, 1]}")), 14, "all takes a list"),
        (changed((WHEN, "is_missing: [hub_kind]")), 14, "is_missing takes the name of a fact"),
        (changed((WHEN, "[texts_per_contact_max]")), 14, "a condition is one operator"),
        (
            changed((WHEN, "ge: [contacts_count, 1]\n  le: [contacts_count, 9]")),
            14,
            "a condition is one operator",
        ),
        (changed((WHEN, "ge: [nationality, 4]")), 14, "forbidden fact 'nationality'"),
        (changed((WHEN, "eq: [advertised_gender, trans]")), 14, "forbidden fact 'advertised_gender'"),
        (changed((WHEN, "eq: [phone_country, RO]")), 14, "forbidden fact 'phone_country'"),
        (changed((WHEN, "ge: [places_count, 3]")), 14, "forbidden fact 'places_count'"),
        (changed((WHEN, "not: {is_missing: new_in_town}")), 14, "forbidden fact 'new_in_town'"),
        (changed(("{texts_per_contact_max: 2}", "{languages: [nl]}")), 17, "forbidden fact 'languages'"),
        (sought("contains: [text, Roemeense massage]"), 14, "forbidden word 'roemeense'"),
        (sought('matches: [text, "(?i)massage|latina"]'), 14, "forbidden word 'latina'"),
        (sought('matches: [text, "(?i)massage|transs?exual"]'), 14, "forbidden word 'transsexual'"),
        (sought('matches: [text, "massage(?= )"]'), 14, "RE2 refuses the pattern"),
        (sought(r'matches: [text, "(m)assage\\1"]'), 14, "RE2 refuses the pattern"),
        (sought('matches: [text, "massage["]'), 14, "RE2 refuses the pattern"),
        (
            sought(f'matches: [text, "massage{"|b" * 500}"]'),
            14,
            "pattern longer than 1,000 characters (1,007)",
        ),
        (changed(('source: "A study"\n', "")), 1, "missing 'source'"),
        (changed(('source: "A study"', 'source: ""')), 5, "missing 'source': it is empty"),
        (changed(("grade: B\n", "")), 1, "missing 'grade'"),
        (changed(("grade: B", "grade: D")), 4, "grade is not one of A, B, C, X"),
        (changed(("applies_to: advertiser", "applies_to: person")), 3, "applies_to is not one of"),
        (changed(('  nl: "Veel teksten bij één contact."\n', "")), 6, "missing 'nl' in 'means'"),
        (
            changed(('  en: "Many texts with one contact."', "  en:")),
            8,
            "missing 'en' in 'means': it is empty",
        ),
        (changed(('  en: "A reception."\n', "")), 9, "missing 'en' in 'innocent'"),
        (changed(('  nl: "Een receptie."', "  nl: no")), 10, "wrong type: 'nl' in 'innocent' takes text"),
        (
            changed(("  - {facts: {texts_per_contact_max: 7}, fires: true}\n", "")),
            15,
            "missing an example that fires",
        ),
        (
            changed(("  - {facts: {texts_per_contact_max: 2}, fires: false}\n", "")),
            15,
            "missing an example that does not fire",
        ),
        (changed((", fires: true, innocent: true", ", fires: true")), 15, "missing an innocent example"),
        (changed(("grade: B", "grade: X")), 12, "grade X with a weight"),
        (
            changed((WHEN, "any: [{ge: [texts_per_contact_max, 4]}, {lt: [stated_age_min, 23]}]")),
            12,
            "positive weight on 'stated_age_min', a fact marked \"never positive\"",
        ),
        (changed(("max: 7}, fires: true", "max: 3}, fires: true")), 16, "the example does not hold"),
        (changed(("{texts_per_contact_max: 7}", "{}")), 16, "the rule says unknown"),
        (
            changed(("many_texts", "other_name")),
            1,
            "indicator 'other_name' is not the file's name, 'many_texts'",
        ),
        (changed(("version: 1", "version: 0")), 2, "bad version"),
        (changed(("version: 1", "version: true")), 2, "bad version"),
        (changed(("version: 1", 'version: "1"')), 2, "bad version"),
        (changed(("version: 1", "version: 1.5")), 2, "bad version"),
        (changed(("low: -0.2", "low: 0.5")), 12, "the weight does not lie in its interval"),
        (changed(("low: -0.2", "low: .inf")), 12, "wrong type: low in 'weight' takes a number"),
        (
            changed(("{texts_per_contact_max: 2}", "{texts_per_contact_max: two}")),
            17,
            "wrong type: an example",
        ),
        (changed(('"A reception."', '"  "')), 11, "missing 'en' in 'innocent': it is empty"),
        (
            changed(
                ("facts: {texts_per_contact_max: 7}", "facts: &a {texts_per_contact_max: 7}"),
                ("{texts_per_contact_max: 2}", "{<<: *a, <<: *a, texts_per_contact_max: 2}"),
            ),
            17,
            "key '<<' twice in one mapping",
        ),
        (SOUND + "extra: !!python/name:os.system x\n", 19, "tags are not allowed"),
        (SOUND + "waived: !!seq []\n", 19, "tags are not allowed"),
    ],
)
def test_fault_is_told_with_file_line_and_cause(tmp_path: Path, rule: str, line: int, cause: str) -> None:
    faults = faults_of(tmp_path, many_texts=rule)

    assert {fault.file for fault in faults} == {str(tmp_path / "many_texts.yaml")}
    assert [fault.line for fault in faults if cause in fault.cause] == [line], told(faults)


def test_each_fault_of_each_file_is_told(tmp_path: Path) -> None:
    first = changed(("version: 1", "version: 0"), ('source: "A study"\n', ""), (WHEN, "ge: [religion, 4]"))

    faults = faults_of(tmp_path, many_texts=first, torn="a: [1,\n", empty="")

    assert told(faults) == [
        (1, "the file is empty"),
        (1, "missing 'source'"),
        (2, "bad version: a whole number from 1"),
        (13, "forbidden fact 'religion': no rule may read religion"),
        (2, "not YAML: expected the node content, but found '<stream end>'"),
    ]


def test_fault_in_one_part_hides_no_fault_in_another(tmp_path: Path) -> None:
    rule = changed(
        (
            WHEN,
            "all:\n    - {over: [contacts_count, 1]}\n    - {lt: [stated_age_min, 23]}\n"
            "    - {eq: [race, 1]}",
        ),
        ("{texts_per_contact_max: 7}", "{texts: 7}"),
        (", fires: true, innocent: true", ", fires: true"),
    )

    causes = told(faults_of(tmp_path, many_texts=rule))

    assert [line for line, _ in causes] == [12, 15, 17, 18, 19]
    assert [cause.split()[0] for _, cause in causes] == [
        "positive",
        "unknown",
        "forbidden",
        "missing",
        "unknown",
    ]


def test_repeated_text_is_told_for_both_files(tmp_path: Path) -> None:
    other = changed(
        ("many_texts", "other"),
        ("Veel teksten bij één contact.", "Iets anders."),
        ("Many texts with one contact.", "Something else."),
        ("Een receptie.", "Een bureau."),
        ("A reception.", "many  texts with ONE contact."),
    )

    faults = faults_of(tmp_path, many_texts=SOUND, other=other)

    assert [(Path(fault.file).name, fault.line) for fault in faults] == [
        ("many_texts.yaml", 8),
        ("other.yaml", 11),
    ]
    assert (
        faults[0].cause == f"the text of 'means en' stands in another rule too: {tmp_path / 'other.yaml'}:11"
    )


@pytest.mark.parametrize(
    ("content", "line", "cause"),
    [
        (b"a: 1\nb: \xff\n", 2, "not UTF-8"),
        (b"a: 1\nb: \x07\n", 2, "not YAML"),
        (b"- a\n", 1, "a rule file is a mapping"),
        (b"a: &a [*a]\n", 1, "anchor &a contains itself"),
        (b"a: 1\nb: *nothing\n", 2, "alias *nothing has no anchor"),
        (b"a: 1\n---\nb: 2\n", 2, "more than one document"),
        (b"[a, b]: 1\n", 1, "a key that is not text"),
        (b"no: 1\n", 1, "a key that is not text"),
        (b"a: " + b"[" * 60 + b"]" * 60, 1, "nested deeper than"),
        (b"a: 2024-13-45\n", 1, "a value that is no timestamp"),
        (b"# " + b"x" * 100_000 + b"\n", 1, "larger than 100,000 bytes"),
    ],
)
def test_unreadable_document_is_a_fault(tmp_path: Path, content: bytes, line: int, cause: str) -> None:
    faults = faults_of(tmp_path, many_texts=content)

    assert any(fault.line == line and cause in fault.cause for fault in faults), told(faults)


def test_anchors_that_explode_are_refused_where_they_do(tmp_path: Path) -> None:
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 10)
    )

    faults = faults_of(tmp_path, many_texts=bomb)

    assert told(faults) == [(5, "anchors expand to more than 100,000 bytes")]


def test_anchors_within_bounds_are_expanded(tmp_path: Path) -> None:
    rule = changed(
        ("facts: {texts_per_contact_max: 7}", "facts: &many {texts_per_contact_max: 7}"),
        (
            "facts: {texts_per_contact_max: 5, hub_kind: switchboard}",
            "facts: {<<: *many, hub_kind: switchboard}",
        ),
    )

    assert faults_of(tmp_path, many_texts=rule) == []


WAIVER = "waived: [{word: latina, reason: It is the name of a street., by: [A. Jansen, B. de Wit]}]\n"


def test_forbidden_word_stands_when_two_people_waived_it(tmp_path: Path) -> None:
    assert faults_of(tmp_path, many_texts=sought('matches: [text, "(?i)massage|latina"]') + WAIVER) == []


@pytest.mark.parametrize(
    ("old", "new", "cause"),
    [
        ("B. de Wit", "a. jansen", "two different people"),
        ("B. de Wit", "Á Jansen", "two different people"),
        ("B. de Wit", "B. de Wit, 5", "two different people"),
        (", B. de Wit", "", "two different people"),
        ("[A. Jansen, B. de Wit]", "A. Jansen", "two different people"),
        ("It is the name of a street.", '""', "missing 'reason'"),
        ("word: latina", "word: latino", "forbidden word 'latina'"),
        (", by: [A. Jansen, B. de Wit]", "", "missing 'by' in 'waived'"),
    ],
)
def test_waiver_that_falls_short_waives_nothing(tmp_path: Path, old: str, new: str, cause: str) -> None:
    rule = sought('matches: [text, "(?i)massage|latina"]') + WAIVER.replace(old, new)

    causes = [fault.cause for fault in faults_of(tmp_path, many_texts=rule)]

    assert any(cause in each for each in causes)
    assert any("forbidden word 'latina'" in each for each in causes)


def test_waiver_never_lets_a_forbidden_fact_through(tmp_path: Path) -> None:
    rule = changed((WHEN, "eq: [language, 1]")) + WAIVER.replace("latina", "language")

    assert any("forbidden fact 'language'" in fault.cause for fault in faults_of(tmp_path, many_texts=rule))


def test_forbidden_word_in_a_word_list_is_told(tmp_path: Path) -> None:
    (tmp_path / "many_texts.yaml").write_text(sought("contains_any: [text, own_list]"), "utf-8")

    _, faults = check_rules(tmp_path, word_lists={"own_list": ("massage", "Poolse gastvrouw")})

    assert [fault.line for fault in faults] == [14]
    assert "forbidden word 'poolse' in word list 'own_list'" in faults[0].cause


def test_loading_faulty_rules_raises_with_every_fault(tmp_path: Path) -> None:
    (tmp_path / "many_texts.yaml").write_text(changed(("version: 1", "version: 0")), "utf-8")

    with pytest.raises(FaultyRules) as raised:
        load_rules(tmp_path)

    assert str(raised.value) == f"{tmp_path / 'many_texts.yaml'}:2: bad version: a whole number from 1"


def test_directory_without_rules_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no rule", "utf-8")

    with pytest.raises(NoRules):
        load_rules(tmp_path)


def test_link_that_leads_nowhere_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "lost.yaml").symlink_to(tmp_path / "nowhere.yaml")

    faults = faults_of(tmp_path, many_texts=SOUND)

    assert [(Path(fault.file).name, fault.line) for fault in faults] == [("lost.yaml", 1)]
    assert "can't be read" in faults[0].cause


def test_two_files_of_one_indicator_are_both_told(tmp_path: Path) -> None:
    (tmp_path / "many_texts.yml").write_text(SOUND.replace("e", "e"), "utf-8")

    faults = faults_of(tmp_path, many_texts=SOUND)

    assert {Path(fault.file).name for fault in faults if "has two files" in fault.cause} == {
        "many_texts.yaml",
        "many_texts.yml",
    }


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(SOUND)), st.integers(0, 12), st.sampled_from(SCRAPS))
def test_damaged_file_gives_faults_with_a_line_and_never_breaks(
    tmp_path: Path, at: int, gone: int, scrap: str
) -> None:
    damaged = SOUND[:at] + scrap + SOUND[at + gone :]

    faults = faults_of(tmp_path, many_texts=damaged)

    assert all(1 <= fault.line <= damaged.count("\n") + 2 and "\n" not in str(fault) for fault in faults)
