"""The shipped rules load, hold, are documented, and count nothing that may not count."""

import pytest

from baken.indicators import protected
from baken.indicators.closures import compile_condition
from baken.indicators.coverage import coverage
from baken.indicators.facts import ALL_FACTS, FACTS
from baken.indicators.rule import HARD_STOP, Rule
from baken.indicators.rulebook import check_rules, load_rules
from baken.indicators.wordlists import read_word_list, shipped_word_lists

RULES = load_rules()
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.indicator)


def test_shipped_rules_have_no_fault() -> None:
    assert check_rules()[1] == ()
    assert len(RULES) >= 8


@each_rule
def test_shipped_examples_hold_and_try_every_comparison_both_ways(rule: Rule) -> None:
    judge = compile_condition(rule.when)

    assert all((judge(example.facts) is True) is example.fires for example in rule.examples)
    counted = coverage(rule)
    assert counted.tried_both_ways == counted.comparisons
    assert min(counted.fires, counted.does_not_fire, counted.innocent) >= 1


def test_shipped_texts_are_unique_and_in_both_languages() -> None:
    texts = [text for rule in RULES for label in (rule.means, rule.innocent) for text in (label.nl, label.en)]

    assert all(len(text) > 15 for text in texts)
    assert len({text.casefold() for text in texts}) == 4 * len(RULES)


@each_rule
def test_shipped_weight_lies_near_zero_in_a_wide_interval(rule: Rule) -> None:
    if rule.weight is None:
        assert rule.indicator == HARD_STOP
        return
    width = rule.weight.high - rule.weight.low
    assert 0 <= rule.weight.log_odds <= (0.5 if rule.grade == "A" else 0.3)
    assert width >= {"A": 1.0, "B": 1.2, "C": 1.4}[rule.grade]


def test_no_shipped_rule_of_grade_x_and_none_waives_a_word() -> None:
    assert {rule.grade for rule in RULES} == {"A", "B", "C"}
    assert not any(rule.waived for rule in RULES)


def test_what_only_a_platform_sees_waits_for_the_door() -> None:
    door = {rule.indicator for rule in RULES if rule.applies_to == "door"}

    assert door == {"account_changed_hands", "one_payer_many_accounts", "stated_age_changes"}


def test_every_fact_is_documented_in_both_languages() -> None:
    assert all(len(fact.meaning.nl) > 20 and len(fact.meaning.en) > 20 for fact in ALL_FACTS)
    assert len({fact.meaning.en for fact in ALL_FACTS}) == len(ALL_FACTS) == len(FACTS)


def test_no_fact_of_the_list_is_about_a_protected_trait() -> None:
    assert {fact.name: protected.forbidden_category(fact.name) for fact in ALL_FACTS} == dict.fromkeys(FACTS)


def test_stated_age_itself_never_counts() -> None:
    assert {"stated_ages", "stated_age_min", "stated_age_max"} == {
        fact.name for fact in ALL_FACTS if fact.never_positive
    }


def test_word_lists_are_used_and_free_of_protected_words() -> None:
    lists = shipped_word_lists()

    used = {leaf for rule in RULES for leaf in repr(rule.when).split("'") if leaf in lists}
    assert used == set(lists)
    assert [
        (name, phrase) for name, phrases in lists.items() for phrase in phrases if protected.hits(phrase)
    ] == []


def test_no_phrase_stands_in_two_word_lists_or_twice_in_one() -> None:
    phrases = [phrase.casefold() for phrases in shipped_word_lists().values() for phrase in set(phrases)]

    assert len(phrases) == len(set(phrases))


def test_word_list_is_read_a_phrase_a_line_without_remarks() -> None:
    assert read_word_list("# about\n\n  never alone \nnooit alleen\n") == ("never alone", "nooit alleen")
