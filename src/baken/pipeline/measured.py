"""What is kept with a lead so that its outcome can be counted later: what was unknown, and its groups."""

from collections.abc import Sequence

import polars as pl
import pyarrow as pa

from baken.indicators.derive import Facts
from baken.indicators.evaluate import unknown
from baken.indicators.fairness.groups import KINDS, memberships
from baken.indicators.rule import Rule

COUNTED_APART = ("gender", "touring", "agency", "duo", "shared_phone")
"""Groups that outcomes are counted apart by. The language of adverts is left out: nothing asks for it."""


def with_measures(
    leads: pl.DataFrame,
    facts: Facts,
    records: pa.Table,
    extracted: pa.Table,
    assignments: pa.Table | None,
    hubs: pa.Table | None,
    rules: Sequence[Rule],
) -> pl.DataFrame:
    """The leads with two columns more: `unknown`, the indicators of which nothing can be said, and
    `groups`, names as in the fairness report. No rule reads them."""
    if leads.is_empty():
        none = pl.lit([], dtype=pl.List(pl.String))
        return leads.with_columns(unknown=none, groups=none)
    untold = unknown(facts, rules, leads["advertiser"])
    belongs = memberships(records, extracted, assignments, hubs, facts)
    named = [
        pl.format(f"{kind.code}:{{}}", kind.code)
        if kind.several
        else pl.when(kind.code).then(pl.lit(kind.code))
        for kind in KINDS
        if kind.code in COUNTED_APART
    ]
    groups = belongs.select("advertiser", groups=pl.concat_list(named).list.drop_nulls())
    return leads.join(untold, on="advertiser", how="left", maintain_order="left").join(
        groups, on="advertiser", how="left", maintain_order="left"
    )
