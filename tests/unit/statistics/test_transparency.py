"""The tables of the transparency report, and what they never tell."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.statistics.period import Period
from baken.statistics.transparency.rows import KIND_OF_SOURCE, Handled
from baken.statistics.transparency.tables import REPORT_TABLES, SAFE, TOTAL
from baken.vocabulary.statements import (
    StatementAutomation,
    StatementCategory,
    StatementGround,
    StatementSource,
)
from baken.vocabulary.transparency import TransparencyKind, TransparencyOutcome

YEAR = Period.of_years(2026, 2026)
MEASURES = [code for code in TransparencyOutcome.codes if TransparencyOutcome[code].group == "measure"]
DAY = date(2026, 5, 4)


def row(**changes: Any) -> Handled:
    facts = {
        "kind": "notice", "ground": "DECISION_GROUND_ILLEGAL_CONTENT",
        "category": "STATEMENT_CATEGORY_VIOLENCE", "automation": "AUTOMATED_DECISION_NOT_AUTOMATED",
        "detected": False, "received": None, "decided": DAY, "outcome": "visibility",
    }  # fmt: skip
    return Handled(**(facts | changes))


def complaint(outcome: str, automation: str = "AUTOMATED_DECISION_PARTIALLY") -> Handled:
    return row(kind="complaint", outcome=outcome, automation=automation)


def figures(name: str, rows: list[Handled]) -> dict[str, dict[str, Any]]:
    one = REPORT_TABLES[name]
    table = one.fill(one, rows, YEAR).figures
    head = table.columns[0]
    return {
        line[head]: {key: value for key, value in line.items() if key != head} for line in table.to_dicts()
    }


decisions = st.builds(
    row,
    kind=st.sampled_from([code for code in TransparencyKind.codes if code != "complaint"]),
    ground=st.sampled_from(StatementGround.codes),
    category=st.sampled_from(StatementCategory.codes),
    automation=st.sampled_from(StatementAutomation.codes),
    detected=st.booleans(),
    outcome=st.sampled_from(MEASURES),
)


@settings(max_examples=40)
@given(st.lists(decisions, max_size=30))
def test_every_decision_is_counted_once_in_every_table(rows: list[Handled]) -> None:
    for name in ("transparency-decisions", "transparency-measures"):
        told = figures(name, rows)
        assert told.get(TOTAL, {"total": 0})["total"] == len(rows)
        parts = [line for code, line in told.items() if code != TOTAL]
        assert sum(line["total"] for line in parts) == len(rows)
    machines = figures("transparency-automation", rows)
    assert machines.get(TOTAL, {"decisions": 0})["decisions"] == len(rows)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 40), min_size=6, max_size=6))
def test_counts_of_people_are_never_few_and_always_near(counts: list[int]) -> None:
    cells = [(code, outcome) for code in StatementAutomation.codes for outcome in ("upheld", "overturned")]
    rows = [
        complaint(how, code) for (code, how), count in zip(cells, counts, strict=True) for _ in range(count)
    ]
    told = figures("transparency-complaints", rows)
    for (code, outcome), count in zip(cells, counts, strict=True):
        shown = told[code][outcome] if told else 0
        if shown is not None:
            assert shown % SAFE.base == 0
            assert shown == 0 or shown >= SAFE.threshold
            assert abs(shown - count) <= SAFE.base


def test_error_rate_rests_on_what_is_published() -> None:
    rows = [complaint("overturned") for _ in range(20)] + [complaint("upheld") for _ in range(60)]
    told = figures("transparency-complaints", rows)["AUTOMATED_DECISION_PARTIALLY"]
    assert told["error_percent"] == round(100 * told["overturned"] / told["total"])


def test_median_needs_enough_to_rest_on() -> None:
    rows = [row(received=DAY - timedelta(days=days)) for days in range(9)]
    assert figures("transparency-times", rows) == {}
    rows.append(row(received=DAY - timedelta(days=9)))
    assert figures("transparency-times", rows) == {"notice": {"median": 4}}


def test_nothing_handled_gives_empty_tables() -> None:
    assert all(figures(name, []) == {} for name in REPORT_TABLES)


def test_every_source_of_a_statement_has_a_kind() -> None:
    assert set(KIND_OF_SOURCE) == set(StatementSource.codes)
    assert set(KIND_OF_SOURCE.values()) | {"complaint"} == set(TransparencyKind.codes)


def test_unknown_code_is_no_row() -> None:
    with pytest.raises(ValueError, match="not known"):
        row(outcome="vanished")


def test_tables_of_people_are_those_with_notices_complaints_and_times() -> None:
    people = {name for name, one in REPORT_TABLES.items() if one.about_people}
    assert people == {"transparency-notices", "transparency-complaints", "transparency-times"}


def test_notices_without_action_are_rounded_and_those_acted_on_are_not_told_twice() -> None:
    rows = [row(outcome="no_action") for _ in range(13)] + [row() for _ in range(4)]
    told = figures("transparency-notices", rows)
    assert set(told["notice"]) == {"no_action"}
    assert told["notice"]["no_action"] in (10, 15)
