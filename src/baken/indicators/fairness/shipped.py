"""What is answered for with the shipped rules: gaps on the invented market, whose makers know what is in it.

On no other market: nobody here knows what is behind the adverts that somebody collected, so whoever weighs
those answers for gaps in a file of their own. And for no other rules: a rule that somebody changed is theirs
to answer for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from importlib import resources

from baken.indicators.fairness.counts import Counts
from baken.indicators.fairness.justifications import Justification, read_justifications
from baken.indicators.fairness.verdict import BOUND, Verdict, judge
from baken.indicators.rule import Rule
from baken.indicators.rulebook import load_rules

FILE = "invented_market.yaml"
_INVENTED = ".example"
"""The end of names that nobody can have (RFC 2606); every platform of the invented market bears it."""


def invented(platforms: Iterable[str]) -> bool:
    """Whether these are platforms of an invented market, all of them; not for none at all."""
    named = list(platforms)
    return bool(named) and all(name.endswith(_INVENTED) for name in named)


def shipped_justifications() -> tuple[Justification, ...]:
    """The justifications that come with the shipped rules, for the invented market."""
    sound, faults = read_justifications((resources.files(__package__) / FILE).read_bytes(), FILE)
    assert not faults, faults
    return sound


def judge_as_shipped(
    counts: Counts, rules: Sequence[Rule], platforms: Iterable[str], *, on: date, bound: float = BOUND
) -> Verdict:
    """Holds every gap against the bound, with what is answered for where these are the shipped rules and
    every one of `platforms` is invented; anywhere else nothing is.

    What fits nothing here is not told as idle: it is no concern of whoever weighs.
    """
    held = shipped_justifications() if invented(platforms) and tuple(rules) == load_rules() else ()
    return replace(judge(counts, held, on=on, bound=bound), idle=())
