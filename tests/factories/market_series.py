"""Weekly counts of a platform as they may scatter, with a rise planted or none. Invented, seeded."""

from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from baken.watch.market.alarms import WeekSeen
from baken.watch.market.effort import Effort

FIRST = date(2024, 1, 1)
Counts = npt.NDArray[np.int64]
Scatter = Callable[[np.random.Generator, npt.NDArray[np.float64]], Counts]


def levels(size: float, weeks: int, *, rise: float = 1.0, at: int | None = None) -> npt.NDArray[np.float64]:
    """The level of each week: flat, or from week `at` on risen by `rise` within four weeks."""
    share = np.zeros(weeks) if at is None else np.clip((np.arange(weeks) - at + 1) / 4, 0, 1)
    return size * rise**share


def staying(rng: np.random.Generator, level: npt.NDArray[np.float64], share: float = 0.88) -> Counts:
    """Adverts that come by chance and stay: `share` of this week's is there next week."""
    counts = np.zeros(len(level), dtype=np.int64)
    present = int(rng.poisson(level[0]))
    for week, wanted in enumerate(level):
        before = level[week - 1] if week else level[0]
        present = int(rng.binomial(present, share) + rng.poisson(max(wanted - share * before, 0)))
        counts[week] = present
    return counts


def scattered(dispersion: float, correlation: float = 0.0) -> Scatter:
    """Variance over mean as given, each week correlated with the one before."""

    def draw(rng: np.random.Generator, level: npt.NDArray[np.float64]) -> Counts:
        if dispersion <= 1:
            return rng.poisson(level)
        spread = np.sqrt(np.log1p((dispersion - 1) / level[0]))
        noise = np.empty(len(level))
        noise[0] = rng.standard_normal()
        for week in range(1, len(level)):
            fresh = np.sqrt(1 - correlation**2) * rng.standard_normal()
            noise[week] = correlation * noise[week - 1] + fresh
        return rng.poisson(level * np.exp(spread * noise - spread**2 / 2))

    return draw


def calm(share: float) -> Scatter:
    """A census that errs by so small a share each week, less than chance alone."""

    def draw(rng: np.random.Generator, level: npt.NDArray[np.float64]) -> Counts:
        return np.maximum(np.rint(level * (1 + share * rng.standard_normal(len(level)))), 0).astype(np.int64)

    return draw


def seen(counts: Counts, *, days: int = 7, times: int = 2) -> list[WeekSeen]:
    """The counts as weeks, all collected alike."""
    return [
        WeekSeen(FIRST + timedelta(weeks=week), int(count), Effort(int(count) * times, days))
        for week, count in enumerate(counts)
    ]
