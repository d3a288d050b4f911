"""Rule files that stand in no directory: read, told apart, and weighed anew."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.indicators.faults import FaultyRules
from baken.indicators.rule import Weight
from baken.indicators.rulebook import (
    SHIPPED_RULES,
    check_rules,
    check_texts,
    digest_of,
    load_rules,
    load_texts,
    shipped_texts,
)
from baken.indicators.set_differences import PARTS, set_differences
from baken.indicators.weighing import NotWeighed, weighed_anew

SHARED = "shared_contact_many_texts"
FILE = f"{SHARED}.yaml"
WEIGHT = "weight: {log_odds: 0.3, low: -0.3, high: 0.9}"
WEIGHED = [rule.indicator for rule in load_rules() if rule.weight is not None]


def test_texts_of_the_shipped_files_are_the_shipped_rules() -> None:
    assert load_texts(shipped_texts()) == load_rules()


def test_faults_of_texts_are_those_of_the_same_files() -> None:
    broken = shipped_texts() | {FILE: shipped_texts()[FILE].replace("grade: B", "grade: Z")}
    rules, faults = check_texts({name: text.encode() for name, text in broken.items()})
    assert [(fault.file, fault.line, fault.cause) for fault in faults] == [
        (FILE, 5, "grade is not one of A, B, C, X")
    ]
    assert len(rules) == len(check_rules(SHIPPED_RULES)[0]) - 1
    with pytest.raises(FaultyRules):
        load_texts(broken)


def test_digest_is_of_names_and_texts_in_whatever_order() -> None:
    texts = shipped_texts()
    turned = dict(reversed(texts.items()))
    assert digest_of(texts) == digest_of(turned)
    assert digest_of({"a": "bc"}) != digest_of({"ab": "c"})


def test_equal_sets_differ_in_nothing() -> None:
    assert set_differences(load_rules(), load_texts(shipped_texts())) == ()


def test_differences_name_what_came_what_went_and_which_part_changed() -> None:
    texts = shipped_texts()
    gone = texts.pop("always_available.yaml")
    texts["always_reachable.yaml"] = gone.replace(
        "indicator: always_available", "indicator: always_reachable"
    )
    texts[FILE] = (
        texts[FILE]
        .replace("ge: [texts_per_contact_max, 5]", "gt: [texts_per_contact_max, 4]")
        .replace("version: 2", "version: 3")
    )
    found = set_differences(load_rules(), load_texts(texts))
    assert [(one.indicator, bool(one.before), bool(one.after), one.parts) for one in found] == [
        ("always_available", True, False, ()),
        ("always_reachable", False, True, ()),
        (SHARED, True, True, ("when", "version")),
    ]
    assert not any(one.same_version for one in found)


def test_rule_that_changed_under_its_old_version_is_told() -> None:
    texts = shipped_texts()
    texts[FILE] = texts[FILE].replace("log_odds: 0.3", "log_odds: 0.4")
    (only,) = set_differences(load_rules(), load_texts(texts))
    assert only.parts == ("weight",)
    assert only.same_version


def test_every_part_of_a_rule_is_compared() -> None:
    assert set(PARTS) | {"indicator"} == set(load_rules()[0].__slots__)


@given(
    st.dictionaries(
        st.sampled_from(WEIGHED),
        st.lists(st.floats(-2, 0), min_size=3, max_size=3).map(sorted),
        min_size=1,
    )
)
def test_other_weights_are_all_that_changes(drawn: Mapping[str, Any]) -> None:
    weights = {name: Weight(middle, low, high) for name, (low, middle, high) in drawn.items()}
    new = {rule.indicator: rule for rule in load_texts(weighed_anew(shipped_texts(), weights))}
    for rule in load_rules():
        now = new[rule.indicator]
        if rule.indicator not in weights:
            assert now == rule
            continue
        asked = weights[rule.indicator]
        assert now.weight is not None
        assert now.version == rule.version + 1
        for told, meant in (
            (now.weight.log_odds, asked.log_odds),
            (now.weight.low, asked.low),
            (now.weight.high, asked.high),
        ):
            assert told == meant


def test_signs_around_a_weight_stay() -> None:
    text = shipped_texts()[FILE].replace(
        WEIGHT, "weight:  # by hand\n  high: 0.9   # far\n  log_odds: 0.3\n  low: -0.3"
    )
    new = weighed_anew({FILE: text}, {SHARED: Weight(0.25, -0.00001, 0.7)})[FILE]
    assert new == text.replace("0.9  ", "0.7  ").replace("0.3\n", "0.25\n", 1).replace(
        "low: -0.3", "low: -0.00001"
    ).replace("version: 2", "version: 3")


@pytest.mark.parametrize(
    "text",
    [
        shipped_texts()[FILE].replace(WEIGHT + "\n", ""),
        shipped_texts()[FILE].replace(WEIGHT, "weight: {<<: {log_odds: 0.3, low: -0.3, high: 0.9}}"),
        shipped_texts()[FILE].replace(WEIGHT, "weight: {log_odds: &x 0.3, low: -0.3, high: *x}"),
    ],
)
def test_weight_that_does_not_stand_in_its_own_place_is_left_alone(text: str) -> None:
    with pytest.raises(NotWeighed, match=SHARED):
        weighed_anew({FILE: text}, {SHARED: Weight(0.2, 0.1, 0.3)})


def test_indicator_without_a_file_is_not_weighed() -> None:
    with pytest.raises(NotWeighed, match="hair_colour"):
        weighed_anew(shipped_texts(), {"hair_colour": Weight(0.2, 0.1, 0.3)})
