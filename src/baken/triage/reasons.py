"""Indicators in words, for a list: the rules are read once."""

from functools import cache

from django.utils.translation import get_language

from baken.indicators.rule import Rule
from baken.indicators.rulebook import load_rules


@cache
def rules_by_name() -> dict[str, Rule]:
    """Every shipped rule by the name of its indicator."""
    return {rule.indicator: rule for rule in load_rules()}


def reason_words(indicator: str) -> str:
    """What an indicator means, in the language of the reader; its name where its rule is gone."""
    rule = rules_by_name().get(indicator)
    if rule is None:
        return indicator
    return rule.means.nl if get_language() == "nl" else rule.means.en
