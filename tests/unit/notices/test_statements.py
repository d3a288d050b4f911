"""Statements of reasons: what the database takes, and every field that it or we refuse."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.notices.statements.checking import MOST, check_statements
from baken.notices.statements.fields import DECISIONS, FIELDS
from baken.notices.statements.values import trimmed
from tests.factories.statements import statement

ILLEGAL, TERMS = "DECISION_GROUND_ILLEGAL_CONTENT", "DECISION_GROUND_INCOMPATIBLE_CONTENT"
NO_NOTICE = "STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE"


def fields_of(one: Any) -> list[str]:
    return [fault.field for fault in check_statements(one)]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"territorial_scope": ..., "content_language": None, "category_specification": []},
        {"decision_visibility": None, "decision_account": "DECISION_ACCOUNT_SUSPENDED"},
        {"decision_monetary": "DECISION_MONETARY_OTHER", "decision_monetary_other": "Tegoed teruggestort."},
        {"content_language": "EL", "territorial_scope": ["GR", "IS", "LI", "NO"]},
        {"category_specification": ["KEYWORD_STALKING"]},
        {"category_specification": ["KEYWORD_OTHER"], "category_specification_other": "Iets anders."},
        {
            "category_specification": ["KEYWORD_INAUTHENTIC_LISTINGS"],
            "category_addition": ["STATEMENT_CATEGORY_SCAMS_AND_FRAUD"],
        },
        {"end_date_visibility_restriction": "2026-11-02"},
        {"end_date_visibility_restriction": " "},
        {"content_date": "2026-11-02"},
        {"content_id": {"EAN-13": "0000000000000"}},
        {"source_type": "SOURCE_TRUSTED_FLAGGER", "source_identity": "een betrouwbare flagger"},
        {"category": NO_NOTICE, "category_specification": ...},
        {"puid": f"  {'a' * 500}\n", "decision_facts": "é" * 5000},
        {"nobody_knows": "this field"},
        {
            "decision_ground": TERMS, "incompatible_content_ground": "Voorwaarden, artikel 4",
            "incompatible_content_explanation": "Eén persoon per account.",
            "incompatible_content_illegal": "No",
            "illegal_content_legal_ground": ..., "illegal_content_explanation": None,
        },
    ],
)  # fmt: skip
def test_good_statement_has_no_fault(changes: dict[str, Any]) -> None:
    assert list(check_statements(statement(**changes))) == []


@pytest.mark.parametrize("field", [field for field in FIELDS if field.required], ids=lambda field: field.name)
@pytest.mark.parametrize("empty", [..., None, "", " \u00a0"])
def test_required_field_is_missed(field: Any, empty: Any) -> None:
    assert field.name in fields_of(statement(**{field.name: empty}))


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"puid": "a b"}, "puid"),
    ({"puid": "é"}, "puid"),
    ({"puid": "a" * 501}, "puid"),
    ({"puid": 7}, "puid"),
    ({"decision_visibility": "DECISION_VISIBILITY_CONTENT_REMOVED"}, "decision_visibility"),
    ({"decision_visibility": ["CONTENT_REMOVED"]}, "decision_visibility"),
    ({"decision_visibility": [None]}, "decision_visibility"),
    ({"decision_visibility": ["DECISION_VISIBILITY_OTHER"]}, "decision_visibility_other"),
    ({"decision_visibility_other": "Anders."}, "decision_visibility_other"),
    ({"decision_account": ["DECISION_ACCOUNT_SUSPENDED"]}, "decision_account"),
    ({"decision_monetary": "DECISION_MONETARY_OTHER"}, "decision_monetary_other"),
    ({"decision_ground": "ILLEGAL"}, "decision_ground"),
    ({"illegal_content_legal_ground": ...}, "illegal_content_legal_ground"),
    ({"illegal_content_explanation": "x" * 2001}, "illegal_content_explanation"),
    ({"incompatible_content_ground": "Artikel 4"}, "incompatible_content_ground"),
    ({"incompatible_content_illegal": "No"}, "incompatible_content_illegal"),
    ({"incompatible_content_illegal": None}, "incompatible_content_illegal"),
    ({"category": "STATEMENT_CATEGORY_PORNOGRAPHY_OR_SEXUALIZED_CONTENT"}, "category"),
    ({"category": "STATEMENT_CATEGORY_SCOPE_OF_PLATFORM_SERVICE"}, "category"),
    ({"category": NO_NOTICE, "category_specification": ..., "source_type": "SOURCE_VOLUNTARY"}, "category"),
    ({"category_addition": None}, "category_addition"),
    ({"category_addition": "STATEMENT_CATEGORY_VIOLENCE"}, "category_addition"),
    ({"category_specification": ["KEYWORD_DANGEROUS_TOYS"]}, "category_specification"),
    ({"category_specification": ["KEYWORD_PHISHING"]}, "category_specification"),
    ({"category_specification": ["KEYWORD_OTHER"]}, "category_specification_other"),
    ({"category_specification_other": "Iets anders."}, "category_specification_other"),
    ({"content_type": []}, "content_type"),
    ({"content_type": ["CONTENT_TYPE_OTHER"]}, "content_type_other"),
    ({"content_language": "GR"}, "content_language"),
    ({"content_language": "XX"}, "content_language"),
    ({"content_language": "nl"}, "content_language"),
    ({"content_id": {"EAN-13": "123"}}, "content_id"),
    ({"content_id": {"ISBN": "1234567890123"}}, "content_id"),
    ({"content_id": "1234567890123"}, "content_id"),
    ({"content_date": "1999-12-31"}, "content_date"),
    ({"content_date": "2026-11-03"}, "content_date"),
    ({"content_date": "30-10-2026"}, "content_date"),
    ({"content_date": "2026-02-30"}, "content_date"),
    ({"content_date": "2026-10-30T10:00:00Z"}, "content_date"),
    ({"application_date": "2019-12-31"}, "application_date"),
    ({"application_date": "2038-01-02"}, "application_date"),
    ({"end_date_visibility_restriction": "2026-11-01"}, "end_date_visibility_restriction"),
    ({"end_date_visibility_restriction": "2040-01-01"}, "end_date_visibility_restriction"),
    ({"end_date_service_restriction": "2027-01-01"}, "end_date_service_restriction"),
    ({"territorial_scope": ["EL"]}, "territorial_scope"),
    ({"territorial_scope": "NL"}, "territorial_scope"),
    ({"decision_facts": "x" * 5001}, "decision_facts"),
    ({"decision_facts": "De adverteerder is te bereiken op 06-01234567."}, "decision_facts"),
    ({"illegal_content_explanation": "Schrijf naar naam@example.org."}, "illegal_content_explanation"),
    ({"source_type": "SOURCE_NOBODY"}, "source_type"),
    ({"source_type": "SOURCE_VOLUNTARY", "source_identity": "een melder"}, "source_identity"),
    ({"automated_detection": True}, "automated_detection"),
    ({"automated_detection": "yes"}, "automated_detection"),
    ({"automated_decision": "FULLY"}, "automated_decision"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"), WRONG, ids=[f"{field}-{n}" for n, (_, field) in enumerate(WRONG)]
)
def test_wrong_field_is_named_and_no_other(changes: dict[str, Any], field: str) -> None:
    assert fields_of(statement(**changes)) == [field]


def test_statement_without_a_decision_names_all_four() -> None:
    assert fields_of(statement(decision_visibility=...)) == list(DECISIONS)


def test_other_ground_names_what_is_missing_and_what_would_be_dropped() -> None:
    assert set(fields_of(statement(decision_ground=TERMS))) == {
        "illegal_content_legal_ground", "illegal_content_explanation",
        "incompatible_content_ground", "incompatible_content_explanation",
    }  # fmt: skip


def test_batch_tells_which_statement_is_wrong() -> None:
    batch = {"statements": [statement(puid="a"), "no statement", statement(puid="b", content_language="XX")]}
    assert [(fault.index, fault.field) for fault in check_statements(batch)] == [
        (1, "statements"),
        (2, "content_language"),
    ]


def test_batch_with_a_puid_twice_is_wrong() -> None:
    batch = {"statements": [statement(puid="a"), statement(puid="b"), statement(puid=" a ")]}
    assert [(fault.index, fault.field) for fault in check_statements(batch)] == [(2, "puid")]


@pytest.mark.parametrize("batch", [[], None, "x", {}, 7])
def test_batch_that_is_none_is_wrong(batch: Any) -> None:
    assert fields_of({"statements": batch}) == ["statements"]
    assert fields_of([statement()]) == ["statements"]


def test_batch_of_more_than_a_hundred_is_wrong() -> None:
    batch = [statement(puid=f"p{number}") for number in range(MOST + 1)]
    assert fields_of({"statements": batch}) == ["statements"]
    assert fields_of({"statements": batch[:MOST]}) == []
    assert len(list(check_statements({"statements": [{}] * 5_000}))) < MOST * 20


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(st.text(max_size=5), parts, max_size=3),
    max_leaves=6,
)


@given(field=st.sampled_from([field.name for field in FIELDS]), value=anything)
def test_any_value_in_any_field_is_judged(field: str, value: Any) -> None:
    for fault in check_statements(statement(**{field: value})):
        assert fault.message and fault.index == 0


def test_million_spaces_between_two_letters_are_read_at_once() -> None:
    text = "a" + " " * 1_000_000 + "a"
    assert trimmed(text) == text
    assert trimmed("\ufeff\u200b a\n\0") == "a"
    assert trimmed(" \u3000\0") is None
