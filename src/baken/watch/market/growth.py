"""How much a weekly count grew, with an interval that the series' own restlessness makes wide or narrow.

Counts of adverts scatter more than pure chance (a Poisson count) would: an advertiser places several at
once, and an advert that was there last week is likely there this week. So the interval rests on the
series itself: its dispersion (variance over mean, quasi-Poisson: McCullagh and Nelder 1989, ch. 6) drawn
towards a cautious value where the past is short, and the correlation of one week with the next. Ratios
are taken on logarithms. No database, no clock, no network.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

Counts = npt.NDArray[np.float64]

MONTH = 4
"""Weeks in what is called a month here: two such blocks are compared."""

LEAST_COUNT = 10
"""Adverts on either side, in all its weeks together, under which nothing is said about growth."""

WIDEST = 3.0
"""High over low of the interval: wider than this says nothing."""

CONFIDENCE = 0.95

LEAST_DISPERSION = 0.5
"""Adverts that stay for weeks scatter less than chance alone; never believed beyond this."""

_CAUTIOUS_DISPERSION, _CAUTION_WEIGHT = 1.2, 4.0
_CAUTIOUS_CORRELATION, _CORRELATION_WEIGHT = 0.3, 6.0
_MOST_CORRELATED = 0.8
_OUTLIER = 3.0


@dataclass(frozen=True, slots=True)
class Growth:
    """Now over before, as a ratio with its 95% interval; `before` and `now` are means a week.

    `says_something` is false where the counts are too small or the interval too wide to say anything.
    """

    before: float
    now: float
    ratio: float
    low: float
    high: float
    says_something: bool


@dataclass(frozen=True, slots=True)
class Restlessness:
    """How a series scatters about its level, per week.

    `level`: the mean, outliers drawn in; `dispersion`: variance over mean, at least 0.5; `correlation`: of a
    week with the next, 0 to 0.8; `freedom`: how many weeks' worth of knowledge the dispersion rests on.
    """

    level: float
    dispersion: float
    correlation: float
    freedom: float

    def variance_of_mean(self, weeks: int, level: float | None = None) -> float:
        """The variance of the logarithm of the mean of so many successive weeks at a level."""
        mean = max(self.level if level is None else level, 0.5)
        lags = np.arange(1, weeks)
        inflated = 1 + 2 * float(((1 - lags / weeks) * self.correlation**lags).sum())
        return self.dispersion * inflated / (weeks * mean)


def restlessness(past: Sequence[float] | Counts) -> Restlessness:
    """What the past of a series says about its scatter; of an empty one only caution remains."""
    counts = np.asarray(past, dtype=np.float64)
    if not len(counts):
        return Restlessness(0.0, _CAUTIOUS_DISPERSION, _CAUTIOUS_CORRELATION, _CAUTION_WEIGHT)
    middle = float(np.median(counts))
    root = math.sqrt(max(middle, 1.0))
    spread = max(1.4826 * float(np.median(np.abs(counts - middle))), root)
    kept = np.clip(counts, middle - _OUTLIER * spread, middle + _OUTLIER * spread)
    level = float(kept.mean())
    residuals = (kept - level) / math.sqrt(max(level, 0.5))
    freedom = _CAUTION_WEIGHT + len(counts) - 1
    squares = float((residuals**2).sum())
    dispersion = max((_CAUTION_WEIGHT * _CAUTIOUS_DISPERSION + squares) / freedom, LEAST_DISPERSION)
    return Restlessness(level, dispersion, _correlation(residuals), freedom)


def _correlation(residuals: Counts) -> float:
    """The correlation of a week with the next: corrected for the downward bias of a short series, and drawn
    towards a cautious value the more the shorter it is."""
    count = len(residuals)
    squares = float((residuals**2).sum())
    if count < 6 or squares == 0:
        return _CAUTIOUS_CORRELATION
    raw = float((residuals[1:] * residuals[:-1]).sum()) / squares
    found = min(max((raw + 1 / count) / (1 - 3 / count), 0.0), _MOST_CORRELATED)
    weight = count / (count + _CORRELATION_WEIGHT)
    return weight * found + (1 - weight) * _CAUTIOUS_CORRELATION


def growth(before: Sequence[float], now: Sequence[float], scatter: Restlessness) -> Growth:
    """The growth from the mean of one run of weeks to that of the next; the runs follow each other.

    `scatter` is that of the series' own past. Weeks that may not be compared are left out by the caller.
    Raises ValueError for an empty run.
    """
    if not before or not now:
        raise ValueError("growth needs weeks on both sides")
    earlier, later = sum(before) / len(before), sum(now) / len(now)
    variance = scatter.variance_of_mean(len(before), earlier) + scatter.variance_of_mean(len(now), later)
    reach = student(0.5 + CONFIDENCE / 2, scatter.freedom) * math.sqrt(variance)
    # half an advert a week keeps nought from being infinitely less than one
    ratio = (later + 0.5 / len(now)) / (earlier + 0.5 / len(before))
    low, high = ratio * math.exp(-reach), ratio * math.exp(reach)
    enough = min(sum(before), sum(now)) >= LEAST_COUNT and high / low <= WIDEST
    return Growth(earlier, later, ratio, low, high, enough)


def student(probability: float, freedom: float) -> float:
    """The quantile of Student's distribution, by the expansion of Cornish and Fisher (within 1% from 5
    degrees of freedom and to 0.9995)."""
    z = NormalDist().inv_cdf(probability)
    return (
        z
        + (z**3 + z) / (4 * freedom)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * freedom**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * freedom**3)
    )
