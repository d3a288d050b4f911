"""The shipped rules on the invented market: a regression test, and no finding about anybody."""

from datetime import date

import polars as pl
import pyarrow as pa

from baken.demo.market import generate
from baken.extraction.stage import extract
from baken.indicators.fairness.report import report, weigh
from baken.indicators.fairness.verdict import judge
from baken.indicators.rulebook import load_rules
from baken.linking.sightings import sightings_of
from baken.linking.stage import link

KEY = bytes(32)


def test_shipped_rules_lead_to_no_gender_language_or_touring_more_than_the_bound() -> None:
    market = generate(0.01)
    batches = [extract(batch, key=KEY) for batch in market.records.combine_chunks().to_batches()]
    extracted = pa.Table.from_batches(batches)
    links = link(sightings_of(market.records, extracted["contacts"], key=KEY))
    truth = pl.DataFrame(pl.from_arrow(market.truth)).select(
        "sighting_id", founded=pl.col("pattern").is_not_null()
    )

    counts = weigh(market.records, extracted, links.assignments, links.hubs, load_rules(), truth)
    verdict = judge(counts, on=date(2026, 1, 1))

    measured = {row.group.name for row in report(counts) if row.gap}
    assert {"gender:women", "gender:men", "language:nl", "language:en", "touring"} <= measured
    assert (verdict.failures, verdict.warnings) == ((), ())
