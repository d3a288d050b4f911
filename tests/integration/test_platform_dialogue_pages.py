"""The pages of the dialogue with platforms: what people read, write and take out."""

import io
import zipfile
from typing import Any

import pytest
from django.test import Client
from odf import teletype
from odf.opendocument import load
from odf.table import Table, TableCell, TableRow
from openpyxl import load_workbook

from baken.accounts.models import User
from baken.audit.models import Event
from baken.platforms.dialogue import exceptions
from baken.platforms.dialogue.files import as_ods, as_xlsx
from baken.platforms.dialogue.models import DialogueMeeting, DialoguePoint
from baken.platforms.dialogue.wording import WHY_NOT
from baken.tenancy.acting import Actor
from tests.factories.dialogue import TITLE, WORDS, ago, happened, make_meeting, make_platform, make_point
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(organisation: Any) -> Actor:
    return make_person(organisation, "analyst", purpose="statistics")


@pytest.fixture
def client(analyst: Actor) -> Client:
    return sign_in(Client(), analyst.user)


def _reader(organisation: Any, role: str) -> Client:
    return sign_in(Client(), make_user(organisation, role))


def _confirmed(user: User) -> Client:
    client = confirm(sign_in(Client(), user), user)
    asked = {"permission": "platforms.take_dialogue_out", "next": "/overleg/", "reason": "voor het overleg"}
    client.post("/reden/", asked)
    return client


def _cells(data: bytes) -> list[list[list[str]]]:
    document = load(io.BytesIO(data))
    return [
        [
            [teletype.extractText(cell) for cell in row.getElementsByType(TableCell)]
            for row in sheet.getElementsByType(TableRow)
        ]
        for sheet in document.getElementsByType(Table)
    ]


def test_every_fault_has_words() -> None:
    told = {one for one in vars(exceptions).values() if isinstance(one, type)}
    assert {one for one in told if one.__module__ == exceptions.__name__} - {exceptions.DialogueError} == set(
        WHY_NOT
    )


# points


def test_list_says_that_there_is_nothing_and_how_to_begin(client: Client, organisation: Any) -> None:
    shown = client.get("/overleg/").text
    assert "Er is nog niets met een platform besproken." in shown
    assert 'href="/overleg/nieuw/"' in shown
    reader = _reader(organisation, "researcher").get("/overleg/").text
    assert "Er is nog niets met een platform besproken." in reader
    assert 'href="/overleg/nieuw/"' not in reader


def test_list_shows_what_is_overdue_first_and_filters_by_choice(client: Client, analyst: Actor) -> None:
    make_point(analyst, title="Een eerste punt")
    late = make_point(analyst, make_platform(analyst, 1), title="Een tweede punt", subject="site_design")
    happened(analyst, late, "agreed", due_on=ago(1))
    shown = client.get("/overleg/").text
    assert shown.index("Een tweede punt") < shown.index("Een eerste punt")
    assert "het platform: te laat" in shown
    for query in ("turn=overdue", "state=agreed", "subject=site_design", f"platform={late.platform_id}"):
        narrowed = client.get(f"/overleg/?{query}").text
        assert "Een tweede punt" in narrowed
        assert "Een eerste punt" not in narrowed
    assert "Een eerste punt" in client.get("/overleg/?sort=number").text
    assert "Een eerste punt" in client.get("/overleg/?zoek=tweede").text


def test_point_is_raised_on_its_page(client: Client, analyst: Actor) -> None:
    platform = make_platform(analyst)
    asked = client.get(f"/overleg/nieuw/?platform={platform.code}").text
    assert f'value="{platform.id}" selected' in asked
    assert "Baken verstuurt niets." in asked
    given = {
        "platform": platform.id, "subject": "age_checks", "title": TITLE, "words": WORDS,
        "on": ago(3).isoformat(), "way": "letter",
    }  # fmt: skip
    answer = client.post("/overleg/nieuw/", given, follow=True)
    assert "Punt 1 staat in de lijst." in answer.text
    assert WORDS in answer.text
    assert "brief" in answer.text
    point = DialoguePoint.objects.get()
    assert (point.platform, point.subject, point.raised_on) == (platform, "age_checks", ago(3))
    assert Event.objects.filter(action="platforms.point_raised", user=analyst.user).count() == 1


def test_contact_is_refused_with_what_to_do(client: Client, analyst: Actor) -> None:
    given = {
        "platform": make_platform(analyst).id, "subject": "other", "title": TITLE, "way": "mail",
        "words": "Bel de moderatie op 06 00 00 00 12.", "on": ago(3).isoformat(),
    }  # fmt: skip
    answer = client.post("/overleg/nieuw/", given)
    assert answer.status_code == 422
    assert "Hier staat een telefoonnummer, adres of account. Haal het weg" in answer.text
    # what was typed stays in the form, and nowhere else
    assert "06 00 00 00 12" in answer.text
    assert not DialoguePoint.objects.exists()


def test_step_is_written_down_and_taken_back(client: Client, analyst: Actor) -> None:
    point = make_point(analyst)
    path = f"/overleg/punt/{point.id}/"
    asked = client.get(f"{path}stap/").text
    assert "er is iets afgesproken" in asked
    assert "weer opgepakt" not in asked
    given = {
        "kind": "agreed", "words": "Binnen een week antwoord.", "due_on": ago(1).isoformat(),
        "on": ago(2).isoformat(), "way": "call", "seen": 1,
    }  # fmt: skip
    shown = client.post(f"{path}stap/", given, follow=True).text
    assert "De stap is bewaard." in shown
    assert "Binnen een week antwoord." in shown
    assert "het platform: te laat" in shown
    assert "Neem deze stap terug" in shown
    step = point.steps.get(kind="agreed")
    back = client.post(f"/overleg/stap/{step.id}/terug/", {"seen": 2}, follow=True).text
    assert "De stap is teruggenomen." in back
    assert "Deze stap geldt niet meer." in back
    assert "het platform: te laat" not in back


def test_two_who_write_at_once_are_not_both_believed(client: Client, analyst: Actor) -> None:
    point = make_point(analyst)
    happened(analyst, point, "answered")
    given = {"kind": "refused", "words": "Zij willen niet.", "on": ago(0), "way": "mail", "seen": 1}
    answer = client.post(f"/overleg/punt/{point.id}/stap/", given)
    assert answer.status_code == 422
    assert "Iemand anders schreef intussen iets op." in answer.text
    assert "Zij willen niet." in answer.text
    taken = client.post(f"/overleg/stap/{point.steps.get(number=2).id}/terug/", {"seen": "x"}, follow=True)
    assert "Iemand anders schreef intussen iets op." in taken.text


def test_day_beside_another_step_is_refused(client: Client, analyst: Actor) -> None:
    point = make_point(analyst)
    given = {
        "kind": "answered", "words": "Zij zoeken het uit.", "on": ago(0), "way": "mail", "seen": 1,
        "due_on": ago(-3),
    }  # fmt: skip
    answer = client.post(f"/overleg/punt/{point.id}/stap/", given)
    assert "Een dag hoort alleen bij een afspraak." in answer.text
    assert point.steps.count() == 1


def test_correction_shows_what_stood_there(client: Client, analyst: Actor) -> None:
    point = make_point(analyst)
    path = f"/overleg/stap/{point.steps.get().id}/verbeter/"
    assert WORDS in client.get(path).text
    given = {
        "subject": "other", "title": "Twee meldingen", "words": "Het zijn er twee.", "on": ago(9),
        "way": "mail", "because": "verkeerd geteld", "seen": 1,
    }  # fmt: skip
    shown = client.post(path, given, follow=True).text
    assert "De verbetering is bewaard." in shown
    for words in ("Twee meldingen", "Het zijn er twee.", "Waarom verbeterd: verkeerd geteld", TITLE, WORDS):
        assert words in shown


def test_officer_erases_and_others_read_that_it_was(
    client: Client, analyst: Actor, organisation: Any
) -> None:
    point = make_point(analyst, words="De heer Voorbeeld belde terug.")
    officer = _reader(organisation, "data_protection_officer")
    assert "Wis deze woorden" in officer.get(f"/overleg/punt/{point.id}/").text
    path = f"/overleg/stap/{point.steps.get().id}/wis/"
    asked = officer.get(path).text
    assert "De heer Voorbeeld belde terug." in asked
    assert "Dit kan niet ongedaan worden gemaakt." in asked
    officer.post(path, {"reason": "er stond een naam in"})
    shown = client.get(f"/overleg/punt/{point.id}/").text
    assert "De woorden zijn gewist door de functionaris gegevensbescherming" in shown
    assert "Voorbeeld belde" not in shown
    assert "Wis deze woorden" not in shown
    assert "Deze woorden zijn al gewist." in officer.get(path).text
    assert client.get(path).status_code == 403


# meetings


def test_meeting_is_planned_held_and_read(client: Client, analyst: Actor) -> None:
    point = make_point(analyst)
    quiet = make_point(analyst, title="Een punt dat blijft liggen")
    assert "Er is nog geen bijeenkomst gepland." in client.get("/overleg/bijeenkomsten/").text
    asked = client.get("/overleg/bijeenkomsten/nieuw/").text
    assert f"{point.platform.name} (2 open)" in asked
    given = {"on": ago(0), "platforms": [point.platform_id], "present": "Platform: juridische zaken."}
    shown = client.post("/overleg/bijeenkomsten/nieuw/", given, follow=True).text
    assert "Nog zonder antwoord" in shown
    assert TITLE in shown
    meeting = DialogueMeeting.objects.get()
    path = f"/overleg/bijeenkomst/{meeting.id}/"
    step = f"/overleg/punt/{point.id}/stap/"
    assert step in shown
    assert f'value="{meeting.id}" selected' in client.get(step).text
    minutes = {
        "kind": "agreed", "words": "Zij antwoorden deze week.", "due_on": ago(-5), "meeting": meeting.id,
        "on": ago(0), "way": "mail", "seen": 1,
    }  # fmt: skip
    answer = client.post(step, minutes)
    assert answer["Location"] == path
    held = {"kind": "held", "present": "Platform: moderatie.", "words": "", "seen": 1, "on": ago(0)}
    shown = client.post(f"{path}stap/", held, follow=True).text
    for words in (
        "Agenda en verslag",
        "Zij antwoorden deze week.",
        "Platform: moderatie.",
        "Niet besproken.",
    ):
        assert words in shown
    assert shown.index(TITLE) < shown.index(quiet.title)
    assert "Schrijf op wat is gezegd" not in shown
    listed = client.get("/overleg/bijeenkomsten/?state=held").text
    assert point.platform.name in listed
    assert "Geen regel past bij dit filter." in client.get("/overleg/bijeenkomsten/?state=cancelled").text
    again = {"kind": "reopened", "words": "", "seen": 2}
    refused = client.post(f"{path}stap/", again)
    assert refused.status_code == 422
    assert "Schrijf hier iets op." in refused.text


def test_meeting_without_open_points_says_so(client: Client, analyst: Actor) -> None:
    meeting = make_meeting(analyst)
    assert "Met deze platforms staat niets open." in client.get(f"/overleg/bijeenkomst/{meeting.id}/").text


# the page of a platform


def test_page_of_a_platform_shows_its_dialogue_to_who_may_read_it(analyst: Actor, organisation: Any) -> None:
    point = make_point(analyst)
    path = f"/beheer/platforms/p/{point.platform.code}/"
    reading = _reader(organisation, "researcher").get(path).text
    assert "1 punt staat open" in reading
    assert TITLE in reading
    counting = _reader(organisation, "observer").get(path).text
    assert "1 punt staat open" in counting
    assert TITLE not in counting
    silent = make_platform(analyst, 1)
    shown = _reader(organisation, "observer").get(f"/beheer/platforms/p/{silent.code}/").text
    assert "Met dit platform is nog niets besproken." in shown


@pytest.mark.parametrize("role", ["observer", "moderator", "admin"])
def test_who_may_not_read_comes_nowhere(analyst: Actor, organisation: Any, role: str) -> None:
    point, meeting = make_point(analyst), make_meeting(analyst)
    reader = _reader(organisation, role)
    for path in (
        "",
        f"punt/{point.id}/",
        "bijeenkomsten/",
        f"bijeenkomst/{meeting.id}/",
        "nieuw/",
        "bestand/",
    ):
        assert reader.get(f"/overleg/{path}").status_code == 403


# files


def test_agenda_is_taken_out_with_its_minutes_and_origin(analyst: Actor) -> None:
    point, meeting = make_point(analyst), make_meeting(analyst)
    happened(
        analyst, point, "agreed", due_on=ago(-5), words="Zij antwoorden deze week.", meeting_id=meeting.id
    )
    client = _confirmed(analyst.user)
    path = f"/overleg/bijeenkomst/{meeting.id}/bestand/"
    assert "de agenda, met wat bij elk punt is gezegd" in client.get(path).text
    answer = client.post(path, {"form": "ods"})
    assert f"meeting-{meeting.on:%Y-%m-%d}" in answer["Content-Disposition"]
    figures, origin = _cells(answer.content)
    assert figures[0][:2] == ["Waarom op de agenda", "Nr."]
    row = dict(zip(figures[0], figures[1], strict=True))
    assert (row["Punt"], row["Stand nu"]) == (TITLE, "afgesproken")
    assert row["Wat in de bijeenkomst is gezegd"] == "er is iets afgesproken: Zij antwoorden deze week."
    assert analyst.user.sign_in_name in [words for line in origin for words in line]
    told = Event.objects.get(action="desk.exported")
    assert told.details["what"] == "dialogue:agenda"
    assert told.details["rows"] == 1


def test_points_are_taken_out_as_a_workbook(analyst: Actor) -> None:
    make_point(analyst)
    client = _confirmed(analyst.user)
    answer = client.post("/overleg/bestand/", {"form": "xlsx"})
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheetnames == ["punten", "herkomst"]
    heading, row = book["punten"].iter_rows(values_only=True)
    assert heading[:3] == ("Nr.", "Platform", "Punt")
    assert (row[0], row[2], row[4]) == (1, TITLE, "aan de orde gesteld")


def test_file_leaves_only_after_confirming(client: Client, analyst: Actor) -> None:
    make_point(analyst)
    asked = {"permission": "platforms.take_dialogue_out", "next": "/overleg/", "reason": "voor het overleg"}
    client.post("/reden/", asked)
    client.post("/overleg/bestand/", {"form": "ods"})
    assert not Event.objects.filter(action="desk.exported").exists()


def test_spreadsheet_keeps_signs_lines_and_bytes() -> None:
    rows = [('a < b & "c"', "=SOM(1)"), (7, "één\ntwee\x0b")]
    sheets = [("punten", rows)]
    assert as_ods(sheets) == as_ods(sheets)
    assert as_xlsx(sheets) == as_xlsx(sheets)
    with zipfile.ZipFile(io.BytesIO(as_ods(sheets))) as packed:
        assert packed.namelist()[0] == "mimetype"
    [[first, second]] = _cells(as_ods(sheets))
    assert first == ['a < b & "c"', "=SOM(1)"]
    assert second == ["7", "ééntwee"]
    sheet = load_workbook(io.BytesIO(as_xlsx(sheets)))["punten"]
    assert [cell.data_type for cell in sheet[1]] == ["s", "s"]
