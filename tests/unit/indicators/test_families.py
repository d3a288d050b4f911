"""Rules that say the same thing count as one: which those are, and that one sum is reached on two roads."""

from dataclasses import replace

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.indicators.bands import BANDS, band_of
from baken.indicators.conditions import All, Compare, Contains, Not
from baken.indicators.facts import ALL_FACTS, FACTS
from baken.indicators.families import (
    ORGANISATION,
    ORGANISATION_FACTS,
    ORGANISATION_LISTS,
    family_of,
    once_a_family,
)
from baken.indicators.leads import DIGITS, placed
from baken.indicators.rule import Weight
from baken.indicators.rulebook import load_rules
from baken.indicators.wordlists import shipped_word_lists

RULES = {rule.indicator: rule for rule in load_rules()}
OF_ONE = {
    "contact_kinds", "contact_obscured", "contacts_count", "price_ratio_to_local_median", "stated_age_max",
    "stated_age_min", "stated_age_spread", "stated_ages", "text", "account_changes_after_verification",
}  # fmt: skip
"""Facts of an advert or an account by itself, however many stand beside it."""

HEAVY = tuple(
    replace(
        RULES["contact_obscured"], indicator=name, weight=Weight(weight, weight - 1, weight + 1), when=when
    )
    for name, weight, when in (
        ("many", 0.3, Compare("ge", "texts_per_contact_max", 5)),
        ("more", 0.2, Compare("ge", "persons_per_contact_max", 3)),
        ("fewer", -0.2, Compare("eq", "hub_kind", "switchboard")),
        ("fewest", -0.1, Compare("ge", "unique_adverts", 90)),
        ("hidden", 0.5, Compare("eq", "contact_obscured", True)),
        ("plain", -0.4, Compare("eq", "contact_obscured", False)),
        ("told", 0.0, Compare("ge", "stated_age_spread", 3)),
    )
)


def test_every_fact_tells_organisation_or_does_not() -> None:
    assert set(FACTS) == ORGANISATION_FACTS | OF_ONE
    assert not ORGANISATION_FACTS & OF_ONE
    assert {fact.name for fact in ALL_FACTS if fact.origin == "links"} <= ORGANISATION_FACTS
    assert set(shipped_word_lists()) >= ORGANISATION_LISTS


def test_shipped_rules_of_organisation_are_one_family() -> None:
    assert {name for name, rule in RULES.items() if family_of(rule) == ORGANISATION} == {
        "many_contacts_on_one_account",
        "one_payer_many_accounts",
        "script_over_many_persons",
        "several_persons_in_advert",
        "shared_contact_many_accounts",
        "shared_contact_many_texts",
        "someone_else_manages_contact",
    }
    assert family_of(RULES["contact_obscured"]) == "contact_obscured"


@pytest.mark.parametrize(
    "when",
    [
        All((Compare("eq", "contact_obscured", True), Compare("ge", "unique_adverts", 3))),
        Not(Compare("lt", "persons_per_contact_max", 3)),
        All((Contains("text", ("by car",)), Contains("text", ("our reception",), "managed_by_other"))),
    ],
)
def test_rule_is_not_written_out_of_the_family(when: object) -> None:
    assert family_of(replace(RULES["contact_obscured"], when=when)) == ORGANISATION


def test_no_organisation_rule_leads_anywhere_alone() -> None:
    own = [rule for rule in RULES.values() if family_of(rule) == ORGANISATION and rule.weight]

    counted = once_a_family((ORGANISATION, rule.weight.log_odds) for rule in own if rule.weight)

    assert band_of(sum(counted), len(counted)) is BANDS[-1]


@given(st.lists(st.sampled_from([rule.indicator for rule in HEAVY]), unique=True))
def test_sum_in_columns_is_that_of_the_weights_one_by_one(fired: list[str]) -> None:
    stopped = pl.DataFrame({"advertiser": ["a"], "hard_stop": [False]})
    found = pl.DataFrame(
        [("a", name, True) for name in fired],
        schema={"advertiser": pl.String, "indicator": pl.String, "counts": pl.Boolean},
        orient="row",
    )

    lead = placed(stopped, found, HEAVY).row(0, named=True)

    weights = {rule.indicator: (family_of(rule), rule.weight.log_odds) for rule in HEAVY if rule.weight}
    counted = once_a_family(weights[name] for name in fired)
    assert lead["log_odds"] == pytest.approx(round(sum(counted), DIGITS))
    assert lead["indicators"] == sum(weight > 0 for weight in counted)
    assert lead["band"] == band_of(round(sum(counted), DIGITS), lead["indicators"]).code


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.floats(-1, 1)), max_size=8), st.integers(1, 4))
def test_saying_the_same_again_changes_nothing(weights: list[tuple[str, float]], times: int) -> None:
    assert sorted(once_a_family(weights * times)) == sorted(once_a_family(weights))
