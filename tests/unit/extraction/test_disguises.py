"""Clear text keeps a way back to the words as they stood."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.extraction.advert import facts
from baken.extraction.digit_words import digits_of
from baken.extraction.disguises import ClearText
from baken.vocabulary.advert_record import words

PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "06",
                " 00",
                "12",
                "-",
                "nul ",
                "zes ",
                "\ufe0f\u20e3",
                "\u200b",
                "&#49;",
                "&nbsp;",
                "𝟑",
                "٤",
                "⑤",
                "🔟",
            ),
            *(
                "é",
                "e\u0301",
                "€ 150,- ",
                "35 jaar ",
                "in Best ",
                "Den Haag ",
                "naam(at)example.nl ",
                "İ",
                "\n",
            ),
            *("(", ")", "*", "❤\ufe0f"),
        ]
    ),
    max_size=30,
).map("".join)


@pytest.mark.parametrize(
    ("disguised", "seen"),
    [
        ("0️⃣6️⃣", "06"),
        ("0\u200b6", "06"),
        ("&#48;&#x36;&euro;", "06€"),
        ("𝟎٦⓪", "060"),
        ("🔟", "10"),
        ("e\u0301e\u0301n", "een"),
        ("plain é", "plain é"),
    ],
)
def test_clear_text_shows_what_a_reader_sees(disguised: str, seen: str) -> None:
    assert ClearText(disguised).text == seen


def test_clear_text_span_covers_the_keycap_that_stands_on_a_digit() -> None:
    clear = ClearText("x0️⃣6️⃣y")

    assert clear.span(1, 3) == (1, 7)
    assert clear.is_disguised(1, 3)


@given(PIECES)
@settings(max_examples=150, deadline=None)
def test_clear_text_maps_every_place_into_the_words(text: str) -> None:
    clear = ClearText(text)

    assert len(clear.text) == len(clear.low)
    for at in range(len(clear.text)):
        start, end = clear.span(at, at + 1)
        assert 0 <= start < end <= len(text)
    assert [word for _, word in clear.standing(clear.kinds)] == clear.tokens
    assert all(clear.low.startswith(word, start) for start, word in clear.standing(clear.kinds))


@given(st.none() | PIECES, PIECES | st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_spans_lie_within_the_words_and_hold_what_was_found(title: str | None, text: str) -> None:
    found = facts(title, text, None, "NL")

    whole = words(title, text)
    spans = [one.span for one in (*found.contacts, *found.places, *found.prices)]
    spans += [span for _, span in found.ages]
    for span in spans:
        assert span is not None
        assert 0 <= span[0] < span[1] <= len(whole)
        assert whole[slice(*span)].strip() == whole[slice(*span)]
    for contact in found.contacts:
        assert contact.span is not None
        inside = ClearText(whole[slice(*contact.span)])
        if contact.kind == "phone":
            assert any(c.isdigit() for c in inside.text) or any(map(digits_of, inside.low.split()))
    for age, span in found.ages:
        assert str(age) in ClearText(unicodedata.normalize("NFC", whole[slice(*span)])).text
