"""Words are compared whole, without case, and found again where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.indicators.folding import fold, spans


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Never  ALONE!", " never alone "),
        ("24/7", " 24 7 "),
        ("STRASSE straße", " strasse strasse "),
        ("ne\u200bver a\u00adlone", " never alone "),
        ("ｎｅｖｅｒ", " never "),
        ("e\u0301e\u0301n één", " één één "),
        ("one_two", " one two "),
        ("...", "  "),
        ("", "  "),
    ],
)
def test_text_is_folded_to_whole_words(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_phrase_is_found_where_it_stands_in_code_points() -> None:
    text = "Straße: ne\u200bver, ALONE; never alone"

    assert [text[start:end] for start, end in spans(text, fold("never alone"))] == [
        "ne\u200bver, ALONE",
        "never alone",
    ]


@given(st.text(max_size=40), st.sampled_from(["call", "één", "strasse", "24/7"]))
def test_phrase_that_stands_in_a_text_has_a_span(text: str, phrase: str) -> None:
    whole = f"{text} {phrase} {text}"

    found = [fold(whole[start:end]) for start, end in spans(whole, fold(phrase))]

    assert fold(phrase) in fold(whole)
    assert found
    assert all(fold(phrase) in each for each in found)


@given(st.text(st.characters(max_codepoint=127), max_size=60))
def test_ascii_is_folded_as_any_other_text_is(text: str) -> None:
    assert fold(f"a {text}") + "é " == fold(f"a {text} é")
