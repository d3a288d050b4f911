"""Replays of many cases, summed: how many each version would have brought forward, and how much earlier."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import comb

from baken.indicators.hindsight.replay import Replay
from baken.indicators.proportions import Proportion

CONFIDENCE = 0.95


@dataclass(frozen=True, slots=True)
class Median:
    """The median of some days, and the interval that holds the true one in 95 of 100 samples; None at an
    end where so few cases do not bound it."""

    days: float
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """Of a version (or of one of its indicators) in how many cases it spoke before they came to light, and
    how many days before; None where it never did."""

    version: str
    indicator: str | None
    found: Proportion
    earlier: Median | None


def summed(replays: Sequence[Replay], indicators: Mapping[str, Sequence[str]]) -> list[Line]:
    """A line for each version, then one for each of its `indicators` in their order, those too that missed
    every case."""
    lines = []
    for version, names in indicators.items():
        own = [one for one in replays if one.version == version]
        if not own:
            continue
        days = [one.days_earlier for one in own if one.days_earlier is not None]
        lines.append(Line(version, None, Proportion(len(days), len(own)), median(days)))
        for name in names:
            ahead = [(one.known_on - one.fired_on[name]).days for one in own if name in one.fired_on]
            lines.append(Line(version, name, Proportion(len(ahead), len(own)), median(ahead)))
    return lines


def median(days: Sequence[int]) -> Median | None:
    """The median and its distribution-free interval, from the ranks that a binomial of a half leaves
    (Conover, Practical Nonparametric Statistics); None without a number."""
    ordered = sorted(days)
    count = len(ordered)
    if not count:
        return None
    middle = (ordered[(count - 1) // 2] + ordered[count // 2]) / 2
    rank = _rank(count)
    if rank is None:
        return Median(middle, None, None)
    return Median(middle, ordered[rank], ordered[count - 1 - rank])


def _rank(count: int) -> int | None:
    """How many of the ordered numbers may be left out at each end; None where not even none may."""
    tail, rank = 0.0, None
    for left_out in range(count // 2 + 1):
        tail += comb(count, left_out) / 2**count
        if 2 * tail > 1 - CONFIDENCE:
            break
        rank = left_out
    return rank
