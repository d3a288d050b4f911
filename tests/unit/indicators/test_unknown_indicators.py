"""Which indicators can't be told of an advertiser: neither fired nor known not to have."""

import polars as pl

from baken.indicators.closures import compile_condition
from baken.indicators.evaluate import fired, unknown
from baken.indicators.rulebook import load_rules
from tests.unit.indicators.tables import Market, contact

RULES = load_rules()
OF_LEADS = [rule for rule in RULES if rule.applies_to != "door"]


def small_market() -> Market:
    """One that says little, one that says much, and one with a price in one of two sightings."""
    market = Market()
    market.see("s1", "a1", text="Massage.")
    market.see("s2", "a2", text="Massage. Dag en nacht.", contacts=[contact("p1", obscured=True)], ages=[30])
    market.see("s3", "a3", text="Massage, rustig.", contacts=[contact("p2")], ages=[25])
    market.see("s4", "a3", text="Massage, rustig.", contacts=[contact("p2")])
    return market


def told() -> dict[str, list[str]]:
    facts = small_market().facts()
    return dict(unknown(facts, RULES, pl.Series(["a3", "a1", "a2"])).iter_rows())


def test_each_asked_advertiser_has_a_row_in_their_order() -> None:
    assert list(told()) == ["a3", "a1", "a2"]


def test_unknown_is_what_the_other_compiler_can_not_tell_and_what_did_not_fire() -> None:
    facts = small_market().facts()
    fires = set(fired(facts, RULES).select("advertiser", "indicator").iter_rows())

    found = told()

    for rule in OF_LEADS:
        judge = compile_condition(rule.when)
        frame = facts.sightings if rule.applies_to == "sighting" else facts.advertisers
        untold = {row["advertiser"] for row in frame.iter_rows(named=True) if judge(row) is None}
        for advertiser, names in found.items():
            expected = advertiser in untold and (advertiser, rule.indicator) not in fires
            assert (rule.indicator in names) == expected, (rule.indicator, advertiser)


def test_nothing_is_unknown_without_rules_and_nobody_without_advertisers() -> None:
    facts = small_market().facts()

    assert unknown(facts, (), pl.Series(["a1"])).rows() == [("a1", [])]
    assert unknown(facts, RULES, pl.Series([], dtype=pl.String)).is_empty()
