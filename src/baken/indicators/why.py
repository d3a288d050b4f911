"""What the rules say of one subject, and why: for the door, and for a person who asks about one lead."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, NamedTuple

from baken.indicators import conditions as tree
from baken.indicators.closures import FactsOfOne, Judge, Verdict, compile_condition
from baken.indicators.evidence import MOST, word_spans
from baken.indicators.rule import Rule


class Tried(NamedTuple):
    """A comparison of a rule, the value that it saw, and what it said; None is unknown."""

    comparison: tree.Leaf
    value: Any
    verdict: Verdict


class Answer(NamedTuple):
    """What one rule says. Unknown is no reason to act: a rule fires only when it is true.

    `tried`: of a rule that fires every comparison, of one that is unknown those that nobody told
    enough for, of one that is false none. `spans`: where the words stand that made a rule true, as
    [start, end) in code points of title, newline, text.
    """

    rule: Rule
    verdict: Verdict
    tried: tuple[Tried, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def fires(self) -> bool:
        """Whether it is true; not when it is false or unknown."""
        return self.verdict is True


class Panel:
    """Rules made ready to judge one subject after another. Which rules are about such a subject, the
    caller knows: every fact is known at every level."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = [_ready(rule) for rule in rules]

    def answers(self, facts: FactsOfOne) -> list[Answer]:
        """What each rule says of the facts of one subject, in the order of the rules."""
        return [
            ready.get(verdict := judge(facts)) or explained(facts, verdict)
            for judge, ready, explained in self._rules
        ]


def _ready(rule: Rule) -> tuple[Judge, dict[Verdict, Answer], Callable[[FactsOfOne, Verdict], Answer]]:
    """A rule as a function, the answers that are the same for every subject, and what makes the others."""
    parts = _parts(rule)
    ready: dict[Verdict, Answer] = {False: Answer(rule, False)}
    if len(parts) == 1:
        ready[None] = Answer(rule, None, (Tried(parts[0][0], None, None),))
    return compile_condition(rule.when), ready, partial(_explained, rule, parts)


_Parts = list[tuple[tree.Leaf, Judge]]


def _parts(rule: Rule) -> _Parts:
    return [(leaf, compile_condition(leaf)) for leaf in dict.fromkeys(tree.leaves(rule.when))]


def _explained(rule: Rule, parts: _Parts, facts: FactsOfOne, verdict: Verdict) -> Answer:
    """The answer of a rule that is true or unknown."""
    tried = [Tried(leaf, facts.get(leaf.fact), judge(facts)) for leaf, judge in parts]
    if verdict is None:
        return Answer(rule, None, tuple([each for each in tried if each.verdict is None]))
    spans = sorted(set(word_spans(rule, facts.get("text") or "")))[:MOST]
    return Answer(rule, True, tuple(tried), tuple(spans))
