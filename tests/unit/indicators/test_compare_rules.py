"""Two rule sets on one history: what changes, and that the comparison has no side of its own."""

from dataclasses import replace
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.indicators.compare import CHANGED, CHANGES, Comparison, compare
from baken.indicators.conditions import Compare
from baken.indicators.derive import EVIDENCE, Facts
from baken.indicators.facts import ALL_FACTS, DATA_TYPES
from baken.indicators.fairness.groups import advertised_genders
from baken.indicators.proportions import LEAST
from baken.indicators.rule import Rule, Weight
from baken.indicators.rulebook import load_rules
from tests.unit.indicators.tables import Market

SHIPPED = {rule.indicator: rule for rule in load_rules()}
PATTERN = SHIPPED["shared_contact_many_texts"]
NUMBERS = ("contacts_count", "account_changes_after_verification", "stated_age_spread", "stated_age_max")
"""Facts of which none tells organisation, so that each rule about one counts by itself."""

MIRRORED = {"appears": "vanishes", "vanishes": "appears", "earlier": "later", "later": "earlier"}


def rule(indicator: str, fact: str, least: int, weight: float | None = 0.6, version: int = 1) -> Rule:
    """Fires on an advertiser from so much of a fact."""
    carried = None if weight is None else Weight(weight, weight - 0.5, weight + 0.5)
    when = Compare("ge", fact, least)
    return replace(PATTERN, indicator=indicator, version=version, weight=carried, when=when)


def history(rows: list[dict[str, Any]]) -> Facts:
    """Each row is an advertiser with one sighting and these facts."""
    kinds = {fact.name: DATA_TYPES[fact.kind] for fact in ALL_FACTS}
    ids = ("sighting_id", "advertiser", "unique_advert")
    named = [{**{name: f"{name[0]}{at}" for name in ids}, **row} for at, row in enumerate(rows)]
    frame = pl.DataFrame(named, schema={**dict.fromkeys(ids, pl.String), **kinds})
    told = frame.drop("sighting_id", "unique_advert", "text")
    return Facts(frame, told, pl.DataFrame(schema=EVIDENCE))


def genders_of(facts: Facts, codes: list[str]) -> pl.DataFrame:
    return facts.advertisers.select("advertiser", advertised_gender=pl.Series(codes, dtype=pl.String))


def compared(rows: list[dict[str, Any]], old: list[Rule], new: list[Rule]) -> Comparison:
    facts = history(rows)
    return compare(facts, old, new, genders_of(facts, ["women"] * len(rows)))


TWO = [rule("first", "contacts_count", 4), rule("second", "account_changes_after_verification", 4)]
THREE = [*TWO, rule("third", "stated_age_spread", 4)]
OF_TWO = {"contacts_count": 5, "account_changes_after_verification": 5}
OF_THREE = {**OF_TWO, "stated_age_spread": 5}


@pytest.mark.parametrize(
    ("row", "old", "new", "change", "came", "went"),
    [
        (OF_TWO, TWO[:1], TWO, "appears", ["second"], []),
        (OF_TWO, TWO, TWO[:1], "vanishes", [], ["second"]),
        (OF_THREE, TWO, THREE, "earlier", ["third"], []),
        (OF_THREE, THREE, TWO, "later", [], ["third"]),
        (OF_THREE, TWO, [TWO[0], THREE[2]], "other_reasons", ["third"], ["second"]),
        ({**OF_TWO, "stated_age_min": 16}, TWO[:1], TWO, "other_reasons", ["second"], []),
    ],
)
def test_changed_lead_says_what_came_and_what_went(
    row: dict[str, Any], old: list[Rule], new: list[Rule], change: str, came: list[str], went: list[str]
) -> None:
    found = compared([row], old, new)

    assert found.changed.select("advertiser", "change", "reasons_came", "reasons_went").rows() == [
        ("a0", change, came, went)
    ]
    assert found.counts() == {each: int(each == change) for each in CHANGES}


def test_other_reasons_without_a_reason_to_look_change_nothing() -> None:
    assert compared([OF_TWO], TWO[:1], TWO[1:]).changed.is_empty()


def test_new_weight_alone_moves_a_lead() -> None:
    heavy = [rule("first", "contacts_count", 4, 0.0, version=2), TWO[1]]

    found = compared([OF_TWO], heavy, TWO)

    assert found.changed.select("change", "old_log_odds", "new_log_odds").row(0) == ("appears", 0.6, 1.2)
    assert found.indicators.rows() == [("first", 2, 1, 1, 1, 0, 0), ("second", 1, 1, 1, 1, 0, 0)]


def test_rule_without_weight_is_counted_though_no_lead_moves() -> None:
    told = [*TWO, rule("told", "stated_age_spread", 4, None)]

    found = compared([OF_THREE], TWO, told)

    assert found.indicators.row(2) == ("told", None, 1, 0, 1, 1, 0)
    assert found.changed.is_empty()


def test_rules_of_the_door_are_named_and_not_tried() -> None:
    found = compared([OF_TWO], TWO, [*TWO, SHIPPED["account_changed_hands"]])

    assert found.at_the_door == ("account_changed_hands",)
    assert "account_changed_hands" not in found.indicators["indicator"]


@pytest.mark.parametrize(("men", "told"), [(LEAST, 1), (LEAST - 1, None)])
def test_too_few_of_a_gender_are_not_counted(men: int, told: int | None) -> None:
    facts = history([OF_TWO, *({} for _ in range(men - 1)), *({} for _ in range(LEAST))])

    found = compare(facts, TWO[:1], TWO, genders_of(facts, ["men"] * men + ["women"] * LEAST))

    women, of_men = found.genders.rows(named=True)
    assert (women["advertised_gender"], women["appears"]) == ("women", 0)
    assert (of_men["advertisers"], of_men["appears"]) == (men, told)
    assert found.indicators_by_gender.rows() == [
        ("second", "women", 0, 0),
        ("second", "men", told, None if told is None else 0),
    ]


def test_gender_of_an_advertiser_is_what_most_of_its_sightings_say() -> None:
    market = Market()
    for at, (advertiser, gender) in enumerate(
        [("a1", "men"), ("a1", "women"), ("a1", "women"), ("a1", "unknown"), ("a2", "unknown"), ("a3", None)]
    ):
        market.see(f"s{at}", advertiser)
        market.records[-1]["advertised_gender"] = gender

    found = advertised_genders(market.tables()[0], market.facts())

    assert found.rows() == [("a1", "women"), ("a2", "unknown"), ("a3", "unknown")]


def test_history_without_adverts_is_compared_to_nothing() -> None:
    found = compared([], TWO, THREE)

    assert found.changed.schema == pl.Schema(CHANGED)
    assert (found.moves.height, found.genders.height, found.indicators.height) == (0, 0, 3)


names = st.sampled_from(("first", "second", "third", "fourth"))
rules = st.builds(
    rule,
    names,
    st.sampled_from(NUMBERS),
    st.integers(2, 6),
    st.none() | st.floats(-0.5, 1),
    st.integers(1, 3),
)
rule_sets = st.lists(rules, max_size=4, unique_by=lambda each: each.indicator)
known = st.fixed_dictionaries({}, optional={name: st.none() | st.integers(1, 7) for name in NUMBERS})
with_age = st.builds(lambda row, age: {**row, "stated_age_min": age}, known, st.sampled_from((None, 30, 17)))
histories = st.lists(with_age, max_size=6)


@settings(deadline=None, max_examples=25)
@given(histories, rule_sets)
def test_rule_set_against_itself_changes_nothing(rows: list[dict[str, Any]], same: list[Rule]) -> None:
    found = compared(rows, same, same)

    assert found.changed.is_empty()
    assert found.moves.filter(pl.col("old_band") != pl.col("new_band")).is_empty()
    assert found.indicators.select(pl.col("came", "went").sum()).row(0) == (0, 0)
    assert found.indicators_by_gender.is_empty()


@settings(deadline=None, max_examples=25)
@given(histories, rule_sets, rule_sets)
def test_swapped_sides_mirror_the_tables(
    rows: list[dict[str, Any]], one: list[Rule], other: list[Rule]
) -> None:
    forth, back = compared(rows, one, other), compared(rows, other, one)

    swapped = {f"old_{name}": f"new_{name}" for name in ("band", "log_odds", "version")}
    swapped |= {"old": "new", "came": "went", "reasons_came": "reasons_went"}
    swapped |= {there: here for here, there in swapped.items()} | MIRRORED

    def mirrored(frame: pl.DataFrame) -> pl.DataFrame:
        turned = frame.rename({name: swapped.get(name, name) for name in frame.columns})
        if "change" in turned.columns:
            turned = turned.with_columns(pl.col("change").replace(MIRRORED))
        return turned.select(frame.columns)

    for name in ("changed", "indicators", "genders", "indicators_by_gender"):
        assert mirrored(getattr(back, name)).equals(getattr(forth, name)), name
    moves = {(new, old, count) for old, new, count in back.moves.iter_rows()}
    assert moves == set(forth.moves.iter_rows())


@settings(deadline=None, max_examples=25)
@given(histories, rule_sets, rule_sets)
def test_moves_account_for_every_advertiser(
    rows: list[dict[str, Any]], one: list[Rule], other: list[Rule]
) -> None:
    found = compared(rows, one, other)

    assert found.moves["advertisers"].sum() == len(rows)
    moved = found.moves.filter(pl.col("old_band") != pl.col("new_band"))["advertisers"].sum()
    assert moved == sum(count for change, count in found.counts().items() if change != "other_reasons")
