"""Rules that are only tried can't be used to ask whether something is stored (do-no-harm rule 15)."""

from datetime import timedelta
from typing import Any

import polars as pl
import pytest
from django.test import Client
from django.utils import timezone

from baken.adverts.exceptions import TriedTooOften
from baken.adverts.models import RuleSet, RuleTrial
from baken.adverts.rule_sets import trial_pace
from baken.adverts.rule_sets.actions import ask_comparison, withdraw_rules
from baken.adverts.rule_sets.trial_counts import in_tens, told
from baken.audit.models import Event
from baken.indicators.compare import CHANGES, Comparison
from baken.pipeline.rule_trials import compare_waiting
from tests.factories.lead_market import place_market
from tests.factories.rule_sets import changer, proposed, texts_without
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

ASKS = """indicator: asks
version: 1
applies_to: sighting
grade: C
source: "none"
means: {nl: "Een regel die vraagt.", en: "A rule that asks."}
innocent: {nl: "Van alles.", en: "Anything."}
weight: {log_odds: 0.3, low: -0.3, high: 0.9}
when: {contains: [text, "WORD"]}
examples:
  - {facts: {text: "WORD"}, fires: true}
  - {facts: {text: "anders"}, fires: false}
  - {facts: {text: "WORD en meer"}, fires: true, innocent: true}
"""


def asking(word: str) -> dict[str, bytes]:
    """The shipped rules and one more, that looks for a word."""
    return texts_without() | {"asks.yaml": ASKS.replace("WORD", word).encode()}


def found(rows: RuleSet) -> dict[str, Any]:
    counts: dict[str, Any] = RuleTrial.objects.get(rule_set=rows).counts
    return counts


def test_word_that_is_stored_and_one_that_is_not_get_one_answer(client: Client, actor: Any) -> None:
    place_market(actor)
    stored, absent = proposed(actor, asking("ontspannende")), proposed(actor, asking("zwaluwstaart"))
    compare_waiting(by=actor)
    assert found(stored) == found(absent)
    sign_in(client, make_user(actor.organisation, "analyst"))
    pages = [
        " ".join(client.get(f"/regels/versies/{row.id}/").text.partition('id="vergelijking"')[2].split())
        for row in (stored, absent)
    ]
    cut = [page.partition("<h2")[0] for page in pages]
    assert "weinig of geen" in cut[0]
    assert "Zo kan niemand met een regel vragen of een naam of zin is bewaard." in cut[0]
    assert cut[0] == cut[1]


def comparison(few: int) -> Comparison:
    """One in which so few move, among hundreds that stay."""
    names = ("old_band", "new_band", "advertisers")
    moves = [("none", "none", 400), ("none", "first", few)] if few else [("none", "none", 400)]
    changed = pl.DataFrame({"change": ["appears"] * few}, schema={"change": pl.String})
    indicators = [("asks", None, 1, 0, few, few, 0), ("other", 1, 1, 300, 300, 0, 0)]
    by_gender = [("asks", "women", few, 0)] if few else []
    genders = [{"advertised_gender": "women", "advertisers": 400, "old": 300, "new": 300 + few}]
    return Comparison(
        changed,
        pl.DataFrame(moves, schema=names, orient="row"),
        pl.DataFrame(
            indicators,
            schema=["indicator", "old_version", "new_version", "old", "new", "came", "went"],
            orient="row",
        ),
        pl.DataFrame([row | dict.fromkeys(CHANGES, 0) | {"appears": few} for row in genders]),
        pl.DataFrame(
            by_gender,
            schema={
                "indicator": pl.String,
                "advertised_gender": pl.String,
                "came": pl.Int64,
                "went": pl.Int64,
            },
            orient="row",
        ),
        (),
    )


@pytest.mark.parametrize("few", [1, 4])
def test_few_in_every_table_read_as_none(few: int) -> None:
    assert told(comparison(few)) == told(comparison(0))


def test_nine_are_no_more_told_than_none_but_for_what_is_in_tens() -> None:
    nine, none = told(comparison(9)), told(comparison(0))
    assert nine["genders"][0].pop("new") == 310
    assert none["genders"][0].pop("new") == 300
    assert nine == none


def test_more_are_told_in_tens_and_twice_is_once() -> None:
    counts = told(comparison(14))
    assert counts["changes"]["appears"] == 10
    assert counts["moves"][-1]["advertisers"] == 10
    assert counts["indicators"][0]["came"] == counts["indicators_by_gender"][0]["came"] == 10
    assert [row["indicator"] for row in counts["indicators"]] == ["asks"]
    assert in_tens(counts) == counts
    assert in_tens({}) == {}


def test_what_an_earlier_release_kept_is_shown_no_finer(client: Client, actor: Any) -> None:
    row = proposed(actor)
    compare_waiting(by=actor)
    trial = row.trials.get()
    trial.counts |= {"changes": dict.fromkeys(CHANGES, 0) | {"appears": 123}}
    trial.save()
    sign_in(client, make_user(actor.organisation, "admin"))
    page = client.get(f"/regels/versies/{row.id}/").text
    assert "120" in page
    assert "123" not in page
    assert '<td class="number">0</td>' not in page


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(trial_pace, "MOST_A_DAY", 3)
    return 3


def test_asking_again_and_again_is_refused_and_withdrawing_gives_none_back(actor: Any, three: int) -> None:
    by = changer(actor.organisation)
    row = proposed(actor)
    for _ in range(three):
        ask_comparison(by=by, rule_set_id=row.id)
        compare_waiting(by=actor)
    with pytest.raises(TriedTooOften):
        ask_comparison(by=by, rule_set_id=row.id)
    withdraw_rules(by=by, rule_set_id=row.id, reason="toch niet")
    refused = Event.objects.get(action=trial_pace.REFUSED)
    assert (refused.user, refused.details) == (by.user, {"most": 3})
    # a colleague goes on
    other = proposed(actor, texts_without("always_available"))
    ask_comparison(by=make_person(actor.organisation, "analyst"), rule_set_id=other.id)


def test_the_next_day_one_goes_on(actor: Any, three: int, monkeypatch: pytest.MonkeyPatch) -> None:
    by = changer(actor.organisation)
    row = proposed(actor)
    for _ in range(three):
        ask_comparison(by=by, rule_set_id=row.id)
    later = timezone.now() + timedelta(days=1, minutes=1)
    monkeypatch.setattr(trial_pace.timezone, "now", lambda: later)
    assert not trial_pace.tried_too_often(by)


def test_refusal_is_told_in_words_and_keeps_nothing(client: Client, actor: Any, three: int) -> None:
    user = make_user(actor.organisation, "admin")
    sign_in(client, user)
    row = proposed(actor)
    for _ in range(three):
        assert (
            "De vergelijking staat klaar"
            in client.post(f"/regels/versies/{row.id}/vergelijken/", follow=True).text
        )
    answer = client.post(f"/regels/versies/{row.id}/vergelijken/", follow=True)
    assert "zo vaak regels vergelijken als één persoon mag" in answer.text
    from io import BytesIO

    file = BytesIO(asking("zwaluwstaart")["asks.yaml"])
    file.name = "asks.yaml"
    answer = client.post("/regels/versies/nieuw/", {"rule_files": [file], "reason": "Een toets."})
    assert answer.status_code == 422
    assert "Morgen kunt u verder." in answer.text
    assert RuleSet.objects.count() == 1
    assert Event.objects.filter(user=user, action=trial_pace.REFUSED).count() == 2
