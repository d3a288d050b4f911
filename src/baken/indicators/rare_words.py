"""Words that hardly any advertiser uses find nobody while rules are only tried.

A trial counts over everything that is stored. If a rule could look for any word, whoever may propose one
could ask whether a name or a sentence is stored, and of how many, by what the trial counts: that is searching
by text. So a word that is new in a version, and that fewer than `LEAST` advertisers use, finds nobody, just
as a word that nobody uses; put together with common words it adds nothing to what those find.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import polars as pl

from baken.indicators import columns
from baken.indicators import conditions as tree
from baken.indicators.derive import Facts
from baken.indicators.phrase_search import search
from baken.indicators.proportions import LEAST
from baken.indicators.rule import Rule

_WORDS = "text"
_NOBODY = tree.Compare("eq", _WORDS, "")
"""Never true: the words of an advert have a newline between title and text."""


def common_words(facts: Facts, old: Sequence[Rule], new: Sequence[Rule]) -> list[Rule]:
    """The rules of `new` as they may be tried beside `old`: what only `new` looks for in the words of an
    advert, and fewer than `LEAST` advertisers use, finds nobody."""
    known = set(_sought(old))
    sought = [one for one in dict.fromkeys(_sought(new)) if one not in known]
    rare = set(_rare(facts.sightings, sought))
    return [replace(rule, when=_without(rule.when, rare)) for rule in new] if rare else list(new)


def _sought(rules: Iterable[Rule]) -> Iterable[tree.Leaf]:
    """What rules look for in words, each phrase by itself."""
    for rule in rules:
        for leaf in tree.leaves(rule.when):
            yield from _apart(leaf)


def _apart(leaf: tree.Leaf) -> list[tree.Leaf]:
    if leaf.fact != _WORDS:
        return []
    match leaf:
        case tree.Contains(fact, phrases):
            return [tree.Contains(fact, (phrase,)) for phrase in phrases]
        case tree.In(fact, values):
            return [tree.Compare("eq", fact, value) for value in values]
        case tree.Compare() | tree.Matches():
            return [leaf]
    return []


def _rare(sightings: pl.DataFrame, sought: Sequence[tree.Leaf]) -> Iterable[tree.Leaf]:
    if not sought:
        return
    told = sightings.select(_WORDS, "advertiser").drop_nulls().unique(maintain_order=True)
    phrases = [leaf for leaf in sought if isinstance(leaf, tree.Contains)]
    found = search(told[_WORDS], [leaf.phrases for leaf in phrases])
    for phrase, says in zip(phrases, found, strict=True):
        if told["advertiser"].filter(says).n_unique() < LEAST:
            yield phrase
    for leaf in sought:
        if not isinstance(leaf, tree.Contains):
            users = told.filter(columns.compile_condition(leaf))["advertiser"]
            if users.n_unique() < LEAST:
                yield leaf


def _without(condition: tree.Condition, rare: set[tree.Leaf]) -> tree.Condition:
    match condition:
        case tree.All(parts):
            return tree.All(tuple(_without(part, rare) for part in parts))
        case tree.Any(parts):
            return tree.Any(tuple(_without(part, rare) for part in parts))
        case tree.Not(part):
            return tree.Not(_without(part, rare))
    asked = _apart(condition)
    common = [one for one in asked if one not in rare]
    if len(common) == len(asked):
        return condition
    if not common:
        return _NOBODY
    if isinstance(condition, tree.Contains):
        kept = tuple(phrase for one in common if isinstance(one, tree.Contains) for phrase in one.phrases)
        return replace(condition, phrases=kept)
    assert isinstance(condition, tree.In)
    values = tuple(one.value for one in common if isinstance(one, tree.Compare))
    return replace(condition, values=values)
