"""The three truth values, one record at a time and in columns."""

import polars as pl
import pytest

from baken.indicators import closures, columns
from baken.indicators.conditions import (
    All,
    Any,
    Compare,
    Condition,
    Contains,
    CountGe,
    In,
    IsMissing,
    Matches,
    Not,
)
from baken.indicators.folding import fold

KNOWN = {
    "contacts_count": 3,
    "contact_kinds": ["email", "phone"],
    "text": "Title\nCall her, any time",
    "hub_kind": None,
}
TRUE = Compare("ge", "contacts_count", 3)
FALSE = Compare("lt", "contacts_count", 3)
UNKNOWN = Compare("ge", "unique_adverts", 1)


def verdicts(condition: Condition) -> tuple[bool | None, bool | None]:
    frame = columns.prepare(pl.DataFrame([KNOWN], schema_overrides={"hub_kind": pl.String}), [condition])
    in_columns = frame.select(columns.compile_condition(condition).alias("verdict"))["verdict"][0]
    return closures.compile_condition(condition)(KNOWN), in_columns


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (TRUE, True),
        (FALSE, False),
        (UNKNOWN, None),
        (Not(TRUE), False),
        (Not(FALSE), True),
        (Not(UNKNOWN), None),
        (All((TRUE, TRUE)), True),
        (All((TRUE, FALSE)), False),
        (All((TRUE, UNKNOWN)), None),
        (All((UNKNOWN, FALSE)), False),
        (All((FALSE, UNKNOWN)), False),
        (All((UNKNOWN, UNKNOWN)), None),
        (Any((FALSE, FALSE)), False),
        (Any((FALSE, TRUE)), True),
        (Any((UNKNOWN, TRUE)), True),
        (Any((TRUE, UNKNOWN)), True),
        (Any((FALSE, UNKNOWN)), None),
        (IsMissing("unique_adverts"), True),
        (IsMissing("hub_kind"), True),
        (IsMissing("text"), False),
        (Not(IsMissing("unique_adverts")), False),
        (Compare("le", "contacts_count", 2.5), False),
        (Compare("gt", "contacts_count", 2.5), True),
        (Compare("eq", "contacts_count", 3.0), True),
        (In("contacts_count", (1, 3)), True),
        (In("hub_kind", ("switchboard",)), None),
        (CountGe("contact_kinds", 2), True),
        (CountGe("contact_kinds", 3), False),
        (CountGe("stated_ages", 0), None),
        (Contains("text", (fold("CALL HER"),)), True),
        (Contains("text", (fold("her any time"),)), True),
        (Contains("text", (fold("all her"),)), False),
        (Contains("text", (fold("title call"),)), True),
        (Contains("hub_kind", (fold("switchboard"),)), None),
        (Matches("text", "(?i)CALL h.r"), True),
        (Matches("text", "call"), False),
        (Matches("text", "(?s)^Title.*time$"), True),
    ],
)
def test_condition_has_one_truth_value_in_both_compilers(condition: Condition, expected: bool | None) -> None:
    assert verdicts(condition) == (expected, expected)


def test_number_that_is_none_is_missing() -> None:
    condition = Compare("gt", "price_ratio_to_local_median", 0.5)
    frame = columns.prepare(pl.DataFrame({"price_ratio_to_local_median": [float("nan")]}), [condition])

    assert closures.compile_condition(condition)({"price_ratio_to_local_median": float("nan")}) is None
    assert frame.select(columns.compile_condition(condition)).to_series().to_list() == [None]


def test_pattern_on_hostile_text_takes_linear_time() -> None:
    condition = Matches("text", "(a+)+$")

    assert closures.compile_condition(condition)({"text": "a" * 50_000 + "b"}) is False
