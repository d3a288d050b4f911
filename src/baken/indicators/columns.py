"""Compiles a condition to a Polars expression: all records at once.

The other compiler, for one record, is `closures`; a property test holds the two to one meaning.
Null is unknown, and Polars' `&`, `|` and `~` follow the three truth values of the rule language.
"""

import operator
import re
from collections.abc import Iterable
from functools import partial, reduce
from itertools import groupby

import polars as pl
import pyarrow as pa
from pyarrow import compute

from baken.indicators import conditions as tree
from baken.indicators.closures import compiled_pattern
from baken.indicators.facts import DATA_TYPES, FACTS
from baken.indicators.phrase_search import search
from baken.indicators.pieces import in_pieces

_COMPARE = {
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "eq": operator.eq,
}

_PLAIN_PATTERN = re.compile(r"(?:(?!\(\?<)[\n\t -\[\]-~]|\\(?:[bBdDsSwWnt]|[!-/:-@\[-`{-~]))*")
"""Patterns whose meaning hangs on no table of letters, so that any release of RE2 reads them alike."""


def prepare(frame: pl.DataFrame, wanted: Iterable[tree.Condition]) -> pl.DataFrame:
    """The frame with every column that the conditions read: absent facts as null, phrases looked up.

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
    sought = sorted({leaf for leaf in leaves if isinstance(leaf, tree.Contains)}, key=_said)
    for name, together in groupby(sought, key=lambda leaf: leaf.fact):
        asked = list(together)
        said = search(frame[name], [leaf.phrases for leaf in asked])
        frame = frame.with_columns(found.alias(_said(leaf)) for leaf, found in zip(asked, said, strict=True))
    return frame


def _said(leaf: tree.Contains) -> str:
    """The column that tells where one of the phrases is said."""
    return f"{leaf.fact} says{''.join(leaf.phrases)}"


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
        case tree.Contains():
            return pl.col(_said(condition))
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
    found = _found_at_once if _PLAIN_PATTERN.fullmatch(pattern) else _found_one_by_one
    return pl.col(name).map_batches(partial(found, pattern), return_dtype=pl.Boolean, is_elementwise=True)


def _found_at_once(pattern: str, texts: pl.Series) -> pl.Series:
    """By the RE2 that Arrow brings."""
    found = in_pieces(texts, lambda piece: compute.match_substring_regex(piece.to_arrow(), pattern))
    return pl.Series(texts.name, pa.chunked_array(found, pa.bool_()), dtype=pl.Boolean)


def _found_one_by_one(pattern: str, texts: pl.Series) -> pl.Series:
    found = compiled_pattern(pattern).search
    verdicts = [None if text is None else found(text) is not None for text in texts]
    return pl.Series(texts.name, verdicts, dtype=pl.Boolean)
