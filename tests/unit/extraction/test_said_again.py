"""Digits that are said so many times at once, in nine languages, and counts of other things."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.extraction.advert import facts
from baken.extraction.said_again import COUNTS, NOUNS, REPEATS, TIMES, again_at


def phones_in(text: str) -> list[tuple[str, bool]]:
    found = facts(None, text, None, "NL").contacts
    return [(one.value, one.obscured) for one in found if one.kind == "phone"]


@pytest.mark.parametrize(
    ("said", "digits"),
    [
        ("vier nullen", "0000"),
        ("dubbel zes", "66"),
        ("drie keer nul", "000"),
        ("3x nul", "000"),
        ("2 x 0", "00"),
        ("driemaal de zeven", "777"),
        ("two sixes", "66"),
        ("triple oh", "000"),
        ("four times the five", "5555"),
        ("zwei Einsen", "11"),
        ("dreimal die Null", "000"),
        ("trois fois zéro", "000"),
        ("dos cincos", "55"),
        ("de două ori cinci", None),
        ("două ori cinci", "55"),
        ("négyszer nulla", "0000"),
        ("három darab nulla", "000"),
        ("две петици", "55"),
        ("три пъти по нула", "000"),
        ("podwójna szóstka", "66"),
        ("trzy zera", "000"),
    ],
)
def test_digits_said_again_are_read_in_each_language(said: str, digits: str | None) -> None:
    found = again_at(said.lower(), 0)

    assert (found.digits if found else None) == digits


@pytest.mark.parametrize(
    "said", ["4x5", "2 x 60", "zeven nullen", "een nul", "keer nul", "dubbel bed", "twee bedden"]
)
def test_what_is_no_repeated_digit_is_not_read(said: str) -> None:
    assert again_at(said, 0) is None


@given(st.sampled_from(sorted(COUNTS)), st.sampled_from(sorted(NOUNS)))
def test_counted_noun_says_its_digit_so_often(count: str, noun: str) -> None:
    found = again_at(f"{count} {noun}", 0)

    assert found is not None
    assert found.digits == NOUNS[noun] * COUNTS[count]


def test_words_for_how_often_have_one_meaning_each() -> None:
    assert not REPEATS.keys() & TIMES
    assert not REPEATS.keys() & NOUNS.keys()
    assert not TIMES & NOUNS.keys()


@pytest.mark.parametrize(
    "text",
    [
        "bel nul zes, vier nullen, een twee drie vier",
        "call zero six, four zeros, one two three four",
        "06 4x nul 1234",
        "sună zero șase patru de zero 1234",
        "dzwoń 06 cztery zera 1 2 3 4",
        "hívj: nulla hat négyszer nulla 1234",
    ],
)
def test_number_with_digits_said_again_is_found(text: str) -> None:
    assert phones_in(text) == [("+31600001234", True)]


def test_count_that_begins_the_words_costs_no_advert() -> None:
    assert phones_in("drie keer nul zes 1 2 3 4 5 6 7") == []


def test_joint_and_digit_between_signs_is_no_count() -> None:
    assert phones_in("0x6x0x2x3x4x0x5x6x7") == [("+31602340567", True)]


def test_handle_may_end_in_digits_said_again() -> None:
    found = facts(None, "snap: linde underscore vier nullen", None, "NL").contacts

    assert [(one.kind, one.value, one.obscured) for one in found] == [("snapchat", "linde_0000", True)]
