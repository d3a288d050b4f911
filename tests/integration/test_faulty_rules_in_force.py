"""Pages that need the rules in force say in words that those can't be used any more, and what to do."""

from typing import Any

import pytest
from django.test import Client

from baken.adverts.models import RuleSet
from baken.indicators.rulebook import shipped_texts
from baken.pipeline.weighing import weigh_rules
from baken.triage.actions.export_outcomes import ask_outcomes, decide_outcomes
from tests.factories.lead_market import place_market
from tests.factories.rule_sets import SHARED, in_force
from tests.factories.users import confirm, make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def faulty(actor: Any, monkeypatch: pytest.MonkeyPatch) -> RuleSet:
    """A version in force of which a newer program knows a fact no more."""
    place_market(actor)
    row = in_force(actor)
    weigh_rules(by=actor)
    file = f"{SHARED}.yaml"
    broken = row.files | {file: shipped_texts()[file].replace("texts_per_contact_max", "hair_colour")}
    monkeypatch.setattr("baken.adverts.rule_sets.queries._read", {})
    monkeypatch.setattr(RuleSet, "files", property(lambda self: broken, lambda self, value: None))
    return row


@pytest.mark.parametrize(("role", "told"), [("analyst", "trek haar in"), ("observer", "Vraag een beheerder")])
def test_fairness_says_that_the_rules_can_not_be_read(
    client: Client, faulty: RuleSet, role: str, told: str
) -> None:
    sign_in(client, make_person(faulty.organisation, role, purpose="statistics").user)
    answer = client.get("/regels/eerlijkheid/")
    assert answer.status_code == 409
    assert "De regels van nu zijn niet te lezen" in answer.text
    assert f"Versie {faulty.number} van de regels is van kracht" in answer.text
    assert told in answer.text
    assert f'href="/regels/versies/{faulty.id}/"' in answer.text


def test_learned_page_says_so_and_proposes_nothing(client: Client, faulty: RuleSet) -> None:
    asker = make_person(faulty.organisation, "analyst", purpose="statistics")
    officer = make_person(faulty.organisation, "data_protection_officer", purpose="accountability")
    asked = ask_outcomes(by=asker, reason="Om de gewichten na te gaan.")
    decide_outcomes(by=officer, export_id=asked.id, approve=True)
    confirm(sign_in(client, asker.user), asker.user)
    page = f"/triage/uitkomsten/{asked.id}/"
    for answer in (client.get(page), client.post(page, {"do": "propose"})):
        assert answer.status_code == 409
        assert "De regels van nu zijn niet te lezen" in answer.text
        assert "trek haar in" in answer.text
    assert RuleSet.objects.count() == 1
