"""Property: the compiler for columns and the one for a single record mean the same by every rule."""

from typing import Any as Anything
from unittest.mock import patch

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.indicators import closures, columns, phrase_search
from baken.indicators.conditions import (
    All,
    Any,
    Compare,
    Condition,
    Contains,
    CountGe,
    In,
    IsMissing,
    Matches,
    Not,
)
from baken.indicators.facts import ALL_FACTS, DATA_TYPES, FACTS
from baken.indicators.folding import fold

WORDS = (
    "call",
    "her",
    "Straße",
    "STRASSE",
    "één",
    "ＦＵＬＬ",
    "soft\u00adly",
    "24/7",
    "any time",
    "надежда",
    "x_y",
    "🍒",
)
PATTERNS = ("call", "(?i)CALL", r"\bher\b", r"\w+", "^", "é", r"\d{2}", "(?s)a.*e", "[^a-z]", "надежд.")

texts = st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=5).map(" ".join)
small = st.integers(-3, 60)
fractions = st.floats(-3, 60, allow_nan=False, width=32)
values = {
    "text": texts,
    "boolean": st.booleans(),
    "integer": small,
    "number": fractions,
    "integers": st.lists(small, max_size=4),
    "texts": st.lists(st.sampled_from(WORDS), max_size=4),
}
plain = {"text": texts, "boolean": st.booleans(), "integer": small | fractions, "number": small | fractions}


def named(*kinds: str) -> st.SearchStrategy[str]:
    return st.sampled_from([fact.name for fact in ALL_FACTS if fact.kind in kinds])


def of_kind(name: str) -> st.SearchStrategy[Anything]:
    return plain[FACTS[name].kind]


phrases = st.sampled_from(WORDS).map(fold)
comparable = named("text", "boolean", "integer", "number")
leaf = st.one_of(
    st.builds(
        Compare, st.sampled_from(("lt", "le", "gt", "ge")), named("integer", "number"), small | fractions
    ),
    comparable.flatmap(lambda name: st.builds(Compare, st.just("eq"), st.just(name), of_kind(name))),
    comparable.flatmap(
        lambda name: st.builds(In, st.just(name), st.lists(of_kind(name), min_size=1, max_size=3).map(tuple))
    ),
    st.builds(Contains, named("text"), st.lists(phrases, min_size=1, max_size=3).map(tuple)),
    st.builds(Matches, named("text"), st.sampled_from(PATTERNS)),
    st.builds(CountGe, named("integers", "texts"), st.integers(0, 4)),
    st.builds(IsMissing, st.sampled_from(sorted(FACTS))),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(Any, st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
records = st.fixed_dictionaries({}, optional={fact.name: st.none() | values[fact.kind] for fact in ALL_FACTS})


@pytest.mark.parametrize("in_bulk_from", [1, 1000], ids=["in bulk", "a few"])
@settings(deadline=None, max_examples=200)
@given(conditions, st.lists(records, min_size=1, max_size=4))
def test_both_compilers_agree_on_every_rule_and_record(
    in_bulk_from: int, condition: Condition, facts: list[dict[str, Anything]]
) -> None:
    schema = {fact.name: DATA_TYPES[fact.kind] for fact in ALL_FACTS}
    rows = [{name: each.get(name) for name in schema} for each in facts]
    judge = closures.compile_condition(condition)

    with patch.object(phrase_search, "FEWEST_TEXTS", in_bulk_from):
        frame = columns.prepare(pl.DataFrame(rows, schema=schema), [condition])
    in_columns = frame.select(columns.compile_condition(condition).alias("verdict"))["verdict"].to_list()

    assert in_columns == [judge(each) for each in facts]
