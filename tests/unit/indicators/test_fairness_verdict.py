"""Gaps against the bound, and the justifications that somebody answers for."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.indicators.fairness.justifications import Justification, read_justifications
from baken.indicators.fairness.verdict import (
    EXPIRED,
    NO_GAP,
    NO_RULE,
    NOT_THE_CAUSE,
    NOT_YET,
    Verdict,
    judge,
)
from baken.vocabulary.code_list import Label
from tests.unit.indicators.fired_rules import NAMES, Fired, counted

DAY = date(2026, 3, 1)
PAIR: Fired = ("r0", "r1")

SOUND = """\
- group: touring
  indicator: r1
  reason: "What the rule is about is what touring is."
  by: data_protection_officer
  date: 2026-01-15
  until: 2026-12-31
"""


def justified(indicator: str, group: str = "touring", begins: date = DAY, until: date = DAY) -> Justification:
    return Justification(group, indicator, Label("een reden", "a reason"), "analyst", begins, until, line=1)


def verdict(
    group: list[Fired], rest: list[Fired], *justifications: Justification, bound: float = 0.05
) -> Verdict:
    return judge(counted(group, rest), justifications, on=DAY, bound=bound)


def names(found: Verdict) -> tuple[int, int, int]:
    return len(found.failures), len(found.warnings), len(found.justified)


def test_gap_with_its_lower_end_over_the_bound_fails_with_the_rule_that_makes_it() -> None:
    found = verdict([PAIR] * 60, [("r0",)] * 60)

    assert names(found) == (1, 0, 0)
    assert found.failures[0].group.name == "touring"
    assert [(cause.indicator, cause.share) for cause in found.failures[0].causes] == [
        ("r1", 1.0),
        ("r0", 1.0),
    ]


def test_gap_that_may_be_over_the_bound_is_a_warning() -> None:
    assert names(verdict([PAIR] * 4 + [()] * 36, [()] * 40)) == (0, 1, 0)


def test_gap_within_the_bound_is_neither() -> None:
    assert names(verdict([PAIR] * 60, [()] * 60, bound=1.0)) == (0, 0, 0)


def test_group_that_is_led_to_less_than_the_rest_fails_nothing() -> None:
    assert names(verdict([()] * 60, [PAIR] * 60)) == (0, 0, 0)


@given(st.lists(st.sampled_from([(), PAIR, NAMES[:3], ("r3",)]), min_size=1, max_size=20))
def test_market_on_which_all_weighs_alike_never_fails(everybody: list[Fired]) -> None:
    assert names(verdict(everybody * 20, everybody * 40, bound=0.0)) == (0, 0, 0)


def test_justification_of_the_rule_that_makes_the_gap_covers_it() -> None:
    found = verdict([PAIR] * 60, [("r0",)] * 60, justified("r1"))

    assert names(found) == (0, 0, 1)
    assert [one.indicator for one in found.justified[0].by] == ["r1"]
    assert found.idle == ()


def test_justification_covers_no_more_than_its_own_rule_makes() -> None:
    # r1 leads to ten, r2 to fifty: what r2 makes still stands when r1 is justified
    group: list[Fired] = [("r0", "r1")] * 10 + [("r0", "r2")] * 50
    found = verdict(group, [()] * 60, justified("r1"))

    assert names(found) == (1, 0, 0)
    assert found.failures[0].without == {"r1"}
    assert found.failures[0].gap
    assert found.failures[0].gap.size == pytest.approx(50 / 60)
    assert names(verdict(group, [()] * 60, justified("r1"), justified("r2"))) == (0, 0, 1)


def test_rules_that_make_up_for_each_other_must_both_be_justified() -> None:
    group: list[Fired] = [("r0", "r1", "r2")] * 60
    rest: list[Fired] = [("r0",)] * 60
    alone = verdict(group, rest, justified("r1"), bound=0.1)

    assert [(f.measure.code, tuple(f.without)) for f in alone.failures] == [("leads_first_two", ())]
    assert names(verdict(group, rest, justified("r1"), justified("r2"))) == (0, 0, 2)


@pytest.mark.parametrize(
    ("justification", "reason"),
    [
        (justified("r1", until=DAY - timedelta(1), begins=DAY - timedelta(9)), EXPIRED),
        (justified("r1", begins=DAY + timedelta(1), until=DAY + timedelta(9)), NOT_YET),
        (justified("no_such_rule"), NO_RULE),
        (justified("r1", group="duo"), NO_GAP),
        (justified("r3"), NOT_THE_CAUSE),
    ],
)
def test_justification_that_fits_nothing_is_told_and_covers_nothing(
    justification: Justification, reason: object
) -> None:
    found = verdict([PAIR] * 60, [("r0", "r3")] * 2 + [("r0",)] * 58, justification)

    assert names(found) == (1, 0, 0)
    assert [(each.justification, each.reason) for each in found.idle] == [(justification, reason)]


def test_gap_of_those_with_something_behind_them_fails_nothing_and_is_told() -> None:
    # all twenty leads of the group were founded, and of the forty others nothing was
    group: list[Fired] = [PAIR] * 20 + [()] * 40
    counts = counted(group, [()] * 60, [True] * 20 + [False] * 100)

    found = judge(counts, on=DAY)

    assert names(found) == (0, 0, 0)
    assert [row.measure.code for row in found.explained] == ["leads_first_two"]


def test_gap_of_those_of_whom_nothing_is_known_fails_as_if_nothing_were() -> None:
    group: list[Fired] = [PAIR] * 30 + [()] * 40
    counts = counted(group, [()] * 60, [True] * 5 + [None] * 25 + [False] * 100)

    found = judge(counts, on=DAY)

    assert names(found) == (1, 0, 0)
    assert found.failures[0].own
    assert (found.failures[0].own.count, found.failures[0].own.of) == (25, 65)


def test_gap_of_whom_too_few_are_left_to_say_is_a_warning() -> None:
    counts = counted([PAIR] * 15 + [()] * 10, [()] * 60, [True] * 15 + [False] * 70)

    found = judge(counts, on=DAY)

    assert names(found) == (0, 1, 0)
    assert found.warnings[0].own
    assert found.warnings[0].own.of == 25


def test_justification_holds_on_its_first_and_last_day() -> None:
    one = justified("r1", begins=DAY, until=DAY + timedelta(1))

    assert [one.in_force(DAY + timedelta(days)) for days in (-1, 0, 1, 2)] == [False, True, True, False]


def test_sound_file_is_read_with_its_lines() -> None:
    read, faults = read_justifications((SOUND + SOUND.replace("r1", "r2")).encode(), "why.yaml")

    assert faults == ()
    assert [(one.indicator, one.line) for one in read] == [("r1", 1), ("r2", 7)]
    assert (read[0].begins, read[0].until) == (date(2026, 1, 15), date(2026, 12, 31))


@pytest.mark.parametrize(
    ("old", "new", "line", "cause"),
    [
        ("group: touring", "group: gender:tall", 1, "there is no group 'gender:tall'"),
        ("group: touring", "group: language:unknown", 1, "there is no group"),
        ("by: data_protection_officer", "by: J. Jansen", 4, "takes a function and never a name"),
        ("date: 2026-01-15", "date: last week", 5, "'date' takes a day"),
        ("date: 2026-01-15", "date: 2026-01-15 10:00:00", 5, "'date' takes a day"),
        ("until: 2026-12-31", "until: 2025-12-31", 6, "'until' lies before 'date'"),
        ("  until: 2026-12-31\n", "", 1, "missing 'until' in a justification"),
        (
            'reason: "What the rule is about is what touring is."',
            "reason:",
            3,
            "missing 'reason': it is empty",
        ),
        ('reason: "What the rule is about is what touring is."', "reason: {en: so}", 3, "missing 'nl'"),
        (
            'reason: "What the rule is about is what touring is."',
            "reason: {nl: zo, en: so, de: so}",
            3,
            "unknown key 'de'",
        ),
        ("indicator: r1", "indicator: [r1]", 2, "'indicator' takes text"),
        ("indicator: r1", "indicator: r1\n  rule: r1", 3, "unknown key 'rule' in a justification"),
        ("  by: data_protection_officer", "  by: !!str analyst", 4, "tags are not allowed"),
        ("- group: touring\n  indicator: r1", "- group: touring\n- indicator: r1", 1, "missing 'indicator'"),
    ],
)
def test_faulty_file_is_refused_with_line_and_cause(old: str, new: str, line: int, cause: str) -> None:
    assert SOUND.count(old) == 1

    _, faults = read_justifications(SOUND.replace(old, new).encode(), "why.yaml")

    assert any(fault.line == line and cause in fault.cause for fault in faults), faults
    assert all(fault.file == "why.yaml" for fault in faults)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"", "the file is empty"),
        (b"group: touring\n", "is a list of"),
        (b"- touring\n", "a justification is"),
        (b"\xff\xfe\xff", "not UTF-8"),
        (b"- {a: [", "not YAML"),
        ((SOUND + SOUND).encode(), "the same group, indicator and days as on line 1"),
    ],
)
def test_file_that_is_no_list_of_justifications_is_refused(content: bytes, cause: str) -> None:
    _, faults = read_justifications(content, "why.yaml")

    assert [cause in fault.cause for fault in faults] == [True]


def test_reason_stands_in_one_language_or_in_each() -> None:
    in_each = SOUND.replace('"What the rule is about is what touring is."', "{nl: zo is dat, en: it is so}")

    (one,), _ = read_justifications(SOUND.encode(), "why.yaml")
    (other,), faults = read_justifications(in_each.encode(), "why.yaml")

    assert one.reason.nl == one.reason.en == "What the rule is about is what touring is."
    assert (other.reason, faults) == (Label("zo is dat", "it is so"), ())


def test_gap_that_is_left_over_the_bound_says_who_answers_for_a_part() -> None:
    group: list[Fired] = [("r0", "r1")] * 20 + [("r0", "r2")] * 20 + [()] * 20
    one = justified("r1")

    found = judge(counted(group, [()] * 60), [one], on=DAY)

    assert names(found) == (1, 0, 0)
    assert [(gap.row.group.name, gap.by) for gap in found.partly] == [("touring", (one,))]
    assert judge(counted(group, [()] * 60), [justified("r0")], on=DAY).partly == ()


def test_name_of_a_person_is_not_repeated_in_the_fault() -> None:
    content = SOUND.replace("by: data_protection_officer", "by: J. Jansen").encode()

    _, faults = read_justifications(content, "why.yaml")

    assert "Jansen" not in str(faults)


def test_empty_list_justifies_nothing() -> None:
    assert read_justifications(b"[]\n", "why.yaml") == ((), ())
