import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.api.bodies import read_json
from baken.api.problems import KINDS, Refused, problem, wrong_fields

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_what_is_json_is_read_as_it_is(value: Any) -> None:
    assert read_json(json.dumps(value).encode()) == value


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_anything_else_is_refused_in_words(data: bytes) -> None:
    with suppress(Refused):
        json.dumps(read_json(data), allow_nan=False).encode()


@pytest.mark.parametrize(
    "data",
    [b"[" * 50 + b"]" * 50, b"[" * 200_000, b'"\\u0000"', b'{"\\ud800": 1}', b"NaN", b"1e999", b"9" * 30],
)
def test_what_could_not_be_stored_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        read_json(data)


@pytest.mark.parametrize("code", list(KINDS))
def test_every_problem_says_what_it_is(code: str) -> None:
    told = json.loads(problem(code).content)
    assert told["status"] == KINDS[code].status
    assert told["detail"].endswith((".", "!"))


def test_wrong_field_is_named_without_what_was_sent() -> None:
    told = json.loads(
        wrong_fields(
            [
                {"type": "missing", "loc": ("body", "given", "advert", 3, "text"), "msg": "Field required"},
                {"type": "string_too_long", "loc": ("query", "code"), "msg": "x", "ctx": {"max_length": 9}},
            ]
        ).content
    )
    assert told["errors"] == [
        {"field": "advert.3.text", "message": "is missing"},
        {"field": "code", "message": "may have at most 9 characters"},
    ]


def test_refusal_is_no_success_and_no_fault_of_ours() -> None:
    for status in (200, 302, 500):
        with pytest.raises(ValueError, match="refuses nothing"):
            Refused(status, "x", "y")
