"""Publications: written in a draft, published by a second person, kept version by version, made again."""

import json
import re
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from baken.audit.models import Event
from baken.statistics.editions.actions import decide_edition, withdraw_edition
from baken.statistics.editions.kept_counts import open_counts
from baken.statistics.models import Edition, Export, Publication
from baken.statistics.publications.actions import (
    decide_publication,
    propose_publication,
    withdraw_publication,
)
from baken.statistics.publications.checking import faults_of, numbers_in_words
from baken.statistics.publications.exceptions import NotWhole, TooMuch, WrongState
from baken.statistics.publications.files import make_files
from baken.statistics.publications.manifest import MOST_BLOCKS, digest, read_manifest
from baken.statistics.publications.queries import public_versions
from baken.statistics.publications.states import MOVES
from baken.statistics.publications.writing import (
    add_block,
    change_block,
    change_title,
    make_next_version,
    move_block,
    put_back,
    remove_block,
)
from baken.tenancy.acting import Actor
from baken.tenancy.permission import NotPermitted
from baken.vocabulary.code_list import Label
from baken.vocabulary.publications import PublicationState
from tests.factories import editions, publications
from tests.factories.organisations import make_actor
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db
WHY_BACK = "Een platform stond onder het verkeerde soort."


@pytest.fixture
def study(actor: Actor) -> Actor:
    editions.import_study(actor)
    return actor


def desk(by: Actor, *roles: str) -> Client:
    user = make_user(by.organisation, *roles)
    return confirm(sign_in(Client(), user), user)


def at(name: str, publication: Publication, *more: str) -> str:
    return reverse(f"statistics:{name}", args=[publication.id, *more])


def public(by: Actor, *more: object) -> str:
    return "/openbaar/" + "/".join(map(str, (by.organisation.slug, *more))) + "/"


def kinds(publication: Publication) -> list[str]:
    publication.refresh_from_db()
    return [block["kind"] for block in publication.blocks]


# writing


def test_blocks_are_moved_taken_out_and_put_back(study: Actor) -> None:
    draft, writer = publications.draft(study), editions.analyst(study)
    first = draft.blocks[0]["id"]
    move_block(by=writer, publication_id=draft.id, block=first, down=True)
    assert kinds(draft) == ["text", "heading", "table", "chart"]
    move_block(by=writer, publication_id=draft.id, block=first, down=False)
    move_block(by=writer, publication_id=draft.id, block=first, down=False)
    assert kinds(draft) == ["heading", "text", "table", "chart"]
    remove_block(by=writer, publication_id=draft.id, block=draft.blocks[2]["id"])
    assert kinds(draft) == ["heading", "text", "chart"]
    assert any("zonder hun tabel" in one.nl for one in faults_of(draft))
    put_back(by=writer, publication_id=draft.id)
    assert kinds(draft) == ["heading", "text", "table", "chart"]
    assert faults_of(draft) == []
    with pytest.raises(WrongState):
        put_back(by=writer, publication_id=draft.id)
    change_block(by=writer, publication_id=draft.id, block=first, content={"nl": "Anders", "en": "Other"})
    draft.refresh_from_db()
    assert draft.blocks[0] == {"id": first, "kind": "heading", "nl": "Anders", "en": "Other"}
    assert str(writer.user.id) in draft.writers


def test_only_a_proposed_or_published_edition_stands_in_it(study: Actor) -> None:
    draft, writer = publications.draft(study), editions.analyst(study)
    made = editions.made(study, "emm-unnamed")
    with pytest.raises(NotWhole):
        add_block(by=writer, publication_id=draft.id, kind="table", content={"edition": str(made.id)})
    for kind in ("heading", "text"):
        for _number in range(MOST_BLOCKS):
            if len(draft.blocks) == MOST_BLOCKS:
                break
            draft = add_block(
                by=writer, publication_id=draft.id, kind=kind, content={"nl": "Een kop", "en": "A heading"}
            )
    with pytest.raises(TooMuch):
        add_block(by=writer, publication_id=draft.id, kind="text", content={"nl": "x", "en": "x"})
    remove_block(by=writer, publication_id=draft.id, block=draft.blocks[0]["id"])
    with pytest.raises(ValueError, match="no kind"):
        add_block(by=writer, publication_id=draft.id, kind="script", content={})


def test_draft_without_a_table_or_with_one_twice_is_not_proposed(study: Actor) -> None:
    draft, writer = publications.draft(study), editions.analyst(study)
    table = draft.blocks[2]
    add_block(by=writer, publication_id=draft.id, kind="table", content={"edition": table["edition"]})
    with pytest.raises(NotWhole, match="twice"):
        propose_publication(by=writer, publication_id=draft.id)
    draft.refresh_from_db()
    assert draft.state == "made"
    for block in list(draft.blocks):
        remove_block(by=writer, publication_id=draft.id, block=block["id"])
    with pytest.raises(NotWhole, match="no table"):
        propose_publication(by=writer, publication_id=draft.id)
    draft.refresh_from_db()
    add_block(by=writer, publication_id=draft.id, kind="table", content={"edition": table["edition"]})
    add_block(by=writer, publication_id=draft.id, kind="map", content={"edition": table["edition"]})
    draft.refresh_from_db()
    assert "kaart" in faults_of(draft)[0].nl


def test_every_state_has_a_way_on(study: Actor) -> None:
    left = {state for move in MOVES for state in move.before}
    reached = {move.after for move in MOVES} | {"made"}
    assert reached == set(PublicationState.codes)
    assert set(PublicationState.codes) - left == {"withdrawn"}


# two people


def test_nobody_who_wrote_in_it_publishes_it(study: Actor) -> None:
    draft = publications.draft(study)
    writer, proposer, third = (editions.analyst(study) for _ in range(3))
    move_block(by=writer, publication_id=draft.id, block=draft.blocks[0]["id"], down=True)
    propose_publication(by=proposer, publication_id=draft.id)
    maker = Actor(draft.made_by, study.organisation, "statistics", "een toets")
    for by in (maker, writer, proposer):
        with pytest.raises(NotPermitted):
            decide_publication(by=by, publication_id=draft.id, publish=True)
    for role in ("registrar", "observer", "admin"):
        with pytest.raises(NotPermitted):
            decide_publication(
                by=make_person(study.organisation, role), publication_id=draft.id, publish=True
            )
    assert decide_publication(by=third, publication_id=draft.id, publish=True).state == "published"


def test_database_holds_that_a_second_person_publishes(study: Actor) -> None:
    made = publications.published(study)
    for maker in ({"decided_by": made.proposed_by}, {"decided_by": made.made_by}, {"manifest": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Publication.objects.filter(id=made.id).update(**maker)
    with (
        pytest.raises(Exception, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM statistics_publicationfile")


def test_publication_waits_for_each_of_its_editions(study: Actor) -> None:
    made = publications.proposed(study, edition="proposed")
    third = editions.analyst(study)
    with pytest.raises(NotWhole, match="not published yet"):
        decide_publication(by=third, publication_id=made.id, publish=True)
    made.refresh_from_db()
    assert made.state == "proposed"
    page = desk(study, "researcher").get(at("decide_publication", made)).text
    assert "nog niet gepubliceerd" in page and 'value="publish"' not in page
    decide_edition(by=third, edition_id=Edition.objects.get().id, publish=True)
    assert decide_publication(by=third, publication_id=made.id, publish=True).state == "published"


def test_what_is_proposed_does_not_change_until_it_is_sent_back(study: Actor) -> None:
    made, writer = publications.proposed(study), editions.analyst(study)
    before = {one.form: one.sha256 for one in made.files.all()}
    with pytest.raises(WrongState):
        remove_block(by=writer, publication_id=made.id, block=made.blocks[0]["id"])
    decide_publication(by=editions.analyst(study), publication_id=made.id, publish=False)
    change_title(by=writer, publication_id=made.id, title=Label("Een andere titel", "Another title"))
    propose_publication(by=writer, publication_id=made.id)
    after = {one.form: one for one in made.files.all()}
    assert set(after) == set(before)
    assert all(one.sha256 != before[form] for form, one in after.items() if form != "csv")
    assert after["ods"].name == "een-andere-titel-v1.ods"


# made again


def test_files_follow_from_the_manifest_to_the_byte(study: Actor) -> None:
    made = publications.published(study)
    kept = {one.form: one for one in made.files.all()}
    manifest = read_manifest(bytes(kept["manifest"].data))
    assert bytes(kept["manifest"].data).decode() == made.manifest
    for one in make_files(manifest):
        assert one.data == bytes(kept[one.form].data)
    told = {one["form"]: one["sha256"] for one in manifest["files"]}
    assert told == {form: one.sha256 for form, one in kept.items() if form != "manifest"}


def test_manifest_holds_published_figures_and_no_true_count(study: Actor) -> None:
    made = publications.published(study, "emm-annex-1")
    edition = Edition.objects.get()
    manifest = json.loads(made.manifest)
    found = manifest["editions"][str(edition.id)]
    assert found["digest"] == digest(edition.content)
    assert found["rows"] == edition.content["rows"]
    counts = [value for row in found["rows"] for value in row if isinstance(value, int)]
    assert all(value % 5 == 0 and value not in range(1, 10) for value in counts)
    for language in ("nl", "en"):
        for group in found["layout"][language]["groups"]:
            for row in group["rows"]:
                assert all(cell == "." or int(cell) % 5 == 0 for cell in row["cells"])
    true = {int(value) for part in open_counts(edition) for value in part.true.reshape(-1)}
    assert any(value % 5 for value in true)
    assert "sealed" not in made.manifest
    for person in (made.made_by, made.decided_by):
        assert str(person.id) not in made.manifest and person.name not in made.manifest


# for everybody


def test_public_page_shows_a_publication_without_signing_in(study: Actor) -> None:
    made = publications.published(study)
    listed = Client().get(public(study))
    assert "Platforms in het register" in listed.text
    answer = Client().get(public(study, "publicatie", made.id))
    assert answer.status_code == 200
    for words in (
        "Een vermelding is geen mens.",
        "berichtendienst",
        "Hoe deze cijfers zijn gemaakt",
        "SHA-256",
    ):
        assert words in answer.text
    assert not answer.cookies and "<script" not in answer.text and " style=" not in answer.text
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", answer.text)
    assert made.made_by.name not in answer.text and made.decided_by.name not in answer.text
    english = Client().get(public(study, "en", "publicatie", made.id))
    assert "Platforms in the register" in english.text and '<html lang="en"' in english.text
    again = Client().get(public(study, "publicatie", made.id), headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304


def test_public_files_are_the_bytes_that_were_published(study: Actor) -> None:
    made = publications.published(study)
    events = Event.objects.count()
    for kept in made.files.all():
        answer = Client().get(public(study, "publicatie", made.id, kept.form))
        assert answer.content == bytes(kept.data)
        assert f'filename="{kept.name}"' in answer["Content-Disposition"]
        assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Cache-Control"] == "public, max-age=300"
    assert Client().get(public(study, "publicatie", made.id, "pdf")).status_code == 404
    assert Client().post(public(study, "publicatie", made.id)).status_code == 405
    assert Event.objects.count() == events


def test_nothing_that_is_not_published_can_be_seen(study: Actor) -> None:
    waiting = publications.proposed(study)
    draft = publications.draft(study, "emm-unnamed")
    for one in (waiting, draft):
        for path in (public(study, "publicatie", one.id), public(study, "publicatie", one.id, "pdf-nl")):
            assert Client().get(path).status_code == 404
    assert "Platforms in het register" not in Client().get(public(study)).text


def test_publication_of_one_organisation_is_not_at_another(study: Actor) -> None:
    made = publications.published(study)
    other = make_actor()
    for path in (("publicatie", made.id), ("publicatie", made.id, "pdf-nl"), ("en", "publicatie", made.id)):
        assert Client().get(public(other, *path)).status_code == 404


def test_version_goes_when_one_of_its_editions_is_taken_back(study: Actor) -> None:
    made = publications.published(study)
    withdraw_edition(by=editions.analyst(study), edition_id=Edition.objects.get().id, correction=WHY_BACK)
    answer = Client().get(public(study, "publicatie", made.id))
    assert answer.status_code == 200
    assert "teruggenomen en niet meer te lezen" in answer.text and WHY_BACK in answer.text
    assert "<table" not in answer.text and "berichtendienst" not in answer.text
    assert Client().get(public(study, "publicatie", made.id, "pdf-nl")).status_code == 404
    listed = Client().get(public(study)).text
    assert "versie 1 is teruggenomen" in listed
    assert [one.taken_back is None for one in public_versions()] == [False]
    writer = desk(study, "analyst")
    page = writer.get(at("publication", made)).text
    assert "Niemand kan deze versie nog lezen" in page and WHY_BACK in page
    assert "Begin een volgende versie zonder die tabel" in page
    assert public(study, "publicatie", made.id, "pdf-nl") not in page
    assert at("publication_file", made, "pdf-nl") in page
    assert "een tabel erin is teruggenomen" in writer.get("/cijfers/publicaties/").text


def test_old_version_says_that_there_is_a_newer_one(study: Actor) -> None:
    first = publications.published(study)
    draft = publications.next_version(study, first)
    assert [draft.version, draft.blocks] == [2, first.blocks]
    with pytest.raises(WrongState):
        publications.next_version(study, first)
    assert "nieuwere versie" not in Client().get(public(study, "publicatie", first.id)).text
    propose_publication(by=editions.analyst(study), publication_id=draft.id)
    second = decide_publication(by=editions.analyst(study), publication_id=draft.id, publish=True)
    old, new = (Client().get(public(study, "publicatie", one.id)).text for one in (first, second))
    assert "Er is een nieuwere versie: 2." in old and public(study, "publicatie", second.id) in old
    assert "nieuwere versie" not in new
    assert publications.WHY.nl in new and publications.WHY.nl in old
    assert publications.WHY.en in Client().get(public(study, "en", "publicatie", second.id)).text
    assert json.loads(second.manifest)["corrections"][0]["words"]["nl"] == publications.WHY.nl
    listed = Client().get(public(study)).text
    assert f"publicatie/{second.id}" in listed
    # the newest taken back: the one before it is the newest that can be read
    withdraw_publication(by=editions.analyst(study), publication_id=second.id, correction=publications.WHY)
    assert "nieuwere versie" not in Client().get(public(study, "publicatie", first.id)).text
    with pytest.raises(WrongState):
        make_next_version(by=editions.analyst(study), publication_id=first.id, changes=publications.WHY)


def test_version_is_taken_back_with_a_reason_in_both_languages(study: Actor) -> None:
    made = publications.published(study)
    client = desk(study, "data_protection_officer")
    page = at("withdraw_publication", made)
    assert client.post(page, {"nl": "Dit klopt toch niet helemaal.", "en": ""}).status_code == 422
    given = {"nl": "Dit klopt toch niet helemaal.", "en": "This is not quite right."}
    assert client.post(page, given).status_code == 302
    assert given["en"] in Client().get(public(study, "en", "publicatie", made.id)).text
    assert "is niet openbaar" in client.get(page).text
    for empty in (Label("", "x"), Label("x", " ")):
        with pytest.raises(ValueError, match="both languages"):
            withdraw_publication(by=editions.analyst(study), publication_id=made.id, correction=empty)


# on the desk


def test_publication_is_written_and_published_on_the_desk(study: Actor) -> None:
    first, second = desk(study, "analyst"), desk(study, "researcher")
    edition = editions.published(study)
    answer = first.post("/cijfers/publicaties/nieuw/", {"nl": "Cijfers van nu", "en": "Figures of now"})
    made = Publication.objects.get()
    assert answer["Location"] == at("publication", made)
    assert "Er staat nog geen tabel in." in first.get(at("publication", made)).text
    first.post(at("add_block", made, "text"), {"nl": "Zie hieronder.", "en": "See below."})
    first.post(at("add_block", made, "table"), {"edition": edition.id})
    first.post(at("add_block", made, "chart"), {"edition": edition.id})
    made.refresh_from_db()
    page = first.get(at("publication", made)).text
    assert "Zie hieronder." in page and "berichtendienst" in page and "Stel voor om te publiceren" in page
    first.post(at("remove_block", made, made.blocks[0]["id"]))
    assert "Zet het terug" in first.get(at("publication", made)).text
    first.post(at("put_block_back", made))
    first.post(at("move_block", made, made.blocks[0]["id"]), {"do": "down"})
    first.post(at("change_block", made, made.blocks[0]["id"]), {"nl": "Zie de 12.", "en": "See the 12."})
    first.post(at("publication_title", made), {"nl": "Cijfers van toen", "en": "Figures of then"})
    assert kinds(made) == ["table", "text", "chart"]
    assert "Zie de 12." in first.get(at("publication_preview", made)).text
    first.post(at("propose_publication", made))
    publications.work(study)
    assert first.post(at("decide_publication", made), {"do": "publish"}).status_code == 403
    asked = second.get(at("decide_publication", made)).text
    assert "<strong>12</strong>" in asked and "Publiceer" in asked
    second.post(at("decide_publication", made), {"do": "publish"})
    assert "Cijfers van toen" in Client().get(public(study)).text
    actions = set(Event.objects.filter(subject=f"publication:{made.id}").values_list("action", flat=True))
    steps = ("made", "changed", "asked", "proposed", "published")
    assert actions == {f"statistics.publication_{step}" for step in steps}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Bel 06 0123 4567 voor meer.", "telefoonnummer"),
        ("Schrijf aan noor@example.org.", "telefoonnummer"),
        ("Kijk \u202e hier.", "U+202E"), ("Een 日.", "kan niet in de PDF: 日"), ("", "verplicht"),
    ],
)  # fmt: skip
def test_words_for_everybody_hold_no_contact_and_no_strange_sign(study: Actor, words: str, told: str) -> None:
    client = desk(study, "analyst")
    client.post("/cijfers/publicaties/nieuw/", {"nl": "Cijfers van nu", "en": "Figures of now"})
    made = Publication.objects.get()
    answer = client.post(at("add_block", made, "text"), {"nl": words, "en": "Something."})
    assert answer.status_code == 422
    assert told in answer.text
    assert kinds(made) == []


def test_ordinary_words_with_years_and_counts_are_fine(study: Actor) -> None:
    client = desk(study, "analyst")
    client.post("/cijfers/publicaties/nieuw/", {"nl": "Van 2017 tot en met 2020", "en": "From 2017 to 2020"})
    made = Publication.objects.get()
    text = "Van 2017 tot en met 2020 waren er 1.250 vermeldingen (85, 65, 75 en 80 per jaar), op Kinky.nl 10."
    client.post(at("add_block", made, "text"), {"nl": text, "en": text})
    assert kinds(made) == ["text"]
    made.refresh_from_db()
    assert numbers_in_words(made) == ["2017", "2020", "1.250", "85", "65", "75", "80", "10"]


@pytest.mark.parametrize(
    ("role", "sees", "writes"),
    [
        ("analyst", True, True), ("researcher", True, True), ("registrar", True, False),
        ("data_protection_officer", True, False), ("observer", False, False), ("moderator", False, False),
        ("outreach_worker", False, False), ("admin", False, False),
    ],
)  # fmt: skip
def test_who_sees_and_who_writes_publications(study: Actor, role: str, sees: bool, writes: bool) -> None:
    client, draft = desk(study, role), publications.draft(study)
    for name in ("publication", "publication_preview"):
        assert client.get(at(name, draft)).status_code == (200 if sees else 403)
    assert client.get("/cijfers/publicaties/").status_code == (200 if sees else 403)
    assert client.get(at("add_block", draft, "text")).status_code == (200 if writes else 403)
    assert client.post(at("propose_publication", draft)).status_code == (302 if writes else 403)


def test_file_before_publication_leaves_with_its_origin(study: Actor) -> None:
    made = publications.proposed(study)
    client = desk(study, "data_protection_officer")
    answer = client.get(at("publication_file", made, "pdf-nl"))
    assert answer.status_code == 200 and answer["Content-Type"] == "application/zip"
    kept = Export.objects.get()
    assert (kept.what, kept.content_sha256) == ("publication:file", made.files.get(form="pdf-nl").sha256)
    assert client.get(at("publication_file", made, "exe")).status_code == 404
    assert "Bestand van een publicatie" in desk(study, "admin").get("/cijfers/uitvoer/").text
    assert (
        client.get(at("publication_file", publications.draft(study, "emm-unnamed"), "pdf-nl")).status_code
        == 404
    )


def test_list_has_the_newest_version_of_each(study: Actor) -> None:
    publications.next_version(study, publications.published(study))
    client = desk(study, "researcher")
    text = re.sub(r"<option.*?</option>", "", client.get("/cijfers/publicaties/").text)
    assert "1 regel" in text and "concept" in text
    assert "Platforms in het register" in text
    narrowed = client.get("/cijfers/publicaties/?state=published").text
    assert "Platforms in het register" not in narrowed


def test_form_tells_the_titles_of_editions(study: Actor) -> None:
    editions.published(study)
    client: Any = desk(study, "analyst")
    client.post("/cijfers/publicaties/nieuw/", {"nl": "Cijfers van nu", "en": "Figures of now"})
    made = Publication.objects.get()
    text = client.get(at("add_block", made, "table")).text
    assert "Vermeldingen per soort platform en jaar, 2017–2020, uitgave 1 (gepubliceerd)" in text
    assert "Er is nog geen uitgave die hier past" in client.get(at("add_block", made, "map")).text
    assert client.get(at("add_block", made, "script")).status_code == 404
