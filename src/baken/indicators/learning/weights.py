"""Weights that outcomes propose: a logistic regression that starts at the weights in force.

A lead's sum of weights is a log-odds, so the weights are the coefficients of a logistic regression of
what people found on the indicators that the sum was made of: those that counted, and of rules that say the
same (`families`) the one that spoke. A rule that fired and added nothing explains nothing here, or two rules
of one family would each get half of what the heavier one alone is worth. The weight in force and its interval
are each one's prior (normal; the interval is its middle 95%): without outcomes nothing moves, and few
outcomes move little. All indicators are weighed together, so two that mostly fire side by side share what
they explain instead of counting it twice, as adding up separate likelihood ratios would. That leads were
chosen by their indicators does no harm to this: the choice hangs on what the regression holds constant.

Spiegelhalter & Knill-Jones 1984 (weights of evidence, shrunk for indicators that go together); Genkin,
Lewis & Madigan 2007 (the prior as what was known before). The interval is that of the normal curve at the
summit (Laplace).
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from baken.indicators.facts import FACTS
from baken.indicators.families import speaking
from baken.indicators.learning.outcomes import FOUNDED, Outcome, lead_rules
from baken.indicators.proportions import LEAST, Z
from baken.indicators.rule import Rule, Weight
from baken.vocabulary.code_list import Label

WIDE = 5.0
"""The standard deviation of the base rate's log-odds beforehand: next to nothing is known of it."""

DIGITS = 2
"""Weights are proposed as rule files write them."""

STEPS, CLOSE = 100, 1e-10

REMARKS: dict[str, Label] = {
    "moved": Label("voorgesteld", "proposed"),
    "same": Label("blijft gelijk", "stays as it is"),
    "too_few": Label("te weinig om iets te zeggen", "too few to say"),
    "bounded": Label("begrensd door de marge in de regel", "held at the bound that its rule file gives"),
}
"""What became of a weight."""

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Proposal:
    """The weight in force beside the one that outcomes propose, and on how many decided leads it rests: those
    of which the sum had this weight in it, `counted`, and how many of these were founded."""

    indicator: str
    grade: str
    version: int
    old: Weight
    new: Weight
    counted: int
    founded: int
    remark: str

    @property
    def changes(self) -> bool:
        """Whether there is anything to propose."""
        return self.new != self.old


def propose(outcomes: Iterable[Outcome], rules: Sequence[Rule]) -> list[Proposal]:
    """A proposal for each rule that makes leads, by name; `outcomes` are those of these very rules.

    An outcome of which nobody kept what counted is left out (`learnable`). Nothing is said of an indicator
    that spoke in fewer than `LEAST` decided leads, or did not in as few. A proposal stays inside the interval
    that the rule in force gives, whatever its grade: that is what its evidence allows, and decisions of one
    team do not make evidence stronger. Where outcomes ask for more it is held at that bound, the interval
    stays as it was, and the remark says so. Nothing on a fact that is never positive rises above zero. What
    people were unsure of counts on neither side.
    """
    counting = lead_rules(rules)
    decided = [one for one in outcomes if learnable(one)]
    names = [rule.indicator for rule in counting]
    spoke = [speaking(one.counting or (), counting) for one in decided]
    # the same leads in another order make the same patterns
    patterns = Counter(
        (tuple(name in heard for name in names), one.outcome == FOUNDED)
        for one, heard in zip(decided, spoke, strict=True)
    )
    found = sorted(patterns.items())
    spoken = np.array([pattern for (pattern, _), _ in found], dtype=float).reshape(len(found), len(names))
    founded = np.array([said for (_, said), _ in found], dtype=float)
    times = np.array([count for _, count in found], dtype=float)
    old = [rule.weight for rule in counting if rule.weight is not None]
    middle, spread = _fit(spoken, founded, times, old)
    made = []
    for place, (rule, before) in enumerate(zip(counting, old, strict=True)):
        count, yes = int(times @ spoken[:, place]), int(times @ (spoken[:, place] * founded))
        too_few = min(count, len(decided) - count) < LEAST
        estimate = (float(middle[place]), float(spread[place]))
        new, remark = (before, "too_few") if too_few else _within(rule, before, *estimate)
        made.append(Proposal(rule.indicator, rule.grade, rule.version, before, new, count, yes, remark))
    return made


def learnable(outcome: Outcome) -> bool:
    """Whether people came to a view, and what counted then is known."""
    return outcome.decided and outcome.counting is not None


def _within(rule: Rule, old: Weight, middle: float, spread: float) -> tuple[Weight, str]:
    most = min(old.high, 0.0) if any(FACTS[fact].never_positive for fact in rule.facts) else old.high
    if not old.low <= middle <= most:
        held = Weight(min(max(middle, old.low), most), old.low, old.high)
        return held, "bounded"
    log_odds = round(middle, DIGITS)
    low = min(max(round(middle - Z * spread, DIGITS), old.low), log_odds)
    high = max(min(round(middle + Z * spread, DIGITS), old.high), log_odds)
    # rounding may step over a bound that has more digits
    new = Weight(min(max(log_odds, old.low), most), low, high)
    return new, "same" if new == old else "moved"


def _fit(spoken: Numbers, founded: Numbers, times: Numbers, old: Sequence[Weight]) -> tuple[Numbers, Numbers]:
    """Where the posterior is highest, and its standard deviations there, for each weight."""
    middle = np.array([weight.log_odds for weight in old])
    spread = np.array([(weight.high - weight.low) / (2 * Z) for weight in old])
    if not len(times):
        return middle, spread
    free = spread > 0
    known = spoken[:, ~free] @ middle[~free]
    columns = np.column_stack([np.ones(len(times)), spoken[:, free]])
    prior = np.concatenate([[0.0], middle[free]])
    precision = 1 / np.concatenate([[WIDE], spread[free]]) ** 2
    at, curvature = _summit(columns, known, founded, times, prior, precision)
    middle, spread = middle.copy(), spread.copy()
    middle[free] = at[1:]
    spread[free] = np.sqrt(np.diag(np.linalg.inv(curvature)))[1:]
    return middle, spread


def _summit(
    columns: Numbers, known: Numbers, founded: Numbers, times: Numbers, prior: Numbers, precision: Numbers
) -> tuple[Numbers, Numbers]:
    """Newton's steps, halved while one would go down; the function is concave, so there is one summit."""

    def height(at: Numbers) -> float:
        odds = columns @ at + known
        # log(1 + e^odds), without overflow
        fit = founded * odds - np.logaddexp(0, odds)
        return float(times @ fit - 0.5 * precision @ (at - prior) ** 2)

    at = prior.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(columns @ at + known, -500, 500)))
        slope = columns.T @ (times * (founded - chance)) - precision * (at - prior)
        curvature = (columns.T * (times * chance * (1 - chance))) @ columns + np.diag(precision)
        step = np.linalg.solve(curvature, slope)
        here, size = height(at), 1.0
        while height(at + size * step) < here and size > CLOSE:
            size /= 2
        at = at + size * step
        if math.sqrt(float(step @ step)) < CLOSE:
            break
    return at, curvature
