"""What may be published for a count, and what a published number tells of the count behind it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.int64]

HIDDEN = -1
"""A cell of which nothing is published, in an array of published values."""
UNBOUNDED = np.iinfo(np.int64).max // 4
"""More than any count."""


@dataclass(frozen=True, slots=True)
class Mechanism:
    """Controlled rounding to `base`, with nothing published between 0 and `threshold`.

    A count from 1 to `threshold` - 1 is sensitive. What is published is 0 or a multiple of `base` of at
    least `threshold`, and never more than `base` from the count.
    """

    threshold: int = 10
    base: int = 5

    def __post_init__(self) -> None:
        if self.base < 2 or self.threshold < 2:
            raise ValueError("threshold and base must be at least 2")

    @property
    def width(self) -> int:
        """How far apart the least and the most of a sensitive count must lie to a reader."""
        return self.base

    def sensitive(self, counts: Counts) -> npt.NDArray[np.bool_]:
        """Which counts (or differences between two editions) are about so few that nobody may learn them."""
        return (counts > 0) & (counts < self.threshold)

    def choices(self, count: int) -> tuple[int, ...]:
        """What may be published for one count, smallest first; empty where it can only be hidden."""
        least = -(-self.threshold // self.base) * self.base
        first = max(least, -(-(count - self.base) // self.base) * self.base)
        rounded = range(first, count + self.base + 1, self.base)
        return (0, *rounded) if count <= self.base else tuple(rounded)

    def bounds(self, published: Counts) -> tuple[Counts, Counts]:
        """The least and the most that a reader thinks possible behind each published value alone."""
        shown = published != HIDDEN
        low = np.where(shown, np.maximum(published - self.base, 0), 0)
        high = np.where(shown, published + self.base, UNBOUNDED)
        return low, high


@dataclass(frozen=True, slots=True)
class Hiding:
    """Counts as they are, of which those from 1 to `threshold` - 1 are hidden, and others for their sake.

    What stays `threshold` wide always leaves a count possible that is not sensitive: a reader can't even be
    certain that a hidden cell is about few.
    """

    threshold: int = 5

    def __post_init__(self) -> None:
        if self.threshold < 2:
            raise ValueError("threshold must be at least 2")

    @property
    def width(self) -> int:
        """How far apart the least and the most of a sensitive count must lie to a reader."""
        return self.threshold

    def sensitive(self, counts: Counts) -> npt.NDArray[np.bool_]:
        """Which counts (or differences between two editions) are about so few that nobody may learn them."""
        return (counts > 0) & (counts < self.threshold)

    def bounds(self, published: Counts) -> tuple[Counts, Counts]:
        """The least and the most that a reader thinks possible behind each published value alone."""
        shown = published != HIDDEN
        return np.where(shown, published, 0), np.where(shown, published, UNBOUNDED)


How = Mechanism | Hiding
"""How a table was made safe."""
