"""Priority bands: which leads people look at first, and how often such a lead is wrong.

The thresholds are set so that few leads come out. In 17,362 British adverts 19.0% had no indicator,
58.3% one, 21.3% two and 1.7% three or more (Giommoni & Ikwu 2021): one indicator says nothing, and
most ordinary adverts have one. So the first band asks for at least three that count, and the
second for two, besides a sum of weights. Rules of one family count as one (`families`), so that
organisation alone, which is all that an agency or a duo shows by being one, reaches no band. With
the shipped weights the second band takes what a tested indicator (grade A) and one more say, and the
first what such an indicator, organisation and a third say together. A few per cent of an ordinary
market in the first band is the most that a team can look at with care; more would only harm.
"""

import math
from dataclasses import dataclass

from baken.vocabulary.code_list import Label

BASE_RATES = (0.01, 0.04, 0.10)
"""The shares of exploitation among adverts for which the desk says how many leads are wrong."""


@dataclass(frozen=True, slots=True)
class Band:
    """A priority in words. A lead is in the first band whose two thresholds it reaches.

    `least_log_odds`: the sum of weights from which it may be in this band; `least_indicators`: how
    many different indicators with a positive weight it must have.
    """

    code: str
    label: Label
    least_log_odds: float
    least_indicators: int


URGENT = Band("urgent_protocol", Label("spoedprotocol", "urgent protocol"), math.inf, 0)
"""No threshold leads here, only the hard stop: outreach stops, two people look at once, by protocol."""

BANDS = (
    Band("look_first", Label("eerst bekijken", "look first"), 0.8, 3),
    Band("look_next", Label("daarna bekijken", "look next"), 0.5, 2),
    Band("no_reason", Label("geen aanleiding", "no reason to look"), -math.inf, 0),
)
"""From first to last; the last takes what is left."""

ALL_BANDS = (URGENT, *BANDS)


def band_of(log_odds: float, indicators: int) -> Band:
    """The band of a lead without a hard stop: never lower for a higher sum or for more indicators."""
    return next(
        band for band in BANDS if log_odds >= band.least_log_odds and indicators >= band.least_indicators
    )


def wrong_per_100(lr_low: float, lr_high: float, base_rate: float) -> tuple[float, float]:
    """Of 100 leads of a band, how many are wrong at the least and at the most.

    `lr_low` and `lr_high` bound the band's likelihood ratio, `base_rate` is the share p of
    exploitation: wrong = 100 (1 - p LR / (p LR + 1 - p)). Of a band, never of one lead. Raises
    ValueError unless 0 < lr_low <= lr_high and 0 <= base_rate <= 1.
    """
    if not 0 < lr_low <= lr_high < math.inf or not 0 <= base_rate <= 1:
        raise ValueError("wrong_per_100 needs 0 < lr_low <= lr_high and a base rate from 0 to 1")

    def wrong(ratio: float) -> float:
        return 100 * (1 - base_rate * ratio / (base_rate * ratio + 1 - base_rate))

    return wrong(lr_high), wrong(lr_low)
