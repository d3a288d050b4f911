"""Precision per indicator, rules beside people, and the rows they are counted from."""

import json
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.indicators.learning.outcomes import BadOutcome, Outcome, read_outcome, read_outcomes
from baken.indicators.learning.precision import agreement, precisions
from baken.indicators.proportions import Proportion
from tests.unit.indicators.made_outcomes import NAMES, outcome


def rows_of(founded: int, unfounded: int, start: int = 0, **told: object) -> list[Outcome]:
    said = ["founded"] * founded + ["unfounded"] * unfounded
    return [outcome(start + place, ["first"], each, **told) for place, each in enumerate(said)]


def test_precision_counts_leads_in_which_it_fired() -> None:
    rows = [*rows_of(15, 5), *[outcome(99, ["second"], "founded")], outcome(98, ["first"], "unsure")]

    found = precisions(rows, ["first"])[0]

    assert (found.founded, found.unfounded, found.unsure) == (15, 5, 1)
    assert found.precision == Proportion(15, 20)


def test_precision_of_few_is_not_said() -> None:
    assert precisions(rows_of(15, 4), ["first"])[0].precision is None


def test_precision_is_counted_by_group_beside_everybody() -> None:
    rows = [
        *rows_of(3, 1, groups=frozenset({"gender:men", "duo"})),
        *rows_of(2, 2, 50, groups=frozenset({"gender:women"})),
    ]

    found = {row.group: (row.founded, row.unfounded) for row in precisions(rows, ["first"])}

    assert found == {"": (5, 3), "duo": (3, 1), "gender:men": (3, 1), "gender:women": (2, 2)}


def test_precision_leaves_out_what_no_rule_brought_forward_and_blind_what_was_seen() -> None:
    rows = [
        *rows_of(1, 0), *rows_of(2, 0, 10, band="no_reason"), *rows_of(4, 0, 20, blind=False),
    ]  # fmt: skip

    assert precisions(rows, ["first"])[0].founded == 5
    assert precisions(rows, ["first"], blind=True)[0].founded == 1


def test_agreement_counts_blind_outcomes_alone() -> None:
    rows = [
        *rows_of(12, 8), *rows_of(3, 18, 50, band="no_reason"), *rows_of(9, 9, 100, blind=False),
        outcome(200, [], "unsure", band="no_reason"),
    ]  # fmt: skip

    found = agreement(rows)

    assert (found.of_flagged, found.of_unflagged) == (Proportion(12, 20), Proportion(3, 21))
    assert (found.unflagged_unsure, found.judged) == (1, 42)


@given(
    fired=st.sets(st.sampled_from(NAMES)),
    said=st.sampled_from(["founded", "unfounded", "unsure"]),
    blind=st.booleans(),
    groups=st.sets(st.sampled_from(["gender:women", "gender:unknown", "duo", "agency", "touring"])),
)
def test_row_is_read_back_as_it_was(fired: set[str], said: str, blind: bool, groups: set[str]) -> None:
    row = outcome(1, fired, said, blind=blind, groups=frozenset(groups))

    assert read_outcome(json.loads(json.dumps(row.as_row()))) == row


@pytest.mark.parametrize(
    "change",
    [
        {"lead": 3}, {"lead": ""}, {"band": "urgent_protocol"}, {"outcome": "victim"}, {"blind": "yes"},
        {"outcome": ["victim"]}, {"outcome": {}},
        {"fired": "first"}, {"fired": ["first"], "unknown": ["first"]}, {"groups": ["touring:fast"]},
        {"counting": ["first"]}, {"counting": "first"},
        {"rule_versions": {"first": 0}}, {"rule_versions": ["first"]},
    ],
    ids=str,
)  # fmt: skip
def test_bad_row_is_told_without_what_it_holds(change: dict[str, object]) -> None:
    row = outcome(1, [], "founded").as_row() | change

    with pytest.raises(BadOutcome) as fault:
        read_outcome(row)

    assert "victim" not in str(fault.value)


def test_file_may_be_an_object_or_lines_and_good_rows_go_through() -> None:
    good, other = outcome(1, [], "founded").as_row(), outcome(2, [], "founded").as_row()
    as_object = json.dumps({"outcomes": [good, 3, good, other], "export": {}}).encode()
    as_lines = b"\n".join([json.dumps(good).encode(), b"{", b"", json.dumps(other).encode()])

    found = [list(read_outcomes(content)) for content in (as_object, as_lines)]

    assert [[number for number, row in rows if isinstance(row, Outcome)] for rows in found] == [
        [1, 4],
        [1, 4],
    ]
    assert [str(row) for _, row in found[0] if isinstance(row, BadOutcome)] == [
        "a row is an object", "this lead stood in an earlier row",
    ]  # fmt: skip


@pytest.mark.parametrize("content", [b"[" * 100_000, b'{"outcomes":' * 50_000])
def test_file_of_too_deep_a_nesting_is_a_bad_row(content: bytes) -> None:
    assert [(number, str(row)) for number, row in read_outcomes(content)] == [(1, "a row is an object")]


def test_nothing_that_judges_adverts_reads_outcomes() -> None:
    modules = "stage, evaluate, leads, why, rulebook, compare"
    said = "[name for name in sys.modules if name.startswith('baken.indicators.learning')]"
    code = f"import sys\nfrom baken.indicators import {modules}\nprint({said})"

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"
