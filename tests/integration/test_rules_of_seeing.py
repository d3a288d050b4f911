"""The rules of the house for what sees: crawls, captures, evidence, by hand, campaigns, market and language
watch, each tried by somebody who wants to break it."""

from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.adverts.actions.hand_over import ask_hand_over, decide_hand_over
from baken.adverts.exceptions import HoldsImage
from baken.adverts.models import AdvertContact, HandOver, Sighting
from baken.audit.models import Event
from baken.collection.crawl.actions import start_crawl
from baken.collection.exceptions import CollectionError
from baken.collection.models import LawfulBasis
from baken.desk import look_ups
from baken.privacy.encryption import NotDecryptable
from baken.rights.actions.erase_contact import erase_contact
from baken.tenancy.acting import Actor
from baken.tenancy.permission import ALL_PERMISSIONS, NotPermitted
from baken.watch.campaigns import exceptions
from baken.watch.language.actions import agree_word, propose_word
from baken.watch.language.exceptions import NotAListName, NotAWord
from baken.watch.language.word_file import NotAWordListFile, open_word_lists, sealed_word_lists
from baken.watch.models import Finding, FindKey, MarketAlarm, WatchedPlatform
from tests.factories.bases import make_basis
from tests.factories.campaigns import find, make_campaign
from tests.factories.captures import make_capture, make_crawl, make_source
from tests.factories.market_weeks import MONDAY
from tests.factories.organisations import make_organisation
from tests.factories.users import confirm, make_person, make_user, sign_in

pytestmark = pytest.mark.django_db
PICTURE = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"
NUMBER = "06 00 00 00 42"


@pytest.fixture
def sighting(actor: Actor) -> Sighting:
    return make_capture(actor, make_crawl(actor, make_source(actor, make_basis(actor))))


def client_of(organisation: Organisation, *roles: str) -> Client:
    user = make_user(organisation, *roles)
    client = confirm(sign_in(Client(raise_request_exception=False), user), user)
    client.user_of_test = user  # type: ignore[attr-defined]
    return client


# 2: people decide


def test_2_nobody_approves_what_they_asked_for_themselves(actor: Actor, sighting: Sighting) -> None:
    both = make_person(actor.organisation, "analyst", "data_protection_officer")
    told = {"others": [], "purpose": "crime_report", "case": "ZAAK-1", "reason": "aangifte gevraagd"}
    asked = ask_hand_over(by=both, sighting=sighting, **told)  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        decide_hand_over(by=both, request_id=asked.id, approve=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        HandOver.objects.update(state="approved", decided_by=both.user, decided_at=timezone.now())
    asked.refresh_from_db()
    assert asked.state == "asked"


def test_2_page_refuses_who_approves_their_own_request(actor: Actor, sighting: Sighting) -> None:
    client = client_of(actor.organisation, "analyst", "data_protection_officer")
    given = {"case": "ZAAK-1", "reason": "aangifte door de politie", "purpose": "crime_report"}
    client.post(f"/waarnemingen/{sighting.id}/bewijspakket/", given)
    asked = HandOver.objects.get()
    answer = client.post(f"/waarnemingen/bewijs/{asked.id}/beslis/", {"do": "approve"})
    assert answer.status_code == 403
    asked.refresh_from_db()
    assert asked.state == "asked"
    assert Event.objects.filter(action="desk.refused").exists()


@pytest.mark.parametrize("code", ["collection.start_crawl", "collection.schedule_crawl"])
def test_2_crawls_are_not_begun_by_who_only_reads(code: str) -> None:
    assert not ALL_PERMISSIONS[code].roles & {"observer", "researcher", "registrar"}


# 3: no image, from nowhere


@pytest.mark.parametrize("field", ["text", "title", "place", "url"])
def test_3_find_by_hand_takes_no_picture_written_as_text(actor: Actor, field: str) -> None:
    searching = make_campaign(actor)
    shown = f"https://kleinmarkt.example/{PICTURE}" if field == "url" else f"Rustig {PICTURE}"
    with pytest.raises(HoldsImage):
        find(searching, searching.one, **{field: shown})
    assert not Sighting.objects.exists()


def test_3_words_of_a_stranger_are_shown_as_words(actor: Actor, organisation: Organisation) -> None:
    searching = make_campaign(actor)
    hostile = '<img src="https://elders.example/x.png" onerror=x()><script>x()</script> rustige praktijk nu'
    finding = find(searching, searching.one, text=hostile)
    pages = {
        reverse("sightings:capture", args=[finding.sighting_id]): client_of(organisation, "analyst"),
        reverse("watch:find", args=[searching.campaign.id, finding.find_id]): sign_in(
            Client(), searching.checker.user
        ),
    }
    for path, client in pages.items():
        answer = client.get(path)
        assert answer.status_code == 200
        assert "&lt;script&gt;" in answer.text
        assert "<script>x()" not in answer.text
        assert '<img src="https://elders' not in answer.text


# 5: another organisation's crawl, and none without a basis


def test_5_crawl_starts_for_nobody_whose_basis_lapsed(actor: Actor) -> None:
    source = make_source(actor, make_basis(actor))
    LawfulBasis.objects.update(valid_from=date(2020, 1, 1), valid_until=date(2020, 12, 31))
    with pytest.raises(CollectionError):
        start_crawl(by=make_person(actor.organisation, "analyst"), source_id=source.id)


# 10: as little as possible


def test_10_erasure_reaches_a_find_that_nothing_else_remembers(actor: Actor) -> None:
    searching = make_campaign(actor)
    find(searching, searching.one)
    contact = FindKey.objects.get(kind="contact").value
    assert not AdvertContact.objects.filter(pseudonym=contact).exists()
    officer = make_person(actor.organisation, "data_protection_officer", purpose="accountability")
    erase_contact(by=officer, kind="phone", value=NUMBER)
    assert not FindKey.objects.filter(kind="contact").exists()


# 11: no content in the log


def test_11_log_holds_nothing_of_finds_and_words(actor: Actor) -> None:
    searching = make_campaign(actor)
    find(searching, searching.one, route_words="zwaluwstaart gehoord", place="Tilburg", title="Leeuwerik")
    one, two = (make_person(actor.organisation, "analyst") for _ in range(2))
    word = propose_word(
        by=one, term="kievitsbloem", language="nl", list_name="grutto", means="Reiger.", because="Wulp."
    )
    agree_word(by=two, proposal_id=word.id, because="Tureluur.")
    told = str(list(Event.objects.values("action", "subject", "reason", "details"))).lower()
    for content in (
        "zwaluwstaart", "tilburg", "leeuwerik", "00 00 42", "0600000042", "kievitsbloem", "grutto", "reiger",
        "wulp", "tureluur", "massage",
    ):  # fmt: skip
        assert content not in told


# 12: sensitive word lists stay inside


def test_12_word_list_file_opens_for_nobody_else(actor: Actor) -> None:
    sealed = sealed_word_lists(actor.organisation.id, {"eigen": ["kievitsbloem"]})
    assert b"kievitsbloem" not in sealed
    assert open_word_lists(actor.organisation.id, sealed) == {"eigen": ("kievitsbloem",)}
    other = make_organisation()
    for organisation_id, data in ((other.id, sealed), (actor.organisation.id, sealed[:-1] + b"x")):
        with pytest.raises((NotAWordListFile, NotDecryptable)):
            open_word_lists(organisation_id, data)


@pytest.mark.parametrize("name", ["0600000042", "lijst_06_00", "Bel mij", "", "x" * 60, "a@b"])
def test_12_list_is_not_called_by_a_number(actor: Actor, name: str) -> None:
    with pytest.raises(NotAListName):
        propose_word(
            by=make_person(actor.organisation, "analyst"), term="kievitsbloem", language="nl", list_name=name,
            means="Iets.", because="Daarom.",
        )  # fmt: skip


@pytest.mark.parametrize("term", [NUMBER, "@kievitsbloem", "kievit@example.org", "t.me/kievit", "0 6 0 0"])
def test_12_contact_is_no_word(actor: Actor, term: str) -> None:
    with pytest.raises(NotAWord):
        propose_word(
            by=make_person(actor.organisation, "analyst"), term=term, language="nl", list_name="eigen",
            means="Iets.", because="Daarom.",
        )  # fmt: skip


# 15: nobody can stalk with it


def test_15_reading_one_advert_after_another_ends(
    organisation: Organisation, sighting: Sighting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(look_ups, "MOST_READ", 3)
    path = reverse("sightings:capture", args=[sighting.id])
    client = client_of(organisation, "outreach_worker")
    assert [client.get(path).status_code for _ in range(4)] == [200, 200, 200, 429]
    # signing in anew does not help, and it stands in the log
    user: Any = client.user_of_test  # type: ignore[attr-defined]
    assert sign_in(Client(), user).get(path).status_code == 429
    assert Event.objects.filter(user=user, action="desk.look_up_refused").exists()
    assert client_of(organisation, "outreach_worker").get(path).status_code == 200


def test_15_campaign_is_no_way_to_ask_for_numbers(actor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("baken.watch.campaigns.actions.add_find"), "MOST", 2)
    searching = make_campaign(actor)
    guesses = ["Bel 06 00 00 00 51 nu.", "Bel 06 00 00 00 52 nu.", "Bel 06 00 00 00 53 nu."]
    for guess in guesses[:2]:
        find(searching, searching.one, text=guess)
    with pytest.raises(exceptions.TooManyFinds):
        find(searching, searching.one, text=guesses[2])
    # what was asked stays under the name of who asked, and can't be taken back
    assert Finding.objects.filter(finder=searching.one.user).count() == 2
    client = sign_in(Client(), searching.one.user)
    for finding in Finding.objects.all():
        client.post(reverse("sightings:undo", args=[finding.sighting_id]))
    assert Sighting.objects.count() == 2
    # a colleague goes on
    assert find(searching, searching.two, text=guesses[2])


def test_15_campaign_tells_who_takes_no_part_nothing(actor: Actor, organisation: Organisation) -> None:
    searching = make_campaign(actor)
    finding = find(searching, searching.one)
    client = client_of(organisation, "outreach_worker")
    one = searching.campaign.id
    for name, kept in (
        ("campaign", [one]), ("new_find", [one]), ("next_check", [one]), ("find", [one, finding.find_id]),
        ("report", [one]), ("report_file", [one, "ods"]), ("join", [one, finding.find_id]),
    ):  # fmt: skip
        path = reverse(f"watch:{name}", args=kept)
        assert client.get(path).status_code in (403, 404, 405), path
        assert client.post(path, {"text": NUMBER}).status_code in (403, 404, 405), path


# who observes


def test_observer_sees_no_name_that_nobody_looked_at_nor_what_colleagues_wrote(actor: Actor) -> None:
    named = WatchedPlatform.objects.create(organisation=actor.organisation, name="Zwaluwstaart")
    alarm = MarketAlarm.objects.create(
        organisation=actor.organisation, platform=named, kind="new", state="new", week=MONDAY, weeks=1,
        raised_at=timezone.now(),
    )  # fmt: skip
    observer = client_of(actor.organisation, "observer")
    analyst = client_of(actor.organisation, "analyst")
    for name, kept in (("market", []), ("alarms", []), ("alarm", [alarm.id]), ("platform", [named.id])):
        path = reverse(f"watch:{name}", args=kept)
        assert "Zwaluwstaart" not in observer.get(path).text, path
    assert "Zwaluwstaart" in analyst.get(reverse("watch:alarms")).text
    assert observer.post(reverse("watch:market_file"), {"form": "csv"}).status_code == 403
