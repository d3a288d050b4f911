"""A narrative read along with its registrar: proposed, confirmed one by one, and kept nowhere."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from baken.accounts.models import User
from baken.audit.models import Event
from baken.extraction.narratives.reading import LONGEST
from baken.platforms import changes
from baken.platforms.actions import load_catalogue
from baken.platforms.models import Platform, PlatformAlias
from baken.register.actions import open_draft
from baken.register.models import RegisteredPerson, Registration, RegistrationDraft
from baken.register.views.reading_page import MOST_PROPOSALS
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

STORY = (
    "Aangeefster van 28 jaar leerde hem kennen via insta, zegt zij.\r\n"
    "Hij adverteerde op kinky.nl in Tilburg. "
    "Het ging niet via Facebook. Kenmerkwoord vensterbankje."
)
FIELD = re.compile(r'name="(answer-\d+)" value="yes"')


@pytest.fixture
def registrar(organisation: Any) -> User:
    return make_user(organisation, "registrar")


@pytest.fixture
def desk(client: Client, registrar: User) -> Client:
    return sign_in(client, registrar)


def started(desk: Client) -> str:
    return str(desk.post("/register/nieuw/")["Location"]).removesuffix("bron/") + "verhaal/"


def read(desk: Client, address: str, story: str = STORY) -> Any:
    return desk.post(address, {"step": "read", "story": story})


def labels(page: str) -> dict[str, str]:
    """The label of each proposal by the name of its field."""
    rows = re.findall(r"<legend>(\d+)\. (.*?)</legend>", page)
    return {label: f"answer-{number}" for number, label in rows}


def answered(desk: Client, address: str, page: Any, **answers: str) -> Any:
    digest = re.search(r'name="digest" value="(\w+)"', page.text)
    assert digest
    return desk.post(address, {"step": "take", "story": STORY, "digest": digest[1], **answers})


def content() -> dict[str, Any]:
    found: dict[str, Any] = open_draft(RegistrationDraft.objects.get())["content"]
    return found


def test_words_of_every_proposal_are_marked(desk: Client) -> None:
    page = read(desk, started(desk)).text

    assert list(labels(page)) == [
        "Instagram",
        "werven",
        "zekerheid van de rollen: verklaard",
        "Kinky.nl",
        "advertenties plaatsen",
        "persoon: aangever, vrouw, 28 jaar",
        "provincie Noord-Brabant",
    ]
    marks = re.findall(r'<mark class="told told-(\w+)">(.*?)<sup>([\d ]+)</sup></mark>', page)
    assert ("platform", "insta", "1") in marks
    assert ("platform", "kinky.nl", "4") in marks
    assert ("place", "Tilburg", "7") in marks
    assert "Facebook" not in labels(page)


def test_nothing_is_taken_over_before_somebody_says_so(desk: Client) -> None:
    address = started(desk)
    before = open_draft(RegistrationDraft.objects.get())

    page = read(desk, address)

    assert " checked" not in page.text
    assert open_draft(RegistrationDraft.objects.get()) == before
    assert not Registration.objects.exists()


def test_what_was_confirmed_stands_in_the_draft_and_nothing_else(desk: Client) -> None:
    address = started(desk)
    page = read(desk, address)
    field = labels(page.text)
    yes = (
        "Instagram", "werven", "zekerheid van de rollen: verklaard", "Kinky.nl",
        "persoon: aangever, vrouw, 28 jaar", "provincie Noord-Brabant",
    )  # fmt: skip

    answer = answered(
        desk, address, page, **{name: "yes" if label in yes else "no" for label, name in field.items()}
    )

    assert answer.status_code == 302
    assert answer["Location"].endswith("/bron/")
    found = content()
    assert found["mentions"] == [
        {
            "naming": "named",
            "platform": "Instagram",
            "platform_type": "instant_messaging",
            "roles": [{"role": "recruiting", "moment": "unknown", "certainty": "stated"}],
        },
        {
            "naming": "named",
            "platform": "Kinky.nl",
            "platform_type": "sex_advertising_website",
            "roles": [],
        },
    ]
    (person,) = found["persons"]
    assert (person["age"], person["sex"], person["person_roles"]) == ("28", "female", "reporter")
    assert found["registration"] == {"province": "NL-NB"}
    assert not Registration.objects.exists()
    assert not RegisteredPerson.objects.exists()
    assert "6 voorstellen zijn overgenomen in uw concept. Het verhaal is niet bewaard." in (
        desk.get(answer["Location"]).text
    )


def test_no_to_a_platform_is_no_to_what_belongs_to_it(desk: Client) -> None:
    address = started(desk)
    page = read(desk, address)
    field = labels(page.text)
    answers = dict.fromkeys(field.values(), "no")
    del answers[field["werven"]]

    answer = answered(desk, address, page, **answers)

    assert answer.status_code == 302
    assert content()["mentions"] == []


def test_every_proposal_asks_for_an_answer(desk: Client) -> None:
    address = started(desk)
    page = read(desk, address)
    field = labels(page.text)

    answer = answered(desk, address, page, **{field["Instagram"]: "yes"})

    assert answer.status_code == 422
    assert "Nog 6 voorstellen zonder antwoord." in answer.text
    assert answer.text.count(" checked") == 1
    assert content()["mentions"] == []


def test_answers_to_other_proposals_are_not_taken(desk: Client) -> None:
    address = started(desk)
    page = read(desk, address)
    answers = dict.fromkeys(labels(page.text).values(), "yes")

    answer = desk.post(
        address, {"step": "take", "story": "Via insta en via snap.", "digest": "0" * 32, **answers}
    )

    assert answer.status_code == 422
    assert "Kijk de voorstellen opnieuw na." in answer.text
    assert content()["mentions"] == []


def test_a_registration_has_one_province(desk: Client) -> None:
    address, story = started(desk), "Het pand staat in Tilburg, het hotel in Arnhem."
    page = read(desk, address, story)
    digest = re.search(r'name="digest" value="(\w+)"', page.text)
    assert digest
    answers = dict.fromkeys(labels(page.text).values(), "yes")

    answer = desk.post(address, {"step": "take", "story": story, "digest": digest[1], **answers})

    assert answer.status_code == 422
    assert "Neem er één over." in answer.text
    assert content()["registration"] == {}


def test_platform_that_stands_in_the_draft_gets_the_roles_that_it_lacks(desk: Client) -> None:
    address = started(desk)
    for _again in range(2):
        page = read(desk, address)
        answered(desk, address, page, **dict.fromkeys(labels(page.text).values(), "yes"))

    assert [(one["platform"], len(one["roles"])) for one in content()["mentions"]] == [
        ("Instagram", 1),
        ("Kinky.nl", 1),
    ]


def test_narrative_is_kept_nowhere(
    desk: Client, caplog: pytest.LogCaptureFixture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    address = started(desk)
    page = read(desk, address)
    assert "vensterbankje" in page.text
    answered(desk, address, page, **dict.fromkeys(labels(page.text).values(), "yes"))
    file = SimpleUploadedFile("verhaal.txt", STORY.encode(), "text/plain")
    assert "vensterbankje" in desk.post(address, {"step": "read", "file": file}).text

    held = str(open_draft(RegistrationDraft.objects.get()))
    assert "vensterbankje" not in held
    assert "kennen via" not in held
    assert "vensterbankje" not in caplog.text
    assert "vensterbankje" not in str(dict(desk.session))
    with connection.cursor() as cursor:
        tables = []
        for name in connection.introspection.table_names(cursor):
            cursor.execute("select has_table_privilege(quote_ident(%s), 'select')", [name])
            if cursor.fetchone() == (True,):
                tables.append(name)
        assert len(tables) > 40
        for table in tables:
            cursor.execute(f'select count(*) from "{table}" as one where one::text like %s', ["%vensterb%"])
            assert cursor.fetchone() == (0,), table
            hidden = "%" + b"vensterbankje".hex() + "%"
            cursor.execute(f'select count(*) from "{table}" as one where one::text like %s', [hidden])
            assert cursor.fetchone() == (0,), table
    state = Path(settings.BAKEN_STATE)
    written = [path for path in (*state.rglob("*"), *tmp_path.rglob("*")) if path.is_file()]
    outside = [path for path in written if "postgres" not in path.parts and path.stat().st_size < 5_000_000]
    assert all(b"vensterbankje" not in path.read_bytes() for path in outside)


def test_log_has_counts_only(desk: Client) -> None:
    address = started(desk)
    page = read(desk, address)
    answered(desk, address, page, **dict.fromkeys(labels(page.text).values(), "yes"))

    reading = Event.objects.get(action="register.narrative_read")
    taking = Event.objects.get(action="register.proposals_taken")
    assert reading.details == {
        "proposed_certainty": 1, "proposed_person": 1, "proposed_place": 1, "proposed_platform": 2,
        "proposed_role": 2,
    }  # fmt: skip
    assert taking.details["proposed"] == 7
    assert taking.details["taken_role"] == 2


def test_file_of_plain_text_is_read(desk: Client) -> None:
    address = started(desk)
    utf, old = STORY.encode("utf-8-sig"), "Zij zag café Zon en sprak hem via insta.".encode("cp1252")

    for data, words in ((utf, "Aangeefster"), (old, "café Zon")):
        page = desk.post(address, {"step": "read", "file": SimpleUploadedFile("a.txt", data)})
        assert words in page.text
        assert "Instagram" in labels(page.text)


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("verhaal.docx", b"PK\x03\x04", "Kies een bestand met gewone tekst"),
        ("verhaal.txt", b"\0\1\2", "Kies een bestand met gewone tekst"),
        ("verhaal.txt", b"a" * (LONGEST + 1), "meer dan 100.000 tekens"),
        ("verhaal.txt", b"a" * 5_000_000, "meer dan 100.000 tekens"),
        ("verhaal.txt", b"zie data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==", "een afbeelding als tekst"),
    ],
)
def test_file_that_is_no_narrative_is_refused_in_words(
    desk: Client, name: str, data: bytes, words: str
) -> None:
    page = desk.post(started(desk), {"step": "read", "file": SimpleUploadedFile(name, data)})

    assert page.status_code == 422
    assert words in page.text


def test_nothing_or_too_much_is_said_in_words(desk: Client) -> None:
    address = started(desk)

    empty = read(desk, address, "  ")
    much = read(desk, address, ". ".join(f"via een {word}site" for word in _words(MOST_PROPOSALS + 1)))
    none = read(desk, address, "Er gebeurde niets online.")

    assert (empty.status_code, much.status_code, none.status_code) == (422, 422, 200)
    assert "Plak hier het verhaal, of kies een bestand." in empty.text
    assert "Plak het in delen." in much.text
    assert "Baken vond geen platform, rol, persoon of plaats om voor te stellen." in none.text


def _words(count: int) -> list[str]:
    letters = "bcdfghjklmnpqrst"
    return [letters[at // 16 % 16] + "a" + letters[at % 16] + "o" for at in range(count)]


def test_narrative_with_marks_of_a_page_in_it_stays_text(desk: Client) -> None:
    page = read(desk, started(desk), "</textarea><script>alert(1)</script> via insta\r\n&lt;b&gt;").text

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "Instagram" in labels(page)


def test_draft_of_another_is_not_there(desk: Client, organisation: Any) -> None:
    address = started(desk)
    other = sign_in(Client(), make_user(organisation, "registrar"))
    outreach = sign_in(Client(), make_user(organisation, "outreach_worker"))

    assert other.get(address).status_code == 404
    assert read(other, address).status_code == 404
    assert outreach.get(address).status_code == 403
    assert read(outreach, address).status_code == 403


def test_every_part_leads_to_reading_along(desk: Client) -> None:
    address = started(desk)

    assert f'href="{address}"' in desk.get(address.replace("verhaal", "bron")).text
    assert "Het verhaal wordt nergens bewaard." in desk.get(address).text


def test_later_nicknames_reach_an_organisation_and_what_it_took_away_stays_away(organisation: Any) -> None:
    by = make_person(organisation, "registrar", purpose="registration")
    load_catalogue(by=by)
    instagram = Platform.objects.get(code="instagram")
    tinder = Platform.objects.get(code="tinder")
    changes.remove_alias(by=by, platform_id=instagram.id, alias="ig", because="betekent hier iets anders")
    PlatformAlias.objects.filter(alias__in=["insta", "tindr"]).delete()
    changes.rename_platform(by=by, platform_id=tinder.id, name="Tinder nieuw", because="proef")

    assert load_catalogue(by=by) == 0

    found = set(PlatformAlias.objects.filter(platform=instagram).values_list("alias", flat=True))
    assert "insta" in found
    assert "ig" not in found
    assert PlatformAlias.objects.get(alias="tindr").platform == tinder
    assert Platform.objects.get(code="tinder").name == "Tinder nieuw"
    assert Event.objects.get(action="platforms.nicknames_added").details == {"nicknames": 2}
    load_catalogue(by=by)
    assert Event.objects.filter(action="platforms.nicknames_added").count() == 1
