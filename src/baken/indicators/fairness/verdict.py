"""Whether a rule set may stand: which gaps exceed the bound, and which of those somebody answers for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from baken.indicators.fairness.counts import Counts
from baken.indicators.fairness.justifications import Justification
from baken.indicators.fairness.report import Row, report, row
from baken.vocabulary.code_list import Label

BOUND = 0.05
"""The gap that a rule set may have: five more of a hundred advertisers of a group than of the others.

No law and no study gives this number; it is a choice, with these reasons. A team can look with care at a
few per cent of a market, so a group that is looked at five in a hundred more often bears more than the
whole market's share of attention. A smaller bound is less than what drawing another sample of a few
hundred advertisers changes, and would fail rule sets by chance; the interval guards against that only
in part. It is a difference and not a ratio, because twice nearly nothing is still nearly nothing, and
because the harm is in the number of people who are looked at. Whoever decides otherwise gives another
bound, and says why.
"""

NOT_YET = Label("nog niet van kracht", "not in force yet")
EXPIRED = Label("verlopen", "expired")
NO_GAP = Label("er is geen verschil boven de grens", "there is no gap over the bound")
NOT_THE_CAUSE = Label("deze regel veroorzaakt het verschil niet", "this rule does not cause the gap")
NO_RULE = Label("die regel is er niet, of wijst niemand aan", "there is no such rule, or it fires on nobody")


@dataclass(frozen=True, slots=True)
class Justified:
    """A gap over the bound, and those who answer for the rules that make it."""

    row: Row
    by: tuple[Justification, ...]


@dataclass(frozen=True, slots=True)
class Idle:
    """A justification that justifies nothing now, and why not."""

    justification: Justification
    reason: Label


@dataclass(frozen=True, slots=True)
class Verdict:
    """What exceeds the bound: for sure (`failures`, by the lower end of the interval), perhaps
    (`warnings`, by the size alone), and what is accounted for. A row among failures and warnings is what
    is left of the gap without the rules that are justified, and `partly` holds it whole with who answers for
    a part of it. `explained`: gaps that keep within the bound once those are set aside of whom is known that
    something was behind it."""

    bound: float
    failures: tuple[Row, ...]
    warnings: tuple[Row, ...]
    justified: tuple[Justified, ...]
    explained: tuple[Row, ...]
    idle: tuple[Idle, ...]
    partly: tuple[Justified, ...] = ()


def judge(
    counts: Counts, justifications: Sequence[Justification] = (), *, on: date, bound: float = BOUND
) -> Verdict:
    """Holds every gap against the bound, on a day.

    A gap counts when the group is led to more than the rest; that the rest are led to more shows in
    their own groups. A justification covers what its own rule makes of its group's gap and no more: the
    rules that are justified are left out, and what remains must keep within the bound.

    Where outcomes are known, a gap is judged without those who had something behind them: to find what is
    there wrongs nobody. Those of whom nothing is known stay in, as if nothing were. When too few are left
    to say, the whole gap is a warning.
    """
    failures, warnings, justified, explained, partly = [], [], [], [], []
    told, counts = counts, counts.without_founded()
    used: set[Justification] = set()
    wide: set[str] = set()
    for seen in report(told):
        if seen.gap is None or seen.gap.size <= bound:
            continue
        name = seen.group.name
        wide.add(name)
        whole = row(counts, seen.group, seen.measure)
        if whole.gap is None:
            warnings.append(seen)
            continue
        if whole.gap.size <= bound:
            explained.append(seen)
            continue
        valid = [each for each in justifications if each.group == name and each.in_force(on)]
        helping = tuple(_helping(counts, whole, valid))
        used.update(helping)
        remains = row(counts, whole.group, whole.measure, frozenset(each.indicator for each in helping))
        assert remains.gap is not None
        if helping and remains.gap.size > bound:
            partly.append(Justified(whole, helping))
        if remains.gap.low > bound:
            failures.append(remains)
        elif remains.gap.size > bound:
            warnings.append(remains)
        else:
            justified.append(Justified(whole, helping))
    idle = tuple(_idle(counts, justifications, used, wide, on))
    return Verdict(
        bound, tuple(failures), tuple(warnings), tuple(justified), tuple(explained), idle, tuple(partly)
    )


def _helping(counts: Counts, whole: Row, valid: Sequence[Justification]) -> Iterator[Justification]:
    """Those whose rule takes something off the gap: by itself, or once the other justified ones are out."""
    assert whole.gap is not None
    rules = frozenset(each.indicator for each in valid)

    def gap(without: frozenset[str]) -> float:
        return counts.gap(whole.group, whole.measure, without)

    for each in valid:
        rule = frozenset({each.indicator})
        if gap(rule) < whole.gap.size or gap(rules) < gap(rules - rule):
            yield each


def _idle(
    counts: Counts,
    justifications: Sequence[Justification],
    used: set[Justification],
    wide: set[str],
    on: date,
) -> Iterator[Idle]:
    for each in justifications:
        if each in used:
            continue
        if on < each.begins:
            reason = NOT_YET
        elif on > each.until:
            reason = EXPIRED
        elif each.indicator not in counts.combinations.indicators:
            reason = NO_RULE
        elif each.group not in wide:
            reason = NO_GAP
        else:
            reason = NOT_THE_CAUSE
        yield Idle(each, reason)
