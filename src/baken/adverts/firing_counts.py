"""How often each indicator fires now, and what the bands hold: counts of advertisers, no advertiser."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.db import connection

from baken.audit.actions import record_event
from baken.indicators.bands import BANDS
from baken.indicators.leads import USUAL, BandSummary, band_summaries, placed
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
        cursor.execute(_FIRED, {"organisation": by.organisation.id, "usual": USUAL})
        schema = {"advertiser": pl.String, "indicator": pl.String, "counts": pl.Boolean}
        found = pl.DataFrame(cursor.fetchall(), schema=schema, orient="row").sort("advertiser", "indicator")
    counted = found.group_by("indicator").len().iter_rows()
    record_event(
        by=by, action="adverts.firings_counted", subject="rules", details={"advertisers": advertisers}
    )
    return FiringCounts(advertisers, dict(counted), _bands(found, rules, advertisers))


_FIRED = """
    WITH fired AS (
        SELECT DISTINCT s.advertiser, s.indicator, l.unique_advert
        FROM adverts_signal s
        LEFT JOIN adverts_link l ON s.subject_kind = 'sighting'
            AND l.organisation_id = s.organisation_id AND l.sighting_id::text = s.subject
        WHERE s.organisation_id = %(organisation)s
    ), sizes AS (
        SELECT advertiser, count(DISTINCT unique_advert) AS adverts
        FROM adverts_link WHERE organisation_id = %(organisation)s GROUP BY advertiser
    )
    SELECT advertiser, indicator,
        bool_or(unique_advert IS NULL) OR count(unique_advert) >= %(usual)s * coalesce(max(adverts), 0)
    FROM fired LEFT JOIN sizes USING (advertiser)
    GROUP BY advertiser, indicator
"""
"""Each indicator of each advertiser, and whether it counts, as `indicators.leads.usual` has it."""


def _bands(found: pl.DataFrame, rules: Sequence[Rule], advertisers: int) -> tuple[BandSummary, ...]:
    stopped = found.group_by("advertiser", maintain_order=True).agg(
        hard_stop=(pl.col("indicator") == HARD_STOP).any()
    )
    summaries = band_summaries(placed(stopped, found, rules))
    without = advertisers - stopped.height
    return tuple(
        BandSummary(one.band, one.label, one.leads + without, None, None)
        if one.band == BANDS[-1].code
        else one
        for one in summaries
    )
