"""The report of fairness: rates against the rest, and which rule makes a gap."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.indicators.bands import BANDS
from baken.indicators.fairness.counts import MEASURES, count
from baken.indicators.fairness.groups import Group
from baken.indicators.fairness.report import Row, report, row, weigh
from baken.indicators.proportions import LEAST
from tests.unit.indicators.fired_rules import NAMES, RULES, Fired, belonging, counted, leads_of
from tests.unit.indicators.tables import Market, contact

TOURING = Group("touring")
FIRST, FIRST_TWO, FALSE_FIRST, FALSE_FIRST_TWO = MEASURES

fired = st.lists(st.sampled_from(NAMES), unique=True).map(tuple)
advertisers = st.lists(fired, min_size=1, max_size=30)
few = settings(max_examples=40)


def touring(rows: list[Row], measure: str) -> Row:
    return next(each for each in rows if each.group == TOURING and each.measure.code == measure)


@few
@given(advertisers, st.sets(st.sampled_from(NAMES)))
def test_leaving_rules_out_leads_where_judging_without_them_does(
    everybody: list[Fired], without: set[str]
) -> None:
    counts = count(leads_of(everybody), belonging([True] * len(everybody)), RULES)

    again = leads_of(everybody, [rule for rule in RULES if rule.indicator not in without])

    for measure in (FIRST, FIRST_TWO):
        own, rest = counts.of(TOURING, measure, frozenset(without))
        assert own is not None
        assert rest is None
        assert own.count == again["band"].is_in(measure.bands).sum()


@few
@given(advertisers, advertisers)
def test_leaving_out_no_rule_changes_nothing(group: list[Fired], rest: list[Fired]) -> None:
    counts = counted(group * LEAST, rest * LEAST)

    assert [row(counts, each.group, each.measure, frozenset()) for each in report(counts)] == report(counts)
    assert row(counts, TOURING, FIRST, frozenset({"no_such_rule"})).gap == row(counts, TOURING, FIRST).gap


@few
@given(advertisers, st.integers(1, 3), st.integers(1, 3))
def test_groups_of_equal_rates_have_no_gap_and_no_cause(
    everybody: list[Fired], group: int, rest: int
) -> None:
    found = report(counted(everybody * LEAST * group, everybody * LEAST * rest))

    for each in found:
        if each.gap:
            assert each.gap.size == 0
            assert each.gap.may_be_none
            assert each.causes == ()


@few
@given(advertisers, advertisers)
def test_cause_is_a_rule_without_which_the_gap_is_smaller(group: list[Fired], rest: list[Fired]) -> None:
    counts = counted(group * LEAST, rest * LEAST)

    for each in report(counts):
        if not each.gap:
            continue
        direction = 1 if each.gap.size > 0 else -1
        for cause in each.causes:
            left = counts.gap(each.group, each.measure, frozenset({cause.indicator}))
            if cause.share:
                assert direction * left < direction * each.gap.size
            assert left == pytest.approx(each.gap.size * (1 - cause.share), abs=1e-9)


def test_cause_is_the_rule_that_makes_the_gap() -> None:
    counts = counted([("r0", "r1")] * 10 + [()] * 30, [("r0", "r3")] * 4 + [("r0",)] * 36)

    found = row(counts, TOURING, FIRST_TWO)

    assert (found.own and found.own.count, found.rest and found.rest.count) == (10, 4)
    assert found.gap
    assert found.gap.size == pytest.approx(0.15)
    # without r0 nobody is left; without r1 the group has none and the rest has four
    assert [(each.indicator, round(each.share, 6)) for each in found.causes] == [
        ("r1", round(1 + 0.1 / 0.15, 6)),
        ("r0", 1.0),
    ]


def test_rule_that_another_makes_up_for_is_told_with_a_share_of_nothing() -> None:
    counts = counted([("r0", "r1", "r2", "r3")] * 20 + [()] * 10, [("r3",)] * 30)

    found = row(counts, TOURING, FIRST_TWO)

    assert [(each.indicator, each.share) for each in found.causes] == [("r0", 0.0)]


def test_too_few_are_not_told_as_a_rate() -> None:
    few = report(counted([("r0", "r1")] * (LEAST - 1), [()] * 50))
    enough = report(counted([("r0", "r1")] * LEAST, [()] * 50))

    assert touring(few, "leads_first_two").own is None
    assert touring(few, "leads_first_two").gap is None
    assert touring(enough, "leads_first_two").gap
    assert touring(report(counted([()] * 50, [()] * (LEAST - 1))), "leads_first").rest is None


def test_who_says_nothing_has_a_rate_and_no_gap() -> None:
    found = report(counted([()] * 30, [()] * 30))

    unknown = next(each for each in found if each.group == Group("gender", "unknown"))
    assert unknown.own
    assert unknown.gap is None


def test_false_leads_are_of_those_with_nothing_behind_them() -> None:
    group = [("r0", "r1")] * 25 + [("r0", "r1")] * 5 + [()] * 20
    counts = counted(group, [()] * 40, [False] * 25 + [True] * 5 + [None] * 20 + [False] * 40)

    found = touring(report(counts), "false_first_two")

    assert found.own
    assert (found.own.count, found.own.of) == (25, 25)
    assert found.rest
    assert (found.rest.count, found.rest.of) == (0, 40)


def test_without_outcomes_there_is_no_rate_of_false_leads() -> None:
    assert {each.measure.false for each in report(counted([()], [()]))} == {False}


def test_urgent_protocol_is_counted_apart() -> None:
    everybody: list[Fired] = [("r0", "r1", "r2")] * 30
    found = leads_of(everybody, ages=[16, *[None] * 29])

    counts = count(found, belonging([True] * 30), RULES)

    assert (counts.advertisers, counts.urgent) == (29, 1)


def test_leads_and_groups_of_other_advertisers_are_refused() -> None:
    with pytest.raises(ValueError, match="not about the same advertisers"):
        count(leads_of([(), ()]), belonging([True]), RULES)


def test_nobody_at_all_gives_no_rates() -> None:
    counts = count(leads_of([]), belonging([]), RULES)

    assert counts.advertisers == 0
    assert report(counts) == []


def test_market_is_weighed_from_records_with_outcomes_per_sighting() -> None:
    market = Market()
    for number in range(LEAST):
        for gender in ("women", "men"):
            name = f"{gender}{number}"
            market.see(f"{name}-1", name, f"{name}-1", contacts=[contact(name)], gender=gender)
            market.see(f"{name}-2", name, f"{name}-2", contacts=[contact(name)], gender=gender)
    records, extracted, assignments, hubs = market.tables()
    # of one sighting it is known, of the other one not
    outcomes = pl.DataFrame(
        {"sighting_id": [f"women{n}-1" for n in range(LEAST)], "founded": [True] + [False] * (LEAST - 1)}
    )
    counts = weigh(records, extracted, assignments, hubs, RULES[:0], outcomes)

    assert counts.advertisers == 2 * LEAST
    assert counts.unfounded is not None
    assert int(counts.unfounded.sum()) == LEAST - 1
    assert {each.group.name for each in report(counts)} == {"gender:women", "gender:men", "language:unknown"}
    assert {band for measure in MEASURES for band in measure.bands} == {band.code for band in BANDS[:2]}
