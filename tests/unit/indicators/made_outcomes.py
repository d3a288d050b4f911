"""Outcomes for tests, made of planted weights."""

import random
from collections.abc import Iterable, Mapping
from math import exp
from typing import Any

from baken.indicators.conditions import Compare
from baken.indicators.learning.outcomes import Outcome
from baken.indicators.rule import Rule, Weight
from baken.vocabulary.code_list import Label

WIDE = Weight(0.2, -0.8, 1.2)
NAMES = ("first", "second", "third")


def rule(name: str, weight: Weight | None = WIDE, **told: Any) -> Rule:
    """A rule with this weight, a family of its own; what it asks matters to nobody here."""
    words = Label(name, name)
    when = Compare("ge", "contacts_count", 2)
    given = {"version": 1, "applies_to": "advertiser", "grade": "B", "when": when} | told
    return Rule(indicator=name, source="s", means=words, innocent=words, weight=weight, examples=(), **given)


def outcome(
    number: int, fired: Iterable[str], said: str, names: Iterable[str] = NAMES, **told: Any
) -> Outcome:
    """One outcome, of rules of version 1 unless told otherwise."""
    given = {
        "band": "look_first",
        "blind": True,
        "unknown": frozenset(),
        "rule_versions": dict.fromkeys(names, 1),
        "groups": frozenset(),
    } | told
    fired = frozenset(fired)
    given = {"counting": fired} | given
    return Outcome(f"p{number}", outcome=said, fired=fired, not_fired=frozenset(names) - fired, **given)


def planted(weights: Mapping[str, float], count: int, seed: int, base: float = -0.5) -> list[Outcome]:
    """Outcomes in which each indicator adds its weight to the log-odds, fired in three of ten."""
    chance = random.Random(seed)
    made = []
    for number in range(count):
        fired = [name for name in weights if chance.random() < 0.3]
        odds = base + sum(weights[name] for name in fired)
        said = "founded" if chance.random() < 1 / (1 + exp(-odds)) else "unfounded"
        made.append(outcome(number, fired, said, weights))
    return made
