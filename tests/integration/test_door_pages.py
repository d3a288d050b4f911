"""The pages of a platform's moderator at the door."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from baken.audit.models import Event
from baken.door.actions.record_evidence import record_evidence
from baken.door.exceptions import Overtaken
from baken.door.models import DoorPolicy
from baken.door.policies import policy_in_force
from baken.tenancy.acting import Actor
from tests.factories.door import PLATFORM
from tests.factories.doors import come_to_the_door, make_policy
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(organisation: Any) -> Actor:
    return make_person(organisation, "moderator")


@pytest.fixture
def client(organisation: Any) -> Client:
    return sign_in(Client(), make_user(organisation, "moderator"))


def asked(**fields: Any) -> dict[str, Any]:
    return {"minimum_age": 18, "grade_c_hours": 24, "reason": "zoals de gemeente vraagt"} | fields


def test_first_policy_is_recorded_and_holds_at_once(client: Client) -> None:
    assert "nog geen beleid" in client.get("/deur/").content.decode()
    answer = client.post("/deur/beleid/nieuw/", asked(platform=PLATFORM, age_evidence=["idin"]))
    assert (answer.status_code, answer["Location"]) == (302, "/deur/beleid/")
    live = policy_in_force()
    assert live is not None
    assert (live.number, live.platform, live.age_evidence) == (1, PLATFORM, ["idin"])
    shown = client.get("/deur/beleid/").content.decode()
    for told in ("Nu geldt versie 1", "iDIN", "zoals de gemeente vraagt", "niet wie in de advertentie staat"):
        assert told in shown
    event = Event.objects.get(action="door.policy_proposed")
    assert event.details == {"number": 1, "drops": []}


def test_policy_that_asks_less_waits_for_a_second_person(client: Client, moderator: Actor) -> None:
    make_policy(moderator, minimum_age=21, age_evidence=["idin"])
    client.post("/deur/beleid/nieuw/", asked(minimum_age=18))
    waiting = DoorPolicy.objects.get(state="asked")
    assert waiting.drops == ["minimum_age", "age_evidence"]
    live = policy_in_force()
    assert live is not None and live.number == 1
    # who proposed it can't decide
    client.post(f"/deur/beleid/{waiting.id}/", {"do": "approve"})
    waiting.refresh_from_db()
    assert waiting.state == "asked"
    other = sign_in(Client(), moderator.user)
    assert "Keur goed" in other.get(f"/deur/beleid/{waiting.id}/").content.decode()
    other.post(f"/deur/beleid/{waiting.id}/", {"do": "approve"})
    live = policy_in_force()
    assert live is not None and (live.number, live.platform) == (2, PLATFORM)


def test_version_that_was_overtaken_is_decided_on_no_more(moderator: Actor, organisation: Any) -> None:
    from baken.door.actions.set_policy import decide_policy

    make_policy(moderator, minimum_age=21)
    less = make_policy(moderator, minimum_age=18)
    make_policy(moderator, minimum_age=23)
    with pytest.raises(Overtaken):
        decide_policy(by=make_person(organisation, "moderator"), policy_id=less.id, approve=True)


@pytest.mark.parametrize(
    "wrong", [{"minimum_age": 17}, {"age_evidence": ["fax"]}, {"required": ["hair"]}, {"reason": ""}]
)
def test_policy_that_is_none_is_not_recorded(client: Client, wrong: dict[str, Any]) -> None:
    assert client.post("/deur/beleid/nieuw/", asked(platform=PLATFORM) | wrong).status_code == 422
    assert not DoorPolicy.objects.exists()


def test_same_policy_again_is_no_new_version(client: Client, moderator: Actor) -> None:
    make_policy(moderator)
    assert client.post("/deur/beleid/nieuw/", asked()).status_code == 422
    assert DoorPolicy.objects.count() == 1


def test_what_waits_stands_on_the_page_and_an_age_under_eighteen_first(
    client: Client, moderator: Actor
) -> None:
    make_policy(moderator, age_evidence=["in_person"])
    waits = come_to_the_door(moderator, "waits")
    account = {"account_id": "account-2", "payer_hash": None, "device_hash": None}
    young = come_to_the_door(moderator, "young", account=account, stated_age=16)
    shown = client.get("/deur/").content.decode()
    assert shown.index(str(young.check)) < shown.index("geen geldig leeftijdsbewijs")
    assert "langer dan een dag" not in shown
    assert str(waits.check) in client.get("/deur/?ground=age_evidence_missing").content.decode()
    narrowed = client.get("/deur/?ground=fact_unknown").content.decode()
    assert str(young.check) in narrowed
    assert str(waits.check) not in narrowed


def test_page_of_a_check_shows_both_texts_the_evidence_and_what_came_in(
    client: Client, moderator: Actor
) -> None:
    make_policy(moderator, age_evidence=["in_person"])
    come_to_the_door(moderator)
    now = timezone.now()
    record_evidence(
        by=moderator, account_id="account-1", advert_id="new", method="in_person", checked_at=now,
        valid_until=now + timedelta(days=9), checked_by="balie 3",
    )  # fmt: skip
    young = come_to_the_door(moderator, text="Rustige praktijk. Leeftijd: 16 jaar.", stated_age=None)
    shown = client.get(f"/deur/controle/{young.check}/").content.decode()
    for told in (
        "Wacht op twee mensen", "Twee mensen kijken, volgens het protocol", "U hoeft niets te doen",
        "balie 3", "Rustige praktijk.", "<q>16", "versie 1",
    ):  # fmt: skip
        assert told in shown
    assert Event.objects.filter(action="door.check_read", subject=f"door_check:{young.check}").count() == 1
    english = client.get(f"/deur/controle/{young.check}/", headers={"accept-language": "en"})
    assert english.status_code == 200
