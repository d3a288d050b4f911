"""One subject at a time: what each rule says, what it saw, where the words stand, and what nobody told."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from baken.indicators.closures import compile_condition
from baken.indicators.conditions import All, Compare, Condition, Contains, IsMissing, leaves
from baken.indicators.conditions import Any as Either
from baken.indicators.evidence import MOST
from baken.indicators.folding import fold
from baken.indicators.rule import Rule
from baken.indicators.rulebook import load_rules
from baken.indicators.why import Answer, Panel, Tried
from tests.unit.indicators.test_two_compilers import conditions, records

RULES = load_rules()
LEAST = Compare("ge", "unique_adverts", 3)
SHARED = Compare("ge", "texts_per_contact_max", 4)
SAYS = Contains("text", (fold("never alone"), fold("24/7")))


def rule(when: Condition) -> Rule:
    return replace(RULES[0], when=when)


def answer(when: Condition, **facts: Any) -> Answer:
    return Panel([rule(when)]).answers(facts)[0]


def test_rule_that_fires_tells_every_comparison_with_what_it_saw() -> None:
    found = answer(Either((LEAST, SHARED)), unique_adverts=5)

    assert found.fires
    assert found.tried == (Tried(LEAST, 5, True), Tried(SHARED, None, None))


@pytest.mark.parametrize("missing", [{}, {"unique_adverts": None}, {"unique_adverts": float("nan")}])
def test_unknown_rule_tells_what_nobody_told_and_does_not_fire(missing: dict[str, Any]) -> None:
    found = answer(All((LEAST, SHARED, IsMissing("hub_kind"))), texts_per_contact_max=5, **missing)

    assert found.verdict is None
    assert not found.fires
    assert [each.comparison for each in found.tried] == [LEAST]


def test_false_rule_tells_nothing_more() -> None:
    assert answer(LEAST, unique_adverts=1) == Answer(rule(LEAST), False)


def test_words_are_shown_where_they_stand() -> None:
    text = "Massage\nNever ALONE, open 24/7"

    found = answer(SAYS, text=text)

    assert [text[start:end] for start, end in found.spans] == ["Never ALONE", "24/7"]


def test_evidence_of_words_is_no_more_than_a_person_reads() -> None:
    assert len(answer(SAYS, text="24/7 " * (MOST + 5)).spans) == MOST


def test_every_rule_answers_in_its_order() -> None:
    assert [each.rule for each in Panel(RULES).answers({})] == list(RULES)


@settings(deadline=None, max_examples=100)
@given(conditions, records)
def test_panel_says_what_the_compiler_says(condition: Condition, facts: dict[str, Any]) -> None:
    found = answer(condition, **facts)

    assert found.verdict == compile_condition(condition)(facts)
    assert {each.comparison for each in found.tried} <= set(leaves(condition))
    assert all(each.verdict is None for each in found.tried if found.verdict is None)
