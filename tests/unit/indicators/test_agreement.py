"""How far assessors agree: against the textbook, and by what must hold for any answers."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baken.indicators.agreement import agreement
from baken.indicators.proportions import LEAST

ANSWERS = st.lists(
    st.lists(st.sampled_from(["no_concern", "unsure", "worth_contacting", None]), min_size=1, max_size=4),
    min_size=1,
    max_size=30,
)


def _columns(*observers: str) -> list[list[str | None]]:
    return [[None if one == "." else one for one in case] for case in zip(*observers, strict=True)]


@pytest.mark.parametrize(
    ("observers", "expected"),
    [
        # Krippendorff 2011, A: two observers, two values, ten units
        (("0100000010", "1110010000"), 0.095),
        # the same, B: two observers, five values, twelve units
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        # the same, C: four observers, five values, twelve units, some missing
        (("123321412...", "1233224125.3", ".3332342251.", "12332441251."), 0.743),
    ],
)
def test_alpha_textbook(observers: tuple[str, ...], expected: float) -> None:
    found = agreement(_columns(*observers))

    assert found.alpha == pytest.approx(expected, abs=0.0005)
    assert found.low is not None and found.high is not None
    assert found.low <= found.alpha <= found.high


def test_alpha_two_people_by_hand() -> None:
    # 40 answers: 30 "no", 10 "yes"; 2 of 20 cases differ: 1 - 4 / (2 * 30 * 10 / 39)
    found = agreement([["no", "no"]] * 14 + [["yes", "yes"]] * 4 + [["no", "yes"], ["yes", "no"]])

    assert found.alpha == pytest.approx(1 - 4 / (600 / 39))
    assert (found.cases, found.same, found.enough) == (20, 18, True)


def test_agreement_one_answer_only_is_left_out() -> None:
    found = agreement([["no", None], [None, None], ["yes"], []])

    assert (found.cases, found.alpha, found.share, found.enough) == (0, None, None, False)


def test_agreement_everybody_one_word_has_no_alpha() -> None:
    found = agreement([["no", "no"]] * 50)

    assert (found.cases, found.same, found.alpha, found.low) == (50, 50, None, None)


def test_agreement_under_the_least_is_not_enough() -> None:
    assert not agreement([["no", "yes"]] * (LEAST - 1)).enough
    assert agreement([["no", "yes"]] * LEAST).enough


def test_interval_narrows_with_cases() -> None:
    few = agreement([["no", "no"], ["yes", "yes"], ["no", "yes"], ["yes", "yes"]] * 6)
    many = agreement([["no", "no"], ["yes", "yes"], ["no", "yes"], ["yes", "yes"]] * 60)

    assert None not in (few.low, few.high, many.low, many.high)
    assert (many.high or 0) - (many.low or 0) < ((few.high or 0) - (few.low or 0)) / 2


@given(ANSWERS, st.randoms())
def test_agreement_order_says_nothing(cases: list[list[str | None]], chance: object) -> None:
    shuffled = [list(case) for case in cases]
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    for case in shuffled:
        chance.shuffle(case)  # type: ignore[attr-defined]

    assert agreement(shuffled) == agreement(cases)


@given(ANSWERS)
def test_agreement_other_words_same_figure(cases: list[list[str | None]]) -> None:
    other = {"no_concern": "z", "unsure": "y", "worth_contacting": "x", None: None}
    one, renamed = agreement(cases), agreement([[other[said] for said in case] for case in cases])

    assert (one.cases, one.same) == (renamed.cases, renamed.same)
    assert (one.alpha is None) == (renamed.alpha is None)
    if one.alpha is not None and renamed.alpha is not None:
        assert math.isclose(one.alpha, renamed.alpha, abs_tol=1e-9)


@given(ANSWERS)
def test_agreement_bounds(cases: list[list[str | None]]) -> None:
    found = agreement(cases)

    assert 0 <= found.same <= found.cases
    if found.alpha is not None:
        assert found.low is not None and found.high is not None
        assert found.low <= found.alpha <= found.high <= 1 + 1e-9
        assert (found.alpha > 1 - 1e-9) == (found.same == found.cases)
