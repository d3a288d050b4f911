"""What a check at the door decides, and why."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.door.checks.beside import look_beside
from baken.door.checks.decision import decide
from baken.door.checks.grounds import COULD_NOT_CHECK, SOMEBODY_LOOKS
from baken.door.checks.lines import as_json
from baken.door.checks.submission import read_submission
from baken.indicators.rulebook import load_rules, load_texts
from baken.vocabulary.door import DoorDecision, EvidenceBond, HoldGround
from tests.factories.door import advert, before, evidence, policy, submission

RULES = load_rules()
KEY = b"k" * 32


def answer(sent: dict[str, Any], rules: Any = RULES) -> dict[str, Any]:
    found = read_submission(sent)
    decision = decide(found, look_beside(found, key=KEY, region="NL"), rules)
    return as_json(found.advert["sighting_id"], decision, found.policy.reference)


def grounds(sent: dict[str, Any]) -> list[str]:
    return [one["ground"] for one in answer(sent)["reasons"]]


def test_ordinary_advert_is_let_through() -> None:
    found = answer(submission())
    assert found["decision"] == "allow" and found["reasons"] == [] and not found["two_people"]
    assert {one["rule"] for one in found["judged_by"]} == {rule.indicator for rule in RULES}


def test_bare_record_is_judged_without_a_context() -> None:
    assert answer(advert())["decision"] == "allow"


def test_age_under_the_minimum_is_held_for_two_people_whatever_the_rules() -> None:
    for rules in (RULES, ()):
        for young in (
            advert(stated_age=16),
            advert(text="Rustige praktijk. Leeftijd: 16 jaar.", stated_age=35),
        ):
            found = answer(submission(young), rules)
            assert (found["decision"], found["two_people"]) == ("hold", True)
            assert found["reasons"][0]["ground"] == "suspected_minority"
            assert found["hold_until"] is None
    assert answer(submission(advert(stated_age=16)))["reasons"][0]["rule"] == "stated_age_under_minimum"


def test_age_under_the_platforms_own_is_held() -> None:
    asks = policy(minimum_age=21)
    assert grounds(submission(advert(stated_age=20), standing=[before(stated_age=20)], asks=asks)) == [
        "under_platform_age"
    ]
    assert grounds(submission(advert(stated_age=21), standing=[before(stated_age=21)], asks=asks)) == []


@pytest.mark.parametrize(
    "shown",
    [
        [],
        [evidence(account_id="account-2")],
        [evidence(valid_until="2026-05-31T00:00:00Z")],
        [evidence(checked_at="2026-07-01T00:00:00Z")],
        [evidence(method="permit_number")],
    ],
    ids=["none", "of another account", "expired", "later than the advert", "by another method"],
)
def test_evidence_that_is_none_holds(shown: list[dict[str, Any]]) -> None:
    assert grounds(submission(shown=shown)) == ["age_evidence_missing"]


def test_no_evidence_is_asked_where_the_policy_asks_none() -> None:
    assert grounds(submission(shown=[], asks=policy(age_evidence=[]))) == []


CHANGED = {
    "phone": {"contacts": [{"kind": "phone", "value": "+31600000002"}]},
    "payer": {"account": {"payer_hash": "payer-2"}},
    "device": {"account": {"device_hash": "device-2"}},
    "photos": {"image_hashes": [{"algorithm": "sha256", "value": "b" * 64}]},
    "text": {"title": "Tuinwerk", "text": "Snoeien, maaien en bestraten in de hele regio, ook op zaterdag."},
}
UNTOLD: dict[str, dict[str, Any]] = {
    "phone": {"contacts": None},
    "payer": {"account": {"payer_hash": None}},
    "device": {"account": {"device_hash": None}},
    "photos": {"image_hashes": None},
}


def test_every_bond_can_change() -> None:
    assert set(CHANGED) == set(EvidenceBond.codes)
    assert set(UNTOLD) == set(EvidenceBond.codes) - {"text"}


@pytest.mark.parametrize(("bond", "fields"), [*CHANGED.items(), *UNTOLD.items()])
def test_evidence_falls_away_with_what_it_was_bound_to(bond: str, fields: dict[str, Any]) -> None:
    (reason,) = [
        one
        for one in answer(submission(advert(**fields)))["reasons"]
        if one["ground"] == "age_evidence_fallen_away"
    ]
    assert reason["evidence"] == [bond]


@pytest.mark.parametrize(("bond", "fields"), UNTOLD.items())
def test_evidence_is_not_bound_to_what_was_never_told(bond: str, fields: dict[str, Any]) -> None:
    assert grounds(submission(advert(**fields), standing=[before(**fields)])) == []


def test_photos_may_be_added_and_words_changed_a_little() -> None:
    more = [{"algorithm": "sha256", "value": letter * 64} for letter in "ab"]
    words = "Rustige praktijk aan huis, ontvangst op afspraak in de avond en nacht."
    assert grounds(submission(advert(image_hashes=more, text=words))) == []


def test_evidence_for_an_advert_that_nobody_knows_or_of_another_account_fell_away() -> None:
    assert grounds(submission(standing=[])) == ["age_evidence_fallen_away"]
    assert grounds(submission(standing=[before(account={"account_id": "account-2"})])) == [
        "age_evidence_fallen_away"
    ]


def test_other_evidence_that_still_holds_is_enough() -> None:
    later = evidence(given_for="second", checked_at="2026-05-01T00:00:00Z")
    changed = advert(**CHANGED["phone"])
    again = {**changed, "sighting_id": "second", "captured_at": "2026-05-01T10:00:00Z"}
    assert grounds(submission(changed, standing=[before(), again], shown=[evidence(), later])) == []


def test_what_is_unknown_lets_nothing_through_where_the_policy_requires_it() -> None:
    asks = policy(required=["stated_age_min"])
    untold, told = advert(stated_age=None), advert()
    (reason,) = answer(submission(untold, standing=[before(stated_age=None)], asks=asks))["reasons"]
    assert (reason["ground"], reason["evidence"]) == ("fact_unknown", ["stated_age_min"])
    assert grounds(submission(told, asks=asks)) == []


HIDDEN = "Rustige praktijk. Jeugdige uitstraling. Bel nul zes 0 0 0 een twee drie vier vijf"


def test_one_indicator_holds_nothing_and_is_told() -> None:
    found = answer(
        submission(
            advert(text=HIDDEN.replace("Jeugdige uitstraling. ", ""), contacts=None),
            asks=policy(age_evidence=[]),
        )
    )
    assert found["decision"] == "allow"
    assert [one["rule"] for one in found["also_seen"]] == ["contact_obscured"]


def test_indicators_together_hold_with_rule_grade_and_evidence() -> None:
    found = answer(submission(advert(text=HIDDEN, contacts=None), asks=policy(age_evidence=[])))
    assert found["decision"] == "hold" and found["hold_until"] is None
    assert {(one["rule"], one["grade"]) for one in found["reasons"]} == {
        ("contact_obscured", "A"),
        ("youthful_style", "A"),
    }
    spans = {one["rule"]: one["evidence"] for one in found["reasons"]}
    words = f"Ontspannende massage\n{HIDDEN}"
    ((start, end),) = spans["youthful_style"]
    assert words[start:end] == "Jeugdige uitstraling"


def test_indicators_of_other_adverts_of_the_advertiser_do_not_hold_this_one() -> None:
    assert grounds(submission(standing=[before(text=HIDDEN)], asks=policy(age_evidence=[]))) == []


def practice(grade: str) -> Any:
    """Two rules that weigh enough together, of one grade."""
    return load_texts(
        {
            f"says_{word}.yaml": f"""
indicator: says_{word}
version: 1
applies_to: sighting
grade: {grade}
source: "invented for a test, {word}"
means: {{nl: "Er staat {word}.", en: "It says {word}."}}
innocent: {{nl: "Een gewoon woord: {word}.", en: "An ordinary word: {word}."}}
weight: {{log_odds: 0.4, low: 0.1, high: 0.6}}
when: {{contains: [text, {word}]}}
examples:
  - {{facts: {{text: "{word}"}}, fires: true}}
  - {{facts: {{text: "iets"}}, fires: false}}
  - {{facts: {{text: "een {word}"}}, fires: true, innocent: true}}
"""
            for word in ("avond", "rustige")
        }
    )


def test_grade_c_alone_holds_no_longer_than_the_policy_says() -> None:
    asks = policy(age_evidence=[], grade_c_hours=6)
    found = answer(submission(asks=asks), practice("C"))
    assert (found["decision"], found["hold_until"]) == ("hold", "2026-06-01T16:00:00Z")
    assert answer(submission(asks=asks), practice("B"))["hold_until"] is None
    held = answer(submission(shown=[], asks=policy(grade_c_hours=6)), practice("C"))
    assert held["decision"] == "hold" and held["hold_until"] is None


def test_advertiser_is_told_nothing_of_a_suspicion_or_an_indicator() -> None:
    sent = submission(advert(text=HIDDEN, contacts=None, stated_age=16), asks=policy(required=["hub_kind"]))
    for one in answer(sent)["reasons"]:
        if one["ground"] in ("suspected_minority", "fact_unknown", "indicators"):
            assert one["explanation"] == {"nl": SOMEBODY_LOOKS.nl, "en": SOMEBODY_LOOKS.en}


def test_no_contact_stands_in_an_answer() -> None:
    said = str(answer(submission(advert(text=HIDDEN + " of mail mij@example.org", stated_age=16))))
    assert "example.org" not in said and "12345" not in said and "600000001" not in said


def test_grounds_and_decisions_are_codes() -> None:
    found = [
        answer(submission(advert(stated_age=16), shown=[], asks=policy(required=["hub_kind"]))),
        answer(submission(advert(stated_age=20), asks=policy(minimum_age=21))),
        answer(submission(standing=[])),
        answer(submission(advert(text=HIDDEN, contacts=None))),
        answer(submission()),
    ]
    assert {one["decision"] for one in found} == set(DoorDecision.codes)
    waiting = replace(read_submission(submission()), two_people_wait=True)
    beside = decide(waiting, look_beside(waiting, key=KEY, region="NL"), RULES)
    assert beside.held and beside.two_people and beside.until is None
    grounds_found = {reason["ground"] for one in found for reason in one["reasons"]}
    grounds_found |= {one.ground for one in beside.reasons} | {COULD_NOT_CHECK.ground}
    assert grounds_found == set(HoldGround.codes)


@settings(max_examples=15, deadline=None)
@given(st.data())
def test_replay_gives_the_same_answer_in_any_order_of_what_stands(data: st.DataObject) -> None:
    standing = [
        before(
            f"s{n}",
            contacts=[{"kind": "phone", "value": f"+3160000000{n % 3}"}],
            text=f"Praktijk {n}, rustig.",
        )
        for n in range(5)
    ]
    sent = submission(standing=[before(), *standing])
    again = submission(standing=data.draw(st.permutations([before(), *standing])))
    assert answer(sent) == answer(again)


@pytest.mark.parametrize("gender", ["women", "men", "trans", "couples", "other", "unknown"])
def test_gender_changes_nothing(gender: str) -> None:
    plain = answer(submission(advert(text=HIDDEN, contacts=None)))
    assert answer(submission(advert(text=HIDDEN, contacts=None, advertised_gender=gender))) == plain
