"""A rule: one documented indicator, as its file says it."""

from dataclasses import dataclass, field
from typing import Literal

from baken.indicators.conditions import Condition, facts_read
from baken.vocabulary.code_list import Label

Grade = Literal["A", "B", "C", "X"]
AppliesTo = Literal["sighting", "advertiser", "door"]

GRADES: dict[Grade, Label] = {
    "A": Label("getoetst aan uitkomsten en voorspellend", "tested against outcomes and predictive"),
    "B": Label("in gebruik, niet gevalideerd", "in operational use, not validated"),
    "C": Label("alleen uit de praktijk", "practice-based only"),
    "X": Label(
        "getoetst en niet voorspellend, of andersom, of verboden",
        "tested and not predictive, or pointing the other way, or forbidden",
    ),
}
"""How well an indicator is supported, from well to not."""

SUBJECTS: dict[AppliesTo, Label] = {
    "sighting": Label("waarneming", "sighting"),
    "advertiser": Label("adverteerder", "advertiser"),
    "door": Label("de deur van een platform", "the door of a platform"),
}
"""What a rule is about. Door rules read what only a platform knows; they make no lead."""


@dataclass(frozen=True, slots=True)
class Weight:
    """Log-odds with an interval: how much more often the indicator is seen where there is exploitation."""

    log_odds: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Example:
    """Facts for which the rule must fire, or not; `innocent`: it is so, and nothing is wrong."""

    facts: dict[str, object]
    fires: bool
    innocent: bool
    line: int


@dataclass(frozen=True, slots=True)
class Waiver:
    """A protected word that two people let stand in this rule, and why."""

    word: str
    reason: str
    by: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Rule:
    """One indicator with its evidence, its innocent explanation and its condition.

    Without a weight a rule is told but never counts: grade X, and the hard stop.
    """

    indicator: str
    version: int
    applies_to: AppliesTo
    grade: Grade
    source: str
    means: Label
    innocent: Label
    weight: Weight | None
    when: Condition
    examples: tuple[Example, ...]
    waived: tuple[Waiver, ...] = field(default=())

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts that the rule reads."""
        return facts_read(self.when)


HARD_STOP = "stated_age_under_minimum"
"""The indicator that stops outreach for good. It is a fact of its own and needs no rule to stop:
whatever rules are loaded, an advertiser with a stated age under the minimum is held."""
