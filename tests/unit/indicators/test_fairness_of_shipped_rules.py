"""The shipped rules on the invented market: a regression test, and no finding about anybody."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pyarrow as pa
import pytest

from baken.demo.market import generate
from baken.extraction.stage import extract
from baken.indicators.fairness.counts import Counts
from baken.indicators.fairness.groups import Group
from baken.indicators.fairness.report import report, weigh
from baken.indicators.fairness.shipped import invented, shipped_justifications
from baken.indicators.fairness.verdict import judge
from baken.indicators.rulebook import load_rules
from baken.linking.sightings import sightings_of
from baken.linking.stage import link

KEY = bytes(32)
DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def counts() -> Counts:
    """The shipped rules on a tenth of the market, with what was behind each advert."""
    market = generate(0.1)
    batches = [extract(batch, key=KEY) for batch in market.records.combine_chunks().to_batches()]
    extracted = pa.Table.from_batches(batches)
    links = link(sightings_of(market.records, extracted["contacts"], key=KEY))
    truth = pl.DataFrame(pl.from_arrow(market.truth)).select(
        "sighting_id", founded=pl.col("pattern").is_not_null()
    )
    return weigh(market.records, extracted, links.assignments, links.hubs, load_rules(), truth)


def test_shipped_rules_lead_to_no_group_more_than_the_bound(counts: Counts) -> None:
    verdict = judge(counts, on=DAY)

    measured = {row.group.name for row in report(counts) if row.gap and row.measure.false}
    everybody = {"gender:women", "gender:men", "language:nl", "language:en", "touring"}
    assert everybody | {"agency", "duo", "shared_phone"} <= measured
    assert (verdict.failures, verdict.warnings) == ((), ())


def test_leads_of_agencies_are_those_with_something_behind_them(counts: Counts) -> None:
    agencies = {row.measure.code: row for row in report(counts) if row.group == Group("agency")}

    assert agencies["leads_first_two"].own
    assert agencies["leads_first_two"].own.count > 0
    assert agencies["false_first_two"].own
    assert agencies["false_first_two"].own.count == 0
    assert {row.group.name for row in judge(counts, on=DAY).explained} == {"agency"}


def test_gap_of_agencies_without_outcomes_is_answered_for_by_one_rule(counts: Counts) -> None:
    unknown = replace(counts, founded=None, founded_members={}, unfounded=None, unfounded_members={})
    shipped = shipped_justifications()
    while_it_holds, after = shipped[0].begins, shipped[0].until + timedelta(days=1)

    without = judge(unknown, on=DAY)
    assert {row.group.name for row in (*without.failures, *without.warnings)} == {"agency"}
    answered = judge(unknown, shipped, on=while_it_holds)
    assert (answered.failures, answered.warnings, answered.idle) == ((), (), ())
    assert {one.row.group.name for one in answered.justified} == {"agency"}
    assert judge(unknown, shipped, on=after).justified == ()


def test_shipped_justifications_are_of_the_invented_market_alone() -> None:
    assert invented(["kleinmarkt.example", "ontmoet.example"])
    assert not invented(["kleinmarkt.example", "kleinmarkt.nl"])
    assert not invented([])
