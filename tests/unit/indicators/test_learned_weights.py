"""Weights that outcomes propose: what they recover, when they stay, and where they stop."""

import math
import random
from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.indicators.conditions import Compare
from baken.indicators.facts import ALL_FACTS
from baken.indicators.families import once_a_family, speaking
from baken.indicators.leads import placed
from baken.indicators.learning.outcomes import Outcome, of_these_rules
from baken.indicators.learning.weights import learnable, propose
from baken.indicators.proportions import LEAST
from baken.indicators.rule import Rule, Weight
from baken.indicators.rulebook import load_rules
from tests.unit.indicators.made_outcomes import NAMES, outcome, planted, rule

RULES = [rule(name) for name in NAMES]
SHIPPED = {rule.indicator: rule for rule in load_rules()}


def test_no_outcomes_leave_every_weight() -> None:
    assert [(one.new, one.remark) for one in propose([], RULES)] == [(RULES[0].weight, "too_few")] * 3


def test_many_outcomes_recover_the_weights_that_made_them() -> None:
    weights = {"first": 1.0, "second": 0.0, "third": -0.6}
    covered = 0

    for seed in range(40):
        found = propose(planted(weights, 600, seed), RULES)
        covered += sum(one.new.low <= weights[one.indicator] <= one.new.high for one in found)

    # 95% of 120, less what chance takes once in thousands of times
    assert covered >= 105


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 120), order=st.randoms(use_true_random=False))
def test_order_of_rows_does_not_matter(seed: int, count: int, order: random.Random) -> None:
    rows = planted(dict.fromkeys(NAMES, 0.4), count, seed)
    shuffled = list(rows)
    order.shuffle(shuffled)

    assert propose(rows, RULES) == propose(shuffled, RULES)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10_000),
    truth=st.lists(st.floats(-6, 6), min_size=3, max_size=3),
    count=st.integers(0, 300),
)
def test_proposal_stays_in_the_interval_of_its_rule(seed: int, truth: list[float], count: int) -> None:
    for one in propose(planted(dict(zip(NAMES, truth, strict=True)), count, seed), RULES):
        assert one.old.low <= one.new.low <= one.new.log_odds <= one.new.high <= one.old.high


def test_weight_beyond_the_interval_is_held_at_its_bound_and_no_surer() -> None:
    found = propose(planted({"first": 4.0, "second": 0.0, "third": 0.0}, 2000, 3), RULES)[0]

    assert (found.new, found.remark) == (Weight(1.2, -0.8, 1.2), "bounded")


def test_too_few_decided_leads_propose_nothing() -> None:
    fired = [outcome(number, ["first"], "founded") for number in range(LEAST - 1)]
    unsure = [outcome(number + 100, ["first"], "unsure") for number in range(50)]
    rest = [outcome(number + 200, [], "unfounded") for number in range(100)]

    found = propose(fired + unsure + rest, RULES)[0]

    assert (found.new, found.remark, found.counted) == (found.old, "too_few", LEAST - 1)


def test_two_indicators_that_always_fire_together_share_what_they_explain() -> None:
    truth = {"first": 1.0}
    alone = propose(planted(truth, 800, 5), [rule("first")])[0]
    doubled = [
        outcome(place, (*one.fired, *(["second"] if one.fired else [])), one.outcome, ("first", "second"))
        for place, one in enumerate(planted(truth, 800, 5))
    ]

    first, second = propose(doubled, [rule("first"), rule("second")])

    assert first.new.log_odds == second.new.log_odds
    assert first.new.log_odds + second.new.log_odds == pytest.approx(alone.new.log_odds, abs=0.12)


HEAVY = Weight(0.5, -0.5, 1.5)
LIGHT = Weight(0.3, -0.7, 1.3)


def family() -> list[Rule]:
    """Two rules that say that adverts stand together, and one that says something else."""
    return [
        rule("heavier", HEAVY, when=Compare("ge", "texts_per_contact_max", 5)),
        rule("lighter", LIGHT, when=Compare("ge", "persons_per_contact_max", 3)),
        rule("other"),
    ]


def of_family(count: int, joint: float, seed: int) -> list[Outcome]:
    """Outcomes in which both rules of the family fire or neither does, worth so much together."""
    names = ["heavier", "lighter", "other"]
    return [
        outcome(place, ["heavier", "lighter", *one.fired - {"joint"}] if "joint" in one.fired
                else one.fired, one.outcome, names)
        for place, one in enumerate(planted({"joint": joint, "other": 0.2}, count, seed))
    ]  # fmt: skip


def test_of_a_family_the_rule_that_speaks_gets_the_whole_effect() -> None:
    found = {one.indicator: one for one in propose(of_family(4000, 0.9, 8), family())}

    assert found["heavier"].new.log_odds == pytest.approx(0.9, abs=0.12)
    assert (found["lighter"].new, found["lighter"].remark, found["lighter"].counted) == (LIGHT, "too_few", 0)
    # what a lead of both then adds up to is what outcomes say, and no part of it
    both = once_a_family([("organisation", found[name].new.log_odds) for name in ("heavier", "lighter")])
    assert sum(both) == pytest.approx(0.9, abs=0.12)


def test_rule_that_speaks_alone_where_the_heavier_is_silent_learns_from_those_leads() -> None:
    names = ["heavier", "lighter", "other"]
    alone = [
        outcome(place, ["lighter" if name == "joint" else name for name in one.fired], one.outcome, names)
        for place, one in enumerate(planted({"joint": 1.1, "other": 0.2}, 4000, 9), 10_000)
    ]
    found = {one.indicator: one for one in propose([*of_family(4000, 0.2, 8), *alone], family())}

    assert found["heavier"].new.log_odds == pytest.approx(0.2, abs=0.14)
    assert found["lighter"].new.log_odds == pytest.approx(1.1, abs=0.14)


def test_rule_that_fired_and_did_not_count_explains_nothing() -> None:
    rows = [
        outcome(place, one.fired, one.outcome, counting=one.fired - {"second"})
        for place, one in enumerate(planted({"first": 0.7, "second": 0.0}, 900, 4))
    ]
    second = propose(rows, RULES)[1]

    assert (second.counted, second.remark, second.new) == (0, "too_few", second.old)


def test_outcome_of_which_nobody_kept_what_counted_is_left_out() -> None:
    rows = planted(dict.fromkeys(NAMES, 0.9), 300, 2)
    old = [replace(one, lead=f"old{one.lead}", counting=None) for one in rows]

    assert propose([*rows, *old], RULES) == propose(rows, RULES)
    assert not any(map(learnable, old))


@given(st.lists(st.sampled_from(sorted(SHIPPED)), unique=True))
def test_what_speaks_adds_up_to_what_a_lead_is_worth(counting: list[str]) -> None:
    found = pl.DataFrame(
        {"advertiser": ["a"] * len(counting), "indicator": counting, "counts": [True] * len(counting)},
        schema={"advertiser": pl.String, "indicator": pl.String, "counts": pl.Boolean},
    )
    stopped = pl.DataFrame({"advertiser": ["a"], "hard_stop": [False]})
    worth = placed(stopped, found, list(SHIPPED.values()))["log_odds"][0]
    heard = [SHIPPED[name].weight for name in speaking(counting, SHIPPED.values())]

    assert sum(weight.log_odds for weight in heard if weight) == pytest.approx(worth, abs=1e-6)


def test_one_indicator_alone_agrees_with_counting() -> None:
    rows = [
        *(outcome(number, ["only"], "founded", ["only"]) for number in range(60)),
        *(outcome(number + 100, ["only"], "unfounded", ["only"]) for number in range(40)),
        *(outcome(number + 200, [], "founded", ["only"]) for number in range(30)),
        *(outcome(number + 300, [], "unfounded", ["only"]) for number in range(70)),
    ]
    wide = rule("only", Weight(0.0, -9.0, 9.0))

    found = propose(rows, [wide])[0]

    # the odds ratio of the table, and Woolf's interval of its logarithm
    spread = 1.96 * math.sqrt(1 / 60 + 1 / 40 + 1 / 30 + 1 / 70)
    assert found.new.log_odds == pytest.approx(math.log(60 * 70 / (40 * 30)), abs=0.03)
    assert found.new.high - found.new.low == pytest.approx(2 * spread, abs=0.05)


def test_fact_that_is_never_positive_never_gets_a_positive_weight() -> None:
    never = next(fact.name for fact in ALL_FACTS if fact.never_positive)
    reads = rule("first", Weight(-0.1, -1.0, 1.0), when=Compare("ge", never, 2))

    found = propose(planted({"first": 0.9}, 900, 4), [reads])[0]

    assert (found.new.log_odds, found.remark) == (0.0, "bounded")


def test_weight_without_room_is_not_moved() -> None:
    fixed = rule("first", Weight(0.3, 0.3, 0.3))

    found = propose(planted({"first": 1.0, "second": 0.0}, 400, 6), [fixed, rule("second")])

    assert found[0].new == Weight(0.3, 0.3, 0.3)


def test_rules_of_the_door_and_without_weight_are_left_alone() -> None:
    rules = [rule("first"), rule("second", None, grade="X"), rule("third", applies_to="door")]

    assert [one.indicator for one in propose([], rules)] == ["first"]


def test_outcomes_of_another_version_are_set_aside() -> None:
    now = [rule("first", version=2), rule("second")]
    rows = [
        outcome(1, ["first"], "founded"),
        outcome(2, ["first"], "founded", rule_versions={"first": 2, "second": 1}),
        outcome(3, [], "founded", rule_versions={}),
    ]

    assert [one.lead for one in of_these_rules(rows, now)] == ["p2"]
