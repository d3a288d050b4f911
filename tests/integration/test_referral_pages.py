"""The pages of referrals and of the directory: from finding help to the receiver's answer."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.referrals.models import HelpImport, HelpOrganisation, Referral
from baken.tenancy.acting import Actor
from tests.factories.referrals import (
    LANGUAGE,
    NUMBER,
    WHY,
    WISH,
    agreed,
    looked,
    make_help,
    make_referral,
    offered,
    written,
)
from tests.factories.users import confirm, make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def desk(worker: Actor) -> Client:
    return sign_in(Client(), worker.user)


def test_from_the_directory_to_the_receivers_answer(desk: Client, worker: Actor) -> None:
    to = make_help(worker)
    found = desk.get("/doorverwijzen/hulp/", {"kind": "guidance", "province": "NL-NB", "language": "es"}).text
    assert "spreekt deze taal" in found
    assert f"?naar={to.id}" in found
    begun = desk.post("/doorverwijzen/nieuw/", {"receiver": str(to.id), "ground": "consent", "why": WHY})
    one = Referral.objects.get()
    assert begun["Location"] == f"/doorverwijzen/{one.id}/pakket/"
    here = f"/doorverwijzen/{one.id}/"
    desk.post(f"{here}pakket/", {"seen": 1, "situation": WISH, "language": LANGUAGE, "contact_kind": "phone"})
    desk.post(f"{here}toestemming/", {"seen": 2, "items": ["situation"], "way": "spoken"})
    shown = desk.post(f"{here}aanbieden/", {"seen": 3, "receipt": "", "evidence": ""}).text
    address = re.search(r"/antwoord/[\w-]+/", shown)
    code = re.search(r"(\d{4} \d{4})</strong>", shown)
    assert address
    assert code
    assert address[0] not in desk.get(here).text

    receiver = Client()
    first = receiver.get(address[0])
    assert one.number in first.text
    assert WISH not in first.text
    opened = receiver.post(address[0], {"code": code[1]})
    assert WISH in opened.text
    assert LANGUAGE not in opened.text
    for form, beginning in (("pdf", b"%PDF"), ("json", b"{")):
        file = receiver.post(address[0], {"code": code[1], "do": form})
        assert file.content.startswith(beginning)
    said = {"code": code[1], "do": "answer", "kind": "accepted", "refusal": "", "words": "Morgen."}
    thanks = receiver.post(address[0], said)
    assert thanks.status_code == 200
    assert "Antwoord gegeven" in thanks.text
    again = receiver.post(address[0], said)
    assert again.status_code == 422
    for answer in (first, opened, thanks):
        assert answer.cookies == {}
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["Referrer-Policy"] == "no-referrer"
    assert receiver.cookies == {}
    assert "aangenomen" in desk.get(here).text


def test_guessing_the_code_waits_and_says_nothing(worker: Actor) -> None:
    made = offered(worker)
    path, receiver = f"/antwoord/{made.token}/", Client()
    wrong = f"{(int(made.code) + 1) % 10**8:08d}"
    answers = [receiver.post(path, {"code": wrong}) for _ in range(9)]
    assert [one.status_code for one in answers[:7]] == [422] * 7
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0
    assert receiver.post(path, {"code": made.code}).status_code == 429
    assert not any(WISH in one.text for one in answers)


@pytest.mark.parametrize("token", ["x", "a" * 54, "%C3%A9"])
def test_address_that_never_was_is_like_one_that_is_over(token: str) -> None:
    receiver = Client()
    asked, given = receiver.get(f"/antwoord/{token}/"), receiver.post(f"/antwoord/{token}/", {"code": "1"})
    assert (asked.status_code, given.status_code) == (404, 404)
    assert asked.text == given.text
    assert receiver.cookies == {}


def test_receivers_page_speaks_both_languages(worker: Actor) -> None:
    made = offered(worker)
    shown = Client().get(f"/antwoord/{made.token}/", {"taal": "en"})
    assert shown["Content-Language"] == "en"
    assert "The code you heard" in shown.text


def test_colleague_sees_no_contact_and_overwrites_none(organisation: Organisation, worker: Actor) -> None:
    one = written(worker, make_referral(worker), {"situation": WISH, "contact": NUMBER})
    other = sign_in(Client(), make_person(organisation, "analyst").user)
    for path in ("", "pakket/"):
        shown = other.get(f"/doorverwijzen/{one.id}/{path}").text
        assert "00000042" not in shown
    other.post(f"/doorverwijzen/{one.id}/pakket/", {"seen": 2, "situation": "Anders.", "contact": "weg"})
    assert set(one.items.values_list("item", flat=True)) == {"situation", "contact"}


def test_file_goes_to_who_confirmed_and_is_known(worker: Actor) -> None:
    one = agreed(worker, written(worker, make_referral(worker)))
    offered(worker, one)
    client = sign_in(Client(), worker.user)
    assert client.post(f"/doorverwijzen/{one.id}/bestand/", {"form": "pdf"}).status_code == 403
    confirm(client, worker.user)
    file = client.post(f"/doorverwijzen/{one.id}/bestand/", {"form": "json"})
    assert file["Content-Type"] == "application/zip"
    assert Event.objects.filter(action="desk.exported", details__what="referral:package").exists()


def test_file_with_a_contact_is_the_owners(organisation: Organisation, worker: Actor) -> None:
    said = {"situation": WISH, "contact": NUMBER}
    one = agreed(worker, written(worker, make_referral(worker), said))
    second = make_person(organisation, "analyst")
    looked(worker, second, one, "contact_details")
    offered(worker, one)
    client = sign_in(Client(), second.user)
    confirm(client, second.user)
    assert client.post(f"/doorverwijzen/{one.id}/bestand/", {"form": "json"}).status_code == 403


HEADING = "name;role;receiver;kinds;provinces\n"


def _send(client: Client, text: str) -> int:
    file = SimpleUploadedFile("gids.csv", text.encode())
    return client.post("/doorverwijzen/hulp/bestand/", {"file": file}).status_code


def test_file_of_organisations_is_taken_in_whole_or_not_and_undone(desk: Client, worker: Actor) -> None:
    good = f"{HEADING}Verzonnen een;helpt;help;shelter;NL-NB\n"
    wrong = f"{good}Verzonnen twee;helpt;help;dansen;\n"
    shown = desk.post("/doorverwijzen/hulp/bestand/", {"file": SimpleUploadedFile("a.csv", wrong.encode())})
    assert shown.status_code == 422
    assert "dansen" in shown.text
    assert not HelpOrganisation.objects.exists()
    assert _send(desk, good) == 302
    assert _send(desk, good) == 422
    made = HelpImport.objects.get()
    undo = f"/doorverwijzen/hulp/bestand/{made.id}/terug/"
    named = HelpOrganisation.objects.get()
    desk.post("/doorverwijzen/nieuw/", {"receiver": str(named.id), "ground": "consent", "why": WHY})
    desk.post(undo)
    assert HelpOrganisation.objects.exists()
    Referral.objects.all().delete()
    desk.post(undo)
    assert not HelpOrganisation.objects.exists()


def test_national_organisations_come_once_and_without_a_way_to_reach_them(desk: Client) -> None:
    for _ in range(2):
        desk.post("/doorverwijzen/hulp/landelijk/")
    shipped = HelpOrganisation.objects.exclude(shipped="")
    assert shipped.count() >= 10
    assert all(bytes(one.reached) == b"" and one.checked_on is None for one in shipped)
    shown = desk.get("/doorverwijzen/hulp/").text
    assert "CoMensha" in shown
    assert "lang niet nagegaan" in shown


def test_how_an_organisation_is_reached_is_sealed(desk: Client) -> None:
    facts = {
        "name": "Verzonnen hulp", "role_nl": "helpt", "receiver": "help", "kinds": ["legal"],
        "hours": "unknown", "intake": "both", "capacity": "room", "reached": "balie van het huis",
    }  # fmt: skip
    assert desk.post("/doorverwijzen/hulp/nieuw/", facts).status_code == 302
    one = HelpOrganisation.objects.get()
    assert b"balie" not in bytes(one.reached)
    assert "balie van het huis" in desk.get(f"/doorverwijzen/hulp/{one.id}/").text
