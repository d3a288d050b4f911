"""Evidence leaves the desk only when one person asked for it and another approved it."""

import io
import itertools
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from baken.accounts.models import User
from baken.adverts.models import HandOver
from baken.audit.models import Event
from baken.vocabulary.hand_overs import HandOverState
from tests.factories.bases import make_basis
from tests.factories.captures import make_capture, make_crawl, make_source
from tests.factories.users import confirm, make_user, sign_in

pytestmark = pytest.mark.django_db
GIVEN = {"case": "PL-2026-1", "reason": "aangifte door de politie gevraagd", "purpose": "crime_report"}


def client_of(organisation: Any, role: str) -> Client:
    user = make_user(organisation, role)
    return confirm(sign_in(Client(), user), user)


@pytest.fixture
def sighting(actor: Any) -> Any:
    return make_capture(actor, make_crawl(actor, make_source(actor, make_basis(actor))))


@pytest.fixture
def analyst(organisation: Any) -> Client:
    return client_of(organisation, "analyst")


@pytest.fixture
def officer(organisation: Any) -> Client:
    return client_of(organisation, "data_protection_officer")


def ask(analyst: Client, sighting: Any, **given: Any) -> HandOver:
    analyst.post(f"/waarnemingen/{sighting.id}/bewijspakket/", GIVEN | given)
    return HandOver.objects.get()


def test_evidence_goes_the_whole_way(analyst: Client, officer: Client, sighting: Any) -> None:
    asked = ask(analyst, sighting)
    assert asked.captures == [sighting.capture_id]
    assert "PL-2026-1" in officer.get("/waarnemingen/bewijs/").text
    assert "Massage" not in officer.get(f"/waarnemingen/bewijs/{asked.id}/beslis/").text
    officer.post(f"/waarnemingen/bewijs/{asked.id}/beslis/", {"do": "approve"})
    assert f"/waarnemingen/bewijs/{asked.id}/" in analyst.get(f"/waarnemingen/{sighting.id}/").text
    answer = analyst.post(f"/waarnemingen/bewijs/{asked.id}/")
    assert answer["Content-Disposition"].startswith('attachment; filename="bewijs')
    assert "evidence/manifest.json" in zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert Event.objects.filter(action="collection.evidence_handed_over").count() == 1
    assert Event.objects.filter(action="desk.exported").count() == 1


def test_case_is_sealed(analyst: Client, sighting: Any) -> None:
    asked = ask(analyst, sighting)
    assert b"PL-2026" not in bytes(asked.sealed)
    assert "PL-2026" not in str(list(Event.objects.values()))


def test_nothing_leaves_without_a_second_person(analyst: Client, officer: Client, sighting: Any) -> None:
    asked = ask(analyst, sighting)
    take = f"/waarnemingen/bewijs/{asked.id}/"
    assert "niet (meer) goedgekeurd" in analyst.post(take, follow=True).text
    officer.post(f"{take}beslis/", {"do": "decline"})
    assert "niet (meer) goedgekeurd" in analyst.post(take, follow=True).text
    assert "al beslist" in officer.post(f"{take}beslis/", {"do": "approve"}, follow=True).text
    assert not Event.objects.filter(action="collection.evidence_handed_over").exists()


def test_approval_runs_out(analyst: Client, officer: Client, sighting: Any) -> None:
    asked = ask(analyst, sighting)
    officer.post(f"/waarnemingen/bewijs/{asked.id}/beslis/", {"do": "approve"})
    HandOver.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    answer = analyst.post(f"/waarnemingen/bewijs/{asked.id}/", follow=True)
    assert "niet (meer) goedgekeurd" in answer.text


def test_asker_decides_nothing_and_others_take_nothing(
    analyst: Client, officer: Client, sighting: Any, organisation: Any
) -> None:
    asked = ask(analyst, sighting)
    assert analyst.post(f"/waarnemingen/bewijs/{asked.id}/beslis/", {"do": "approve"}).status_code == 403
    officer.post(f"/waarnemingen/bewijs/{asked.id}/beslis/", {"do": "approve"})
    other = client_of(organisation, "analyst")
    assert other.post(f"/waarnemingen/bewijs/{asked.id}/").status_code == 404
    assert (
        client_of(organisation, "outreach_worker")
        .get(f"/waarnemingen/{sighting.id}/bewijspakket/")
        .status_code
        == 403
    )


def test_two_clicks_ask_once(analyst: Client, sighting: Any) -> None:
    ask(analyst, sighting)
    ask(analyst, sighting)
    assert HandOver.objects.count() == 1


def test_taking_asks_to_confirm(organisation: Any, analyst: Client, officer: Client, sighting: Any) -> None:
    asked = ask(analyst, sighting)
    officer.post(f"/waarnemingen/bewijs/{asked.id}/beslis/", {"do": "approve"})
    user = HandOver.objects.get().asked_by
    user.set_password("een lang wachtwoord voor deze test")
    user.save()
    answer = sign_in(Client(), user).post(f"/waarnemingen/bewijs/{asked.id}/")
    assert "/toegang/bevestigen/" in answer["Location"]


def test_reason_names_nobody_and_other_adverts_stay_out(analyst: Client, sighting: Any, actor: Any) -> None:
    other = make_capture(
        actor, make_crawl(actor, sighting.capture.source), number=2, words="Heel iets anders."
    )
    for given in (
        {"reason": "bel 06 00 00 00 42 maar"},
        {"purpose": "statistics"},
    ):
        answer = analyst.post(f"/waarnemingen/{sighting.id}/bewijspakket/", GIVEN | given)
        assert answer.status_code == 422
    assert not HandOver.objects.exists()
    assert ask(analyst, sighting, others=[str(other.id)]).captures == [sighting.capture_id]


def test_nothing_kept_nothing_handed_over(analyst: Client, sighting: Any) -> None:
    sighting.capture.delete()
    answer = analyst.post(f"/waarnemingen/{sighting.id}/bewijspakket/", GIVEN, follow=True)
    assert "geen vastlegging bewaard om over te dragen" in answer.text


def test_states_are_reached_and_left_only_as_said(analyst: Client, officer: Client, sighting: Any) -> None:
    """asked > approved > taken (and taken again), or asked > declined; nothing else moves."""
    steps = {
        "approve": (officer, "beslis/", {"do": "approve"}),
        "decline": (officer, "beslis/", {"do": "decline"}),
        "take": (analyst, "", {}),
    }
    moves = {
        ("asked", "approve"): "approved",
        ("asked", "decline"): "declined",
        ("approved", "take"): "taken",
    }
    asked = ask(analyst, sighting)
    for state, step in itertools.product(HandOverState.codes, steps):
        decided = None if state == "asked" else User.objects.get(roles=["data_protection_officer"])
        at = decided and timezone.now()
        HandOver.objects.update(state=state, decided_by=decided, decided_at=at)
        client, where, given = steps[step]
        client.post(f"/waarnemingen/bewijs/{asked.id}/{where}", given)
        asked.refresh_from_db()
        assert asked.state == moves.get((state, step), state), (state, step)
    assert {"asked", *moves.values()} == set(HandOverState.codes)
