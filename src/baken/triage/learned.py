"""What outcomes say of the rules in force, as the page of an approved export shows it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from baken.adverts.rule_sets.queries import rules_in_force
from baken.indicators.fairness.groups import KINDS
from baken.indicators.learning.outcomes import Outcome, lead_rules, of_these_rules
from baken.indicators.learning.precision import Agreement, Precision, agreement, precisions
from baken.indicators.learning.weights import REMARKS, Proposal, learnable, propose
from baken.indicators.proportions import Proportion
from baken.indicators.rule import Rule, Weight
from baken.vocabulary.adverts import AdvertisedGender
from baken.vocabulary.code_list import Label


@dataclass(frozen=True, slots=True)
class PrecisionLine:
    """An indicator, or one group of the leads in which it fired, with what people said of them."""

    label: Label
    row: Precision

    @property
    def share(self) -> str:
        """Of 100 decided leads, with the interval; empty where there are too few."""
        return of_100(self.row.precision)


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """An indicator over all leads, over those judged blind, and by group."""

    label: Label
    everybody: PrecisionLine
    blind: PrecisionLine
    groups: tuple[PrecisionLine, ...]


@dataclass(frozen=True, slots=True)
class WeightLine:
    """The weight in force beside the proposed one, in words."""

    label: Label
    proposal: Proposal

    @property
    def old(self) -> str:
        """The weight in force."""
        return _weight(self.proposal.old)

    @property
    def new(self) -> str:
        """The proposed one; empty where nothing changes."""
        return _weight(self.proposal.new) if self.proposal.changes else ""

    @property
    def remark(self) -> Label:
        """What became of it."""
        return REMARKS[self.proposal.remark]


@dataclass(frozen=True, slots=True)
class Learned:
    """Everything on the page. `set_aside` were decided under other rule versions; `learned_from` were
    judged blind and decided, and `untold` were so too, but nobody kept what counted in them."""

    outcomes: int
    set_aside: int
    learned_from: int
    untold: int
    indicators: tuple[IndicatorLine, ...]
    weights: tuple[WeightLine, ...]

    @property
    def proposed(self) -> dict[str, tuple[float, float, float]]:
        """The weights that change: log-odds, low, high by indicator."""
        return {
            line.proposal.indicator: (
                line.proposal.new.log_odds, line.proposal.new.low, line.proposal.new.high,
            )
            for line in self.weights
            if line.proposal.changes
        }  # fmt: skip


def learn(outcomes: Sequence[Outcome]) -> Learned:
    """What these outcomes say of the rules in force; weights from what was judged blind alone."""
    rules = list(rules_in_force().rules)
    own = list(of_these_rules(outcomes, rules))
    blind = [one for one in own if one.blind]
    counting = lead_rules(rules)
    names = [rule.indicator for rule in counting]
    seen, unseen = precisions(own, names), precisions(own, names, blind=True)
    return Learned(
        len(outcomes),
        len(outcomes) - len(own),
        sum(learnable(one) for one in blind),
        sum(one.decided and not learnable(one) for one in blind),
        tuple(_indicator(rule, seen, unseen) for rule in counting),
        tuple(
            WeightLine(rule.means, proposal)
            for rule, proposal in zip(counting, propose(blind, rules), strict=True)
        ),
    )


def _indicator(rule: Rule, seen: Sequence[Precision], unseen: Sequence[Precision]) -> IndicatorLine:
    own = [row for row in seen if row.indicator == rule.indicator]
    blind = next(row for row in unseen if row.indicator == rule.indicator and not row.group)
    return IndicatorLine(
        rule.means,
        PrecisionLine(rule.means, next(row for row in own if not row.group)),
        PrecisionLine(rule.means, blind),
        tuple(PrecisionLine(_group(row.group), row) for row in own if row.group),
    )


def _group(name: str) -> Label:
    code, _, member = name.partition(":")
    label = next(kind.label for kind in KINDS if kind.code == code)
    if not member:
        return label
    of = AdvertisedGender[member].label
    return Label(f"{label.nl}: {of.nl}", f"{label.en}: {of.en}")


def of_100(share: Proportion | None) -> str:
    """A share of 100 with its interval, as the reader writes numbers; empty for none."""
    if share is None:
        return ""
    low, high = share.interval
    return f"{_number(100 * share.rate, 0)} [{_number(100 * low, 0)}, {_number(100 * high, 0)}]"


def _weight(weight: Weight) -> str:
    parts = (_number(part, 2) for part in (weight.log_odds, weight.low, weight.high))
    return "{} [{}; {}]".format(*parts)


def _number(value: float, digits: int) -> str:
    told = f"{value:.{digits}f}".replace("-", "−")
    return told.replace(".", ",") if get_language() == "nl" else told


@dataclass(frozen=True, slots=True)
class SampleTable:
    """The two by two table of the blind sample, ready to be shown."""

    counts: Agreement

    @property
    def of_flagged(self) -> str:
        """Of 100 that rules brought forward, how many people found founded."""
        return of_100(self.counts.of_flagged)

    @property
    def of_unflagged(self) -> str:
        """The same of what rules passed over."""
        return of_100(self.counts.of_unflagged)


def sample_table(outcomes: Sequence[Outcome]) -> SampleTable:
    """Rules beside people, over what was judged blind under any rules."""
    return SampleTable(agreement(outcomes))
