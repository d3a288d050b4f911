"""The compiled search finds what the search of one advert finds."""

from hypothesis import given, settings
from hypothesis import strategies as st

from baken.extraction import scan
from baken.extraction.advert import facts, facts_in
from baken.extraction.disguises import ClearText, clear_texts
from baken.extraction.marks import ANYTHING, marked_tokens, without_diacritics

PIECES = st.lists(
    st.sampled_from(
        [
            *(
                "06",
                "0",
                "12",
                "345678",
                "+31",
                "10:00",
                "nul",
                "zes",
                "zéro",
                "nulzeseen",
                "vierendertig",
                "een",
                "O",
            ),
            *(
                "l",
                "SS",
                "tel",
                "bel",
                "de",
                "telegram",
                "apenstaartje",
                "утре",
                "нула",
                "małpa",
                "т",
                "ß",
                "İ",
                "ǆ",
            ),
            *(
                " ",
                " ",
                " ",
                "\n",
                "-",
                ".",
                "!",
                "|",
                "(",
                ")",
                ", ",
                "❤\ufe0f",
                "0\ufe0f\u20e3",
                "&nbsp;",
                "٠",
                "𝟔",
                "x",
            ),
        ]
    ),
    max_size=24,
).map("".join)


@given(st.lists(PIECES | st.text(max_size=12), max_size=6))
@settings(max_examples=150, deadline=None)
def test_marked_words_of_a_batch_are_those_of_each_advert(many: list[str]) -> None:
    lows = [ClearText(words).low for words in many]

    together = [[(one[0], one[1], one[2] | ANYTHING) for one in found] for found in scan.marked_tokens(lows)]

    assert together == [marked_tokens(low) for low in lows]


@given(st.lists(PIECES, max_size=5))
@settings(max_examples=150, deadline=None)
def test_facts_of_a_batch_are_those_of_each_advert(many: list[str]) -> None:
    together = [facts_in(clear, "", None, "NL") for clear in clear_texts(["\n" + words for words in many])]

    assert together == [facts("", words, None, "NL") for words in many]


def test_batch_of_more_than_fits_at_once_is_whole() -> None:
    many = [f"bel 06-0{at:07d}" for at in range(1_203)]

    assert [clear.text for clear in clear_texts(many)] == many


def test_batch_of_one_enormous_advert_is_searched() -> None:
    low = "bel 06 " * 200_000

    assert len(next(iter(scan.marked_tokens([low])))) >= 200_000


def test_batch_of_tokens_with_nothing_between_is_searched() -> None:
    low = "0o" * 50_000

    assert len(next(iter(scan.marked_tokens([low])))) == len(low)


def test_signs_that_look_like_digits_are_passed_over() -> None:
    low = "¡hola! ¡06¡ ○6○ 👻🅾"

    assert [one[:2] for one in next(iter(scan.marked_tokens([low])))] == [
        one[:2] for one in marked_tokens(low)
    ]


def test_word_is_found_without_its_diacritics() -> None:
    assert [without_diacritics(word) for word in ("zéro", "pięć", "małpa", "й")] == [
        "zero",
        "piec",
        "malpa",
        "и",
    ]
