"""The decision at the door: let through, or hold for a person. Only a person refuses.

No clock: what counts as now is the moment of the advert. The same submission and the same rules give the same
decision.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import polars as pl

from baken.door.checks.beside import Beside
from baken.door.checks.grounds import SOMEBODY_LOOKS, Reason, policy_reasons
from baken.door.checks.judged import signals_of, unknown_of
from baken.door.checks.submission import Submission
from baken.indicators.bands import BANDS
from baken.indicators.families import speaking
from baken.indicators.leads import lead_rows, placed
from baken.indicators.lines import evidence_items
from baken.indicators.rule import HARD_STOP, Rule
from baken.vocabulary.code_list import Label

TWO_PEOPLE = ("suspected_minority", "two_people_wait")
"""Grounds on which two people look."""


@dataclass(frozen=True, slots=True)
class Decision:
    """`until`: when an advert is let through if nobody looked before, for one that only practice (grade C)
    speaks against. `also` are rules that fire and hold nothing by themselves; `unknown` those of which
    nothing can be said; `judged_by` each rule with its version."""

    held: bool
    two_people: bool
    until: datetime | None
    reasons: tuple[Reason, ...]
    also: tuple[Reason, ...]
    unknown: tuple[str, ...]
    judged_by: tuple[tuple[str, int], ...]


def decide(submission: Submission, beside: Beside, rules: Sequence[Rule]) -> Decision:
    """Holds what the policy or the indicators together give reason to look at; lets through what is left."""
    at_door = [replace(rule, applies_to="sighting") if rule.applies_to == "door" else rule for rule in rules]
    firing, holding, only_practice = _indicators(submission, beside, at_door)
    asked = tuple(_by_rule(one, rules) for one in policy_reasons(submission, beside))
    reasons = (*asked, *(one for one in firing if one.rule in holding))
    hours = timedelta(hours=submission.policy.grade_c_hours)
    return Decision(
        held=bool(reasons),
        two_people=any(one.ground in TWO_PEOPLE for one in reasons),
        until=submission.advert["captured_at"] + hours if only_practice and not asked else None,
        reasons=reasons,
        also=tuple(one for one in firing if one.rule not in holding),
        unknown=unknown_of(beside.facts, at_door),
        judged_by=tuple((rule.indicator, rule.version) for rule in rules),
    )


def _indicators(
    submission: Submission, beside: Beside, rules: Sequence[Rule]
) -> tuple[list[Reason], frozenset[str], bool]:
    """What fires; those of it that hold the advert; whether these are known from practice alone.

    One indicator says little, most adverts have one: what holds is what reaches a band of `bands`.
    """
    counting = [rule for rule in rules if rule.indicator != HARD_STOP]
    signals = signals_of(beside.facts, submission.advert["sighting_id"], counting)
    if not signals:
        return [], frozenset(), False
    by_name = {rule.indicator: rule for rule in rules}
    firing = [_reason(by_name[indicator], evidence) for indicator, evidence in signals]
    advertiser = pl.lit(beside.advert["advertiser"])
    nobody_stopped = pl.select(advertiser=advertiser, hard_stop=False)
    names = list(dict.fromkeys(indicator for indicator, _ in signals))
    counted = pl.select(indicator=pl.Series(names, dtype=pl.String)).with_columns(
        advertiser=advertiser, counts=pl.lit(True)
    )
    lead = next(lead_rows(placed(nobody_stopped, counted, rules)), None)
    if lead is None or lead.band == BANDS[-1].code:
        return firing, frozenset(), False
    holding = frozenset(name for name in speaking(lead.counting, rules) if _points_to_it(by_name[name]))
    return firing, holding, all(by_name[name].grade == "C" for name in holding)


def _points_to_it(rule: Rule) -> bool:
    return rule.weight is not None and rule.weight.log_odds > 0


def _by_rule(reason: Reason, rules: Iterable[Rule]) -> Reason:
    """The hard stop is a fact and needs no rule; where one says the same, it stands with it."""
    if reason.ground != "suspected_minority":
        return reason
    found = (rule for rule in rules if rule.indicator == HARD_STOP)
    return next(
        (replace(reason, rule=one.indicator, version=one.version, grade=one.grade) for one in found), reason
    )


def _reason(rule: Rule, pieces: list[dict[str, object]]) -> Reason:
    return Reason(
        "indicators",
        SOMEBODY_LOOKS,
        Label(
            f"{rule.means.nl} Onschuldig kan ook: {rule.innocent.nl}",
            f"{rule.means.en} Innocent too: {rule.innocent.en}",
        ),
        rule.indicator,
        rule.version,
        rule.grade,
        tuple(evidence_items(pieces)),
    )
