"""The page of a lead: what it tells, what it never tells, and what it costs."""

import html
import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from baken.audit.models import Event
from baken.indicators.rulebook import load_rules
from baken.tenancy.acting import Actor, acting_for
from baken.triage.actions.assess_lead import assess_lead
from baken.triage.actions.claim_lead import claim_lead
from baken.triage.dossier import compose
from baken.triage.dossier_findings import read_findings
from tests.factories.lead_market import SPELLED, place_market
from tests.factories.organisations import make_actor
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def lead(actor: Actor) -> Any:
    return place_market(actor)


@pytest.fixture
def worker(actor: Actor, client: Client) -> Client:
    return sign_in(client, make_user(actor.organisation, "outreach_worker"))


def _page(client: Client, lead: Any, query: str = "", language: str = "nl") -> str:
    client.cookies["django_language"] = language
    response = client.get(f"/triage/{lead.id}/{query}")
    assert response.status_code == 200
    return str(response.content.decode())


def test_page_tells_reasons_with_their_innocent_explanation(worker: Client, lead: Any) -> None:
    shown = html.unescape(_page(worker, lead))
    for rule in load_rules():
        assert (rule.means.nl in shown) == (rule.indicator in lead.reasons)
        if rule.indicator in lead.reasons:
            assert rule.innocent.nl in shown
    assert lead.case_number in shown


def test_page_is_english_for_who_reads_english(worker: Client, lead: Any) -> None:
    shown = _page(worker, lead, language="en")
    assert "What the system does not know" in shown
    assert "May be innocent" in shown


def test_page_shows_no_contact_in_clear(worker: Client, lead: Any) -> None:
    shown = _page(worker, lead)
    assert SPELLED not in shown
    for word in ("600000042", "00 00 00 42", "nul vier twee"):
        assert word not in shown
    assert "verborgen geschreven" in shown


def test_hostile_words_stay_words(worker: Client, lead: Any) -> None:
    shown = _page(worker, lead)
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown
    assert "\u202e" not in shown
    assert "‹U+202E›" in shown


def test_evidence_is_marked_and_told_in_words(worker: Client, lead: Any) -> None:
    shown = _page(worker, lead)
    marked = re.findall(r'<mark class="why why-\d">([^<]*)</mark>', shown)
    assert "nooit alleen" in marked


def test_page_has_no_probability_about_the_advertiser(worker: Client, lead: Any) -> None:
    shown = _page(worker, lead)
    assert f"{lead.log_odds:.2f}" not in shown
    assert "slachtoffer" not in shown.lower()
    assert "verdachte" not in shown.lower()
    assert "het zegt niets over deze adverteerder" in shown


def test_page_holds_no_inline_style_or_script(worker: Client, lead: Any) -> None:
    shown = _page(worker, lead)
    assert not re.search(r"\sstyle=", shown)
    assert not re.search(r"\son\w+=", shown)
    assert not re.search(r"<script(?![^>]*\ssrc=)", shown)


def test_any_number_of_a_text_gives_the_nearest_one(worker: Client, lead: Any) -> None:
    for query in ("?tekst=0", "?tekst=99", "?tekst=-3", "?tekst=x", "?tekst=٣", "?tekst=" + "9" * 400):
        assert "Advertentietekst" in _page(worker, lead, query)


def test_reading_a_lead_is_logged_once_with_counts_and_no_content(
    actor: Actor, worker: Client, lead: Any
) -> None:
    _page(worker, lead)
    (event,) = Event.objects.filter(action="triage.lead_read")
    assert event.subject == f"lead:{lead.id}"
    assert lead.case_number in event.reason
    assert event.details == {"sightings": 8, "opened": 8, "text": 1}


def test_lead_of_another_organisation_is_not_there(worker: Client, lead: Any) -> None:
    other = make_actor()
    with acting_for(other.organisation.id):
        theirs = place_market(other)
    assert worker.get(f"/triage/{theirs.id}/").status_code == 404
    assert worker.get(f"/triage/{uuid.uuid4()}/").status_code == 404


def test_role_without_triage_sees_nothing(actor: Actor, client: Client, lead: Any) -> None:
    for role in ("registrar", "researcher", "observer", "admin", "moderator", "data_protection_officer"):
        sign_in(client, make_user(actor.organisation, role))
        assert client.get(f"/triage/{lead.id}/").status_code == 403


def test_dossier_costs_few_statements_however_much_was_seen(actor: Actor, lead: Any) -> None:
    with CaptureQueriesContext(connection) as few:
        findings = read_findings(by=actor, lead=lead)
    assert len(few) <= 9
    assert len(findings.opened) == 8


def test_huge_advertiser_is_opened_for_a_few_sightings_only(actor: Actor) -> None:
    lead = place_market(actor, copies=300)
    with CaptureQueriesContext(connection) as statements, translation.override("nl"):
        dossier = compose(read_findings(by=actor, lead=lead), load_rules())
    assert len(statements) <= 9
    assert dossier.sightings == 300
    assert dossier.advert is not None
    assert dossier.advert.versions == 8
    assert len(dossier.rows) == 25
    assert sum(value.count for value in dossier.map.values) == 300


def test_words_that_are_kept_no_longer_leave_a_page_that_says_so(
    actor: Actor, worker: Client, lead: Any
) -> None:
    from baken.adverts.models import Sighting

    Sighting.objects.all().delete()
    assert "De tekst wordt niet meer bewaard" in _page(worker, lead)


def test_sighting_without_extraction_is_counted_all_the_same(actor: Actor, worker: Client, lead: Any) -> None:
    from baken.adverts.models import Extraction

    Extraction.objects.all().delete()
    assert "geen provincie bekend" in _page(worker, lead)


def test_lead_in_the_hands_of_another_can_be_read_and_only_marked_as_urgent(
    actor: Actor, worker: Client, lead: Any
) -> None:
    colleague = make_person(actor.organisation, "outreach_worker")
    claim_lead(by=colleague, lead_id=lead.id)
    shown = _page(worker, lead)
    assert "U kunt lezen, en markeren als dringend." in shown
    assert re.findall(r'name="outcome" id="[a-z_-]+" value="([a-z_]+)"', shown) == ["urgent"]


def test_decision_without_explanation_keeps_words_and_choice(worker: Client, lead: Any) -> None:
    answer = worker.post(
        f"/triage/{lead.id}/beoordeel/",
        {"outcome": "unsure", "facts": "Acht keer dezelfde woorden.", "explanation": "", "version": 0},
    )
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "Acht keer dezelfde woorden." in shown
    assert re.search(r'value="unsure" checked', shown)
    assert "Nog niet vastgelegd" in shown


def test_decided_lead_shows_who_decided_and_asks_nothing(actor: Actor, worker: Client, lead: Any) -> None:
    colleague = make_person(actor.organisation, "outreach_worker")
    assess_lead(
        by=colleague,
        lead_id=lead.id,
        version=0,
        outcome="no_concern",
        facts="Acht keer dezelfde woorden.",
        explanation="Een bureau dat alles plant.",
    )
    shown = _page(worker, lead)
    assert colleague.user.name in shown
    assert "Een bureau dat alles plant." in shown
    assert "Opnieuw beoordelen" in shown
    assert "Herstellen (kan" not in shown


def test_all_sightings_come_when_asked_for(actor: Actor, client: Client) -> None:
    lead = place_market(actor, copies=40)
    sign_in(client, make_user(actor.organisation, "analyst"))
    assert _page(client, lead).count("<td>kleinmarkt.example</td>") == 25
    assert _page(client, lead, "?waarnemingen=alle").count("<td>kleinmarkt.example</td>") == 40
