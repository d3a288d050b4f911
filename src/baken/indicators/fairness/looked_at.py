"""What people concluded of the leads they looked at, by group: how often there was no concern.

It says how often a lead of a group was one for nothing, among those that somebody looked at. It says
nothing of those who were never a lead: for that, a blind sample of adverts without a reason is needed.
"""

import polars as pl

from baken.indicators.fairness.counts import Measure
from baken.indicators.fairness.groups import groups_of
from baken.indicators.fairness.report import Row
from baken.indicators.proportions import LEAST, Proportion, difference
from baken.vocabulary.code_list import Label

NO_CONCERN = Measure(
    "no_concern",
    Label(
        "bekeken aanwijzingen waar volgens mensen geen zorg was",
        "leads that were looked at and gave people no concern",
    ),
    (),
    True,
)


def looked_at(belongs: pl.DataFrame, concluded: pl.DataFrame) -> list[Row]:
    """A row a group, as `report.report` has it, of the advertisers in `concluded` alone.

    `belongs` is that of `groups.memberships`; `concluded` has `advertiser` and `no_concern`, true or false.
    Advertisers that are not in `belongs` are left out.
    """
    known = belongs.join(concluded, on="advertiser", how="inner", maintain_order="left")
    nothing = known["no_concern"].cast(pl.Boolean)
    rows = []
    for group, mark in groups_of(known):
        own, rest = _proportion(nothing.filter(mark)), _proportion(nothing.filter(~mark))
        gap = None if own is None or rest is None or group.says_nothing else difference(own, rest)
        rows.append(Row(group, NO_CONCERN, own, rest, gap, ()))
    return rows


def _proportion(nothing: pl.Series) -> Proportion | None:
    return Proportion(int(nothing.sum()), len(nothing)) if len(nothing) >= LEAST else None
