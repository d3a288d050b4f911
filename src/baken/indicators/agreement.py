"""How far people who assess the same thing apart from each other come to the same answer.

Krippendorff's alpha for categories (Computing Krippendorff's Alpha-Reliability, 2011): 1 where all agree,
0 where they agree no more than answers dealt out by chance would, below that where they agree less. Any
number of people may have assessed a case, and not everybody assesses every case: an answer that is missing
is None. No pair of people is told apart, so it says nothing of any one person; Cohen's kappa, which asks
for two fixed persons, is left out for that reason.

The interval is a percentile bootstrap over cases (95%). Its chance begins at the same place every time, so
that the same answers give the same interval, in whatever order they come.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from baken.indicators.proportions import LEAST, Proportion

DRAWS = 4_000
_SEED = 2011

Answers = Sequence[str | None]
"""What people said of one case, apart from each other."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """`cases` that at least two people assessed, in how many all said the same, and alpha with its
    interval. Alpha is None where everybody always said one and the same: there was nothing to tell apart.
    """

    cases: int
    same: int
    alpha: float | None
    low: float | None
    high: float | None

    @property
    def enough(self) -> bool:
        """Whether there are enough cases to say anything (`proportions.LEAST`)."""
        return self.cases >= LEAST

    @property
    def share(self) -> Proportion | None:
        """The cases in which all said the same; None without a case."""
        return Proportion(self.same, self.cases) if self.cases else None


def agreement(cases: Iterable[Answers]) -> Agreement:
    """The agreement over cases. One with fewer than two answers says nothing and is left out."""
    said = Counter(
        pattern for answers in cases if len(pattern := _said(answers)) > 1
    )  # who said what does not count, so cases that are alike are one pattern
    patterns = sorted(said)
    counts = np.array([said[pattern] for pattern in patterns], dtype=np.int64)
    total = int(counts.sum())
    same = sum(said[pattern] for pattern in patterns if len(set(pattern)) == 1)
    if not total:
        return Agreement(0, 0, None, None, None)
    told = _coincidences(patterns)
    alpha = float(_alphas(counts[None, :] @ told)[0])
    if np.isnan(alpha):
        return Agreement(total, same, None, None, None)
    drawn = np.random.default_rng(_SEED).multinomial(total, counts / total, size=DRAWS)
    # a draw in which everybody says the same shows no agreement either: nothing, on the side of caution
    alphas = np.nan_to_num(_alphas(drawn @ told), nan=0.0)
    low, high = np.quantile(alphas, [0.025, 0.975])
    return Agreement(total, same, alpha, min(float(low), alpha), max(float(high), alpha))


def _said(answers: Answers) -> tuple[str, ...]:
    return tuple(sorted(answer for answer in answers if answer is not None))


def _coincidences(patterns: Sequence[tuple[str, ...]]) -> NDArray[np.float64]:
    """One row a pattern: its table of ordered pairs of answers, each pair weighing one over the others'
    number, so that a case weighs as much as it has answers. Shape (patterns, categories squared)."""
    categories = {name: place for place, name in enumerate(sorted({one for row in patterns for one in row}))}
    many = len(categories)
    rows = np.zeros((len(patterns), many * many))
    for place, pattern in enumerate(patterns):
        count = np.zeros(many)
        for name in pattern:
            count[categories[name]] += 1
        pairs = np.outer(count, count) - np.diag(count)
        rows[place] = (pairs / (len(pattern) - 1)).ravel()
    return rows


def _alphas(tables: NDArray[np.float64]) -> NDArray[np.float64]:
    """Alpha of each row of coincidences; NaN where only one category occurs."""
    many = round(tables.shape[1] ** 0.5)
    square = tables.reshape(-1, many, many)
    sums = square.sum(axis=2)
    answers = sums.sum(axis=1)
    alike = square.trace(axis1=1, axis2=2)
    by_chance = (answers**2 - (sums**2).sum(axis=1)) / (answers - 1)
    seen = answers - alike
    # exact zeros: each sum of squares of whole numbers of answers equals the square of their sum
    alone = np.isclose((sums**2).sum(axis=1), answers**2)
    safe = np.where(alone, 1.0, by_chance)
    result: NDArray[np.float64] = np.where(alone, np.nan, 1.0 - seen / safe)
    return result
