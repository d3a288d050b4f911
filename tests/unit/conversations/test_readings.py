"""Words as they are meant, in disguise and in doubt. The rates per language are in tests/spec."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.conversations.readings import Reading, reads_as_stop, reads_as_threat
from baken.conversations.word_forms import MOST_READ, MOST_TOKENS, Vocabulary, one_apart, tokens

READERS = (reads_as_stop, reads_as_threat)
PLAIN = ("stop", "unsubscribe", "laat me met rust", "leave me alone", "остави ме на мира", "ne írj többet")


@pytest.mark.parametrize(
    "text",
    [
        "STOP", "stop.", "Stop!!!", "s t o p", "s.t.o.p", "s-t-o-p", "st0p", "5top", "$top", "ѕтор", "sтop",
        "ＳＴＯＰ", "𝐒𝐓𝐎𝐏", "s\u200bt\u200bo\u200bp", "stóp", "stoooooop", "stop 🙏", "🛑", "🛑🛑 stop",
        "please stop", "stop aub", "unsubscibe", "unsubsrcibe", "unsubscribee", "cтoп",
    ],
)  # fmt: skip
def test_disguised_and_mistyped_stops_are_stops(text: str) -> None:
    assert reads_as_stop(text) == "yes"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("don't write at night", "maybe"),
        ("stop writing when he is home", "maybe"),
        ("no", "maybe"),
        ("✋", "maybe"),
        ("please don't stop writing to me", "maybe"),
        ("the stopwatch is broken", "no"),
        ("het stopcontact in de keuken", "no"),
        ("👍", "no"),
        ("", "no"),
        (" \n\u200b", "no"),
        ("こんにちは", "maybe"),
        ("شكرا جزيلا", "maybe"),
    ],
)
def test_doubt_is_doubt_and_other_words_are_none(text: str, reading: Reading) -> None:
    assert reads_as_stop(text) == reading


MARKS = ("", "!", " 🛑", "...", "\n")


@given(st.sampled_from(PLAIN), st.sampled_from((str.upper, str.title, str.casefold)), st.sampled_from(MARKS))
def test_capitals_and_marks_change_nothing(words: str, shape: Callable[[str], str], marks: str) -> None:
    assert reads_as_stop(shape(words) + marks) == "yes"
    assert reads_as_stop(unicodedata.normalize("NFD", shape(words)) + marks) == "yes"


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    for reads in READERS:
        assert reads(text) in ("yes", "maybe", "no")


@given(st.sampled_from(PLAIN), st.text(alphabet="abcdefg ", max_size=40))
def test_plain_stop_before_other_words_is_never_passed_over(words: str, more: str) -> None:
    assert reads_as_stop(f"{words}. {more}") in ("yes", "maybe")


@pytest.mark.parametrize("text", ["a " * 5000, "stop " * 5000, "niet " * 5000, "x" * 100_000, "я" * 100_000])
def test_long_text_is_read_in_bounded_steps(text: str) -> None:
    assert len(text) >= MOST_READ
    assert len(tokens(text, Vocabulary.of(("stop",)))) <= MOST_TOKENS
    for reads in READERS:
        assert reads(text) == reads(text[:MOST_READ])


def test_threat_and_stop_are_apart() -> None:
    assert (reads_as_stop("ik weet je te vinden"), reads_as_threat("ik weet je te vinden")) == ("no", "yes")
    assert (reads_as_stop("stop"), reads_as_threat("stop")) == ("yes", "no")
    assert reads_as_threat("1 know where you l1ve") == "yes"


@given(st.text("abc", min_size=3, max_size=6), st.integers(0, 5), st.sampled_from("xyz"))
def test_one_change_is_one_apart(word: str, place: int, letter: str) -> None:
    at = place % len(word)
    assert one_apart(word, word[:at] + letter + word[at:])
    assert one_apart(word, word[:at] + word[at + 1 :])
    assert one_apart(word, word[:at] + letter + word[at + 1 :])
    swapped = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
    assert one_apart(word, swapped)
    assert not one_apart(word, word + letter + letter)


@pytest.mark.parametrize(
    "line",
    [
        "hou op",
        "Verwijder mijn gegevens",
        "ik wil niets meer van jullie horen",
        "no more",
        "proszę nie pisać",
    ],
)
def test_no_in_other_words_is_noticed(line: str) -> None:
    assert reads_as_stop(line) != "no"


@pytest.mark.parametrize(
    "line",
    ["ik heb geen contact met mijn familie", "Ik heb geen berichten gekregen",
     "kein Kontakt zu meiner Familie", "delete my number from his phone, can you help"],
)  # fmt: skip
def test_what_is_about_somebody_else_is_no_stop_by_itself(line: str) -> None:
    assert reads_as_stop(line) == "maybe"


def test_no_at_the_end_of_a_long_message_counts() -> None:
    assert reads_as_stop("woord " * 1_500 + "laat me met rust") == "yes"


def test_who_asks_to_be_fetched_threatens_nobody() -> None:
    assert reads_as_threat("kom je me halen?") == "maybe"
