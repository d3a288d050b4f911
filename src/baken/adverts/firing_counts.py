"""How often each indicator fires now, and what the bands hold: counts of advertisers, no advertiser."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.db import connection

from baken.audit.actions import record_event
from baken.indicators.bands import BANDS
from baken.indicators.derive import Facts
from baken.indicators.facts import LEGAL_MINIMUM_AGE
from baken.indicators.leads import BandSummary, band_summaries, leads
from baken.indicators.rule import HARD_STOP, Rule
from baken.tenancy.acting import Actor

LEAST = 10
"""Fewer advertisers than this are not told, nor what follows from them."""


@dataclass(frozen=True, slots=True)
class FiringCounts:
    """Advertisers per indicator, out of how many advertisers in all, and what each band holds."""

    advertisers: int
    by_indicator: dict[str, int]
    bands: tuple[BandSummary, ...]


def firing_counts(*, by: Actor, rules: Sequence[Rule]) -> FiringCounts:
    """Counts over the signals that stand now; noted in the log.

    The bands are those that the same rules gave the advertisers with a signal; the last band also has
    the advertisers without one, of whom nothing follows.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT advertiser) FROM adverts_link WHERE organisation_id = %s",
            [by.organisation.id],
        )
        (advertisers,) = cursor.fetchone()
        cursor.execute(
            "SELECT DISTINCT advertiser, indicator FROM adverts_signal WHERE organisation_id = %s",
            [by.organisation.id],
        )
        schema = {"advertiser": pl.String, "indicator": pl.String}
        fired = pl.DataFrame(cursor.fetchall(), schema=schema, orient="row").sort("advertiser", "indicator")
    counted = fired.group_by("indicator").len().iter_rows()
    record_event(
        by=by, action="adverts.firings_counted", subject="rules", details={"advertisers": advertisers}
    )
    return FiringCounts(advertisers, dict(counted), _bands(fired, rules, advertisers))


def _bands(fired: pl.DataFrame, rules: Sequence[Rule], advertisers: int) -> tuple[BandSummary, ...]:
    stopped = (pl.col("indicator") == HARD_STOP).any()
    known = fired.group_by("advertiser", maintain_order=True).agg(
        # all that placing in a band asks of the facts is whether this one stops everything
        stated_age_min=pl.when(stopped).then(LEGAL_MINIMUM_AGE - 1).otherwise(None)
    )
    nothing = pl.DataFrame()
    summaries = band_summaries(leads(Facts(nothing, known, nothing), fired, rules))
    without = advertisers - known.height
    return tuple(
        BandSummary(one.band, one.label, one.leads + without, None, None)
        if one.band == BANDS[-1].code
        else one
        for one in summaries
    )
