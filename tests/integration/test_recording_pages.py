"""The page on which somebody records what they saw: one minute, once, in their own name."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from baken.adverts import new_platforms
from baken.adverts.models import ByHand, HandDraft, Sighting
from baken.audit.models import Event
from baken.platforms.actions import load_catalogue
from baken.tenancy.acting import acting_for
from tests.factories.adverts import PHONE, SECRET_WORDS
from tests.factories.bases import make_basis
from tests.factories.organisations import make_actor
from tests.factories.users import make_user, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/waarnemingen/vastleggen/"
TEXT = f"{SECRET_WORDS} Bel 06 00 00 00 42."


@pytest.fixture
def user(organisation: Any) -> Any:
    return make_user(organisation, "outreach_worker")


@pytest.fixture
def client(user: Any) -> Client:
    return sign_in(Client(), user)


@pytest.fixture
def basis(actor: Any) -> Any:
    load_catalogue(by=actor)
    return make_basis(actor)


def filled(**fields: Any) -> dict[str, Any]:
    return {"platform": "insta", "text": TEXT, "advertised_gender": "women", "lawful": "on"} | fields


def test_without_a_basis_there_is_no_form(client: Client, actor: Any) -> None:
    told = client.get(PAGE).content.decode()
    assert "geen grondslag" in told
    assert "<textarea" not in told


def test_only_basis_is_chosen_by_itself(client: Client, basis: Any) -> None:
    told = client.get(PAGE).content.decode()
    assert 'name="basis"' not in told
    assert basis.code in told
    assert client.post(PAGE, filled()).status_code == 302
    assert Sighting.objects.get().basis == basis


def test_of_several_bases_one_is_chosen(client: Client, basis: Any, actor: Any) -> None:
    second = make_basis(actor, code="second")
    assert client.post(PAGE, filled(basis="")).status_code == 422
    client.post(PAGE, filled(basis=second.id))
    assert Sighting.objects.get().basis == second


def test_next_one_keeps_platform_and_basis(client: Client, basis: Any) -> None:
    answer = client.post(PAGE, filled(), follow=True)
    told = answer.content.decode()
    assert 'value="Instagram"' in told
    assert "Vastgelegd: Instagram" in told
    assert SECRET_WORDS not in told


def test_everything_that_was_filled_in_is_stored(client: Client, basis: Any, actor: Any) -> None:
    from tests.integration.test_recording_by_hand import record_of

    seen = timezone.localtime() - timedelta(hours=2)
    client.post(
        PAGE,
        filled(
            title="Ontspannende massage", place="Tilburg", url="https://voorbeeld.example/7",
            seen_at=f"{seen:%Y-%m-%dT%H:%M}", contact_kind_1="telegram", contact_value_1="rustpunt_voorbeeld",
        ),
    )  # fmt: skip
    sighting = Sighting.objects.get()
    told = record_of(sighting)
    assert (told["title"], told["place"], told["url"]) == (
        "Ontspannende massage", "Tilburg", "https://voorbeeld.example/7",
    )  # fmt: skip
    assert told["contacts"] == [{"kind": "telegram", "value": "rustpunt_voorbeeld"}]
    assert sighting.captured_at == seen.replace(second=0, microsecond=0)
    assert sighting.advertised_gender == "women"


def test_not_confirmed_is_not_stored(client: Client, basis: Any) -> None:
    answer = client.post(PAGE, filled(lawful=""))
    assert answer.status_code == 422
    assert TEXT in answer.content.decode()
    assert not Sighting.objects.exists()


def test_two_clicks_store_one(client: Client, basis: Any) -> None:
    assert client.post(PAGE, filled()).status_code == client.post(PAGE, filled()).status_code == 302
    assert Sighting.objects.count() == 1


def test_beginning_of_a_name_is_enough(client: Client, basis: Any) -> None:
    client.post(PAGE, filled(platform="instag"))
    assert Sighting.objects.get().platform == "instagram"


def test_new_platform_asks_its_type_and_is_proposed(
    client: Client, basis: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, str]] = []
    monkeypatch.setattr(new_platforms, "_propose", [lambda by, name, type: told.append((name, type))])
    answer = client.post(PAGE, filled(platform="Fluisterbord"))
    assert answer.status_code == 422
    assert "staat nog niet in de lijst" in answer.content.decode()
    client.post(PAGE, filled(platform="Fluisterbord", new_type="forum"))
    assert told == [("Fluisterbord", "forum")]
    assert Sighting.objects.get().platform == "Fluisterbord"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"text": "kijk data:image/png;base64,iVBORw0KGgo="}, "Schrijf alleen woorden"),
        ({"platform": "06 00 00 00 42"}, "geen naam van een platform"),
        ({"seen_at": "2099-01-01T10:00"}, "moet nog komen"),
        ({"seen_at": "1999-01-01T10:00"}, "gold deze grondslag nog niet"),
        ({"url": "javascript:alert(1)"}, "kan zo niet bewaard worden"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(
    client: Client, basis: Any, fields: dict[str, str], said: str
) -> None:
    answer = client.post(PAGE, filled(**fields))
    told = answer.content.decode()
    assert answer.status_code == 422
    assert said in told
    assert "Instagram" in told or "insta" in told or "platform" in fields
    assert not Sighting.objects.exists()


def test_forged_basis_is_not_taken(client: Client, basis: Any, actor: Any) -> None:
    other = make_actor()
    with acting_for(other.organisation.id):
        theirs = make_basis(other, code="theirs")
    make_basis(actor, code="second")
    assert client.post(PAGE, filled(basis=theirs.id)).status_code == 422
    assert client.post(PAGE, filled(basis=uuid.uuid4())).status_code == 422


def test_draft_is_kept_sealed_and_comes_back(client: Client, basis: Any) -> None:
    client.post(f"{PAGE}bewaar/", filled(lawful=""))
    assert SECRET_WORDS.encode() not in bytes(HandDraft.objects.get().sealed)
    told = client.get(PAGE).content.decode()
    assert TEXT in told
    assert "checked" not in told.split("name=&quot;lawful")[0].split('name="lawful"')[-1][:80]


def test_draft_is_its_writers_own(client: Client, basis: Any, organisation: Any) -> None:
    client.post(f"{PAGE}bewaar/", filled())
    other = sign_in(Client(), make_user(organisation, "outreach_worker"))
    assert TEXT not in other.get(PAGE).content.decode()


def test_draft_goes_when_it_was_stored_or_thrown_away(client: Client, basis: Any) -> None:
    client.post(f"{PAGE}bewaar/", filled())
    client.post(f"{PAGE}gooi-weg/")
    assert not HandDraft.objects.exists()
    client.post(PAGE, filled())
    assert not HandDraft.objects.exists()


def test_draft_that_comes_in_after_its_form_is_not_there_again(client: Client, basis: Any) -> None:
    sent = filled(begun="b" * 32)
    assert client.post(PAGE, sent).status_code == 302
    client.post(f"{PAGE}bewaar/", sent)
    assert TEXT not in client.get(PAGE).content.decode().split("<table")[0].split("<form")[-1]
    assert not HandDraft.objects.exists()
    client.post(f"{PAGE}bewaar/", filled(begun="c" * 32))
    assert HandDraft.objects.exists()
    assert TEXT in client.get(PAGE).content.decode()


def test_draft_expires(client: Client, basis: Any) -> None:
    client.post(f"{PAGE}bewaar/", filled())
    HandDraft.objects.update(
        saved_at=timezone.now() - timedelta(days=9), expires_at=timezone.now() - timedelta(days=1)
    )
    assert TEXT not in client.get(PAGE).content.decode()


def test_list_of_today_takes_back(client: Client, basis: Any) -> None:
    client.post(PAGE, filled())
    mine = ByHand.objects.get()
    told = client.get(PAGE).content.decode()
    assert f"/waarnemingen/{mine.sighting_id}/neem-terug/" in told
    client.post(f"/waarnemingen/{mine.sighting_id}/neem-terug/")
    assert not Sighting.objects.exists()
    assert client.post(f"/waarnemingen/{mine.sighting_id}/neem-terug/").status_code == 404


def test_too_late_to_take_back_is_said(client: Client, basis: Any) -> None:
    client.post(PAGE, filled())
    ByHand.objects.update(recorded_at=timezone.now() - timedelta(minutes=31))
    mine = ByHand.objects.get()
    told = client.get(PAGE).content.decode()
    assert "neem-terug" not in told
    answer = client.post(f"/waarnemingen/{mine.sighting_id}/neem-terug/", follow=True)
    assert "Dit kan niet meer" in answer.content.decode()
    assert Sighting.objects.exists()


def test_sighting_of_another_is_not_taken_back(client: Client, basis: Any, organisation: Any) -> None:
    client.post(PAGE, filled())
    mine = ByHand.objects.get()
    other = sign_in(Client(), make_user(organisation, "outreach_worker"))
    assert other.post(f"/waarnemingen/{mine.sighting_id}/neem-terug/").status_code == 404


@pytest.mark.parametrize("role", ["admin", "registrar", "moderator", "observer", "data_protection_officer"])
def test_page_is_for_who_looks(organisation: Any, basis: Any, role: str) -> None:
    other = sign_in(Client(), make_user(organisation, role))
    assert other.get(PAGE).status_code == 403
    assert other.post(PAGE, filled()).status_code == 403


def test_log_holds_no_content(client: Client, basis: Any) -> None:
    client.post(PAGE, filled(contact_kind_1="phone", contact_value_1=PHONE))
    told = str(list(Event.objects.values()))
    for word in ("massage", PHONE, "0000"):
        assert word not in told.replace("00:00", "")
