"""Weights that outcomes propose: what they recover, when they stay, and where they stop."""

import math
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.indicators.conditions import Compare
from baken.indicators.facts import ALL_FACTS
from baken.indicators.learning.outcomes import of_these_rules
from baken.indicators.learning.weights import propose
from baken.indicators.proportions import LEAST
from baken.indicators.rule import Weight
from tests.unit.indicators.made_outcomes import NAMES, outcome, planted, rule

RULES = [rule(name) for name in NAMES]


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

    assert (found.new, found.remark, found.fired) == (found.old, "too_few", LEAST - 1)


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
