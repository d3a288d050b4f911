"""A comparison as it is kept: counts of advertisers, no advertiser, nothing that tells of a few.

Everybody who works here and an observer from outside may read it, so that a count of one to nine is kept as
"too few to say" (None); nothing at all is told as 0, since it is about nobody.
"""

from typing import Any

import polars as pl

from baken.adverts.firing_counts import LEAST
from baken.indicators.compare import CHANGES, Comparison

_COUNTS = ("old", "new", "came", "went", "advertisers", *CHANGES)


def told(found: Comparison) -> dict[str, Any]:
    """The tables of a comparison as plain rows, small counts left out."""
    return {
        "changes": {change: _safe(count) for change, count in found.counts().items()},
        "moves": _rows(found.moves),
        "indicators": _rows(found.indicators),
        "genders": _rows(found.genders),
        "indicators_by_gender": _rows(found.indicators_by_gender),
        "at_the_door": list(found.at_the_door),
    }


def rounded(counts: dict[str, Any]) -> dict[str, Any]:
    """What is kept, for an observer: each count to the nearest ten, so that no sum or difference gives a
    small one away."""

    def near(row: dict[str, Any]) -> dict[str, Any]:
        return {name: nearest_ten(value) if name in _COUNTS else value for name, value in row.items()}

    return {
        name: near(kept)
        if isinstance(kept, dict)
        else [near(row) if isinstance(row, dict) else row for row in kept]
        for name, kept in counts.items()
    }


def nearest_ten(count: int | None) -> int | None:
    """A count to the nearest ten, halves upwards."""
    return None if count is None else (count + 5) // 10 * 10


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return [
        {name: _safe(value) if name in _COUNTS else value for name, value in row.items()}
        for row in frame.iter_rows(named=True)
    ]


def _safe(count: int | None) -> int | None:
    return count if count is None or count == 0 or count >= LEAST else None
