"""What the examples of a rule try: each comparison should be seen true and not true."""

from dataclasses import dataclass

from baken.indicators.closures import compile_condition
from baken.indicators.conditions import leaves
from baken.indicators.rule import Rule


@dataclass(frozen=True, slots=True)
class Coverage:
    """The examples of one rule, counted, and how many of its comparisons they try both ways."""

    indicator: str
    fires: int
    does_not_fire: int
    innocent: int
    comparisons: int
    tried_both_ways: int


def coverage(rule: Rule) -> Coverage:
    """What the rule's own examples cover."""
    parts = list(dict.fromkeys(leaves(rule.when)))
    seen = [{compile_condition(part)(example.facts) is True for example in rule.examples} for part in parts]
    return Coverage(
        rule.indicator,
        sum(example.fires for example in rule.examples),
        sum(not example.fires for example in rule.examples),
        sum(example.innocent for example in rule.examples),
        len(parts),
        sum(verdicts == {True, False} for verdicts in seen),
    )
