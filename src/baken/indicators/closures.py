"""Compiles a condition to a function of one record's facts: for the door, and for examples.

The other compiler, for columns in bulk, is `columns`; a property test holds the two to one meaning.
"""

import operator
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Any

import re2

from baken.indicators import conditions as tree
from baken.indicators.facts import is_missing
from baken.indicators.folding import fold

Verdict = bool | None
"""True, false, or None for unknown."""

FactsOfOne = Mapping[str, Any]
"""The facts of one subject by name; an absent one, None and NaN are missing."""

Judge = Callable[[FactsOfOne], Verdict]

_TURNED: dict[tree.Comparison, Callable[[Any, Any], bool]] = {
    "lt": operator.gt,
    "le": operator.ge,
    "gt": operator.lt,
    "ge": operator.le,
    "eq": operator.eq,
}
"""What a limit is to a value of which the comparison holds."""

PATTERN_OPTIONS = re2.Options()
PATTERN_OPTIONS.log_errors = False
PATTERN_OPTIONS.max_mem = 8 << 20


@lru_cache(maxsize=1024)
def compiled_pattern(pattern: str) -> Any:
    """The pattern, compiled by RE2. Raises re2.error when RE2 refuses it."""
    return re2.compile(pattern, PATTERN_OPTIONS)


def compile_condition(condition: tree.Condition) -> Judge:
    """A function that says whether the condition is true, false or unknown of one subject's facts."""
    match condition:
        case tree.All(parts):
            return _all([compile_condition(part) for part in parts])
        case tree.Any(parts):
            return _any([compile_condition(part) for part in parts])
        case tree.Not(part):
            return _not(compile_condition(part))
        case tree.IsMissing(name):
            return lambda facts: is_missing(facts.get(name))
        case _:
            return _known(condition.fact, _test(condition))


def _all(judges: list[Judge]) -> Judge:
    def judge(facts: FactsOfOne) -> Verdict:
        verdict: Verdict = True
        for each in judges:
            part = each(facts)
            if part is False:
                return False
            if part is None:
                verdict = None
        return verdict

    return judge


def _any(judges: list[Judge]) -> Judge:
    def judge(facts: FactsOfOne) -> Verdict:
        verdict: Verdict = False
        for each in judges:
            part = each(facts)
            if part:
                return True
            if part is None:
                verdict = None
        return verdict

    return judge


def _not(inner: Judge) -> Judge:
    def judge(facts: FactsOfOne) -> Verdict:
        part = inner(facts)
        return None if part is None else not part

    return judge


def _known(name: str, test: Callable[[Any], bool]) -> Judge:
    def judge(facts: FactsOfOne) -> Verdict:
        value = facts.get(name)
        # as `is_missing`, without a call for each comparison of each subject
        return None if value is None or value != value else test(value)

    return judge


def _test(leaf: tree.Leaf) -> Callable[[Any], bool]:
    match leaf:
        case tree.Compare(comparison, _, limit):
            return partial(_TURNED[comparison], limit)
        case tree.In(_, values):
            return frozenset(values).__contains__
        case tree.Contains(_, phrases):
            return _says(phrases)
        case tree.Matches(_, pattern):
            search = compiled_pattern(pattern).search
            return lambda value: search(value) is not None
        case tree.CountGe(_, count):
            return lambda value: len(value) >= count
        case _:
            raise TypeError(f"no comparison: {leaf}")


def _says(phrases: tuple[str, ...]) -> Callable[[Any], bool]:
    """Looks for a phrase only in words that its first word stands in: most adverts have none of them."""
    by_first: dict[str, list[str]] = {}
    for phrase in phrases:
        by_first.setdefault(phrase.split()[0], []).append(phrase)
    firsts = frozenset(by_first)

    def test(value: str) -> bool:
        words = _words(value)
        if firsts.isdisjoint(words):
            return False
        folded = fold(value)
        return any(phrase in folded for first in firsts.intersection(words) for phrase in by_first[first])

    return test


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split())


def judges_of_leaves(condition: tree.Condition) -> dict[tree.Leaf, Judge]:
    """A function for each comparison of a tree, to see which ones the examples try both ways."""
    return {leaf: compile_condition(leaf) for leaf in tree.leaves(condition)}
