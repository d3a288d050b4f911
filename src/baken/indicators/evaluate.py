"""Which rules fire on what: facts and rules in, signals out."""

from collections.abc import Iterable, Sequence

import polars as pl

from baken.indicators import columns
from baken.indicators.closures import FactsOfOne, compile_condition
from baken.indicators.derive import Facts
from baken.indicators.evidence import ITEM, with_evidence
from baken.indicators.rule import AppliesTo, Rule

SIGNALS = {
    "subject": pl.String(),
    "subject_kind": pl.String(),
    "advertiser": pl.String(),
    "indicator": pl.String(),
    "rule_version": pl.Int64(),
    "grade": pl.String(),
    "evidence": pl.List(ITEM),
    "innocent_nl": pl.String(),
    "innocent_en": pl.String(),
}
"""The columns of signals. `subject` is a sighting id or an advertiser id, as `subject_kind` says;
`advertiser` is the advertiser that the subject belongs to, or is."""

FIRED = ("subject", "subject_kind", "advertiser", "indicator")
"""The columns of signals that say which rule fires on whom."""


def evaluate(facts: Facts, rules: Sequence[Rule]) -> pl.DataFrame:
    """A row (SIGNALS) for each rule that fires on a sighting or an advertiser, in their order, the
    rules by name. Rules for the door wait for a submitted advert: `fires` answers for one."""
    by_name = {rule.indicator: rule for rule in rules}
    described = pl.DataFrame(
        [
            (rule.indicator, rule.version, rule.grade, rule.innocent.nl, rule.innocent.en)
            for rule in by_name.values()
        ],
        schema={
            name: SIGNALS[name]
            for name in ("indicator", "rule_version", "grade", "innocent_nl", "innocent_en")
        },
        orient="row",
    )
    return (
        with_evidence(fired(facts, rules), facts, by_name)
        .join(described, on="indicator", how="left", maintain_order="left")
        .select(pl.col(name).cast(kind) for name, kind in SIGNALS.items())
    )


def fired(facts: Facts, rules: Sequence[Rule]) -> pl.DataFrame:
    """The rows of `evaluate` without what explains them: the columns FIRED."""
    sightings = facts.sightings.with_columns(subject=pl.col("sighting_id"))
    advertisers = facts.advertisers.with_columns(subject=pl.col("advertiser"))
    if any("text" in rule.facts for rule in rules if rule.applies_to == "advertiser"):
        advertisers = advertisers.join(
            facts.joined_texts(), on="advertiser", how="left", maintain_order="left"
        )
    return pl.concat(
        [
            _fired(sightings, "sighting", _about(rules, "sighting")),
            _fired(advertisers, "advertiser", _about(rules, "advertiser")),
        ]
    )


def unknown(facts: Facts, rules: Sequence[Rule], advertisers: pl.Series) -> pl.DataFrame:
    """`advertiser` and `unknown`: the indicators of which nothing can be said of it, by name; a row for
    each of `advertisers`, in their order.

    A rule is unknown of an advertiser on whom it fires nowhere and on some subject for want of a fact can't
    be told. Rules for the door are of no lead.
    """
    asked = pl.DataFrame({"advertiser": advertisers})
    sightings = facts.sightings.join(asked, on="advertiser", how="semi").with_columns(
        subject=pl.col("sighting_id")
    )
    of_advertisers = facts.advertisers.join(asked, on="advertiser", how="semi").with_columns(
        subject=pl.col("advertiser")
    )
    if any("text" in rule.facts for rule in rules if rule.applies_to == "advertiser"):
        of_advertisers = of_advertisers.join(
            facts.joined_texts(), on="advertiser", how="left", maintain_order="left"
        )
    verdicts = pl.concat(
        [
            _verdicts(sightings, _about(rules, "sighting")),
            _verdicts(of_advertisers, _about(rules, "advertiser")),
        ]
    )
    untold = (
        verdicts.group_by("advertiser", "indicator")
        .agg(fired=pl.col("value").any(), untold=pl.col("value").is_null().any())
        .filter(pl.col("untold") & ~pl.col("fired"))
        .sort("indicator")
        .group_by("advertiser", maintain_order=True)
        .agg(unknown=pl.col("indicator"))
    )
    return asked.join(untold, on="advertiser", how="left", maintain_order="left").with_columns(
        pl.col("unknown").fill_null(pl.lit([], dtype=pl.List(pl.String)))
    )


def fires(facts: FactsOfOne, rules: Iterable[Rule], applies_to: AppliesTo) -> list[Rule]:
    """The rules about such a subject that fire on the facts of one; `why.Panel` judges one after another."""
    return [
        rule
        for rule in rules
        if rule.applies_to == applies_to and compile_condition(rule.when)(facts) is True
    ]


def _about(rules: Sequence[Rule], subject: AppliesTo) -> list[Rule]:
    return sorted((rule for rule in rules if rule.applies_to == subject), key=lambda rule: rule.indicator)


def _verdicts(frame: pl.DataFrame, rules: list[Rule]) -> pl.DataFrame:
    """What each rule says of each subject: true, false, or null where it can't be told."""
    prepared = columns.prepare(frame, [rule.when for rule in rules])
    verdicts = prepared.select(
        "advertiser", *(columns.compile_condition(rule.when).alias(rule.indicator) for rule in rules)
    )
    schema = {"advertiser": pl.String(), "indicator": pl.String(), "value": pl.Boolean()}
    if not rules:
        return pl.DataFrame(schema=schema)
    return verdicts.unpivot(
        index="advertiser", on=[rule.indicator for rule in rules], variable_name="indicator"
    ).cast(schema)  # type: ignore[arg-type]


def _fired(frame: pl.DataFrame, kind: str, rules: list[Rule]) -> pl.DataFrame:
    keys = ["subject", "advertiser"]
    prepared = columns.prepare(frame, [rule.when for rule in rules]).with_row_index("place")
    verdicts = prepared.select(
        "place",
        *keys,
        *(columns.compile_condition(rule.when).alias(f"rule {rule.indicator}") for rule in rules),
    )
    if not rules:
        return pl.DataFrame(schema={name: SIGNALS[name] for name in FIRED})
    return (
        verdicts.unpivot(
            index=["place", *keys], on=[f"rule {rule.indicator}" for rule in rules], variable_name="indicator"
        )
        .filter("value")
        .with_columns(pl.col("indicator").str.strip_prefix("rule "))
        .sort("place", "indicator")
        .with_columns(pl.lit(kind).alias("subject_kind"))
        .select(FIRED)
    )
