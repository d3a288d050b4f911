"""Sources and crawls on the desk: how each stands in words, starting and stopping, and trying a profile."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from baken.adverts.actions.record_by_hand import record_by_hand
from baken.audit.models import Event
from baken.collection.actions import add_source
from baken.collection.models import Crawl, CrawlSchedule, Source
from baken.collection.queries import sources_with_counts
from tests.factories.bases import make_basis
from tests.factories.captures import PROFILE, make_capture, make_crawl, make_source
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db
PAGE = """<html><head><title>Massage</title></head><body><h1>Rust</h1>
<div class=advert>Massage in Tilburg, bel 06 00 00 00 42 of rust@example.org</div></body></html>"""


@pytest.fixture
def basis(actor: Any) -> Any:
    return make_basis(actor)


@pytest.fixture
def source(actor: Any, basis: Any) -> Source:
    return make_source(actor, basis)


def client_of(organisation: Any, role: str) -> Client:
    user = make_user(organisation, role)
    return confirm(sign_in(Client(), user), user)


@pytest.fixture
def admin(organisation: Any) -> Client:
    return client_of(organisation, "admin")


def address(source: Source, rest: str = "") -> str:
    return f"/beheer/bronnen/{source.id}/{rest}"


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "nog niet opgehaald"),
        ({"state": "waiting"}, "wacht"),
        ({"state": "running", "started_at": timezone.now()}, "loopt"),
        ({"state": "done"}, "klaar"),
        (
            {"state": "stopped", "ended_at": timezone.now(), "ended_because": "site_refused"},
            "de site weigert",
        ),
        (
            {"state": "failed", "ended_at": timezone.now(), "ended_because": "unreachable"},
            "de site is niet bereikbaar",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_list_says_how_a_source_stands(
    admin: Client, actor: Any, source: Source, facts: dict[str, Any], said: str
) -> None:
    if facts:
        make_crawl(actor, source, **facts)
    assert said in admin.get("/beheer/bronnen/").text
    assert said in admin.get(address(source)).text


def test_source_says_what_to_do_about_how_it_ended(admin: Client, actor: Any, source: Source) -> None:
    make_crawl(actor, source, state="failed", ended_at=timezone.now(), ended_because="nothing_found")
    assert "selectors in het profiel nog kloppen" in admin.get(address(source)).text


def test_crawl_is_started_after_reading_what_it_will_do(admin: Client, source: Source) -> None:
    told = admin.get(address(source, "begin/")).text
    for words in (source.basis.dpia_reference, source.basis.responsible, "crawl@organisatie.example"):
        assert words in told
    answer = admin.post(address(source, "begin/"))
    crawl = Crawl.objects.get()
    assert answer["Location"] == f"/beheer/bronnen/rondes/{crawl.id}/"
    assert (crawl.source, crawl.state) == (source, "waiting")


def test_two_clicks_start_one_crawl(admin: Client, source: Source) -> None:
    admin.post(address(source, "begin/"))
    answer = admin.post(address(source, "begin/"), follow=True)
    assert "wacht of loopt al een ronde" in answer.text
    assert Crawl.objects.count() == 1


def test_starting_asks_to_confirm(organisation: Any, source: Source) -> None:
    user = make_user(organisation, "admin")
    user.set_password("een lang wachtwoord voor deze test")
    user.save()
    answer = sign_in(Client(), user).post(address(source, "begin/"))
    assert "/toegang/bevestigen/" in answer["Location"]
    assert not Crawl.objects.exists()


@pytest.mark.parametrize("role", ["data_protection_officer", "outreach_worker", "registrar", "observer"])
def test_others_start_nothing(organisation: Any, source: Source, role: str) -> None:
    assert client_of(organisation, role).post(address(source, "begin/")).status_code == 403


def test_crawl_does_not_begin_without_its_basis(
    admin: Client, source: Source, basis: Any, actor: Any
) -> None:
    from baken.collection.models import LawfulBasis

    LawfulBasis.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert "De grondslag geldt vandaag niet" in admin.get(address(source)).text
    assert "grondslag geldt vandaag niet" in admin.post(address(source, "begin/"), follow=True).text
    assert not Crawl.objects.exists()


def test_officer_stops_a_crawl_and_says_why(organisation: Any, actor: Any, source: Source) -> None:
    officer = client_of(organisation, "data_protection_officer")
    crawl = make_crawl(actor, source, state="running", started_at=timezone.now())
    stop = f"/beheer/bronnen/rondes/{crawl.id}/stop/"
    assert officer.post(stop, {"because": ""}).status_code == 422
    told = officer.post(stop, {"because": "de site vroeg erom"}, follow=True).text
    assert "de site vroeg erom" in told
    crawl.refresh_from_db()
    assert (crawl.state, crawl.ended_because) == ("stopped", "by_person")
    assert "al voorbij" in officer.post(stop, {"because": "nog een keer"}, follow=True).text


def test_why_a_crawl_was_stopped_names_nobody(admin: Client, actor: Any, source: Source) -> None:
    crawl = make_crawl(actor, source, state="running", started_at=timezone.now())
    answer = admin.post(f"/beheer/bronnen/rondes/{crawl.id}/stop/", {"because": "bel 06 00 00 00 42 maar"})
    assert answer.status_code == 422


def test_crawl_says_what_went_wrong_and_how_often(admin: Client, actor: Any, source: Source) -> None:
    crawl = make_crawl(actor, source, errors=3, troubles={"timed_out": 2, "no_advert": 1, "unheard_of": 4})
    told = admin.get(f"/beheer/bronnen/rondes/{crawl.id}/").text
    assert told.index("niet op tijd") < told.index("het profiel vond geen advertentie")


def test_sightings_of_a_crawl_are_for_who_may_read_them(
    organisation: Any, actor: Any, source: Source
) -> None:
    crawl = make_crawl(actor, source)
    sighting = make_capture(actor, crawl)
    link = f"/waarnemingen/ronde/{crawl.id}/"
    analyst = client_of(organisation, "analyst")
    assert link in analyst.get(f"/beheer/bronnen/rondes/{crawl.id}/").text
    assert f"/waarnemingen/{sighting.id}/" in analyst.get(link).text
    admin = client_of(organisation, "admin")
    assert link not in admin.get(f"/beheer/bronnen/rondes/{crawl.id}/").text
    assert admin.get(link).status_code == 403
    assert Event.objects.filter(action="desk.page_read", subject=f"crawl:{crawl.id}").exists()


def test_schedule_is_set_by_a_named_person(admin: Client, source: Source) -> None:
    assert admin.post(address(source, "vanzelf/"), {"every": "hourly"}).status_code == 422
    admin.post(address(source, "vanzelf/"), {"every": "daily"})
    assert CrawlSchedule.objects.get().every == "daily"
    told = admin.get(address(source)).text
    assert "elke dag" in told
    assert CrawlSchedule.objects.get().set_by.name in told


def test_profile_is_tried_on_a_pasted_page_without_telling_a_contact(admin: Client, source: Source) -> None:
    before = Event.objects.count()
    told = admin.post(address(source, "profiel/"), {"profile": PROFILE, "page": PAGE, "do": "try"}).text
    shown = told.split('id="gevonden"')[1].split("<form")[0]
    assert "Rust" in shown and "Massage in Tilburg" in shown
    assert "00 00 42" not in shown and "example.org" not in shown
    assert Event.objects.count() >= before
    source.refresh_from_db()
    assert source.profile == PROFILE


def test_profile_is_tried_on_a_capture(admin: Client, actor: Any, source: Source) -> None:
    sighting = make_capture(actor, make_crawl(actor, source))
    given = {"profile": PROFILE, "capture": str(sighting.capture_id), "page": "", "do": "try"}
    shown = admin.post(address(source, "profiel/"), given).text.split('id="gevonden"')[1].split("<form")[0]
    assert "Massage 1" in shown
    assert "00 00 42" not in shown
    assert Event.objects.filter(
        action="collection.capture_read", subject=f"capture:{sighting.capture_id}"
    ).exists()


def test_profile_that_finds_nothing_says_so(admin: Client, source: Source) -> None:
    other = PROFILE.replace("div.advert", "div.iets-anders")
    shown = admin.post(address(source, "profiel/"), {"profile": other, "page": PAGE, "do": "try"}).text
    assert "het profiel vond dit niet" in shown


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        (PROFILE.replace("title: h1", "title: 'h1['"), "Regel 2"),
        (PROFILE + "onbekend: ja\n", "Regel 9"),
        ("title: h1\n", "niet hoe de site bezocht mag worden"),
        ("title: [\n", "kan niet gebruikt worden"),
    ],
)
def test_profile_with_a_fault_is_not_kept_and_says_which_line(
    admin: Client, source: Source, profile: str, said: str
) -> None:
    for do in ("try", "keep"):
        answer = admin.post(address(source, "profiel/"), {"profile": profile, "page": PAGE, "do": do})
        assert answer.status_code == 422
        assert said in answer.text
    source.refresh_from_db()
    assert source.profile == PROFILE


def test_profile_is_kept_and_noted(admin: Client, source: Source) -> None:
    other = PROFILE.replace("div.advert", "div.tekst")
    admin.post(address(source, "profiel/"), {"profile": other, "page": "", "do": "keep"})
    source.refresh_from_db()
    assert "div.tekst" in source.profile
    assert Event.objects.filter(action="collection.source_profile_changed").exists()


def test_capture_of_another_source_can_not_be_asked_for(
    admin: Client, actor: Any, source: Source, basis: Any
) -> None:
    other = make_source(actor, basis, name="Andere", platform="ander.example")
    sighting = make_capture(actor, make_crawl(actor, other))
    given = {"profile": PROFILE, "capture": str(sighting.capture_id), "page": "", "do": "try"}
    assert admin.post(address(source, "profiel/"), given).status_code == 422


def test_new_source_that_is_crawled_needs_to_say_how(admin: Client, basis: Any) -> None:
    given = {
        "name": "Nieuw", "platform": "kleinmarkt.example", "kind": "crawl", "basis": str(basis.id),
        "active_until": "2099-01-01", "profile": "title: h1",
    }  # fmt: skip
    assert "niet hoe de site bezocht mag worden" in admin.post("/beheer/bronnen/nieuw/", given).text
    assert admin.post("/beheer/bronnen/nieuw/", given | {"profile": PROFILE}).status_code == 302


@pytest.mark.parametrize("rest", ["", "begin/", "vanzelf/", "profiel/"])
def test_source_that_is_not_there_is_not_there(admin: Client, rest: str) -> None:
    assert admin.get(f"/beheer/bronnen/{uuid.uuid4()}/{rest}").status_code == 404


@pytest.mark.parametrize("rest", ["begin/", "vanzelf/", "profiel/"])
def test_file_is_not_crawled(admin: Client, actor: Any, basis: Any, rest: str) -> None:
    file = make_source(actor, basis, name="Bestand", kind="file", profile="")
    for answer in (admin.get(address(file, rest), follow=True), admin.post(address(file, rest), follow=True)):
        assert "niet hoe de site bezocht mag worden" in answer.text


def test_fault_in_a_profile_is_told_in_the_language_of_the_reader(admin: Client, source: Source) -> None:
    given = {"profile": PROFILE.replace("title: h1", "title: 'h1['"), "page": PAGE, "do": "try"}
    assert "title: is geen CSS-selector" in admin.post(address(source, "profiel/"), given).text
    admin.cookies["django_language"] = "en"
    told = admin.post(address(source, "profiel/"), given, headers={"accept-language": "en"}).text
    assert "title: is not a CSS selector" in told


def test_source_by_hand_counts_what_people_wrote_down_in_it(admin: Client, actor: Any, basis: Any) -> None:
    today = timezone.localdate()
    kept = add_source(
        by=actor, basis_id=basis.id, name="Met de hand", platform="bullchat", kind="by_hand",
        active_until=today + timedelta(days=9), profile="", today=today,
    )  # fmt: skip
    assert sources_with_counts().get(id=kept.id).seen == 0
    worker = make_person(actor.organisation, "outreach_worker")
    for text in ("Eerste tekst.", "Tweede tekst, bland."):
        record_by_hand(by=worker, basis_id=basis.id, platform="bullchat", seen_at=timezone.now(), text=text)
    found = sources_with_counts().get(id=kept.id)
    assert found.seen == 2
    assert found.last_collected is not None
    assert '<td class="number">2</td>' in admin.get("/beheer/bronnen/").text
