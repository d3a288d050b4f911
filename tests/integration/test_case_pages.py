"""The pages of cases: from a yes to a document that the person takes along, and what others get to see."""

import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.audit.models import Event
from baken.cases.models import Case
from baken.statistics.models import Export
from baken.tenancy.acting import Actor
from tests.factories.cases import (
    CALLED,
    STORY,
    WHAT_FOR,
    WHY,
    WISHES,
    a_yes,
    filled_case,
    fresh,
    make_case,
    without_yes,
)
from tests.factories.users import confirm, make_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(organisation: Organisation) -> Actor:
    return make_person(organisation, "outreach_worker")


@pytest.fixture
def desk(worker: Actor) -> Client:
    return sign_in(Client(), worker.user)


def begin(desk: Client, worker: Actor, **given: str) -> str:
    sent = {
        "called": CALLED, "wishes": WISHES, "ground": "yes", "way": "spoken", "what_for": WHAT_FOR,
        "said_on": f"{timezone.localdate():%Y-%m-%d}", "told_to": str(worker.user.id),
    }  # fmt: skip
    return str(desk.post("/begeleiding/nieuw/", sent | given)["Location"])


def test_from_a_yes_to_what_the_person_takes_along_and_to_no(desk: Client, worker: Actor) -> None:
    here = begin(desk, worker)
    desk.post(f"{here}afspraak/", {"words": "Een brief lezen.", "doer": "together", "due_on": ""})
    desk.post(f"{here}betrokken/", {"name": "Rustig Begin", "role": "guidance", "since": "1-2-2024"})
    desk.post(f"{here}aantekening/", {"words": "Het ging goed."})
    shown = desk.get(here).text
    assert all(words in shown for words in (CALLED, WISHES, "Een brief lezen.", "Rustig Begin", "goed."))
    case = Case.objects.get()
    desk.post(reverse("cases:settle", args=[case.tasks.get().id]), {"do": "done"})
    desk.post(reverse("cases:change_party", args=[case.parties.get().id]), {"do": "stop"})
    assert "Iemand moet dit overnemen" in desk.get(here).text
    desk.post(f"{here}verhaal/", {"words": STORY, "begins": "2024", "until": "", "when": "in het begin"})
    story = desk.get(f"{here}verhaal/").text
    assert STORY in story
    assert "2024, in het begin" in story
    before = desk.get(f"{here}ja/terug/").text
    assert "de naam, de wensen en waarvoor het ja gold" in before
    assert "het logboek" in before
    desk.post(f"{here}ja/terug/")
    after = desk.get(here).text
    assert not any(words in after for words in (CALLED, WISHES, "Een brief lezen.", "goed.", STORY))


def test_form_without_a_yes_says_what_is_missing(desk: Client, worker: Actor) -> None:
    answer = desk.post("/begeleiding/nieuw/", {"called": CALLED, "wishes": WISHES, "ground": "yes"})
    assert answer.status_code == 422
    for field in ("said_on", "way", "told_to", "what_for"):
        assert f'id="id_{field}' in answer.text
    assert answer.text.count("field-wrong") >= 4
    sent = {"called": CALLED, "wishes": "", "ground": "danger", "why": ""}
    assert desk.post("/begeleiding/nieuw/", sent).status_code == 422
    assert desk.post("/begeleiding/nieuw/", sent | {"why": WHY}).status_code == 302


def test_who_is_not_on_it_finds_nothing(organisation: Organisation, worker: Actor) -> None:
    case = filled_case(worker)
    other = sign_in(Client(), make_person(organisation, "outreach_worker").user)
    for path in ("", "woorden/", "plan/", "verhaal/", "meldcode/", "ja/terug/", "afsluiten/"):
        assert other.get(f"/begeleiding/{case.id}/{path}").status_code == 404
        assert other.post(f"/begeleiding/{case.id}/{path}").status_code in (404, 405)
    assert case.number not in other.get("/begeleiding/").text
    assert other.get("/begeleiding/toezicht/").status_code == 403
    task, party, told = case.tasks.get(), case.parties.get(), case.told_events.get()
    for name, row in (("settle", task), ("change_party", party), ("remove_told", told)):
        assert other.post(reverse(f"cases:{name}", args=[row.id]), {"do": "done"}).status_code == 404


def test_supervisor_says_why_before_reading_along_and_writes_nothing(
    organisation: Organisation, worker: Actor
) -> None:
    case = filled_case(worker)
    supervisor = make_person(organisation, "analyst")
    client = sign_in(Client(), supervisor.user)
    listed = client.get("/begeleiding/toezicht/").text
    assert case.number in listed
    assert CALLED not in listed
    path = f"/begeleiding/toezicht/{case.id}/"
    assert WISHES not in client.get(path).text
    given = {"permission": "cases.supervise", "reason": "collega is ziek", "next": path}
    client.post(reverse("desk:reason"), given)
    shown = client.get(path).text
    assert WISHES in shown
    assert f"/begeleiding/{case.id}/woorden/" not in shown
    event = Event.objects.filter(action="cases.read", user=supervisor.user).get()
    assert (event.reason, event.details) == ("collega is ziek", {"supervised": True})
    assert client.get(f"/begeleiding/{case.id}/").status_code == 404


def test_second_person_reads_why_and_not_who(organisation: Organisation, worker: Actor) -> None:
    case = without_yes(worker)
    other = sign_in(Client(), make_person(organisation, "outreach_worker").user)
    path = reverse("cases:look", args=[case.looks.get().id])
    assert path in other.get("/begeleiding/").text
    shown = other.get(path).text
    assert WHY in shown
    assert CALLED not in shown
    other.post(path)
    assert fresh(case).state == "waiting"
    other.post(path, {"do": "approve"})
    assert fresh(case).state == "open"
    assert WHY not in other.get(path).text
    assert WHY in sign_in(Client(), worker.user).get(path).text
    assert sign_in(Client(), worker.user).post(path, {"do": "approve"}).status_code == 403


def test_document_is_made_when_confirmed_logged_not_kept_and_says_nothing_around_it(
    organisation: Organisation, worker: Actor
) -> None:
    case = filled_case(worker)
    client = sign_in(Client(), worker.user)
    path = f"/begeleiding/{case.id}/verhaal/document/"
    assert client.post(path, {"form": "pdf"}).status_code == 403
    confirm(client, worker.user)
    before = Case.objects.values_list("change_count", flat=True).get()
    text = client.post(path, {"form": "txt"})
    assert text["Content-Disposition"] == 'attachment; filename="aantekeningen.txt"'
    assert STORY in text.content.decode()
    file = client.post(path, {"form": "pdf"})
    assert file["Content-Disposition"] == 'attachment; filename="aantekeningen.pdf"'
    plan = client.post(f"/begeleiding/{case.id}/plan/document/", {"what": "all"})
    assert plan["Content-Disposition"] == 'attachment; filename="afspraken.pdf"'
    names = [organisation.name_nl, organisation.slug, worker.user.login, case.number, CALLED, "Baken"]
    for answer in (text, file, plan):
        assert not zipfile.is_zipfile(io.BytesIO(answer.content))
        assert answer["Cache-Control"] == "no-store, private"
        assert not any(name.encode() in answer.content for name in names)
    assert Event.objects.filter(action="cases.document_made").count() == 3
    assert set(Export.objects.values_list("what", flat=True)) == {"case:story", "case:plan"}
    assert Case.objects.values_list("change_count", flat=True).get() == before


def test_plan_asks_first_whether_the_other_notices(desk: Client, worker: Actor) -> None:
    case = make_case(worker)
    path = f"/begeleiding/{case.id}/plan/stop_sharing/"
    shown = desk.get(path).text
    assert shown.index("Kan de ander dit merken?") < shown.index("Wat wil de persoon?")
    sent = {"seen": case.change_count, "noticed": "unknown", "choice": "chosen", "words": ""}
    refused = desk.post(path, sent)
    assert refused.status_code == 422
    assert "Spreek eerst samen af" in refused.text
    assert desk.post(path, sent | {"words": "Eerst bij ons."}).status_code == 302
    assert "Eerst bij ons." in desk.get(f"/begeleiding/{case.id}/plan/").text
    assert desk.get(f"/begeleiding/{case.id}/plan/niets/").status_code == 404


def test_reporting_code_leads_to_a_report_at_referrals(desk: Client, worker: Actor) -> None:
    case = make_case(worker)
    here = f"/begeleiding/{case.id}/meldcode/"
    for place, step in enumerate(("signals", "consult", "talk", "weigh", "decide")):
        day = f"{timezone.localdate():%Y-%m-%d}" if step != "talk" else ""
        both = desk.post(f"{here}{step}/", {"seen": place + 1, "done_on": "", "words": "x"})
        assert both.status_code == 422
        sent = {"seen": place + 1, "done_on": day, "words": "Besproken."}
        assert desk.post(f"{here}{step}/", sent | ({} if day else {"left_out": "on"})).status_code == 302
    assert "overgeslagen" in desk.get(here).text
    assert desk.post(f"{here}besluit/", {"seen": 6, "outcome": "report"}).status_code == 302
    assert f"/doorverwijzen/nieuw/?begeleiding={case.id}" in desk.get(here).text
    assert case.number in desk.get(f"/doorverwijzen/nieuw/?begeleiding={case.id}").text


def test_pages_speak_english_too(worker: Actor) -> None:
    worker.user.language = "en"
    case = filled_case(worker)
    client = sign_in(Client(), worker.user)
    client.cookies["django_language"] = "en"
    client.post("/taal/", {"language": "en"})
    for path in ("", "plan/", "verhaal/", "meldcode/"):
        assert client.get(f"/begeleiding/{case.id}/{path}").status_code == 200


def test_yes_again_reopens_what_was_closed(desk: Client, worker: Actor) -> None:
    case = make_case(worker)
    here = f"/begeleiding/{case.id}/"
    desk.post(f"{here}stil/", {"seen": 1, "words": "Rust."})
    desk.post(f"{here}verder/", {"seen": 2, "words": ""})
    desk.post(f"{here}afsluiten/", {"seen": 3, "closure": "own_choice", "words": ""})
    assert desk.get(f"{here}aantekening/").status_code == 302
    yes = a_yes(worker.user)
    sent = {
        "seen": 4, "said_on": f"{yes.said_on:%Y-%m-%d}", "way": "written", "told_to": str(worker.user.id),
        "what_for": "Opnieuw.",
    }  # fmt: skip
    assert desk.post(f"{here}heropenen/", sent).status_code == 302
    assert fresh(case).state == "open"
    assert desk.post(f"{here}woorden/", {"seen": 1, "called": "Lies", "wishes": WISHES}).status_code == 422
