"""A rule set beside another on the same history: what would change before it counts, and for whom.

A new version is tried so: both run on everything that was seen, and people look at the difference.
Nothing is written, and nobody's lead moves. Advertised gender is given from outside, after the rules
have spoken, to see on whom the change falls; no rule can read it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from baken.indicators.bands import ALL_BANDS, BANDS
from baken.indicators.derive import Facts
from baken.indicators.evaluate import fired
from baken.indicators.leads import leads
from baken.indicators.proportions import LEAST
from baken.indicators.rule import Rule
from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.code_list import Label

NO_LEAD = BANDS[-1].code
"""The band of those with no reason to look: they are no lead."""

APPEARS, VANISHES, EARLIER, LATER, OTHER_REASONS = "appears", "vanishes", "earlier", "later", "other_reasons"
CHANGES = {
    APPEARS: Label("verschijnt", "appears"),
    VANISHES: Label("verdwijnt", "vanishes"),
    EARLIER: Label("naar een eerdere band", "to an earlier band"),
    LATER: Label("naar een latere band", "to a later band"),
    OTHER_REASONS: Label("zelfde band, andere redenen", "same band, other reasons"),
}
"""What can happen to a lead. One under the protocol by a stated age stays there whatever the rules."""

CHANGED = {
    "advertiser": pl.String(),
    "change": pl.String(),
    "old_band": pl.String(),
    "new_band": pl.String(),
    "old_log_odds": pl.Float64(),
    "new_log_odds": pl.Float64(),
    "reasons_came": pl.List(pl.String()),
    "reasons_went": pl.List(pl.String()),
}
"""The columns of changed leads."""

_RANK = {band.code: rank for rank, band in enumerate(ALL_BANDS)}


@dataclass(frozen=True)
class Comparison:
    """What would change.

    `changed`: a row (CHANGED) for each lead that changes, in the order of the advertisers.
    `moves`: `old_band`, `new_band` and how many `advertisers` go from one to the other, or stay.
    `indicators`: for each rule of either side `old_version` and `new_version` (null where it is not), on
    how many advertisers it fires (`old`, `new`), and on how many only now (`came`) or no longer (`went`).
    `genders`: for each advertised gender `advertisers`, leads (`old`, `new`), and a column for each of
    CHANGES; null where there are fewer than LEAST advertisers.
    `indicators_by_gender`: `indicator`, `advertised_gender`, `came`, `went`, null likewise, of each rule
    that comes to anybody or goes.
    `at_the_door`: rules of either side that wait for a submitted advert and fire on no history.
    """

    changed: pl.DataFrame
    moves: pl.DataFrame
    indicators: pl.DataFrame
    genders: pl.DataFrame
    indicators_by_gender: pl.DataFrame
    at_the_door: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """How many leads undergo each of CHANGES."""
        found = dict(self.changed.group_by("change").len().iter_rows())
        return {change: found.get(change, 0) for change in CHANGES}


def compare(facts: Facts, old: Sequence[Rule], new: Sequence[Rule], genders: pl.DataFrame) -> Comparison:
    """Runs both rule sets on the same facts; `genders` tells of each advertiser
    what it advertises (`fairness.groups.advertised_genders`)."""
    sides = [(rules, fired(facts, rules)) for rules in (old, new)]
    was, becomes = (leads(facts, signals, rules) for rules, signals in sides)
    both = _side_by_side(was, becomes).join(genders, on="advertiser", how="left", maintain_order="left")
    came_and_went = _came_and_went(*(signals for _, signals in sides))
    indicators = _indicators(old, new, came_and_went)
    return Comparison(
        both.drop_nulls("change").select(pl.col(name).cast(kind) for name, kind in CHANGED.items()),
        both.group_by("old_band", "new_band")
        .agg(advertisers=pl.len())
        .sort(*(pl.col(name).replace_strict(_RANK) for name in ("old_band", "new_band"))),
        indicators,
        _genders(both),
        _indicators_by_gender(came_and_went, genders),
        tuple(sorted({rule.indicator for rule in (*old, *new) if rule.applies_to == "door"})),
    )


def _side_by_side(was: pl.DataFrame, becomes: pl.DataFrame) -> pl.DataFrame:
    columns = ("band", "log_odds", "reasons")
    both = pl.concat(
        [
            was.select("advertiser", *(pl.col(name).alias(f"old_{name}") for name in columns)),
            becomes.select(pl.col(name).alias(f"new_{name}") for name in columns),
        ],
        how="horizontal",
    ).with_columns(
        reasons_came=pl.col("new_reasons").list.set_difference("old_reasons").list.sort(),
        reasons_went=pl.col("old_reasons").list.set_difference("new_reasons").list.sort(),
    )
    old_rank, new_rank = (pl.col(name).replace_strict(_RANK) for name in ("old_band", "new_band"))
    other = pl.col("reasons_came").list.len() + pl.col("reasons_went").list.len() > 0
    change = (
        pl.when(old_rank == new_rank)
        .then(pl.when(other & (pl.col("new_band") != NO_LEAD)).then(pl.lit(OTHER_REASONS)))
        .when(pl.col("old_band") == NO_LEAD)
        .then(pl.lit(APPEARS))
        .when(pl.col("new_band") == NO_LEAD)
        .then(pl.lit(VANISHES))
        .otherwise(pl.when(new_rank < old_rank).then(pl.lit(EARLIER)).otherwise(pl.lit(LATER)))
    )
    return both.with_columns(change=change)


def _came_and_went(old: pl.DataFrame, new: pl.DataFrame) -> pl.DataFrame:
    """`advertiser`, `indicator`, and whether it fires on it by the `old` and by the `new` rules."""
    on = ["advertiser", "indicator"]
    before, after = (
        signals.select(on).unique().with_columns(pl.lit(True).alias(name))
        for signals, name in ((old, "old"), (new, "new"))
    )
    return before.join(after, on=on, how="full", coalesce=True).with_columns(
        pl.col("old", "new").fill_null(False)
    )


def _counted() -> dict[str, pl.Expr]:
    return {"came": (pl.col("new") & ~pl.col("old")).sum(), "went": (pl.col("old") & ~pl.col("new")).sum()}


def _indicators(old: Sequence[Rule], new: Sequence[Rule], pairs: pl.DataFrame) -> pl.DataFrame:
    versions = [{rule.indicator: rule.version for rule in rules} for rules in (old, new)]
    seen = {rule.indicator for rule in (*old, *new) if rule.applies_to != "door"}
    named = pl.DataFrame(
        [(name, *(side.get(name) for side in versions)) for name in sorted(seen)],
        schema={"indicator": pl.String, "old_version": pl.Int64, "new_version": pl.Int64},
        orient="row",
    )
    counts = pairs.group_by("indicator").agg(pl.col("old").sum(), pl.col("new").sum(), **_counted())
    return named.join(counts, on="indicator", how="left", maintain_order="left").with_columns(
        pl.col("old", "new", "came", "went").fill_null(0)
    )


def _genders(both: pl.DataFrame) -> pl.DataFrame:
    counted = both.group_by("advertised_gender").agg(
        pl.len().alias("advertisers"),
        old=(pl.col("old_band") != NO_LEAD).sum(),
        new=(pl.col("new_band") != NO_LEAD).sum(),
        **{change: (pl.col("change") == change).sum() for change in CHANGES},
    )
    told = [
        pl.when(pl.col("advertisers") >= LEAST).then(name).alias(name) for name in ("old", "new", *CHANGES)
    ]
    return counted.with_columns(told).sort(_by_code())


def _indicators_by_gender(pairs: pl.DataFrame, genders: pl.DataFrame) -> pl.DataFrame:
    sizes = genders.group_by("advertised_gender").agg(advertisers=pl.len())
    moving = pairs.filter(pl.col("old") != pl.col("new"))
    counts = (
        moving.join(genders, on="advertiser").group_by("indicator", "advertised_gender").agg(**_counted())
    )
    return (
        moving.select("indicator")
        .unique()
        .join(sizes, how="cross")
        .join(counts, on=["indicator", "advertised_gender"], how="left")
        .select(
            "indicator",
            "advertised_gender",
            *(
                pl.when(pl.col("advertisers") >= LEAST).then(pl.col(name).fill_null(0)).alias(name)
                for name in ("came", "went")
            ),
        )
        .sort("indicator", _by_code())
    )


def _by_code() -> pl.Expr:
    places = {code: AdvertisedGender.place(code) for code in AdvertisedGender.codes}
    return pl.col("advertised_gender").replace_strict(places)
