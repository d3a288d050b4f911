"""The pages of editions: what each reader sees and may do, and what everybody sees without signing in."""

import csv
import io
import json
import re
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from baken.audit.models import Event
from baken.statistics.editions.actions import withdraw_edition
from baken.statistics.editions.queries import published
from baken.statistics.models import AskedEdition, Edition
from baken.statistics.period import Period
from baken.tenancy.acting import Actor, acting_for
from tests.factories import editions
from tests.factories.organisations import make_actor
from tests.factories.programme import carry_out
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def study(actor: Actor) -> Actor:
    editions.import_study(actor)
    return actor


def desk(by: Actor, *roles: str) -> Client:
    user = make_user(by.organisation, *roles)
    return confirm(sign_in(Client(), user), user)


def public(by: Actor, *more: object) -> str:
    return "/openbaar/" + "/".join(map(str, (by.organisation.slug, *more))) + "/"


# on the desk


def test_edition_is_made_compared_proposed_and_published_on_the_desk(study: Actor) -> None:
    first, second = desk(study, "analyst"), desk(study, "researcher")
    answer = first.post(
        "/cijfers/uitgaven/nieuw/",
        {"table": "emm-types-per-year:", "kind": "public", "first": "", "last": ""},
    )
    asked = AskedEdition.objects.get()
    assert answer["Location"] == reverse("statistics:asked_edition", args=[asked.id])
    editions.work(study)
    edition = Edition.objects.get()
    page = reverse("statistics:edition", args=[edition.id])
    assert page in first.get(answer["Location"]).text
    text = first.get(page).text
    assert "Gemaakt, niet openbaar" in text
    assert "veelvoud van 5" in text
    compared = first.get(f"{page}vergelijk/").text
    assert "berichtendienst" in compared
    assert "38" in compared and "<strong>40</strong>" in compared
    assert Event.objects.filter(
        action="statistics.edition_compared", subject=f"edition:{edition.id}"
    ).exists()
    first.post(f"{page}voorstel/")
    assert "Een ander dan wie deze uitgave maakte of voorstelde, beslist." in first.get(page).text
    assert first.post(f"{page}besluit/", {"do": "publish"}).status_code == 403
    assert "Publiceer" in second.get(f"{page}besluit/").text
    assert not published().exists()
    second.post(f"{page}besluit/", {"do": "publish"})
    assert [one.id for one in published()] == [edition.id]
    assert "Zo ziet iedereen deze tabel" in second.get(page).text


def test_proposal_that_is_sent_back_can_be_proposed_again(study: Actor) -> None:
    edition = editions.proposed(study)
    page = reverse("statistics:edition", args=[edition.id])
    desk(study, "researcher").post(f"{page}besluit/", {"do": "decline"})
    edition.refresh_from_db()
    assert (edition.state, edition.proposed_by) == ("made", None)
    desk(study, "analyst").post(f"{page}voorstel/")
    edition.refresh_from_db()
    assert edition.state == "proposed"


def test_table_that_is_refused_says_why_on_the_page(study: Actor) -> None:
    editions.made(study)
    given = {"table": "emm-types-per-year:", "kind": "public", "first": "2018", "last": "2019"}
    client = desk(study, "analyst")
    answer = client.post("/cijfers/uitgaven/nieuw/", given)
    editions.work(study)
    assert "Een eerdere uitgave telt 2017-2020." in client.get(answer["Location"]).text
    assert Edition.objects.count() == 1
    wrong = desk(study, "analyst").post("/cijfers/uitgaven/nieuw/", given | {"first": "2020", "last": "2019"})
    assert "Kies een eerder jaar." in wrong.text


def test_edition_is_taken_back_with_a_reason_that_everybody_reads(study: Actor) -> None:
    edition = editions.published(study)
    page = reverse("statistics:withdraw_edition", args=[edition.id])
    client = desk(study, "data_protection_officer")
    assert client.post(page, {"correction": ""}).status_code == 422
    words = "Een platform stond onder het verkeerde soort."
    assert client.post(page, {"correction": words}).status_code == 302
    shown = Client().get(public(study)).text
    assert words in shown
    assert "is teruggenomen" in shown
    for path in (public(study, edition.id), public(study, "en", edition.id)):
        answer = Client().get(path)
        assert answer.status_code == 200
        assert words in answer.text and path.removesuffix(f"{edition.id}/") in answer.text
        assert "<table" not in answer.text and "<svg" not in answer.text and "/csv/" not in answer.text
    assert "is teruggenomen" not in answer.text and "was taken back on" in answer.text
    for form in ("csv", "ods", "json"):
        assert Client().get(public(study, edition.id, form)).status_code == 404


def test_edition_that_has_a_newer_one_says_so_and_stands_under_it(study: Actor) -> None:
    first = editions.published(study, period=Period.of_years(2017, 2019))
    path = public(study, first.id)
    alone = Client().get(path)
    assert "nieuwere uitgave" not in alone.text
    second = editions.published(study, period=Period.of_years(2017, 2020))
    assert (first.number, second.number) == (1, 2)
    tag = {"If-None-Match": alone["ETag"]}
    answer = Client().get(path, headers=tag)
    assert answer.status_code == 200, "who has it as it was is told"
    assert "Er is een nieuwere uitgave: 2." in answer.text and public(study, second.id) in answer.text
    assert "nieuwere uitgave" not in Client().get(public(study, second.id)).text
    listed = Client().get(public(study)).text
    assert listed.index(str(second.id)) < listed.index("Eerder:") < listed.index(str(first.id))
    assert listed.count("Vermeldingen per soort platform en jaar") == 1
    by = editions.analyst(study)
    withdraw_edition(by=by, edition_id=second.id, correction="Een jaar ontbrak.")
    assert "nieuwere uitgave" not in Client().get(path).text
    back = Client().get(public(study, second.id)).text
    assert "Een jaar ontbrak." in back and "nieuwere uitgave" not in back
    listed = Client().get(public(study)).text
    assert "Eerder:" not in listed and str(first.id) in listed


@pytest.mark.parametrize(
    ("role", "sees", "compares"),
    [
        ("analyst", True, True), ("researcher", True, True), ("registrar", True, True),
        ("data_protection_officer", True, False), ("observer", False, False), ("moderator", False, False),
        ("outreach_worker", False, False), ("admin", False, False),
    ],
)  # fmt: skip
def test_who_sees_editions_and_the_counts_behind_them(
    study: Actor, role: str, sees: bool, compares: bool
) -> None:
    edition = editions.made(study)
    client = desk(study, role)
    page = reverse("statistics:edition", args=[edition.id])
    found = [client.get(path).status_code for path in ("/cijfers/uitgaven/", page, f"{page}vergelijk/")]
    assert found == [200 if sees else 403, 200 if sees else 403, 200 if compares else 403]
    assert ("vergelijk" in client.get(page).text) is compares


def test_list_is_filtered_by_state(study: Actor) -> None:
    editions.made(study)
    editions.published(study, "emm-unnamed")
    client = desk(study, "researcher")
    assert "De openbare pagina" in client.get("/cijfers/uitgaven/").text
    assert "2 regels" in client.get("/cijfers/uitgaven/").text
    narrowed = client.get("/cijfers/uitgaven/?state=published").text
    assert "1 regel" in narrowed
    assert "Vermeldingen zonder naam" in re.sub(r"<option.*?</option>", "", narrowed)


# for everybody


def test_public_page_shows_a_published_table_without_signing_in(study: Actor) -> None:
    edition = editions.published(study)
    client = Client()
    listed = client.get(public(study))
    assert "Vermeldingen per soort platform en jaar" in listed.text
    answer = client.get(public(study, edition.id))
    assert answer.status_code == 200
    for words in ("berichtendienst", "veelvoud van 5", "donker getal", "geregistreerde rollen", "--public"):
        assert words in answer.text.lower()
    assert answer.text.count("<svg") == 2
    assert not answer.cookies and not listed.cookies
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", answer.text)
    assert "<script" not in answer.text
    assert edition.made_by.name not in answer.text


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "Gepubliceerde cijfers"), ("en", "Published figures")]
)
def test_public_page_speaks_the_language_of_its_reader_or_address(
    study: Actor, language: str, words: str
) -> None:
    edition = editions.published(study)
    asked = Client().get(public(study), headers={"accept-language": language})
    named = Client().get(public(study, language, edition.id))
    for answer in (asked, named):
        assert words in answer.text
        assert f'<html lang="{language}"' in answer.text
        assert answer["Content-Language"] == language
    assert public(study, language) in named.text
    assert Client().get(public(study, "fr")).status_code == 404


def test_public_files_hold_the_published_numbers_alone(study: Actor) -> None:
    edition = editions.published(study, "emm-annex-1")
    for form in ("csv", "ods", "json"):
        answer = Client().get(public(study, edition.id, form))
        assert answer.status_code == 200
        assert f'filename="emm-annex-1-1.{form}"' in answer["Content-Disposition"]
        if form == "csv":
            rows = list(csv.reader(io.StringIO(answer.text)))
            values = {cell for row in rows[1:] for cell in row[2:]}
            assert all(
                cell == "." or (int(cell) % 5 == 0 and int(cell) not in range(1, 10)) for cell in values
            )
        if form == "json":
            assert json.loads(answer.content)["exact"] is False
    assert Client().get(public(study, edition.id, "xlsx")).status_code == 404


def test_nothing_that_is_not_published_can_be_seen(study: Actor) -> None:
    hidden = [editions.made(study, "emm-annex-1"), editions.proposed(study, "emm-unnamed")]
    assert Client().get(public(study)).status_code == 404
    back = editions.withdrawn(study, "question-7")
    assert Client().get(public(study, back.id, "csv")).status_code == 404
    for edition in hidden:
        for path in (
            public(study, edition.id),
            public(study, "en", edition.id),
            public(study, edition.id, "csv"),
        ):
            answer = Client().get(path)
            assert answer.status_code == 404
            assert "Snapchat" not in answer.text
    listed = Client().get(public(study)).text
    assert str(hidden[0].id) not in listed and "Vermeldingen per platform" not in listed


def test_public_page_of_one_organisation_shows_nothing_of_another(study: Actor) -> None:
    edition = editions.published(study)
    other = make_actor()
    with acting_for(other.organisation.id):
        editions.import_study(other)
        editions.published(other, "emm-unnamed")
    assert Client().get(public(other, edition.id)).status_code == 404
    assert "soort platform" not in Client().get(public(other)).text
    for slug in ("nergens", str(uuid.uuid4())):
        assert Client().get(f"/openbaar/{slug}/").status_code == 404
    # somebody who came in at another organisation sees the same, and nothing of their own
    reader = sign_in(Client(), make_user(other.organisation, "analyst"))
    assert reader.get(public(study)).content == Client().get(public(study)).content


def test_public_page_may_be_kept_and_is_not_made_anew(study: Actor) -> None:
    edition = editions.published(study)
    first = Client().get(public(study, edition.id))
    assert first["Cache-Control"] == "public, max-age=300"
    again = Client().get(public(study, edition.id), headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().post(public(study, edition.id)).status_code == 405
    whole = Client().get(public(study))["ETag"]
    editions.published(study, "emm-unnamed")
    assert Client().get(public(study))["ETag"] != whole


def test_looking_at_a_public_page_writes_nothing(study: Actor) -> None:
    edition = editions.published(study)
    before = Event.objects.count()
    assert Client().get(public(study, edition.id)).status_code == 200
    assert Event.objects.count() == before


def test_each_public_table_is_drawn(study: Actor, monkeypatch: Any) -> None:
    from baken.statistics.editions.definitions import PUBLIC

    for name in PUBLIC:
        if name == "market":
            continue
        if name == "programme-results":
            carry_out(make_person(study.organisation, "outreach_worker"))
        edition = editions.published(study, name)
        text = Client().get(public(study, edition.id)).text
        shown = re.findall(r'<td class="number">([^<]*)</td>', text)
        assert shown
        assert {one for one in shown if one != "."} <= {str(n) for n in (0, *range(10, 400, 5))}
        assert "None" not in text
        if name == "emm-annex-1":
            others = re.findall(r'<th scope="row">andere platforms([^<]*)</th>', text)
            assert len(others) > 1 and all(one.startswith(": ") for one in others)
            assert len(set(others)) == len(others)
