"""The pages on which somebody takes in another office's file, as a browser without scripts sends them."""

import io
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from baken.accounts.models import User
from baken.audit.models import Event
from baken.register.mappings import content_of
from baken.register.models import (
    HeldFile,
    ImportBatch,
    ImportMapping,
    Registration,
    UnknownWord,
    WaitingRegistration,
)
from baken.register.views import other_files
from baken.tenancy.acting import acting_for
from baken.vocabulary.persons import Sex
from tests.factories.organisations import make_organisation
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db

TEXT = (
    "Zaaknummer;Datum melding;Platform;Cliënt;Geslacht;Leeftijd;Opmerking\n"
    "Z-1;1-2-2021;insta;C1;v;30;vrije woorden\n"
    "Z-2;3-2-2021;ig-dm;C2;m;41;\n"
    "Z-3;3-2-2021;Snapchat;C3;m;141;\n"
)
COLUMNS = {
    "name": "Kantoor Noord",
    "day_order": "dmy",
    "column-0": "reference",
    "column-1": "registered_on",
    "column-2": "platform",
    "column-3": "person_number",
    "column-4": "sex",
    "column-5": "age",
    "column-6": "",
    "fixed-source_kind": "outreach",
    "fixed-form": "sexual",
    "fixed-scope": "domestic",
    "fixed-person_roles": "victim",
}
WORDS = {
    "word-0": "",
    "word-1": "platform:instagram",
    "word-2": "platform:snapchat",
    "word-3": "male",
    "word-4": "female",
}


@pytest.fixture
def registrar(organisation: Any) -> User:
    return make_user(organisation, "registrar")


@pytest.fixture
def desk(client: Client, registrar: User) -> Client:
    return sign_in(client, registrar)


def sent_file(desk: Client, text: str | bytes = TEXT, name: str = "zaken.csv") -> Any:
    data = text if isinstance(text, bytes) else text.encode()
    return desk.post("/register/bestanden/ander/", {"file": SimpleUploadedFile(name, data)})


def opened(desk: Client, text: str | bytes = TEXT, name: str = "zaken.csv") -> str:
    answer = sent_file(desk, text, name)
    assert answer.status_code == 302, answer.text
    return str(answer["Location"])


def at_trial(desk: Client) -> str:
    here = opened(desk)
    assert desk.post(here, COLUMNS)["Location"] == f"{here}woorden/"
    assert desk.post(f"{here}woorden/", WORDS)["Location"] == f"{here}proef/"
    return here


def test_file_page_says_what_happens_and_names_the_command(desk: Client) -> None:
    page = desk.get("/register/bestanden/ander/").text
    assert "Pas als u het zegt, wordt er ingelezen." in page
    assert "baken register import" in page
    assert "Bestand van een ander kantoor" in desk.get("/register/bestanden/").text


def test_columns_are_proposed_by_their_names_and_no_value_is_shown(desk: Client) -> None:
    page = desk.get(opened(desk)).text
    assert "stap 1 van 3" in page
    assert "De kolommen zijn gescheiden door puntkomma’s." in page
    assert '<option value="registered_on" selected>' in page
    assert page.count('<span class="mark">voorstel</span>') == 6
    assert "vrije woorden" not in page
    assert "Z-1" not in page


def test_what_lacks_is_said_and_nothing_goes_on(desk: Client) -> None:
    here = opened(desk)
    answer = desk.post(here, COLUMNS | {"column-1": "", "fixed-form": "", "fixed-source_kind": ""})
    assert answer.status_code == 422
    assert "‘Datum van registratie’ ontbreekt: kies de kolom waarin het staat." in answer.text
    assert "ontbreekt: kies een kolom, of één antwoord voor alle regels." in answer.text


def test_words_are_proposed_and_can_be_left_open(desk: Client) -> None:
    here = opened(desk)
    desk.post(here, COLUMNS)
    page = desk.get(f"{here}woorden/").text
    assert "stap 2 van 3" in page
    assert "ig-dm" in page
    assert '<option value="platform:instagram" selected>' in page
    assert '<option value="female" selected>' in page
    assert Event.objects.filter(action="register.words_shown").exists()


def test_trial_shows_what_would_happen_and_registers_nothing(desk: Client) -> None:
    page = desk.get(f"{at_trial(desk)}proef/").text
    assert "Er is nog niets ingelezen." in page
    assert "Zo zouden de eerste in het register staan" in page
    assert "Instagram" in page
    assert "ig-dm" in page
    assert "<td>Z-3</td><td>Leeftijd</td><td>Leeftijd: geen heel getal van 0 tot en met 120</td>" in page
    assert not Registration.objects.exists()
    assert not ImportMapping.objects.exists()


def test_import_from_trial_to_review_to_undo(desk: Client) -> None:
    here = at_trial(desk)
    page = desk.post(f"{here}proef/", {"do": "import"}).text
    assert "1 nieuw in het register, 0 stonden er al zo in, 1 wachten op de nakijklijst, 1 weggelaten" in page
    assert "Gelezen met leeswijzer Kantoor Noord, versie 1." in page
    assert not HeldFile.objects.exists()
    batch = ImportBatch.objects.get()
    listed = desk.get("/register/bestanden/").text
    assert "Kantoor Noord (1)" in listed
    assert "nakijken: 1" in listed
    review = f"/register/bestanden/{batch.id}/nakijken/"
    page = desk.get(review).text
    assert "1 registratie wacht op de betekenis van een woord." in page
    assert "ig-dm" in page
    (word,) = UnknownWord.objects.all()
    answer = desk.post(review, {"do": "answer", str(word.id): "platform:instagram", "keep": "1"}, follow=True)
    assert "1 registratie staat nu in het register." in answer.text
    assert "Hier wacht niets meer." in answer.text
    assert Registration.objects.filter(imported_in=batch).count() == 2
    assert ImportMapping.objects.count() == 2
    assert "2 registraties die op" in desk.get(f"/register/bestanden/{batch.id}/terug/").text
    desk.post(f"/register/bestanden/{batch.id}/terug/")
    assert not Registration.objects.exists()


def test_undo_says_what_still_waits(desk: Client) -> None:
    desk.post(f"{at_trial(desk)}proef/", {"do": "import"})
    batch = ImportBatch.objects.get()
    page = desk.get(f"/register/bestanden/{batch.id}/terug/").text
    assert "Ook 1 registratie die nog op de nakijklijst wacht, wordt gewist." in page
    desk.post(f"/register/bestanden/{batch.id}/terug/")
    assert not WaitingRegistration.objects.exists()


def test_same_file_again_is_said_and_its_mapping_is_filled_in(desk: Client) -> None:
    desk.post(f"{at_trial(desk)}proef/", {"do": "import"})
    here = opened(desk)
    assert "Dit bestand heeft de kolommen van leeswijzer Kantoor Noord, versie 1." in desk.get(here).text
    desk.post(here, COLUMNS)
    desk.post(f"{here}woorden/", WORDS)
    page = desk.get(f"{here}proef/").text
    assert "Dit bestand is al ingelezen" in page
    desk.post(f"{here}proef/", {"do": "import"})
    assert (Registration.objects.count(), WaitingRegistration.objects.count()) == (1, 1)


def test_file_is_erased_without_importing(desk: Client) -> None:
    here = at_trial(desk)
    answer = desk.post(f"{here}proef/", {"do": "let_go"}, follow=True)
    assert "Het bestand is gewist. Er is niets van ingelezen." in answer.text
    assert not HeldFile.objects.exists()
    assert desk.get(here).status_code == 404


def test_answered_but_wrong_is_shown_with_its_reason_and_can_be_erased(desk: Client) -> None:
    here = opened(desk, TEXT.replace("C2;m;41", "C2;m;141"))
    desk.post(here, COLUMNS)
    desk.post(f"{here}woorden/", WORDS)
    desk.post(f"{here}proef/", {"do": "import"})
    review = f"/register/bestanden/{ImportBatch.objects.get().id}/nakijken/"
    (word,) = UnknownWord.objects.all()
    page = desk.post(review, {"do": "answer", str(word.id): "naming:unclear"}, follow=True).text
    assert "Beantwoord, maar niet te registreren" in page
    assert "Leeftijd: geen heel getal van 0 tot en met 120" in page
    desk.cookies["django_language"] = "en"
    assert "Age: not a whole number from 0 to 120" in desk.get(review).text
    desk.cookies["django_language"] = "nl"
    (waiting,) = WaitingRegistration.objects.all()
    page = desk.post(review, {"do": "drop", "waiting": [str(waiting.id), "geen"]}, follow=True).text
    assert "1 registratie is van de lijst gewist." in page


def test_word_with_a_number_becomes_no_platform(desk: Client) -> None:
    here = opened(desk, TEXT.replace("ig-dm", "plek 0612345678"))
    desk.post(here, COLUMNS)
    desk.post(f"{here}woorden/", WORDS)
    desk.post(f"{here}proef/", {"do": "import"})
    (word,) = UnknownWord.objects.all()
    answer = desk.post(
        f"/register/bestanden/{ImportBatch.objects.get().id}/nakijken/", {str(word.id): "new:forum"}
    )
    assert answer.status_code == 422
    assert "kan geen naam van een platform zijn" in answer.text


def test_mapping_is_changed_and_removed(desk: Client) -> None:
    desk.post(f"{at_trial(desk)}proef/", {"do": "import"})
    mapping = ImportMapping.objects.get()
    assert "Kantoor Noord" in desk.get("/register/bestanden/leeswijzers/").text
    here = f"/register/bestanden/leeswijzers/{mapping.id}/"
    page = desk.get(here).text
    assert "Versie 1" in page
    assert "cliënt" in page
    fields = {name: value for name, value in COLUMNS.items() if not name.startswith("column")}
    fields |= {f"column-{place}": name for place, name in enumerate(content_of(mapping).columns.values())}
    words = [word for known in mapping.content["words"].values() for word in known]
    answers = [answer for known in mapping.content["words"].values() for answer in known.values()]
    given = {f"word-{place}": answer for place, answer in enumerate(answers)}
    given[f"word-{words.index('v')}"] = "other"
    answer = desk.post(here, fields | given | {"fixed-form": "labour"}, follow=True)
    assert "Bewaard als versie 2." in answer.text
    newest = ImportMapping.objects.get(version=2)
    assert newest.content["fixed"]["form"] == "labour"
    assert newest.content["words"]["sex"]["v"] == "other"
    page = desk.post(f"/register/bestanden/leeswijzers/{newest.id}/", {"do": "remove"}, follow=True).text
    assert "De leeswijzer is weg." in page
    assert "Er is nog geen leeswijzer." in page


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("a;b\n", "zaken.docx", "Kies een bestand dat eindigt op .csv of .xlsx."),
        ("", "zaken.csv", "leeg"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "zaken.xlsx", "bewaar het als .xlsx zonder wachtwoord"),
        (b"PK\x03\x04 niets", "zaken.xlsx", "geen rekenblad dat te lezen is"),
    ],
)
def test_file_that_cannot_be_read_is_refused_in_words(desk: Client, text: Any, name: str, said: str) -> None:
    answer = sent_file(desk, text, name)
    assert answer.status_code == 422
    assert said in answer.text
    assert not HeldFile.objects.exists()


def test_too_many_lines_name_the_command(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(other_files, "MOST_ROWS", 2)
    answer = sent_file(desk)
    assert answer.status_code == 422
    assert "Gebruik baken register import met --mapping." in answer.text


def test_sheet_is_chosen(desk: Client) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    for name, heading in (("Uitleg", "niets"), ("Zaken", "Zaaknummer")):
        sheet = book.add_worksheet(name)
        sheet.write(0, 0, heading)
        sheet.write(1, 0, "Z-1")
    book.close()
    here = opened(desk, out.getvalue(), "zaken.xlsx")
    assert "Kies dit blad" in desk.get(here).text
    page = desk.post(here, {"do": "sheet", "sheet": "Zaken"}, follow=True).text
    assert "<option selected>Zaken</option>" in page
    assert '<option value="reference" selected>' in page


def test_sheet_that_cannot_be_read_is_not_chosen(desk: Client) -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    book.add_worksheet("Zaken").write(0, 0, "Zaaknummer")
    book.add_worksheet("Leeg")
    book.close()
    here = opened(desk, out.getvalue(), "zaken.xlsx")
    page = desk.post(here, {"do": "sheet", "sheet": "Leeg"}, follow=True).text
    assert "Dit blad is niet te lezen. (het blad is leeg)" in page
    assert "<option selected>Zaken</option>" in page


def test_reasons_are_english_for_who_reads_english(desk: Client) -> None:
    here = at_trial(desk)
    desk.cookies["django_language"] = "en"
    page = desk.get(f"{here}proef/").text
    assert "<td>Leeftijd</td><td>Age: not a whole number from 0 to 120</td>" in page
    answer = sent_file(desk, b"PK\x03\x04 niets", "zaken.xlsx")
    assert "this is no workbook that can be read; save it again as .xlsx" in answer.text


def test_codes_that_lack_are_named_in_the_readers_words(desk: Client) -> None:
    here = opened(desk, TEXT.replace("C1;v;30", "C1;;30"))
    desk.post(here, COLUMNS)
    desk.post(f"{here}woorden/", WORDS)
    page = desk.get(f"{here}proef/").text
    assert f"{Sex.label.nl}: ontbreekt; kies een van: " in page
    assert ", ".join(one.label.nl for one in Sex) in page


def test_case_number_that_could_be_somebodys_is_not_shown(desk: Client) -> None:
    scattered = "0612345678;1-2-2021;insta;C1;v;30;\n"
    here = opened(desk, TEXT.replace("Z-2;", scattered + "Z-2;") + scattered)
    desk.post(here, COLUMNS)
    desk.post(f"{here}woorden/", WORDS)
    page = desk.get(f"{here}proef/").text
    assert "lijkt op een telefoonnummer, een adres of een burgerservicenummer" in page
    assert "0612345678" not in page


def test_column_of_free_words_is_sent_back(desk: Client) -> None:
    lines = "".join(f"Z-{number};1-2-2021;insta;C1;v;30;woord {number}\n" for number in range(501))
    here = opened(desk, TEXT.splitlines(keepends=True)[0] + lines)
    desk.post(here, COLUMNS | {"column-6": "province"})
    page = desk.get(f"{here}proef/", follow=True).text
    assert "Kolom ‘Opmerking’ heeft te veel verschillende woorden" in page


def test_held_file_is_its_owners_own(desk: Client, organisation: Any) -> None:
    here = opened(desk)
    other = sign_in(Client(), make_user(organisation, "registrar"))
    assert other.get(here).status_code == 404
    assert b"Z-1" not in bytes(HeldFile.objects.get().sealed)
    strangers = make_organisation()
    with acting_for(strangers.id):
        stranger = make_user(strangers, "registrar")
    assert sign_in(Client(), stranger).get(here).status_code == 404


def test_held_file_is_not_there_after_its_day(desk: Client) -> None:
    here = opened(desk)
    HeldFile.objects.update(expires_at=timezone.now())
    assert desk.get(here).status_code == 404
