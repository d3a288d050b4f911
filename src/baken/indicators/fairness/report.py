"""The report: how often a rule set leads to each group, against the rest, and which rule makes the gap.

On synthetic data this is a regression test and no finding; on real data it says where rules weigh more,
never that they should not: the persons of a group may differ in what a rule is about. That is why a
gap asks for a reason that somebody answers for, and not for another number.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
import pyarrow as pa

from baken.indicators.derive import derive
from baken.indicators.evaluate import evaluate
from baken.indicators.fairness.counts import Counts, Measure, count
from baken.indicators.fairness.groups import Group, memberships
from baken.indicators.leads import leads
from baken.indicators.proportions import LEAST, Difference, Proportion, difference
from baken.indicators.rule import Rule

NO_RULES: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cause:
    """A rule and the share of the gap that goes when it is left out; over 1 when the gap turns round.

    Shares do not add up to 1: bands ask for several rules, so that one gap may hang on each of them.
    """

    indicator: str
    share: float


@dataclass(frozen=True, slots=True)
class Row:
    """One rate of one group. `own` and `rest` are None when they are of too few; `gap` also for the
    group that says nothing. `causes`: the rules that make the gap, the one that makes most of it first.
    `without`: the rules that were left out."""

    group: Group
    measure: Measure
    own: Proportion | None
    rest: Proportion | None
    gap: Difference | None
    causes: tuple[Cause, ...]
    without: frozenset[str] = NO_RULES


def weigh(
    records: pa.Table,
    extracted: pa.Table,
    assignments: pa.Table | None,
    hubs: pa.Table | None,
    rules: Sequence[Rule],
    outcomes: pl.DataFrame | None = None,
) -> Counts:
    """Runs the rules on a market and counts on whom they fall; the tables are those of `derive.derive`.

    `outcomes` says of sightings (`sighting_id`) whether something was behind them (`founded`, null where
    that is not known): a truth that was made up beforehand, or what people concluded. What people
    concluded is known of leads mostly, so that the rate of false leads needs the blind sample of adverts
    without a reason to look as well.
    """
    return weigh_groups(records, extracted, assignments, hubs, rules, outcomes)[0]


def weigh_groups(
    records: pa.Table,
    extracted: pa.Table,
    assignments: pa.Table | None,
    hubs: pa.Table | None,
    rules: Sequence[Rule],
    outcomes: pl.DataFrame | None = None,
) -> tuple[Counts, pl.DataFrame]:
    """What `weigh` gives, and beside it the groups of each advertiser (`groups.memberships`)."""
    facts = derive(records, extracted, assignments, hubs)
    found = leads(facts, evaluate(facts, rules), rules)
    belongs = memberships(records, extracted, assignments, hubs, facts)
    founded = None
    if outcomes is not None:
        founded = (
            facts.sightings.select("sighting_id", "advertiser")
            .join(outcomes.select("sighting_id", "founded"), on="sighting_id")
            .group_by("advertiser")
            # one that was founded is enough; of the others all that is known must say that it was not
            .agg(
                pl.when(pl.col("founded").is_not_null().any()).then(pl.col("founded").any()).alias("founded")
            )
        )
    return count(found, belongs, rules, founded), belongs


def report(counts: Counts) -> list[Row]:
    """A row for each measure and each group."""
    return [row(counts, group, measure) for measure in counts.measures() for group in counts.members]


def row(counts: Counts, group: Group, measure: Measure, without: frozenset[str] = NO_RULES) -> Row:
    """The rate of one group, as it would be when some rules are left out."""
    own, rest = (_enough(part) for part in counts.of(group, measure, without))
    gap = None if own is None or rest is None or group.says_nothing else difference(own, rest)
    causes = () if gap is None or gap.size == 0 else _causes(counts, group, measure, without, gap.size)
    return Row(group, measure, own, rest, gap, causes, without)


def _enough(part: Proportion | None) -> Proportion | None:
    return part if part is not None and part.of >= LEAST else None


def _causes(
    counts: Counts, group: Group, measure: Measure, without: frozenset[str], size: float
) -> tuple[Cause, ...]:
    """The rules without which the gap is smaller. Where each alone changes nothing, because others make up
    for it, the one that fires most unequally stands here with a share of 0."""
    left = [name for name in counts.combinations.indicators if name not in without]
    causes = [Cause(name, 1 - counts.gap(group, measure, without | {name}) / size) for name in left]
    direction = 1 if size > 0 else -1
    unequal = {name: direction * counts.fires(group, measure, name) for name in left}
    causes.sort(key=lambda cause: (-round(cause.share, 9), -unequal[cause.indicator], cause.indicator))
    making = tuple(cause for cause in causes if cause.share > 1e-9)
    return making or tuple(Cause(cause.indicator, 0.0) for cause in causes[:1])
