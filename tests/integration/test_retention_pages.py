"""The pages about keeping and erasing: who may open them, and what they do."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from baken.accounts.models import Organisation, User
from baken.audit.models import Event
from baken.rights.actions.hold_things import place_hold
from baken.rights.actions.run_retention import run_retention
from baken.rights.models import ErasureRequest, LegalHold, OrganisationRetention
from baken.tenancy.acting import Actor
from tests.factories.expiring import make_market
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

PLACE = "/beheer/bewaren/"
REASON = {"permission": "rights.manage", "next": PLACE, "reason": "een verzoek van gisteren"}


@pytest.fixture
def officer(client: Client, organisation: Organisation) -> Client:
    """A data protection officer who said why, and just gave password or second factor."""
    return _confirmed(client, make_user(organisation, "data_protection_officer", name="Noor"))


def _confirmed(client: Client, user: User) -> Client:
    confirm(sign_in(client, user), user)
    client.post("/reden/", REASON)
    return client


def _until() -> str:
    return (timezone.now().date() + timedelta(days=30)).isoformat()


@pytest.mark.parametrize("role", ["data_protection_officer", "admin"])
def test_overview_says_what_expires_when(client: Client, organisation: Organisation, role: str) -> None:
    sign_in(client, make_user(organisation, role))
    answer = client.get(PLACE)
    assert answer.status_code == 200
    for days in ("365", "180", "1.826"):
        assert days in answer.text
    assert "nog niet gewist" in answer.text
    client.cookies["django_language"] = "en"
    assert "Keeping and erasing" in client.get(PLACE).text


@pytest.mark.parametrize("role", ["outreach_worker", "analyst", "registrar", "researcher", "observer"])
def test_others_do_not_come_in(client: Client, organisation: Organisation, role: str) -> None:
    sign_in(client, make_user(organisation, role))
    for page in ("", "wissen/", "vasthouden/", "verzoek/", "termijn/advert/"):
        assert client.get(PLACE + page).status_code == 403


def test_counting_shows_what_is_due_and_erases_nothing(
    client: Client, actor: Actor, organisation: Organisation
) -> None:
    make_market(actor, 400)
    sign_in(client, make_user(organisation, "admin"))
    answer = client.get(PLACE, {"tel": "1"})
    assert "adverts_sighting" in answer.text
    assert "verlopen" in answer.text
    assert "Wis nu" not in answer.text
    assert Event.objects.filter(action="rights.plan_read").exists()


def test_erasing_asks_for_a_reason_and_to_confirm(client: Client, organisation: Organisation) -> None:
    someone = make_user(organisation, "data_protection_officer")
    someone.set_password("een lang en verzonnen wachtwoord")
    someone.save()
    sign_in(client, someone)
    assert "Waarom kijkt u?" in client.get(PLACE + "wissen/").text
    client.post("/reden/", REASON)
    answer = client.post(PLACE + "wissen/")
    assert answer.status_code == 302
    assert "wissen" not in answer["Location"].split("?")[0]
    assert not ProcrastinateJob.objects.filter(task_name="retention").exists()


def test_button_puts_a_run_in_the_queue(officer: Client, actor: Actor) -> None:
    make_market(actor, 400)
    assert "Wis nu" in officer.get(PLACE + "wissen/").text
    answer = officer.post(PLACE + "wissen/", follow=True)
    assert "staat klaar" in answer.text
    job = ProcrastinateJob.objects.get(task_name="retention")
    assert job.args == {"organisation_id": str(actor.organisation.id)}
    asked = Event.objects.get(action="rights.run_asked")
    assert (asked.reason, asked.user.name) == ("een verzoek van gisteren", "Noor")


def test_last_runs_are_shown_with_their_counts(officer: Client, actor: Actor) -> None:
    make_market(actor, 400)
    run = run_retention(by=actor)
    answer = officer.get(PLACE)
    assert f'<td class="number">{run.rows_erased}</td>' in answer.text


def test_request_gives_the_same_answer_for_what_is_not_there(officer: Client, actor: Actor) -> None:
    make_market(actor, 1)
    answers = []
    for value in ("06 00 00 00 42", "06 00 00 00 99"):
        answer = officer.post(PLACE + "verzoek/", {"kind": "phone", "value": value}, follow=True)
        answers.append(_without_token(answer))
        assert value not in answer.text
    assert answers[0] == answers[1]
    assert "Dit antwoord is altijd hetzelfde" in answers[0]
    assert ErasureRequest.objects.count() == 2


def _without_token(answer: Any) -> str:
    return re.sub(r"[A-Za-z0-9]{64}", "", answer.text)


def test_request_that_is_no_contact_is_explained(officer: Client) -> None:
    answer = officer.post(PLACE + "verzoek/", {"kind": "phone", "value": " "})
    assert answer.status_code == 200
    assert "aria-invalid" in answer.text


def test_something_is_held_extended_and_let_go(officer: Client, actor: Actor) -> None:
    make_market(actor, 400)
    given = {"kind": "basis", "name": "basis-1", "until": _until(), "why": "een klacht"}
    assert (
        "Er is niets met dit nummer"
        in officer.post(PLACE + "vasthouden/nieuw/", given | {"name": "nothing"}).text
    )
    answer = officer.post(PLACE + "vasthouden/nieuw/", given, follow=True)
    assert "basis-1" in answer.text
    assert "een klacht" in answer.text
    hold = LegalHold.objects.get()
    assert "een klacht" in officer.get(f"{PLACE}vasthouden/{hold.id}/").text
    later = (timezone.now().date() + timedelta(days=60)).isoformat()
    officer.post(f"{PLACE}vasthouden/{hold.id}/", {"until": later, "why": "loopt nog"})
    hold.refresh_from_db()
    assert hold.until.isoformat() == later
    officer.post(f"{PLACE}vasthouden/{hold.id}/loslaten/")
    hold.refresh_from_db()
    assert hold.ended_at is not None
    assert "losgelaten" in officer.get(PLACE + "vasthouden/").text


def test_hold_of_another_organisation_is_not_there(officer: Client) -> None:
    from baken.tenancy.acting import acting_for
    from tests.factories.organisations import make_actor

    other = make_actor()
    with acting_for(other.organisation.id):
        make_market(other, 1)
        theirs = place_hold(
            by=make_person(other.organisation, "data_protection_officer", purpose="accountability"),
            kind="basis", name="basis-1", until=timezone.now().date(),
        )  # fmt: skip
    for method, page in ((officer.get, ""), (officer.post, "loslaten/")):
        assert method(f"{PLACE}vasthouden/{theirs.id}/{page}").status_code == 404


def test_administrator_makes_a_period_shorter(client: Client, organisation: Organisation) -> None:
    _confirmed(client, make_user(organisation, "admin"))
    page = PLACE + "termijn/contact/"
    assert "Van 1 tot 180 dagen" in client.get(page).text
    assert client.post(page, {"days": "181", "why": "langer"}).status_code == 200
    assert not OrganisationRetention.objects.exists()
    answer = client.post(page, {"days": "30", "why": "korter is genoeg"}, follow=True)
    assert "in plaats van 180" in answer.text
    assert Event.objects.get(action="rights.period_set").reason == "korter is genoeg"


def test_class_that_is_not_there_has_no_period(client: Client, organisation: Organisation) -> None:
    _confirmed(client, make_user(organisation, "admin"))
    assert client.get(PLACE + "termijn/system/").status_code == 404
