"""Proportions of counts, and how far two of them lie apart, each with an interval.

Groups are small and leads are few, so intervals are those that hold for small counts and for
proportions near nothing: Wilson's score interval (1927) for one proportion, and for the difference of
two independent ones the interval that Newcombe made of Wilson's (1998, method 10). Both are 95%.
"""

import math
from dataclasses import dataclass

Z = 1.959963984540054
"""The normal deviate of a two-sided interval of 95%."""

LEAST = 20
"""Cases under which no rate or count of a group is told: too few to say, and too few to tell without
telling of one of them."""


@dataclass(frozen=True, slots=True)
class Proportion:
    """`count` out of `of`. Raises ValueError unless 0 <= count <= of and of > 0."""

    count: int
    of: int

    def __post_init__(self) -> None:
        if not 0 <= self.count <= self.of or self.of < 1:
            raise ValueError(f"{self.count} of {self.of} is no proportion")

    @property
    def rate(self) -> float:
        """The proportion itself, from 0 to 1."""
        return self.count / self.of

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval: it holds the rate and lies within 0 to 1."""
        square = Z * Z / self.of
        middle = (self.rate + square / 2) / (1 + square)
        half = Z / (1 + square) * math.sqrt(self.rate * (1 - self.rate) / self.of + square / (4 * self.of))
        # at the ends the exact answer is the rate itself; rounding would miss it by a hair
        low = 0.0 if self.count == 0 else min(middle - half, self.rate)
        high = 1.0 if self.count == self.of else max(middle + half, self.rate)
        return low, high


@dataclass(frozen=True, slots=True)
class Difference:
    """How much larger one proportion is than another, from -1 to 1, with its interval."""

    size: float
    low: float
    high: float

    @property
    def may_be_none(self) -> bool:
        """Whether the interval holds no difference at all."""
        return self.low <= 0 <= self.high


def difference(one: Proportion, other: Proportion) -> Difference:
    """How much larger `one` is than `other`, which counts none of the same cases (Newcombe)."""
    size = one.rate - other.rate
    (one_low, one_high), (other_low, other_high) = one.interval, other.interval
    below = math.hypot(one.rate - one_low, other_high - other.rate)
    above = math.hypot(one_high - one.rate, other.rate - other_low)
    return Difference(size, size - below, size + above)
