"""The invented narratives: that they are what they say, and that reading them reaches its rates."""

import re

import pytest

from baken.extraction.narratives.reading import read_narrative
from baken.vocabulary.platforms import PlatformRole
from tests.spec.narratives.rates import known, rates, table
from tests.spec.narratives.sets import SETS, narratives

LEAST = {
    "platform": 0.97,
    "platform and words": 0.97,
    "role": 0.9,
    "age": 0.95,
    "place": 0.95,
    "person": 0.95,
}
"""F1 that each set must reach."""


@pytest.mark.parametrize("name", SETS)
def test_rates_on_the_narratives_are_reached(name: str) -> None:
    found = rates((name,))

    assert {kind: found[kind].f1 for kind, least in LEAST.items() if found[kind].f1 < least} == {}


def test_sets_are_large_enough_and_tell_no_narrative_twice() -> None:
    texts = [one.text for name in SETS for one in narratives(name)]

    assert sum(len(narratives(name)) for name in SETS if name.startswith("nl")) >= 330
    assert sum(len(narratives(name)) for name in SETS if name.startswith("en")) >= 195
    assert len(set(texts)) == len(texts)


def test_answers_are_codes_that_exist() -> None:
    answers = [answer for name in SETS for one in narratives(name) for answer in one.answers]
    codes = {one.code for one in known()} | {"unnamed", "unclear"}

    assert {one.value for one in answers if one.kind == "platform"} <= codes
    assert {role for one in answers for role in one.roles} <= set(PlatformRole.codes)


def test_narratives_are_bland_and_of_adults() -> None:
    for name in SETS:
        for one in narratives(name):
            ages = [int(answer.value) for answer in one.answers if answer.kind == "age"]
            assert all(age >= 18 for age in ages)
            assert not re.search(r"@|\d{5}", one.text)


def test_every_proposal_has_its_words() -> None:
    platforms = known()
    for name in SETS:
        for one in narratives(name):
            for platform in read_narrative(one.text, platforms).platforms:
                assert platform.spans
                assert all(one.text[start:end] for start, end in platform.spans)


def test_table_names_every_set() -> None:
    shown = table()

    assert all(name in shown for name in SETS)
