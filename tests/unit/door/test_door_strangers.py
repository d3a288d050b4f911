"""Test adverts for a test entrance: nobody else's things, and the answers of the shipped ones."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.collection.moments import read_moment
from baken.door.audits.entrances.strangers import Entrance, PolicyAbove, Stranger, strangers, submission_of
from baken.door.audits.gradations import POLICY, probes
from baken.door.audits.trial import run_trial
from baken.door.checks.beside import look_beside
from baken.door.checks.decision import decide
from baken.door.checks.submission import read_submission
from baken.indicators.rulebook import load_rules

KEY = b"k" * 32
AT = datetime(2026, 9, 1, 8, 30, tzinfo=UTC)
ASKS_21 = Entrance("proef.example", 21, ("in_person", "idin"))
POLICY_21 = {**POLICY, "minimum_age": 21}
seeds = st.text(min_size=1, max_size=40)


def made(seed: str = "seed", entrance: Entrance = ASKS_21) -> tuple[Stranger, ...]:
    return strangers(probes(), entrance, seed=seed, at=AT)


def things(one: Stranger) -> set[str]:
    """All of it that could tie it to another."""
    rows = [call.body["advert"] for call in (*one.before, one.last) if call.kind == "check"]
    found: set[str] = set()
    for row in rows:
        found |= {row["sighting_id"], *(contact["value"] for contact in row["contacts"])}
        found |= {hashed["value"] for hashed in row["image_hashes"]}
        found |= {value for name, value in row["account"].items() if name != "verified_at"}
    return found


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_no_two_of_a_run_share_anything(seed: str) -> None:
    seen: set[str] = set()
    for one in made(seed):
        assert not seen & things(one)
        seen |= things(one)


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_same_seed_gives_the_same_calls(seed: str) -> None:
    first, again = made(seed), made(seed)
    assert first == again
    names = [call.name for one in first for call in (*one.before, one.last)]
    assert len(set(names)) == len(names)


@settings(max_examples=8, deadline=None)
@given(seeds, seeds)
def test_runs_share_no_account_and_no_advert(one: str, other: str) -> None:
    def named(seed: str) -> set[str]:
        return {thing for each in made(seed) for thing in things(each) if not thing.startswith("+")}

    if one != other:
        assert not named(one) & named(other)


@settings(max_examples=15, deadline=None)
@given(seeds)
def test_contacts_are_of_nobody(seed: str) -> None:
    told = json.dumps([call.body for one in made(seed) for call in (*one.before, one.last)])
    assert set(re.findall(r"\+\d+", told)) == set(re.findall(r"\+31600\d{6}(?!\d)", told))
    assert {found.partition("@")[2] for found in re.findall(r"[\w.-]+@[\w.-]+", told)} == {
        "voorbeeld.example"
    }


def test_number_in_words_is_the_number_of_that_advert() -> None:
    (one,) = [each for each in made() if each.probe.code == "number-in-words"]
    advert = one.last.body["advert"]
    words = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen"]
    (spelled,) = re.findall(r"Bel ((?:\w+ ){9}\w+)\.", advert["text"])
    digits = "".join(str(words.index(word)) for word in spelled.split())
    assert "+31" + digits[1:] == advert["contacts"][0]["value"]


def test_moments_are_as_far_apart_as_they_were() -> None:
    for one, shipped in zip(made(), probes(), strict=True):
        assert read_moment(one.last.body["advert"]["captured_at"]) == AT
        for evidence, before in zip(one.probe.evidence, shipped.evidence, strict=True):
            for name in ("checked_at", "valid_until"):
                was = read_moment(before[name]) - read_moment(shipped.advert["captured_at"])
                assert read_moment(evidence[name]) - AT == was


@pytest.fixture(scope="module")
def shipped_outcomes() -> dict[str, tuple[str, tuple[str, ...]]]:
    tried = run_trial(probes(), load_rules(), POLICY_21, key=KEY)
    return {one.probe: (one.outcome, one.grounds) for one in tried}


def test_strangers_get_what_the_shipped_ones_get(shipped_outcomes: Any) -> None:
    tried = run_trial([one.probe for one in made()], load_rules(), POLICY_21, key=KEY)
    assert {one.probe: (one.outcome, one.grounds) for one in tried} == shipped_outcomes


def test_strangers_get_it_with_all_the_others_standing_beside_them(shipped_outcomes: Any) -> None:
    rules, run = load_rules(), made("another")
    for place, one in enumerate(run):
        submission = read_submission(submission_of(one, POLICY_21, run[:place]))
        decision = decide(submission, look_beside(submission, key=KEY, region="NL"), rules)
        assert ("held" if decision.held else "let_through") == shipped_outcomes[one.probe.code][0], one.probe


def test_what_means_nothing_under_a_policy_is_left_out() -> None:
    codes = {one.probe.code for one in made(entrance=Entrance("proef.example"))}
    assert {one.code for one in probes()} - codes == {"field-19-of-21", "field-20-of-21", "text-19-of-21"}


@pytest.mark.parametrize(("asked", "stated"), [(19, {18}), (23, {21, 22}), (35, {33, 34})])
def test_age_below_the_platforms_is_below_it_and_adult(asked: int, stated: set[int]) -> None:
    found = [
        one.last.body["advert"]
        for one in made(entrance=Entrance("proef.example", asked))
        if one.probe.gradation == "age_under_platform"
    ]
    told = {advert.get("stated_age") or int(re.findall(r"\d\d", advert["text"])[0]) for advert in found}
    assert told == stated


def test_evidence_is_by_a_method_that_the_platform_takes() -> None:
    run = made(entrance=Entrance("proef.example", 18, ("idin",)))
    assert {one["method"] for each in run for one in each.probe.evidence} == {"idin"}


def test_policy_above_the_ordinary_test_advert_is_refused() -> None:
    with pytest.raises(PolicyAbove):
        made(entrance=Entrance("proef.example", 36))


def test_evidence_is_told_after_what_it_is_bound_to_and_before_the_test_advert() -> None:
    for one in made():
        kinds = [call.kind for call in one.before]
        assert kinds == sorted(kinds) and one.last.kind == "check"
        assert all(call.body["test"] for call in (*one.before, one.last) if call.kind == "check")
        moments = [
            read_moment(call.body["advert"]["captured_at"]) for call in one.before if call.kind == "check"
        ]
        assert moments == sorted(moments)
        assert max(moments) <= AT + timedelta(0)
