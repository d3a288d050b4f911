"""Words that hardly anybody uses find nobody in a trial, whatever they are put together with."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from baken.indicators.conditions import All, Compare, Condition, Contains, In, Matches, Not
from baken.indicators.conditions import Any as AnyOf
from baken.indicators.evaluate import fired
from baken.indicators.proportions import LEAST
from baken.indicators.rare_words import common_words
from baken.indicators.rule import Rule
from baken.indicators.rulebook import load_rules

PATTERN = load_rules()[0]
OFTEN, SELDOM, NEVER = (
    Contains("text", (" massage ",)),
    Contains("text", (" zwaluw ",)),
    Contains("text", (" lijster ",)),
)


def rule(when: Condition, name: str = "tried") -> Rule:
    return replace(PATTERN, indicator=name, when=when, applies_to="sighting")


def market(seldom: int) -> Any:
    """Thirty advertisers that offer massage, of whom so many say swallow."""
    from tests.unit.indicators.test_compare_rules import history

    return history(
        [{"text": f"Rustig\nontspannende massage{' zwaluw' if at < seldom else ''}"} for at in range(30)]
    )


def finds(seldom: int, when: Condition, old: Sequence[Rule] = ()) -> int:
    facts = market(seldom)
    return fired(facts, common_words(facts, old, [rule(when)]))["advertiser"].n_unique()


@pytest.mark.parametrize(
    "when",
    [
        SELDOM,
        Contains("text", (" zwaluw ", " massage "), "list"),
        AnyOf((SELDOM, NEVER)),
        All((OFTEN, SELDOM)),
        AnyOf((OFTEN, SELDOM)),
        Not(SELDOM),
        All((OFTEN, Not(SELDOM))),
        Matches("text", "zwal+uw"),
        Compare("eq", "text", "Rustig\nontspannende massage zwaluw"),
        In("text", ("Rustig\nontspannende massage zwaluw", "anders")),
    ],
)
def test_a_word_of_a_few_answers_as_one_of_nobody(when: Condition) -> None:
    assert finds(LEAST - 1, when) == finds(1, when) == finds(0, when)


def test_a_word_of_many_is_found() -> None:
    assert finds(LEAST, SELDOM) == LEAST
    assert finds(LEAST, Matches("text", "zwaluw")) == LEAST
    assert finds(LEAST, Contains("text", (" zwaluw ", " lijster "), "list")) == LEAST


def test_a_word_that_is_in_force_is_found_as_before() -> None:
    assert finds(2, SELDOM, [rule(Contains("text", (" zwaluw ", " merel ")), "old")]) == 2


def test_rules_without_rare_words_stay_as_they_are() -> None:
    shipped = list(load_rules())
    assert common_words(market(3), shipped, shipped) == shipped
