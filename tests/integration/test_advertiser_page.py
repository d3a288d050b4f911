"""The page of an advertiser: what it tells, what it never tells, and saying what belongs together on it."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from baken.adverts.models import AdvertContact, Judgement, Link
from baken.audit.models import Event
from baken.platforms.models import Platform, PlatformAlias
from baken.tenancy.acting import Actor, acting_for
from baken.triage import advertiser_views
from baken.triage.advertiser_findings import MOST_READ
from baken.triage.models import Lead
from tests.factories.judged_market import OTHER, RECEPTION, place_judged_market
from tests.factories.leads import place, run_row
from tests.factories.organisations import make_actor
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def market(actor: Actor) -> Actor:
    place_judged_market(actor)
    return actor


@pytest.fixture
def worker(market: Actor, client: Client) -> Client:
    return sign_in(client, make_user(market.organisation, "outreach_worker"))


def by_size() -> list[str]:
    found: dict[str, int] = {}
    for name in Link.objects.values_list("advertiser", flat=True):
        found[name] = found.get(name, 0) + 1
    return sorted(found, key=lambda name: -found[name])


def texts_of(advertiser: str) -> list[str]:
    found = Link.objects.filter(advertiser=advertiser).order_by("unique_advert")
    return list(dict.fromkeys(found.values_list("unique_advert", flat=True)))


def page(client: Client, path: str = "", status: int = 200, language: str = "nl") -> str:
    client.cookies["django_language"] = language
    answer = client.get(f"/triage/adverteerder/{path}")
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def test_page_shows_texts_as_templates_with_slots(worker: Client) -> None:
    shown = page(worker, f"{by_size()[0]}/")
    assert "Rustige praktijk aan de rand van de stad" in shown
    slots = re.findall(r'<span class="slot">(.*?)</span></span>|<span class="slot">(.*?)</span> ', shown)
    assert slots
    assert re.search(r"Tilburg <small>×2</small>", shown)
    assert re.search(r"Breda <small>×1</small>", shown)
    assert "Een adverteerder is geen persoon" in shown


def test_page_is_english_for_who_reads_english(worker: Client) -> None:
    shown = page(worker, f"{by_size()[0]}/", language="en")
    assert "An advertiser is not a person" in shown
    assert "what belongs together" in shown


def test_page_shows_no_contact_in_clear(worker: Client) -> None:
    for path in ("", "apart/", f"samen/?met={by_size()[1]}"):
        shown = page(worker, f"{by_size()[0]}/{path}")
        for clear in (RECEPTION, OTHER, "600000071", "600000072", "00 00 71"):
            assert clear not in shown
    assert not AdvertContact.objects.filter(pseudonym__in=re.findall(r"[a-z2-7]{26}", shown)).exists()


def test_page_holds_pictures_with_the_same_in_words(worker: Client) -> None:
    shown = page(worker, f"{by_size()[0]}/")
    for name in ("web", "lifelines", "map"):
        assert f'id="{name}-words"' in shown
    assert "Waarnemingen per tekst" in shown
    assert not re.search(r"\sstyle=", shown)


def test_page_leads_back_to_its_lead_and_the_lead_to_it(actor: Actor, worker: Client) -> None:
    one = by_size()[0]
    place(actor, run_row(one))
    lead = Lead.objects.get(advertiser=one)
    assert f"/triage/{lead.id}/" in page(worker, f"{one}/")
    assert f"/triage/adverteerder/{one}/" in worker.get(f"/triage/{lead.id}/").content.decode()


def test_lead_that_rests_has_a_page_without_a_way_to_it(actor: Actor, worker: Client) -> None:
    place(actor, run_row(by_size()[0]))
    Lead.objects.update(advertiser="~0123456789abcdef")
    assert worker.get(f"/triage/{Lead.objects.get().id}/").status_code == 200


def test_reading_is_logged_once_with_counts_and_no_content(worker: Client) -> None:
    one = by_size()[0]
    page(worker, f"{one}/")
    (event,) = Event.objects.filter(action="triage.advertiser_read")
    assert event.subject == f"advertiser:{one}"
    assert event.details == {"sightings": 9, "opened": 9}


def test_who_leafs_through_advertisers_has_to_wait(worker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("baken.triage.advertiser_findings.MOST_READ", 2)
    assert MOST_READ > 2
    for _ in range(2):
        page(worker, f"{by_size()[0]}/")
    assert "Even wachten" in page(worker, f"{by_size()[1]}/", status=429)
    assert Event.objects.filter(action="desk.look_up_refused").count() == 1


def test_page_costs_the_same_however_many_texts(worker: Client) -> None:
    costs = []
    for one in by_size():
        with CaptureQueriesContext(connection) as asked:
            page(worker, f"{one}/")
        costs.append(len(asked))
    assert max(costs) == min(costs) <= 20


def test_page_of_nobody_and_of_another_organisation_is_not_there(worker: Client) -> None:
    page(worker, "a0000000000000000/", status=404)
    other = make_actor()
    with acting_for(other.organisation.id):
        place_judged_market(other)
        theirs = set(Link.objects.values_list("advertiser", flat=True))
    for one in theirs:
        for path in (f"{one}/", f"{one}/apart/", f"{one}/samen/"):
            page(worker, path, status=404)


@pytest.mark.parametrize("role", ["registrar", "researcher", "observer", "admin", "moderator"])
def test_other_roles_see_nothing_of_it(market: Actor, client: Client, role: str) -> None:
    sign_in(client, make_user(market.organisation, role))
    for path in ("", "apart/", "samen/"):
        page(client, f"{by_size()[0]}/{path}", status=403)


def test_splitting_shows_first_and_does_it_after_a_reason(worker: Client) -> None:
    one = by_size()[0]
    chosen = texts_of(one)[0]
    shown = page(worker, f"{one}/apart/?tekst={chosen}")
    assert re.search(r"1 tekst, 3 waarnemingen", shown)
    assert re.search(r"2 teksten, 6 waarnemingen", shown)
    assert "staat aan beide kanten" in shown
    path = f"/triage/adverteerder/{one}/apart/"
    assert worker.post(path, {"tekst": chosen, "do": "look"}).status_code == 200
    assert worker.post(path, {"tekst": chosen, "do": "split"}).status_code == 422
    assert not Judgement.objects.exists()
    answer = worker.post(path, {"tekst": chosen, "do": "split", "reason": "shared_contact"}, follow=True)
    shown = html.unescape(answer.content.decode())
    assert "1 tekst staat nu bij een andere adverteerder." in shown
    assert "Door mensen ingedeeld" in shown
    assert "Maak ongedaan" in shown
    assert len(by_size()) == 3


def test_ticks_go_along_to_another_page(worker: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advertiser_views, "PAGE_SIZE", 1)
    one = by_size()[0]
    first, second, *_ = texts_of(one)
    shown = page(worker, f"{one}/?tekst={first}&tekst={second}&p=1")
    ticked = set(re.findall(r'type="checkbox" name="tekst" value="(\S+)" checked', shown))
    kept = set(re.findall(r'type="hidden" name="tekst" value="(\S+)"', shown))
    assert ticked | kept == {first, second} and not ticked & kept
    assert "op een andere bladzijde" in shown or "op andere bladzijden" in shown
    assert 'value="nobodys"' not in page(worker, f"{one}/?tekst=nobodys")


def test_contact_chooses_the_texts_that_have_it(worker: Client) -> None:
    one = by_size()[0]
    mine = next(
        found[:4].upper()
        for found in AdvertContact.objects.values_list("pseudonym", flat=True)
        if found[:4].upper() in page(worker, f"{one}/")
    )
    assert f"Alleen teksten met contact {mine}: 3." in page(worker, f"{one}/?bij=1")
    assert "3 teksten, 9 waarnemingen" in page(worker, f"{one}/apart/?alle=1")
    for nonsense in (mine, "0", "2", "-1", "%00", "<b>", "9" * 400):
        assert "Alleen teksten" not in page(worker, f"{one}/?bij={nonsense}")


def test_own_words_hold_no_contact_and_tell_what_is_other(worker: Client) -> None:
    one = by_size()[0]
    path = f"/triage/adverteerder/{one}/apart/"
    given = {"tekst": texts_of(one)[0], "do": "split"}
    for wrong in (
        {"reason": "shared_contact", "words": "bel 06 00 00 00 71"},
        {"reason": "other_split"},
        {"reason": "same_contact"},
    ):
        assert worker.post(path, given | wrong).status_code == 422
    assert worker.post(path, given | {"reason": "other_split", "words": "Twee handen"}).status_code == 302
    assert "Twee handen" in page(worker, f"{by_size()[0]}/")


def test_joining_shows_both_sides_and_is_undone(worker: Client) -> None:
    one, other = by_size()
    shown = page(worker, f"{one}/samen/?met={other}")
    assert "Houtzagerij" in shown
    answer = worker.post(
        f"/triage/adverteerder/{one}/samen/", {"met": other, "do": "join", "reason": "new_contact"},
        follow=True,
    )  # fmt: skip
    assert "Dit is nu één adverteerder." in html.unescape(answer.content.decode())
    assert len(by_size()) == 1
    undo = re.search(r"/triage/adverteerder/oordeel/[-0-9a-f]+/herstel/", answer.content.decode())
    assert undo
    assert "Ongedaan gemaakt" in html.unescape(worker.post(undo[0], follow=True).content.decode())
    assert by_size() == [one, other]
    assert "al ongedaan gemaakt" in html.unescape(worker.post(undo[0], follow=True).content.decode())


def test_other_lead_is_named_by_its_case_number(actor: Actor, worker: Client) -> None:
    one, other = by_size()
    place(actor, run_row(one), run_row(other))
    number = Lead.objects.get(advertiser=other).case_number
    path = f"/triage/adverteerder/{one}/samen/"
    assert worker.get(path).status_code == 200
    assert worker.post(path, {"case_number": "Z9-9999"}).status_code == 422
    assert worker.post(path, {"case_number": number})["Location"] == f"{path}?met={other}"
    assert worker.get(f"{path}?met={one}").status_code == 302
    assert Event.objects.filter(action="triage.case_looked_up").count() == 2


def test_division_that_changed_meanwhile_is_told(worker: Client) -> None:
    one, other = by_size()
    answer = worker.post(
        f"/triage/adverteerder/{one}/apart/",
        {"tekst": texts_of(other)[0], "do": "split", "reason": "copied_text"},
    )
    assert answer.status_code == 409
    assert "De indeling veranderde" in html.unescape(answer.content.decode())
    assert not Judgement.objects.exists()


def test_looking_at_the_way_back_changes_nothing(worker: Client) -> None:
    one, other = by_size()
    worker.post(f"/triage/adverteerder/{one}/samen/", {"met": other, "do": "join", "reason": "new_contact"})
    judgement = Judgement.objects.get()
    assert worker.get(f"/triage/adverteerder/oordeel/{judgement.id}/herstel/").status_code == 302
    judgement.refresh_from_db()
    assert judgement.undone_at is None


def test_platform_is_called_what_the_catalogue_calls_it(market: Actor, worker: Client) -> None:
    one = by_size()[0]
    assert "kleinmarkt.example" in page(worker, f"{one}/")
    platform = Platform.objects.create(
        organisation=market.organisation,
        code="kleinmarkt",
        name="Kleine Markt",
        type="sex_advertising_website",
    )
    PlatformAlias.objects.create(
        organisation=market.organisation, platform=platform, alias="kleinmarkt.example"
    )
    shown = page(worker, f"{one}/")
    assert "Kleine Markt" in shown and "kleinmarkt.example" not in shown
