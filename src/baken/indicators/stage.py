"""The stage: records, what was extracted from them and their links in; signals and leads out."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from baken.indicators.derive import Facts, derive
from baken.indicators.evaluate import evaluate
from baken.indicators.leads import BandSummary, band_summaries, leads
from baken.indicators.rule import Rule


@dataclass(frozen=True)
class Indications:
    """What the rules say: signals (`evaluate.SIGNALS`) and a lead an advertiser (`leads.LEADS`), of these
    facts."""

    facts: Facts
    signals: pl.DataFrame
    leads: pl.DataFrame

    def summaries(self) -> list[BandSummary]:
        """What each band holds, and how often it is wrong."""
        return band_summaries(self.leads)


def indicate(
    records: pa.Table,
    extracted: pa.Table,
    assignments: pa.Table | None,
    hubs: pa.Table | None,
    rules: Sequence[Rule],
) -> Indications:
    """Signals and leads of advert records; the tables are those of `derive.derive`, with its errors."""
    facts = derive(records, extracted, assignments, hubs)
    signals = evaluate(facts, rules)
    return Indications(facts, signals, leads(facts, signals, rules))
