"""The pages of search campaigns and language watch: who they open to, what they do, what is logged."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.audit.models import Event
from baken.platforms.models import Platform
from baken.tenancy.acting import Actor
from baken.watch.campaigns.actions import close_campaign, propose_platform
from baken.watch.language.actions import count_words, propose_word
from baken.watch.models import Campaign, Find, Finding, PlatformProposal, RisingTerm, Searched, WordProposal
from tests.factories.campaigns import OTHER_TEXT, TEXT, find, make_campaign
from tests.factories.users import confirm, make_person, sign_in
from tests.integration.test_language_watch import SMALL, make_weeks

pytestmark = pytest.mark.django_db


def client_of(person: Actor) -> Client:
    return sign_in(Client(), person.user)


def test_campaign_is_prepared_on_its_page(actor: Actor) -> None:
    searching = make_campaign(actor)
    begin = timezone.localtime() + timedelta(minutes=5)
    answers = {
        "name": "Samen zoeken", "goal": "Zien op welke platforms iets nieuws staat.",
        "basis": searching.campaign.basis_id, "begins_at": f"{begin:%Y-%m-%dT%H:%M}",
        "ends_at": f"{begin + timedelta(hours=2):%Y-%m-%dT%H:%M}", "leads": [searching.lead.user.id],
        "searches": [searching.one.user.id], "checks": [searching.two.user.id],
        "platforms": [searching.platform.id],
    }  # fmt: skip
    client = client_of(searching.lead)
    assert client.get(reverse("watch:new_campaign")).status_code == 200
    assert client.post(reverse("watch:new_campaign"), answers).status_code == 302
    assert Campaign.objects.get(name="Samen zoeken").new_platforms is False
    assert client.post(reverse("watch:new_campaign"), answers).status_code == 422
    answers["goal"] = "Bel 06 00 00 00 42 voor meer."
    assert client.post(reverse("watch:new_campaign"), answers | {"name": "Ander"}).status_code == 422


def test_find_is_added_on_its_page_and_the_second_finder_is_told(actor: Actor) -> None:
    searching = make_campaign(actor)
    path = reverse("watch:new_find", args=[searching.campaign.id])
    answers = {"platform": searching.platform.name, "text": TEXT, "route": "browsing", "lawful": "on"}
    one, two = client_of(searching.one), client_of(searching.two)
    assert one.post(path, answers).status_code == 302
    told = two.post(path, answers, follow=True).content.decode()
    assert f"Al gevonden door {searching.one.user.name}" in told
    assert Find.objects.count() == 1
    assert Finding.objects.count() == 2


@pytest.mark.parametrize("left_out", ["platform", "text", "route", "lawful"])
def test_find_with_something_missing_is_not_kept(actor: Actor, left_out: str) -> None:
    searching = make_campaign(actor)
    answers = {"platform": searching.platform.name, "text": TEXT, "route": "browsing", "lawful": "on"}
    del answers[left_out]
    path = reverse("watch:new_find", args=[searching.campaign.id])
    assert client_of(searching.one).post(path, answers).status_code == 422
    assert not Find.objects.exists()


def test_who_takes_no_part_sees_nothing_of_a_campaign(actor: Actor) -> None:
    searching = make_campaign(actor)
    made = find(searching, searching.one)
    outsider = client_of(make_person(actor.organisation, "outreach_worker"))
    for name, arguments in (
        ("campaign", [searching.campaign.id]), ("find", [searching.campaign.id, made.find_id]),
        ("report", [searching.campaign.id]), ("new_find", [searching.campaign.id]),
    ):  # fmt: skip
        assert outsider.get(reverse(f"watch:{name}", args=arguments)).status_code == 403
    listed = outsider.get(reverse("watch:campaigns")).content.decode()
    assert searching.campaign.name not in listed


def test_board_shows_no_words_and_its_part_alone_where_it_is_asked(actor: Actor) -> None:
    searching = make_campaign(actor)
    find(searching, searching.one)
    client = client_of(searching.checker)
    path = reverse("watch:campaign", args=[searching.campaign.id])
    whole = client.get(path).content.decode()
    assert searching.one.user.name in whole
    assert "massage" not in whole
    part = client.get(path, headers={"HX-Request": "true", "HX-Target": "bord"}).content.decode()
    assert "<html" not in part
    assert "<table" in part
    assert Event.objects.filter(action="watch.finds_read").count() == 2


def test_find_page_shows_words_without_the_contact_and_notes_the_read(actor: Actor) -> None:
    searching = make_campaign(actor)
    made = find(searching, searching.one)
    path = reverse("watch:find", args=[searching.campaign.id, made.find_id])
    shown = client_of(searching.checker).get(path).content.decode()
    assert "rustige praktijk" in shown
    assert "00 00 42" not in shown
    assert Event.objects.filter(action="watch.find_read", subject=f"find:{made.find_id}").exists()


def test_find_is_checked_on_its_page_by_another(actor: Actor) -> None:
    searching = make_campaign(actor)
    made = find(searching, searching.one)
    path = reverse("watch:find", args=[searching.campaign.id, made.find_id])
    answers = {"outcome": "sought", "because": "Zoals afgesproken.", "version": 1}
    assert client_of(searching.one).post(path, answers).status_code == 403
    client = client_of(searching.checker)
    following = client.get(reverse("watch:next_check", args=[searching.campaign.id]))
    assert following["Location"] == path
    assert client.post(path, answers).status_code == 302
    assert client.post(path, answers).status_code == 422
    assert Find.objects.get().outcome == "sought"


def test_finds_are_joined_on_the_page(actor: Actor) -> None:
    searching = make_campaign(actor)
    one = find(searching, searching.one).find
    two = find(searching, searching.two, text=OTHER_TEXT).find
    path = reverse("watch:join", args=[searching.campaign.id, two.id])
    client = client_of(searching.checker)
    client.post(path, {"into": str(one.id), "version": "x"})
    assert Find.objects.count() == 2
    assert client.post(path, {"into": str(one.id), "version": "1"}).status_code == 302
    assert Find.objects.get() == one


def test_stored_sighting_is_added_where_one_searches(actor: Actor) -> None:
    searching = make_campaign(actor)
    stored = find(searching, searching.one).sighting
    path = reverse("watch:add_stored", args=[stored.id])
    client = client_of(searching.two)
    assert client.get(path).status_code == 200
    answers = {"campaign": searching.campaign.id, "route": "tip", "lawful": "on"}
    assert client.post(path, answers).status_code == 302
    assert Finding.objects.count() == 2


def test_searching_is_noted_and_a_campaign_is_ended_on_the_board(actor: Actor) -> None:
    searching = make_campaign(actor)
    answers = {"platform": searching.platform.id, "minutes": 20}
    client_of(searching.one).post(reverse("watch:searched", args=[searching.campaign.id]), answers)
    assert Searched.objects.get().minutes == 20
    path = reverse("watch:close", args=[searching.campaign.id])
    assert client_of(searching.one).post(path, {"because": "Iedereen is klaar."}).status_code == 403
    client_of(searching.lead).post(path, {"because": "Iedereen is klaar."})
    assert Campaign.objects.get().closed_at is not None


def test_report_is_read_fixed_and_taken_out_as_counts(actor: Actor) -> None:
    searching = make_campaign(actor)
    find(searching, searching.one)
    path = reverse("watch:report", args=[searching.campaign.id])
    lead = client_of(searching.lead)
    assert lead.get(path).status_code == 302
    close_campaign(by=searching.lead, campaign_id=searching.campaign.id, because="Iedereen is klaar.")
    assert searching.platform.name in lead.get(path).content.decode()
    assert lead.post(path, {"learned": "zwaluwstaart"}).status_code == 302
    assert "zwaluwstaart" in lead.get(path).content.decode()
    confirm(lead, searching.lead.user)
    for form, begins in (("csv", b"PK"), ("xlsx", b"PK"), ("ods", b"PK")):
        answer = lead.get(reverse("watch:report_file", args=[searching.campaign.id, form]))
        assert answer.status_code == 200
        assert answer.content.startswith(begins)
        assert b"zwaluwstaart" not in answer.content
    assert lead.get(reverse("watch:report_file", args=[searching.campaign.id, "pdf"])).status_code == 404
    assert Event.objects.filter(action="desk.exported", details__what="campaign:report").count() == 3


def test_administrator_decides_on_a_proposed_platform(actor: Actor) -> None:
    worker = make_person(actor.organisation, "outreach_worker")
    one, two = (
        propose_platform(by=worker, name=name, type="forum", because="Genoemd door een collega.")
        for name in ("Nachtegaal", "Leeuwerik")
    )
    assert client_of(worker).get(reverse("watch:proposals")).status_code == 403
    client = client_of(make_person(actor.organisation, "admin"))
    assert "Nachtegaal" in client.get(reverse("watch:proposals")).content.decode()
    said = {
        "do": "accept",
        "accept-name": "Nachtegaal",
        "accept-type": "forum",
        "accept-because": "Nagekeken.",
    }
    assert client.post(reverse("watch:proposal", args=[one.id]), said).status_code == 302
    declined = {"do": "decline", "decline-because": "Bestaat niet meer."}
    assert client.post(reverse("watch:proposal", args=[two.id]), declined).status_code == 302
    assert Platform.objects.filter(name="Nachtegaal").exists()
    states = sorted(PlatformProposal.objects.values_list("name", "state"))
    assert states == [("Leeuwerik", "declined"), ("Nachtegaal", "accepted")]
    assert client.get(reverse("watch:proposal", args=[two.id])).status_code == 200


def test_platform_met_while_recording_by_hand_is_proposed(actor: Actor) -> None:
    from baken.adverts.new_platforms import propose

    worker = make_person(actor.organisation, "outreach_worker")
    for _ in range(2):
        assert propose(by=worker, name="Nachtegaal", type="forum")
    assert PlatformProposal.objects.get().proposed_by_id == worker.user.id


def test_rising_word_is_read_in_context_and_proposed(actor: Actor) -> None:
    make_weeks(actor)
    count_words(by=actor, settings=SMALL)
    worker = make_person(actor.organisation, "outreach_worker")
    client = client_of(worker)
    assert "zwaluwstaart" in client.get(reverse("watch:rising")).content.decode()
    row = next(one for one in RisingTerm.objects.all() if one.texts_now)
    for language in ("nl", "en"):
        client.cookies["django_language"] = language
        shown = client.get(reverse("watch:word", args=[row.id]))
        assert shown.status_code == 200
        assert "Tilburg" not in shown.content.decode()
    answers = {
        "term": "zwaluwstaart", "language": "nl", "list_name": "managed_by_other",
        "means": "Iemand anders neemt op.", "because": "Zo zegt men het.",
    }  # fmt: skip
    path = reverse("watch:propose_word", args=[row.id])
    assert client.get(path).status_code == 200
    assert client.post(path, answers | {"term": "06 00 00 00 42"}).status_code == 422
    assert client.post(path, answers).status_code == 302
    assert WordProposal.objects.get().list_name == "managed_by_other"


def test_proposed_word_is_agreed_on_and_taken_out_encrypted(actor: Actor) -> None:
    one, two = (make_person(actor.organisation, "analyst") for _ in range(2))
    made = propose_word(
        by=one, term="zwaluwstaart", language="nl", list_name="eigen", means="Iets.", because="Daarom."
    )
    path = reverse("watch:proposed_word", args=[made.id])
    said = {"do": "agree", "because": "Zo ken ik het ook."}
    assert client_of(one).post(path, said).status_code == 422
    client = client_of(two)
    assert client.get(path).status_code == 200
    assert client.post(path, said).status_code == 302
    assert "zwaluwstaart" in client.get(reverse("watch:word_lists")).content.decode()
    confirm(client, two.user)
    answer = client.get(reverse("watch:word_file"))
    assert answer.status_code == 200
    assert b"zwaluwstaart" not in answer.content


@pytest.mark.parametrize("name", ["campaigns", "rising", "word_lists", "new_word", "new_campaign"])
def test_page_with_nothing_on_it_says_what_one_can_do(actor: Actor, name: str) -> None:
    client = client_of(make_person(actor.organisation, "outreach_worker"))
    assert client.get(reverse(f"watch:{name}")).status_code == 200


def test_no_page_takes_a_number_or_words_to_look_for(actor: Actor) -> None:
    searching = make_campaign(actor)
    find(searching, searching.one)
    client = client_of(searching.checker)
    path = reverse("watch:campaign", args=[searching.campaign.id])
    asked: dict[str, Any] = {
        "q": "0600000042",
        "text": "massage",
        "platform_name": "x",
        "findings__keys__value": "x",
    }
    assert client.get(path, asked).context["list"].page.paginator.count == 1
