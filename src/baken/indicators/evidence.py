"""What a signal shows: spans of the words, or ids and pseudonyms; never a contact in clear."""

from collections.abc import Iterable, Iterator

import polars as pl

from baken.indicators.closures import compiled_pattern
from baken.indicators.conditions import Contains, words_sought
from baken.indicators.derive import Facts
from baken.indicators.facts import FACTS
from baken.indicators.folding import fold, spans
from baken.indicators.rule import Rule

MOST = 20
"""Pieces of evidence per signal: a person reads them."""

ITEM = pl.Struct({"span": pl.List(pl.Int32()), "id": pl.String()})
"""One piece: a span [start, end) in code points of title, newline, text; or an id."""


def with_evidence(fired: pl.DataFrame, facts: Facts, rules: dict[str, Rule]) -> pl.DataFrame:
    """The signals with a column `evidence`, a list of ITEM: spans first, in the order of the text.

    `fired` has `subject`, `subject_kind`, `advertiser`, `indicator`. A signal for which nothing more
    exact is known shows the ids of its sightings.
    """
    fired = fired.with_row_index("signal")
    read = [
        (rule.indicator, name, FACTS[name].level)
        for rule in rules.values()
        for name in rule.facts
        if name != "text"
    ]
    wanted = pl.DataFrame(
        read, schema={"indicator": pl.String, "fact": pl.String, "level": pl.String}, orient="row"
    )
    asked = fired.join(wanted, on="indicator")
    pieces = [*_of_facts(asked, facts), _of_words(fired, facts, rules)]
    found = pl.concat([piece.select("signal", "span", "id") for piece in pieces])
    bare = fired.join(found.select("signal").unique(), on="signal", how="anti")
    ids = bare.join(facts.sightings.select("advertiser", "sighting_id"), on="advertiser").filter(
        (pl.col("subject_kind") == "advertiser") | (pl.col("subject") == pl.col("sighting_id"))
    )
    found = pl.concat([found, ids.select("signal", span=_no_span(), id="sighting_id")])
    listed = (
        found.unique()
        .sort("signal", pl.col("span").list.first(), pl.col("span").list.last(), "id", nulls_last=True)
        .group_by("signal", maintain_order=True)
        .agg(evidence=pl.struct("span", "id").head(MOST).cast(ITEM))
    )
    return fired.join(listed, on="signal", how="left", maintain_order="left").drop("signal")


def _of_facts(asked: pl.DataFrame, facts: Facts) -> Iterator[pl.DataFrame]:
    """Evidence of the facts that a rule reads; across levels it is named by id."""
    told = facts.evidence
    own = asked.filter(pl.col("subject_kind") == pl.col("level"))
    yield own.join(told, on=["level", "subject", "fact"])
    upwards = asked.filter((pl.col("subject_kind") == "sighting") & (pl.col("level") == "advertiser"))
    yield upwards.drop("subject").join(
        told, left_on=["level", "advertiser", "fact"], right_on=["level", "subject", "fact"]
    )
    downwards = asked.filter((pl.col("subject_kind") == "advertiser") & (pl.col("level") == "sighting"))
    members = downwards.join(facts.sightings.select("advertiser", "sighting_id"), on="advertiser")
    yield members.join(
        told.select("level", "fact", sighting_id="subject").unique(), on=["level", "fact", "sighting_id"]
    ).select("signal", span=_no_span(), id="sighting_id")


def _no_span() -> pl.Expr:
    return pl.lit(None, dtype=pl.List(pl.Int32()))


def _of_words(fired: pl.DataFrame, facts: Facts, rules: dict[str, Rule]) -> pl.DataFrame:
    """Where the words stand that made a rule about a sighting true; only these texts are searched."""
    with_words = [rule.indicator for rule in rules.values() if any(words_sought(rule.when))]
    texts = (
        fired.filter((pl.col("subject_kind") == "sighting") & pl.col("indicator").is_in(with_words))
        .join(
            facts.sightings.select(subject="sighting_id", text="text"),
            on="subject",
            how="left",
            maintain_order="left",
        )
        .select("signal", "indicator", "text")
    )
    found = [
        (signal, start, end)
        for signal, indicator, text in texts.iter_rows()
        for start, end in sorted(set(word_spans(rules[indicator], text)))[:MOST]
    ]
    columns = {"signal": pl.get_index_type(), "start": pl.Int32(), "end": pl.Int32()}
    return pl.DataFrame(found, schema=columns, orient="row").select(
        "signal", span=pl.concat_list("start", "end"), id=pl.lit(None, pl.String)
    )


def word_spans(rule: Rule, text: str) -> Iterable[tuple[int, int]]:
    """The spans of a text that the rule's comparisons with words find, those under `not` apart."""
    for sought in words_sought(rule.when):
        if sought.fact != "text":
            continue
        if isinstance(sought, Contains):
            folded = fold(text)
            for phrase in [phrase for phrase in sought.phrases if phrase in folded]:
                yield from spans(text, phrase)
        else:
            yield from (found.span() for found in compiled_pattern(sought.pattern).finditer(text))
