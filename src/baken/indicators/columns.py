"""Compiles a condition to a Polars expression: all records at once.

The other compiler, for one record, is `closures`; a property test holds the two to one meaning.
Null is unknown, and Polars' `&`, `|` and `~` follow the three truth values of the rule language.
"""

import operator
from collections.abc import Iterable
from functools import reduce

import polars as pl

from baken.indicators import conditions as tree
from baken.indicators.closures import compiled_pattern
from baken.indicators.facts import DATA_TYPES, FACTS
from baken.indicators.folding import fold

_COMPARE = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
}


def prepare(frame: pl.DataFrame, wanted: Iterable[tree.Condition]) -> pl.DataFrame:
    """The frame with every column that the conditions read: absent facts as null, words folded once.

    NaN says as little as null and becomes null, as in the other compiler.
    """
    leaves = [leaf for condition in wanted for leaf in tree.leaves(condition)]
    read = {leaf.fact for leaf in leaves}
    absent = sorted(read - set(frame.columns))
    frame = frame.with_columns(
        pl.lit(None, dtype=DATA_TYPES[FACTS[name].kind]).alias(name) for name in absent
    )
    numbers = sorted(name for name in read if FACTS[name].kind == "number")
    frame = frame.with_columns(pl.col(name).fill_nan(None) for name in numbers)
    folded = sorted({leaf.fact for leaf in leaves if isinstance(leaf, tree.Contains)})
    return frame.with_columns(_words(frame[name]).alias(_folded(name)) for name in folded)


def _words(column: pl.Series) -> pl.Series:
    return pl.Series(column.name, [None if text is None else fold(text) for text in column], dtype=pl.String)


def _folded(name: str) -> str:
    return f"{name} folded"


def compile_condition(condition: tree.Condition) -> pl.Expr:
    """An expression over a prepared frame: true, false, or null for unknown."""
    match condition:
        case tree.All(parts):
            return reduce(operator.and_, map(compile_condition, parts))
        case tree.Any(parts):
            return reduce(operator.or_, map(compile_condition, parts))
        case tree.Not(part):
            return ~compile_condition(part)
        case tree.IsMissing(name):
            return pl.col(name).is_null()
        case tree.Compare(comparison, name, value):
            return _COMPARE[comparison](_comparable(name), _literal(value))  # type: ignore[no-any-return]
        case tree.In(name, values):
            return reduce(operator.or_, [_comparable(name) == _literal(value) for value in values])
        case tree.Contains(name, phrases):
            return pl.col(_folded(name)).str.contains_any(list(phrases))
        case tree.Matches(name, pattern):
            return _matches(name, pattern)
        case tree.CountGe(name, count):
            return pl.col(name).list.len() >= count


def _comparable(name: str) -> pl.Expr:
    """Numbers as floats, so that a whole number and a fraction compare as they do one at a time."""
    column = pl.col(name)
    return column.cast(pl.Float64) if FACTS[name].kind in ("integer", "number") else column


def _literal(value: tree.Plain) -> pl.Expr:
    if isinstance(value, bool | str):
        return pl.lit(value)
    return pl.lit(float(value), dtype=pl.Float64)


def _matches(name: str, pattern: str) -> pl.Expr:
    """RE2 on every text: Polars' own engine reads some patterns otherwise (its word ends are Unicode's)."""
    search = compiled_pattern(pattern).search

    def found(column: pl.Series) -> pl.Series:
        texts = column.to_list()
        verdicts = [None if text is None else search(text) is not None for text in texts]
        return pl.Series(column.name, verdicts, dtype=pl.Boolean)

    return pl.col(name).map_batches(found, return_dtype=pl.Boolean, is_elementwise=True)
