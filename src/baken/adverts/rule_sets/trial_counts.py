"""A comparison as it is kept and shown: counts of advertisers, no advertiser, nothing that tells of a few.

Whoever may propose rules asks with them what is stored; so a comparison answers nothing about a few. Every
count is told to the nearest ten, and none of one to nine is told apart from nothing at all (None): "few or
none". No row is there because somebody is: one without a figure stands for every rule that differs, or for
none. `indicators.rare_words` does the same for the words that rules look for.
"""

from typing import Any

import polars as pl

from baken.adverts.firing_counts import LEAST
from baken.indicators.compare import CHANGES, Comparison

_COUNTS = ("old", "new", "came", "went", "advertisers", *CHANGES)


def told(found: Comparison) -> dict[str, Any]:
    """The tables of a comparison as plain rows, in tens, small counts left out."""
    return in_tens(
        {
            "changes": found.counts(),
            "moves": _rows(found.moves),
            "indicators": _rows(found.indicators),
            "genders": _rows(found.genders),
            "indicators_by_gender": _rows(found.indicators_by_gender),
            "at_the_door": list(found.at_the_door),
        }
    )


def in_tens(counts: dict[str, Any]) -> dict[str, Any]:
    """The same with every count in tens and no row that only few make; done once or twice alike, so that
    what an earlier release kept is shown no finer."""
    if "changes" not in counts:
        return counts
    return counts | {
        "changes": _near(counts["changes"]),
        "moves": [row for row in map(_near, counts["moves"]) if row["advertisers"] is not None],
        "indicators": [row for row in map(_near, counts["indicators"]) if _differs(row) or _moves(row)],
        "genders": [_near(row) for row in counts["genders"]],
        "indicators_by_gender": [row for row in map(_near, counts["indicators_by_gender"]) if _moves(row)],
    }


def nearest_ten(count: int) -> int:
    """A count to the nearest ten, halves upwards."""
    return (count + 5) // 10 * 10


def _near(row: dict[str, Any]) -> dict[str, Any]:
    return {name: _told(value) if name in _COUNTS else value for name, value in row.items()}


def _told(count: int | None) -> int | None:
    return None if count is None or count < LEAST else nearest_ten(count)


def _differs(row: dict[str, Any]) -> bool:
    """Whether the rule files differ here: that says nothing about anybody."""
    return bool(row["old_version"] != row["new_version"])


def _moves(row: dict[str, Any]) -> bool:
    return row["came"] is not None or row["went"] is not None


def _rows(frame: pl.DataFrame) -> list[dict[str, Any]]:
    return list(frame.iter_rows(named=True))
