"""Advertisers as the rules that fired on them, and the groups that they are in: a market without adverts."""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from baken.indicators.facts import LEGAL_MINIMUM_AGE
from baken.indicators.fairness.counts import Counts, count
from baken.indicators.fairness.groups import KINDS
from baken.indicators.leads import placed
from baken.indicators.rule import Rule, Weight
from baken.indicators.rulebook import load_rules

NAMES = ("r0", "r1", "r2", "r3", "r4")
WEIGHTS = (0.5, 0.4, 0.4, 0.3, -0.2)
SHIPPED = load_rules()[0]
RULES = tuple(
    replace(SHIPPED, indicator=name, grade="B", weight=Weight(weight, weight - 1, weight + 1))
    for name, weight in zip(NAMES, WEIGHTS, strict=True)
)
"""Rules of which any two of the first three lead to the second band, and those three to the first."""

Fired = tuple[str, ...]


def leads_of(
    fired: Sequence[Fired], rules: Sequence[Rule] = RULES, ages: Sequence[int | None] | None = None
) -> pl.DataFrame:
    """The leads of advertisers a0, a1, … on whom these rules fired."""
    names = [f"a{number}" for number in range(len(fired))]
    known = ages or [None] * len(names)
    stopped = pl.DataFrame(
        {"advertiser": names, "hard_stop": [age is not None and age < LEGAL_MINIMUM_AGE for age in known]},
        schema={"advertiser": pl.String, "hard_stop": pl.Boolean},
    )
    found = pl.DataFrame(
        [(name, rule, True) for name, each in zip(names, fired, strict=True) for rule in each],
        schema={"advertiser": pl.String, "indicator": pl.String, "counts": pl.Boolean},
        orient="row",
    )
    return placed(stopped, found, rules)


def belonging(marks: Sequence[bool], kind: str = "touring") -> pl.DataFrame:
    """Groups of which only one kind tells anybody apart."""
    plain = {each.code: ["unknown"] * len(marks) if each.several else [False] * len(marks) for each in KINDS}
    return pl.DataFrame(
        {"advertiser": [f"a{n}" for n in range(len(marks))], **plain, kind: list(marks)},
        schema_overrides={each.code: pl.String if each.several else pl.Boolean for each in KINDS},
    )


def counted(
    group: Sequence[Fired], rest: Sequence[Fired], founded: Sequence[bool | None] | None = None
) -> Counts:
    """The counts of a market of touring advertisers and others, with what is known of them."""
    fired = [*group, *rest]
    known = None
    if founded is not None:
        names = [f"a{number}" for number in range(len(fired))]
        known = pl.DataFrame(
            {"advertiser": names, "founded": founded}, schema_overrides={"founded": pl.Boolean}
        )
    marks = [True] * len(group) + [False] * len(rest)
    return count(leads_of(fired), belonging(marks), RULES, known)
