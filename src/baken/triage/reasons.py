"""Indicators in words, for a list: the rules of a version are read once."""

from django.utils.translation import get_language

from baken.adverts.rule_sets.queries import SHIPPED, rules_by_number
from baken.indicators.faults import FaultyRules
from baken.indicators.rule import Rule


def rules_by_name(rule_set: int = SHIPPED) -> dict[str, Rule]:
    """The rules of a version by the names of their indicators: the shipped ones without a number.

    None at all where the program takes them no more; their indicators are then told by their codes.
    """
    try:
        return {rule.indicator: rule for rule in rules_by_number(rule_set)}
    except FaultyRules:
        return {}


def reason_words(indicator: str, rule_set: int = SHIPPED) -> str:
    """What an indicator of a version means, in the reader's language; its name where its rule is gone."""
    rule = rules_by_name(rule_set).get(indicator)
    if rule is None:
        return indicator
    return rule.means.nl if get_language() == "nl" else rule.means.en
