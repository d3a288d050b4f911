"""Leads: one an advertiser, in a band, with its reasons. A machine never accuses: no probability."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import polars as pl

from baken.indicators.bands import ALL_BANDS, BANDS, BASE_RATES, URGENT, wrong_per_100
from baken.indicators.derive import Facts
from baken.indicators.facts import LEGAL_MINIMUM_AGE
from baken.indicators.families import family_of
from baken.indicators.rule import HARD_STOP, Rule
from baken.vocabulary.code_list import Label

LEADS = {
    "advertiser": pl.String(),
    "band": pl.String(),
    "log_odds": pl.Float64(),
    "low": pl.Float64(),
    "high": pl.Float64(),
    "indicators": pl.Int64(),
    "reasons": pl.List(pl.String()),
    "counting": pl.List(pl.String()),
    "hard_stop": pl.Boolean(),
}
"""The columns of leads. `reasons` are indicators: those that count first, then the heaviest; `counting` are
those that count. `indicators` is how many of those have a positive weight, the ones of a family as one."""

USUAL = 0.5
"""The share of an advertiser's unique adverts in which an indicator of adverts shows before it counts."""

DIGITS = 6
"""Sums are rounded here, so that their order of adding never shows."""


@dataclass(frozen=True, slots=True)
class Lead:
    """An advertiser in the queue. `hard_stop`: outreach has stopped for good and the protocol begins."""

    advertiser: str
    band: str
    log_odds: float
    low: float
    high: float
    indicators: int
    reasons: tuple[str, ...]
    counting: tuple[str, ...]
    hard_stop: bool


@dataclass(frozen=True, slots=True)
class BandSummary:
    """How many leads a band has, and of 100 such leads how many are wrong, at each base rate.

    The ratio and what follows from it are None for an empty band and for the urgent protocol, which
    is no score.
    """

    band: str
    label: Label
    leads: int
    likelihood_ratio: tuple[float, float] | None
    wrong_per_100: dict[float, tuple[float, float]] | None


def leads(facts: Facts, signals: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """A row (LEADS) for each advertiser, in their order.

    An indicator counts once for an advertiser, on however many copies it fires, and only when it is about
    the advertiser as a whole or shows in its `usual` adverts; rules of one family count as one (`families`).
    A stated age under the legal minimum is no score: whatever the rules, on whichever advert, it sets
    `hard_stop` and the band of the urgent protocol.
    """
    stopped = facts.advertisers.select(
        "advertiser", hard_stop=(pl.col("stated_age_min") < LEGAL_MINIMUM_AGE).fill_null(False)
    )
    return placed(stopped, usual(signals, facts.sightings), rules)


def usual(signals: pl.DataFrame, sightings: pl.DataFrame) -> pl.DataFrame:
    """`advertiser`, `indicator` and `counts`, for each indicator that fires on an advertiser.

    An indicator of adverts counts for their advertiser when it shows in at least half of its unique adverts.
    If one were enough, an agency with twelve adverts would have twelve times the chance of somebody who has
    one: its size would be the evidence. `sightings` has `sighting_id`, `advertiser` and `unique_advert`.
    """
    about = pl.col("subject_kind") == "sighting"
    shown = (
        signals.lazy()
        .filter(about)
        .select("subject", "indicator")
        .join(
            sightings.lazy().select("sighting_id", "advertiser", "unique_advert"),
            left_on="subject",
            right_on="sighting_id",
        )
        .group_by("advertiser", "indicator")
        .agg(shown=pl.col("unique_advert").n_unique())
    )
    sizes = (
        sightings.lazy()
        .select("advertiser", "unique_advert")
        .join(shown.select("advertiser").unique(), on="advertiser", how="semi")
        .group_by("advertiser")
        .agg(adverts=pl.col("unique_advert").n_unique())
    )
    of_adverts = shown.join(sizes, on="advertiser").select(
        "advertiser", "indicator", counts=pl.col("shown") >= USUAL * pl.col("adverts")
    )
    whole = signals.lazy().filter(~about).select("advertiser", "indicator", counts=pl.lit(True))
    return (
        pl.concat([of_adverts, whole]).group_by("advertiser", "indicator").agg(pl.col("counts").any())
    ).collect()


def placed(stopped: pl.DataFrame, found: pl.DataFrame, rules: Sequence[Rule]) -> pl.DataFrame:
    """A row (LEADS) for each advertiser of `stopped` (`advertiser`, `hard_stop`), given what `usual` found.

    `log_odds` is the sum of the weights that count; `low` and `high` lie from it the root of the summed
    squares of the weights' own distances, as for independent errors: adding the ends up would say that all
    studies erred the same way at once. That families go together too makes the sum too sure; the bands ask
    for several of them for that reason.
    """
    weights = pl.DataFrame(
        [
            (rule.indicator, family_of(rule), rule.weight.log_odds, rule.weight.low, rule.weight.high)
            for rule in rules
            if rule.weight is not None and rule.grade != "X"
        ],
        schema={
            "indicator": pl.String,
            "family": pl.String,
            "weight": pl.Float64,
            "low": pl.Float64,
            "high": pl.Float64,
        },
        orient="row",
    )
    fired = found.join(weights, on="indicator").sort(
        "advertiser", "counts", "weight", "indicator", descending=[False, True, True, False]
    )
    reasons = fired.group_by("advertiser", maintain_order=True).agg(
        reasons=pl.col("indicator"), counting=pl.col("indicator").filter("counts")
    )
    of_family = pl.struct("advertiser", "family")
    counted = (
        fired.filter("counts")
        # the heaviest of a family stands first and the one that points away most stands last
        .filter(
            (of_family.is_first_distinct() & (pl.col("weight") >= 0))
            | (of_family.is_last_distinct() & (pl.col("weight") < 0))
        )
        .group_by("advertiser")
        .agg(
            log_odds=pl.col("weight").sum(),
            below=(pl.col("weight") - pl.col("low")).pow(2).sum().sqrt(),
            above=(pl.col("high") - pl.col("weight")).pow(2).sum().sqrt(),
            indicators=(pl.col("weight") > 0).sum(),
        )
    )
    nothing = pl.lit([], dtype=pl.List(pl.String))
    sums = (
        stopped.join(reasons, on="advertiser", how="left", maintain_order="left")
        .join(counted, on="advertiser", how="left", maintain_order="left")
        .with_columns(
            pl.col("log_odds", "below", "above").fill_null(0.0),
            pl.col("indicators").fill_null(0),
            pl.col("reasons", "counting").fill_null(nothing),
        )
    )
    log_odds = pl.col("log_odds").round(DIGITS)
    return sums.with_columns(
        log_odds=log_odds,
        low=(pl.col("log_odds") - pl.col("below")).round(DIGITS),
        high=(pl.col("log_odds") + pl.col("above")).round(DIGITS),
        band=pl.when("hard_stop").then(pl.lit(URGENT.code)).otherwise(_band(log_odds)),
        reasons=pl.when("hard_stop")
        .then(pl.concat_list(pl.lit(HARD_STOP), "reasons").list.unique(maintain_order=True))
        .otherwise("reasons"),
    ).select(pl.col(name).cast(kind) for name, kind in LEADS.items())


def _band(log_odds: pl.Expr) -> pl.Expr:
    chosen = pl.lit(BANDS[-1].code)
    for band in reversed(BANDS[:-1]):
        reached = (log_odds >= band.least_log_odds) & (pl.col("indicators") >= band.least_indicators)
        chosen = pl.when(reached).then(pl.lit(band.code)).otherwise(chosen)
    return chosen


def lead_rows(frame: pl.DataFrame) -> Iterator[Lead]:
    """The rows of `leads`, one by one."""
    for row in frame.select(LEADS.keys()).iter_rows(named=True):
        yield Lead(**{**row, "reasons": tuple(row["reasons"]), "counting": tuple(row["counting"])})


def band_summaries(frame: pl.DataFrame) -> list[BandSummary]:
    """What each band holds, from urgent to last.

    The likelihood ratio of a band is the mean of those of its leads (the odds that their sums and
    intervals stand for): among leads of which most are wrong, as all of these are, that is how much
    more often exploitation gets into the band than its absence does.
    """
    return [_summary(frame.filter(pl.col("band") == band.code), band.code, band.label) for band in ALL_BANDS]


def _summary(members: pl.DataFrame, code: str, label: Label) -> BandSummary:
    if code == URGENT.code or members.is_empty():
        return BandSummary(code, label, members.height, None, None)
    low, high = (math.fsum(map(math.exp, members[end].sort())) / members.height for end in ("low", "high"))
    wrong = {rate: wrong_per_100(low, high, rate) for rate in BASE_RATES}
    return BandSummary(code, label, members.height, (low, high), wrong)
