"""The part of each reason in a band is what `leads` makes of it."""

from dataclasses import replace

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from baken.indicators.leads import placed, usual
from baken.indicators.part_in_band import AWAY, COUNTS, FEW, NEVER_ALONE, NOTHING, SAME, Shown, parts
from baken.indicators.rule import Rule, Weight
from baken.indicators.rulebook import load_rules

RULES = tuple(rule for rule in load_rules() if rule.applies_to != "door")
TEXTS = 4
_FEW_WEIGHTS = (-0.4, -0.2, 0.0, 0.2, 0.4)


@st.composite
def firings(draw: st.DrawFn) -> tuple[dict[str, Shown], tuple[Rule, ...]]:
    """Some rules with weights that often are the same, and where each fired."""
    rules = []
    for rule in RULES:
        size = draw(st.sampled_from(_FEW_WEIGHTS))
        rules.append(replace(rule, weight=Weight(size, size - 1, size + 1)) if rule.weight else rule)
    names = draw(st.sets(st.sampled_from([rule.indicator for rule in RULES if rule.weight])))
    where = st.one_of(st.just(Shown(True, 0)), st.builds(Shown, st.just(False), st.integers(1, TEXTS)))
    return {name: draw(where) for name in sorted(names)}, tuple(rules)


def lead_of(fired: dict[str, Shown], rules: tuple[Rule, ...]) -> dict[str, object]:
    """The same reasons, as a run of all advertisers weighs them."""
    sightings = pl.DataFrame(
        [(f"s{number}", "a", f"u{number}") for number in range(TEXTS)],
        schema=["sighting_id", "advertiser", "unique_advert"],
        orient="row",
    )
    rows = []
    for name, shown in fired.items():
        rows += [("advertiser", "a", "a", name)] if shown.whole else []
        rows += [("sighting", f"s{number}", "a", name) for number in range(shown.texts)]
    kinds = dict.fromkeys(("subject_kind", "subject", "advertiser", "indicator"), pl.String)
    signals = pl.DataFrame(rows, schema=kinds, orient="row")
    stopped = pl.DataFrame({"advertiser": ["a"], "hard_stop": [False]})
    return placed(stopped, usual(signals, sightings), rules).row(0, named=True)


@given(firings())
def test_parts_that_count_add_up_to_the_lead(told: tuple[dict[str, Shown], tuple[Rule, ...]]) -> None:
    fired, rules = told
    weights = {rule.indicator: rule.weight.log_odds for rule in rules if rule.weight}

    found = parts(fired, TEXTS, rules)
    lead = lead_of(fired, rules)

    counting = {name for name, (part, _) in found.items() if part.counts}
    assert round(sum(weights[name] for name in counting), 6) == lead["log_odds"]
    assert sum(weights[name] > 0 for name in counting) == lead["indicators"]
    weighed = {name for name, (part, _) in found.items() if part is not FEW and part is not NOTHING}
    assert weighed == {name for name in lead["counting"] if weights[name]}
    assert all((part is SAME) == bool(instead) for part, instead in found.values())
    assert all(found[instead][0].counts for part, instead in found.values() if part is SAME)


def test_each_part_has_its_own_words() -> None:
    shown = Shown(True, 0)
    by_name = {rule.indicator: rule for rule in RULES}
    low = replace(by_name["trustworthy_provider"], weight=Weight(-0.3, -0.9, 0.1))
    rules = tuple(low if rule.indicator == low.indicator else rule for rule in RULES)
    fired = dict.fromkeys(("contact_obscured", "always_available", "trustworthy_provider"), shown)

    found = parts(fired | {"youthful_style": Shown(False, 1)}, 3, rules)

    assert [found[name][0] for name in (*fired, "youthful_style")] == [COUNTS, NEVER_ALONE, AWAY, FEW]
    assert parts({"gone": shown}, 3, rules) == {"gone": (NOTHING, "")}
