"""Words that rise: used by a larger share of the advertisers than in the weeks before.

Weighted log-odds with an informative Dirichlet prior (Monroe, Colaresi and Quinn 2008, "Fightin' Words"):
the prior is the word's share in all weeks, so a rare word needs more to stand out. What is counted is
advertisers in a week, so a text that is repeated adds nothing. Three things would make words rise that do
not, and are set right: an advertiser who stays for weeks is one advertiser and not several; a week in which
a single advertiser used the word was not kept, so it counts as what such weeks hold on average; and the
standard errors are widened by the spread that the words of the language show themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from baken.watch.language.bursts import Numbers, bursting, weeks_bursting
from baken.watch.language.counting import MOST_KNOWN

MOST_SHOWN = 50
_SPREAD = 1.4826
"""From the median distance to the standard deviation, in a normal distribution."""

_MOST_WIDENED = 5.0
_SAME = 0.9
"""Of the texts of a word, in so many a pair stands for the word itself."""


@dataclass(frozen=True, slots=True)
class RisingSettings:
    """What counts as rising. `recent` and `earlier` are weeks; `prior` is the weight of what is usual, as a
    share of all advertiser-weeks; the rest is the least that a word must have in the recent weeks."""

    recent: int = 2
    earlier: int = 10
    fewest_earlier: int = 3
    prior: float = 0.02
    least_z: float = 3.25
    least_ratio: float = 1.5
    least_texts: int = 5
    least_advertisers: int = 4
    least_platforms: int = 2


DEFAULT = RisingSettings()

SCHEMA = pl.Schema(
    [
        ("language", pl.String),
        ("term", pl.String),
        ("log_odds", pl.Float64),
        ("z", pl.Float64),
        ("texts_now", pl.UInt32),
        ("texts_before", pl.UInt32),
        ("per_thousand_now", pl.Float64),
        ("per_thousand_before", pl.Float64),
        ("advertisers", pl.UInt32),
        ("platforms", pl.UInt32),
        ("burst", pl.UInt32),
        ("series", pl.List(pl.Float64)),
        ("samples", pl.List(pl.String)),
    ]
)
"""A row a rising term, strongest first within its language. `per_thousand` are advertisers that use it of
each thousand in a week; `series` the same per week, oldest first; `advertisers` and `platforms` count the
different ones of the recent weeks, no further than `MOST_KNOWN` a week."""


def rising_terms(
    weeks: Sequence[tuple[date, pl.DataFrame]], settings: RisingSettings = DEFAULT
) -> pl.DataFrame:
    """The rising terms (`SCHEMA`) at the end of some weeks, each with its counts (`counting.SCHEMA`).

    Weeks in any order; one without adverts may be left out. None rises before there are enough weeks.
    """
    ordered = sorted(weeks, key=lambda one: one[0])[-(settings.recent + settings.earlier) :]
    if len(ordered) < settings.recent + settings.fewest_earlier:
        return pl.DataFrame(schema=SCHEMA)
    numbered = [
        counts.with_columns(pl.lit(place, pl.Int64).alias("week"))
        for place, (_monday, counts) in enumerate(ordered)
    ]
    counts = pl.concat(numbered)
    languages = counts["language"].unique().sort().to_list()
    found = [
        _of_language(counts.filter(pl.col("language") == language), len(ordered), settings)
        for language in languages
    ]
    return pl.concat([pl.DataFrame(schema=SCHEMA), *found])


def _of_language(counts: pl.DataFrame, weeks: int, settings: RisingSettings) -> pl.DataFrame:
    first_recent = weeks - settings.recent
    everybody = _per_week(counts.filter(pl.col("term") == ""), weeks)[0]
    named = counts.filter(pl.col("term") != "")
    now = (
        named.lazy()
        .filter(pl.col("week") >= first_recent)
        .group_by("term")
        .agg(
            pl.col("texts").sum().alias("texts_now"),
            pl.col("advertisers").explode().n_unique().alias("advertisers"),
            pl.col("platforms").explode().n_unique().alias("platforms"),
            pl.col("samples").explode().unique(maintain_order=True).head(MOST_KNOWN),
        )
        .collect()
    )
    if now.is_empty() or not everybody[:first_recent].sum():
        return pl.DataFrame(schema=SCHEMA)
    before = (
        named.filter(pl.col("week") < first_recent).group_by("term").agg(texts_before=pl.col("texts").sum())
    )
    there = (
        now.join(before, on="term", how="left").with_columns(pl.col("texts_before").fill_null(0)).sort("term")
    )
    used = _per_week(named.join(there.select("term"), on="term", how="semi"), weeks, there["term"])
    staying = _staying(named, there["term"], first_recent)
    log_odds, z = _weighed(_filled_in(used, first_recent), everybody, staying, first_recent, settings.prior)
    shares = 1000 * used / np.maximum(everybody, 1.0)
    per_now = 1000 * used[:, first_recent:].sum(axis=1) / max(everybody[first_recent:].sum(), 1.0)
    per_before = 1000 * used[:, :first_recent].sum(axis=1) / everybody[:first_recent].sum()
    several = named.select(pl.col("platforms").explode().n_unique()).item()
    scored = there.with_columns(
        pl.lit(counts["language"][0]).alias("language"),
        pl.Series("log_odds", log_odds),
        pl.Series("z", z),
        pl.Series("per_thousand_now", per_now),
        pl.Series("per_thousand_before", per_before),
        pl.Series("burst", weeks_bursting(bursting(used, np.broadcast_to(everybody, used.shape)))),
        pl.Series("series", shares.tolist(), dtype=pl.List(pl.Float64)),
    )
    risen = scored.filter(
        pl.col("z") >= settings.least_z,
        pl.col("per_thousand_now") >= settings.least_ratio * pl.col("per_thousand_before"),
        pl.col("texts_now") >= settings.least_texts,
        pl.col("advertisers") >= settings.least_advertisers,
        pl.col("platforms") >= min(settings.least_platforms, several),
    )
    return (
        _without_echoes(risen).sort("z", "term", descending=[True, False]).head(MOST_SHOWN)
        .select(list(SCHEMA)).cast(SCHEMA)
    )  # fmt: skip


def _per_week(counts: pl.DataFrame, weeks: int, terms: pl.Series | None = None) -> Numbers:
    """Users per term (row) and week (column); terms as given."""
    rows = terms.to_list() if terms is not None else [""]
    place = {term: row for row, term in enumerate(rows)}
    table = np.zeros((len(rows), weeks))
    if len(counts):
        at = counts["term"].replace_strict(place, return_dtype=pl.Int64).to_numpy()
        table[at, counts["week"].to_numpy()] = counts["users"].to_numpy()
    return table


def _filled_in(used: Numbers, first_recent: int) -> Numbers:
    """The counts with, in the weeks before, what a word has on average where at most one used it.

    Out of how many of those weeks a word is missing follows how often it is used at all (Poisson), and so
    how much a missing week holds.
    """
    early = used[:, :first_recent]
    missing = ((early == 0).sum(axis=1) + 0.5) / (first_recent + 1)
    rate = np.interp(missing, *_MISSING)
    filled = used.copy()
    filled[:, :first_recent] = np.where(early == 0, (rate / (1 + rate))[:, None], early)
    return filled


_RATES = np.linspace(8, 0, 801)
_MISSING = (np.exp(-_RATES) * (1 + _RATES), _RATES)
"""How often a week has at most one user, and of which rate that is."""


def _staying(named: pl.DataFrame, terms: pl.Series, first_recent: int) -> Numbers:
    """For how many weeks one advertiser counts, per term, now and before: what the counts are divided by.

    Known where no week has more advertisers than are kept; for more common words the average of those.
    """
    sides = []
    for late in (True, False):
        counted = (
            named.filter((pl.col("week") >= first_recent) == late)
            .group_by("term")
            .agg(
                pl.col("users").sum(),
                pl.col("users").max().alias("most"),
                pl.col("advertisers").explode().n_unique().alias("different"),
            )
        )
        known = counted.filter(pl.col("most") <= MOST_KNOWN)
        average = float(known["users"].sum()) / max(float(known["different"].sum()), 1.0)
        factor = terms.to_frame("term").join(
            known.select("term", factor=pl.col("users") / pl.col("different")), on="term", how="left",
            maintain_order="left",
        )["factor"]  # fmt: skip
        sides.append(np.maximum(factor.fill_null(max(average, 1.0)).to_numpy(), 1.0))
    found: Numbers = np.stack(sides, axis=1)
    return found


def _weighed(
    used: Numbers, everybody: Numbers, staying: Numbers, first_recent: int, prior: float
) -> tuple[Numbers, Numbers]:
    """The log-odds ratio of now against before, and the same in widened standard errors."""
    usual = used.sum(axis=1) / everybody.sum()
    prior = prior * everybody.sum()
    expected = np.maximum(usual * prior, 1e-9)
    sides = []
    for side, part in enumerate((slice(first_recent, None), slice(None, first_recent))):
        those = used[:, part].sum(axis=1) / staying[:, side]
        yes = those + expected
        no = everybody[part].sum() / staying[:, side] - those + prior - expected
        sides.append((np.log(yes) - np.log(np.maximum(no, 1e-9)), 1 / yes))
    (now, spread_now), (before, spread_before) = sides
    log_odds = now - before
    z = log_odds / np.sqrt(spread_now + spread_before)
    # of the words that are common enough to show how much words move when nothing happens
    common = used.sum(axis=1) >= COMMON
    seen = z[common] if common.sum() >= COMMON else np.zeros(1)
    wide = float(np.clip(_SPREAD * np.median(np.abs(seen - np.median(seen))), 1.0, _MOST_WIDENED))
    return log_odds, z / wide


COMMON = 30
"""Advertiser-weeks that make a word common, and how many such words tell a spread."""


def _without_echoes(risen: pl.DataFrame) -> pl.DataFrame:
    """A pair that rises because one of its words does, and a word that rises within one pair alone, are
    told once: the stronger of the two stays, and of equals the pair."""
    texts = dict(risen.select("term", "texts_now").iter_rows())
    pairs = {term: [word for word in term.split(" ") if word in texts] for term in texts if " " in term}
    dropped = {
        pair for pair, words in pairs.items() if any(texts[pair] < _SAME * texts[word] for word in words)
    }
    dropped |= {word for pair, words in pairs.items() if pair not in dropped for word in words}
    return risen.filter(~pl.col("term").is_in(sorted(dropped)))
