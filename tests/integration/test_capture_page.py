"""The page of one sighting: its words with the facts marked, never a contact, never the live page."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.adverts.models import Link, Sighting
from baken.audit.models import Event
from baken.collection.evidence.store import CaptureStore
from baken.pipeline.stages import extract_waiting, link_all
from tests.factories.bases import make_basis
from tests.factories.captures import make_capture, make_crawl, make_source
from tests.factories.organisations import make_actor
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db
NUMBER = "00 00 42"


@pytest.fixture
def crawl(actor: Any) -> Any:
    return make_crawl(actor, make_source(actor, make_basis(actor)))


def client_of(organisation: Any, role: str = "outreach_worker") -> Client:
    return sign_in(Client(), make_user(organisation, role))


@pytest.fixture
def client(organisation: Any) -> Client:
    return client_of(organisation)


def address(sighting: Sighting, rest: str = "") -> str:
    return f"/waarnemingen/{sighting.id}/{rest}"


def test_facts_are_marked_and_told_in_words(client: Client, actor: Any, crawl: Any) -> None:
    sighting = make_capture(actor, crawl)
    extract_waiting(by=actor)
    told = client.get(address(sighting)).text
    assert '<mark class="fact fact-place">Tilburg</mark>' in told
    assert "Tilburg, Noord-Brabant" in told
    assert "34 jaar" in told
    assert "€\u00a060,00 per uur" in told
    assert "Nederlands" in told


def test_contact_is_never_told(client: Client, actor: Any, crawl: Any) -> None:
    sighting = make_capture(
        actor, crawl, words="Massage. Bel nul zes 00 00 00 42 of rust (at) example punt org."
    )
    assert NUMBER not in client.get(address(sighting)).text
    extract_waiting(by=actor)
    told = client.get(address(sighting)).text
    assert NUMBER not in told and "example punt org" not in told
    assert "telefoonnummer" in told and "verborgen geschreven" in told


def test_words_are_text_and_nothing_else(client: Client, actor: Any, crawl: Any) -> None:
    sighting = make_capture(
        actor, crawl, words="Rust &lt;script&gt;alert(1)&lt;/script&gt; &lt;img src=x&gt;"
    )
    Sighting.objects.update()
    told = client.get(address(sighting)).text
    assert "<script>alert" not in told and "<img src=x" not in told


def test_ambiguous_place_says_so(client: Client, actor: Any, crawl: Any) -> None:
    sighting = make_capture(actor, crawl, words="Ontspannende massage in Hengelo.")
    extract_waiting(by=actor)
    told = client.get(address(sighting)).text
    assert "Welke is niet te zeggen" in told
    assert "niet zeker" in told


def test_not_read_yet_says_so(client: Client, actor: Any, crawl: Any) -> None:
    assert "wacht om gelezen te worden" in client.get(address(make_capture(actor, crawl))).text


def test_where_it_comes_from_is_told(client: Client, actor: Any, crawl: Any) -> None:
    sighting = make_capture(actor, crawl)
    told = client.get(address(sighting)).text
    for words in (
        "Kleinmarkt",
        "basis-1",
        "opgehaald",
        sighting.capture.file,
        sighting.capture.payload_sha256,
    ):
        assert words in told
    assert "127.0.0.1" not in told


def test_whole_capture_is_verified(client: Client, actor: Any, crawl: Any) -> None:
    sighting = make_capture(actor, crawl)
    told = client.post(address(sighting, "controleer/"), follow=True).text
    assert "het controlegetal klopt" in told
    assert Event.objects.get(action="adverts.capture_verified").details == {"whole": True}


def test_changed_capture_is_noticed(client: Client, actor: Any, crawl: Any) -> None:
    sighting = make_capture(actor, crawl)
    path = CaptureStore(actor.organisation.id).directory / sighting.capture.file
    damaged = bytearray(path.read_bytes())
    damaged[sighting.capture.offset + 60] ^= 1
    path.write_bytes(damaged)
    told = client.post(address(sighting, "controleer/"), follow=True).text
    assert "beschadigd of veranderd" in told
    assert Event.objects.get(action="adverts.capture_verified").details == {"whole": False}


def test_capture_that_is_gone_is_told(client: Client, actor: Any, crawl: Any) -> None:
    sighting = make_capture(actor, crawl)
    sighting.capture.delete()
    told = client.get(address(sighting)).text
    assert "gewist omdat haar termijn om was" in told
    assert "geen vastlegging bewaard" in client.post(address(sighting, "controleer/"), follow=True).text


def test_what_changed_since_the_visit_before_is_shown(client: Client, actor: Any, crawl: Any) -> None:
    early = make_capture(
        actor, crawl, words="Massage in Tilburg, 50 euro.", at=timezone.now() - timedelta(days=7)
    )
    later = make_capture(
        actor, make_crawl(actor, crawl.source), words="Massage in Breda, 50 euro. Bel 06 00 00 00 42."
    )
    told = client.get(address(later)).text
    assert "<del>" in told and "Tilburg</del>" in told
    assert "Breda</ins>" in told
    assert NUMBER not in told
    other_way = client.get(address(early) + f"?naast={later.id}").text
    assert "Wat er daarna veranderde" in other_way


def test_captures_that_say_the_same_are_told_so(client: Client, actor: Any, crawl: Any) -> None:
    make_capture(actor, crawl, at=timezone.now() - timedelta(days=7))
    later = make_capture(actor, make_crawl(actor, crawl.source))
    assert "precies gelijk" in client.get(address(later)).text


def test_linked_sightings_of_one_advert_are_found(client: Client, actor: Any, crawl: Any) -> None:
    early = make_capture(actor, crawl, number=1, at=timezone.now() - timedelta(days=7))
    later = make_capture(actor, make_crawl(actor, crawl.source), number=2)
    assert address(early) not in client.get(address(later)).text
    extract_waiting(by=actor)
    link_all(by=actor)
    assert address(early) in client.get(address(later)).text


def test_only_the_same_advert_is_laid_beside_it(client: Client, actor: Any, crawl: Any) -> None:
    one = make_capture(actor, crawl, number=1, words="Massage in een rustige praktijk aan de rand.")
    other = make_capture(actor, crawl, number=2, words="Een heel andere tekst over een kamer in de stad.")
    for asked in (str(other.id), str(uuid.uuid4()), "x"):
        assert client.get(address(one) + f"?naast={asked}").status_code == 404


def test_reading_is_noted_with_its_sighting(client: Client, actor: Any, crawl: Any) -> None:
    sighting = make_capture(actor, crawl)
    client.get(address(sighting))
    event = Event.objects.get(action="adverts.capture_read")
    assert event.subject == f"sighting:{sighting.id}"
    assert "massage" not in str(event.details).lower()


@pytest.mark.parametrize("role", ["admin", "registrar", "moderator", "researcher", "observer"])
def test_others_read_nothing(organisation: Any, actor: Any, crawl: Any, role: str) -> None:
    sighting = make_capture(actor, crawl)
    assert client_of(organisation, role).get(address(sighting)).status_code == 403


def test_another_organisation_finds_nothing(client: Client, actor: Any, crawl: Any) -> None:
    sighting = make_capture(actor, crawl)
    stranger = client_of(make_actor().organisation)
    assert stranger.get(address(sighting)).status_code == 404
    assert stranger.post(address(sighting, "controleer/")).status_code == 404


def test_lead_page_leads_to_its_captures(organisation: Any, actor: Any, crawl: Any) -> None:
    from baken.triage.models import Lead

    sighting = make_capture(actor, crawl)
    extract_waiting(by=actor)
    link_all(by=actor)
    lead = Lead.objects.create(
        organisation=organisation, advertiser=Link.objects.get(sighting=sighting).advertiser,
        case_number="K7-2291", band="look_first", log_odds=1.0, low=0.5, high=1.5, hard_stop=False,
        reasons=[], rank=0, created_at=timezone.now(),
    )  # fmt: skip
    assert address(sighting) in client_of(organisation).get(f"/triage/{lead.id}/").text


def test_who_searches_together_can_add_the_sighting_to_a_campaign(
    client: Client, organisation: Any, actor: Any, crawl: Any
) -> None:
    sighting = make_capture(actor, crawl)
    path = f"/markt/zoekacties/waarneming/{sighting.id}/"
    assert path in client.get(address(sighting)).text
    assert client.get(path).status_code == 200


def test_admin_finds_the_proposed_platforms_from_the_list(organisation: Any) -> None:
    told = client_of(organisation, "admin").get(reverse("platforms:list")).text
    assert "/markt/platforms/" in told
    assert "/markt/platforms/" not in client_of(organisation, "analyst").get(reverse("platforms:list")).text
