"""The pages of triage, as somebody uses them."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from baken.audit.models import Event
from baken.tenancy.acting import Actor
from baken.triage.actions.claim_lead import claim_lead
from baken.triage.models import Assessment, Lead, TrainingResult
from baken.triage.practice import exercises
from tests.factories.leads import WORDS, make_lead, make_leads, place, run_row, see
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client: Client, organisation) -> Actor:
    user = make_user(organisation, "outreach_worker", name="Noor")
    sign_in(client, user)
    return Actor(user, organisation, "outreach", "a test")


def number(lead: Lead) -> str:
    return lead.case_number.replace("-", "\u2011")


def send(client: Client, name: str, lead: Lead, **given: object):
    return client.post(reverse(f"triage:{name}", args=[lead.id]), given, follow=True)


def test_queue_says_when_there_is_nothing_to_do(client: Client, worker: Actor) -> None:
    answer = client.get("/triage/")
    assert "Niets te doen" in answer.text
    assert "Neem de volgende" not in answer.text


def test_queue_shows_a_line_a_lead_in_words(client: Client, actor: Actor, worker: Actor) -> None:
    see(actor, "a1", 2)
    place(actor, run_row("a1"))
    text = client.get("/triage/").text
    assert number(Lead.objects.get()) in text
    assert "eerst bekijken" in text
    assert "Een contactgegeven is met opzet moeilijk leesbaar geschreven." in text
    assert "Noord-Brabant" in text
    assert "11 mrt 2025" in text
    client.cookies["django_language"] = "en"
    english = client.get("/triage/").text
    assert "look first" in english
    assert "North Brabant" in english


def test_queue_shows_what_is_free_first_and_the_rest_when_asked(
    client: Client, actor: Actor, organisation, worker: Actor
) -> None:
    mine, theirs, free = make_leads(actor, 3)
    claim_lead(by=worker, lead_id=mine.id)
    claim_lead(by=make_person(organisation, "analyst"), lead_id=theirs.id)
    assert number(theirs) not in client.get("/triage/").text
    everything = client.get("/triage/?who=all").text
    assert number(theirs) in everything
    assert number(free) in everything
    own = client.get("/triage/?who=mine").text
    assert number(mine) in own
    assert number(free) not in own


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("where=NL-NB", True), ("where=NL-LI", False), ("seen=week", False), ("seen=earlier", True),
        ("band=look_first", True), ("band=look_next", False), ("where=nonsense&who=x", True),
    ],
)  # fmt: skip
def test_queue_is_filtered_by_choices(
    client: Client, actor: Actor, worker: Actor, query: str, shown: bool
) -> None:
    see(actor, "a1")
    place(actor, run_row("a1"))
    assert (number(Lead.objects.get()) in client.get(f"/triage/?{query}").text) == shown


def test_queue_says_its_filter_as_a_sentence(client: Client, actor: Actor, worker: Actor) -> None:
    assert "Alleen Noord-Brabant, deze week." in client.get("/triage/?where=NL-NB&seen=week").text


def test_pages_take_few_statements_however_many_leads(
    client: Client, actor: Actor, worker: Actor, django_assert_max_num_queries
) -> None:
    make_leads(actor, 60)
    for page in ("/triage/", "/triage/?who=all&sort=-seen", "/triage/spoed/", "/triage/besloten/"):
        client.get(page)
        with django_assert_max_num_queries(16):
            assert client.get(page).status_code == 200


def test_next_takes_a_lead_and_opens_it(client: Client, actor: Actor, worker: Actor) -> None:
    first, _ = make_leads(actor, 2)
    answer = client.post("/triage/volgende/", follow=True)
    assert answer.redirect_chain == [(f"/triage/{first.id}/", 302)]
    first.refresh_from_db()
    assert first.holder == worker.user


def test_decision_through_the_page_and_back_again(client: Client, actor: Actor, worker: Actor) -> None:
    lead = make_lead(actor)
    answer = send(client, "assess", lead, outcome="no_concern", version=0, **WORDS)
    assert f"{lead.case_number}: geen zorg. Herstellen kan tot" in answer.text
    decided = client.get("/triage/besloten/").text
    assert number(lead) in decided
    (action,) = re.findall(r'action="(/triage/[^"]+/herstel/)"', decided)
    assert "uw woorden staan er nog" in client.post(action, follow=True).text
    lead.refresh_from_db()
    assert lead.state == "waiting"
    assert WORDS["facts"] in client.get(f"/triage/{lead.id}/").text


def test_incomplete_decision_comes_back_with_every_word(client: Client, actor: Actor, worker: Actor) -> None:
    lead = make_lead(actor)
    given = {"version": 0, "facts": "Een lang stuk tekst over wat er staat.", "explanation": "kort"}
    answer = send(client, "assess", lead, outcome="unsure", **given)
    assert answer.status_code == 422
    assert "Een lang stuk tekst" in answer.text
    assert "Schrijf minstens 10 tekens." in answer.text
    assert send(client, "assess", lead, **(given | {"explanation": WORDS["explanation"]})).status_code == 422
    assert not Assessment.objects.exists()


def test_second_to_decide_is_told_and_keeps_their_text(
    client: Client, actor: Actor, organisation, worker: Actor
) -> None:
    lead = make_lead(actor)
    other = Client()
    sign_in(other, make_user(organisation, "analyst", name="Sem"))
    send(other, "assess", lead, outcome="unsure", version=0, **WORDS)
    answer = send(
        client, "assess", lead, outcome="no_concern", version=0, facts="Mijn eigen woorden hier.",
        explanation="Ook mijn eigen uitleg.",
    )  # fmt: skip
    assert answer.status_code == 409
    assert "Sem besloot intussen: onzeker" in answer.text
    assert "Mijn eigen woorden hier." in answer.text
    assert "Mijn eigen woorden hier." in client.get(f"/triage/{lead.id}/").text


def test_lead_that_another_has_says_who_and_until_when(
    client: Client, actor: Actor, organisation, worker: Actor
) -> None:
    lead = make_lead(actor)
    claim_lead(
        by=Actor(make_user(organisation, "analyst", name="Sem"), organisation, "outreach", "x"),
        lead_id=lead.id,
    )
    assert "Sem heeft deze aanwijzing tot" in send(client, "claim", lead).text
    lead.refresh_from_db()
    assert lead.holder.name == "Sem"


def test_draft_is_kept_while_writing(client: Client, actor: Actor, worker: Actor) -> None:
    lead = make_lead(actor)
    answer = client.post(reverse("triage:save_draft", args=[lead.id]), {"facts": "Half een zin"})
    assert "Bewaard om" in answer.text
    assert "Half een zin" in client.get(f"/triage/{lead.id}/").text


def test_urgent_goes_to_its_list_with_protocol_and_needs_another(
    client: Client, actor: Actor, organisation, worker: Actor
) -> None:
    lead = make_lead(actor)
    without_kind = send(client, "assess", lead, outcome="urgent", version=0, facts=WORDS["facts"])
    assert without_kind.status_code == 422
    answer = send(client, "assess", lead, outcome="urgent", version=0, kind="minority", facts=WORDS["facts"])
    assert "staat op de spoedlijst" in answer.text
    assert "0800-2000" in answer.text
    listed = client.get("/triage/spoed/").text
    assert number(lead) in listed
    assert "een ander; u keek het laatst" in listed
    lead.refresh_from_db()
    refused = send(client, "urgent_second", lead, outcome="urgent_lifted", version=lead.version, **WORDS)
    assert refused.status_code == 409
    other = Client()
    sign_in(other, make_user(organisation, "analyst"))
    assert "Kijk daar eerst" in other.get("/triage/").text
    send(other, "urgent_second", lead, outcome="urgent_confirmed", version=lead.version, **WORDS)
    lead.refresh_from_db()
    assert lead.state == "urgent_confirmed"
    assert number(lead) not in client.get("/triage/spoed/").text


def why(client: Client, permission: str = "triage.look_up", to: str = "/triage/zaak/") -> None:
    """Says why, as the page asks before it searches."""
    client.post("/reden/", {"permission": permission, "next": to, "reason": "een vraag over deze zaak"})


def test_case_number_opens_exactly_one_lead_and_guessing_ends(
    client: Client, actor: Actor, worker: Actor
) -> None:
    lead = make_lead(actor)
    assert "Waarom kijkt u?" in client.get("/triage/zaak/").text
    why(client)
    found = client.post("/triage/zaak/", {"case_number": lead.case_number.lower()})
    assert found["Location"] == f"/triage/{lead.id}/"
    assert client.post("/triage/zaak/", {"case_number": "0600000042"}).status_code == 422
    for _ in range(20):
        assert client.post("/triage/zaak/", {"case_number": "A0-0000"}).status_code == 422
    assert client.post("/triage/zaak/", {"case_number": lead.case_number}).status_code == 429
    assert Event.objects.filter(action="triage.case_looked_up", details={"found": False}).count() == 20
    assert not Event.objects.filter(details__icontains="A0-0000").exists()


def test_practice_answers_and_stands_apart(client: Client, actor: Actor, worker: Actor) -> None:
    lead = make_lead(actor)
    before = Lead.objects.values().get()
    assert "U hebt nog niet geoefend" in client.get("/triage/").text
    for one in exercises().values():
        page = client.get(f"/triage/oefenen/{one.name}/")
        assert "Alles op deze pagina is verzonnen" in page.text
        answer = client.post(
            f"/triage/oefenen/{one.name}/", {"outcome": one.fitting[0], "version": 0, **WORDS}, follow=True
        )
        assert one.feedback[one.fitting[0]].nl[:40].replace("'", "&#x27;") in answer.text
    assert TrainingResult.objects.filter(user=worker.user, fitting=True).count() == 8
    assert "U hebt alles geoefend" in client.get("/triage/oefenen/").text
    assert "U hebt nog niet geoefend" not in client.get("/triage/").text
    assert Lead.objects.values().get() == before
    assert not Assessment.objects.exists()
    assert not Event.objects.filter(subject=f"lead:{lead.id}").exists()


def test_practice_progress_is_ones_own(client: Client, worker: Actor, organisation) -> None:
    client.post("/triage/oefenen/een/", {"outcome": "no_concern", "version": 0, **WORDS})
    other = Client()
    sign_in(other, make_user(organisation, "analyst"))
    assert "0 van 8 gedaan" in other.get("/triage/oefenen/").text


@pytest.mark.parametrize(
    "name", ["lead", "claim", "release", "assess", "urgent_second", "save_draft", "undo"]
)
def test_lead_that_is_not_there_is_not_found(client: Client, worker: Actor, name: str) -> None:
    where = reverse(f"triage:{name}", args=[uuid.uuid4()])
    given = {"outcome": "no_concern", "version": 0, **WORDS}
    assert (client.get(where) if name == "lead" else client.post(where, given)).status_code == 404


@pytest.mark.parametrize("name", ["claim", "release", "assess", "urgent_second", "save_draft"])
def test_what_was_sent_before_signing_in_again_leads_back_to_the_lead(
    client: Client, actor: Actor, worker: Actor, name: str
) -> None:
    lead = make_lead(actor)
    answer = client.get(reverse(f"triage:{name}", args=[lead.id]))
    assert answer["Location"] == f"/triage/{lead.id}/"
    lead.refresh_from_db()
    assert lead.holder is None
