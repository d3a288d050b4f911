"""Addresses made at random, by seeds that nobody mends extraction by: no list of words can help there."""

from functools import cache

import pytest

from tests.spec.extraction.addresses.made import HELD_BACK, made
from tests.spec.extraction.answers import answered
from tests.spec.extraction.scores import Score, marked


@cache
def scores_of(seed: str) -> dict[str, Score]:
    cases = made(seed)
    scores = {"email": Score(), "handle": Score()}
    for case, answer in zip(cases, answered(cases), strict=True):
        scores["email" if "mail" in case.kind else "handle"].add(marked(case, answer).score)
    return scores


@pytest.mark.parametrize("sort", ["email", "handle"])
@pytest.mark.parametrize("seed", HELD_BACK)
def test_made_addresses_are_found_and_nothing_else(seed: str, sort: str) -> None:
    score = scores_of(seed)[sort]

    assert score.expected > 300
    assert score.precision >= 0.98
    assert score.recall >= 0.97
    assert score.obscured >= 0.97
    assert score.spans >= 0.97


def test_made_addresses_are_the_same_at_every_run() -> None:
    made.cache_clear()
    first = made("open")
    made.cache_clear()

    assert made("open") == first
