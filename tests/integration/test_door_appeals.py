"""Appeals against a refusal at the door: by the platform's program or its people, decided on by others."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from baken.audit.models import Event
from baken.door.appeals import actions
from baken.door.appeals.actions import decide_appeal, lodge_appeal
from baken.door.appeals.models import DoorAppeal
from baken.door.exceptions import AppealClosed, AppealTooLate, SaidAlready, SamePerson
from baken.door.models import DoorCheck, DoorRefusal
from baken.door.rates.queries import read_rates
from baken.notices.received.exceptions import ContactTold
from baken.notices.statements.models import StatementOfReasons
from baken.notices.statements.queries import overturned
from baken.notices.statements.writing import release_statements
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from tests.factories.doors import come_to_the_door, make_policy
from tests.factories.programs import call, make_key
from tests.factories.users import confirm, make_person, sign_in
from tests.integration.test_door_reviews import refuse

pytestmark = pytest.mark.django_db
ANSWER = "Het bewijs van toen geldt toch."


@pytest.fixture
def people(organisation: Any) -> list[Actor]:
    return [make_person(organisation, "moderator", purpose="moderation") for _ in range(5)]


@pytest.fixture
def refused(people: list[Actor]) -> Any:
    make_policy(people[0], age_evidence=["in_person"])
    check = come_to_the_door(people[0]).check
    refuse(people[0], check)
    return check


@pytest.fixture
def young(people: list[Actor]) -> Any:
    make_policy(people[0])
    check = come_to_the_door(people[0], "young", stated_age=16).check
    refuse(people[0], check, "minority")
    refuse(people[1], check, "minority")
    return check


def lodge(by: Actor, check: Any) -> DoorAppeal:
    return lodge_appeal(by=by, check_id=check, why="Ik liet mijn bewijs zien aan de balie.")


def decide(by: Actor, appeal: DoorAppeal, outcome: str) -> DoorAppeal:
    return decide_appeal(by=by, appeal_id=appeal.id, outcome=outcome, answer=ANSWER)


def test_another_person_overturns_and_the_advert_goes_online(people: list[Actor], refused: Any) -> None:
    stated = StatementOfReasons.objects.get()
    assert overturned([stated]) == set()
    release_statements(by=people[0], statement_ids=[stated.id])
    appeal = lodge(people[0], refused)
    with pytest.raises(SamePerson):
        decide(people[0], appeal, "overturn")
    assert decide(people[1], appeal, "overturn").state == "overturned"
    assert DoorCheck.objects.get(id=refused).state == "cleared"
    # what nobody asked the database to store yet does not go there
    stated = StatementOfReasons.objects.get()
    assert stated.state != "ready"
    # and whoever lets statements go sees that its refusal is gone
    assert overturned([stated]) == {stated.id}
    assert come_to_the_door(people[0]).online
    with pytest.raises(AppealClosed):
        decide(people[2], appeal, "uphold")
    assert {"door.appeal_lodged", "door.appeal_said", "door.overturned"} <= {
        one.action for one in Event.objects.all()
    }
    assert not any("balie" in str(one.details) for one in Event.objects.all())


def test_refusal_that_stands_stays_refused(people: list[Actor], refused: Any) -> None:
    appeal = decide(people[1], lodge(people[0], refused), "uphold")
    assert (appeal.state, DoorCheck.objects.get(id=refused).state) == ("upheld", "refused")
    assert b"balie" not in bytes(appeal.why) and ANSWER.encode() not in bytes(appeal.answer or b"")
    assert not come_to_the_door(people[0]).online
    # told again it is the same appeal
    assert lodge(people[0], refused).id == appeal.id


def test_suspected_minority_takes_two_who_did_not_refuse(people: list[Actor], young: Any) -> None:
    appeal = lodge(people[0], young)
    for one in people[:2]:
        with pytest.raises(SamePerson):
            decide(one, appeal, "overturn")
    assert decide(people[2], appeal, "overturn").state == "open"
    with pytest.raises(SaidAlready):
        decide(people[2], appeal, "overturn")
    assert DoorCheck.objects.get(id=young).state == "refused"
    assert decide(people[3], appeal, "uphold").state == "open"
    assert decide(people[4], appeal, "uphold").state == "upheld"
    # that the suspicion must be passed on does not go away with an appeal
    assert DoorRefusal.objects.get().state == "open"


def test_who_refused_another_wording_does_not_decide(people: list[Actor], refused: Any) -> None:
    changed = come_to_the_door(people[0], title="Een andere titel").check
    refuse(people[1], changed)
    appeal = lodge(people[0], refused)
    for one in people[:2]:
        with pytest.raises(SamePerson):
            decide(one, appeal, "overturn")
    assert decide(people[2], appeal, "overturn").state == "overturned"


def test_appeal_ends_six_months_after_the_refusal(
    people: list[Actor], refused: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = timezone.now() + timedelta(days=185)
    with monkeypatch.context() as patched:
        patched.setattr(actions.timezone, "now", lambda: late)
        with pytest.raises(AppealTooLate):
            lodge(people[0], refused)
    assert lodge(people[0], refused).state == "open"


def test_no_program_decides_and_answers_tell_nobody_s_contact(people: list[Actor], refused: Any) -> None:
    appeal = lodge(people[0], refused)
    with pytest.raises(ContactTold):
        decide_appeal(by=people[1], appeal_id=appeal.id, outcome="uphold", answer="Bel +31 6 00000001")
    people[1].user.is_system = True
    people[1].user.save()
    with pytest.raises(NotPermitted):
        decide(people[1], appeal, "overturn")
    assert DoorAppeal.objects.get().state == "open"


def test_program_appeals_and_reads_how_it_stands(people: list[Actor], refused: Any, client: Client) -> None:
    key = make_key(people[0].organisation, "door:check", "door:read")
    address = f"/api/door/checks/{refused}/appeal"
    assert call(client, key, "get", address).status_code == 404
    told = call(client, key, "put", address, {"why": "Ik ben er niet mee eens."})
    assert (told.status_code, told.json()["state"], told.json()["answer"]) == (200, "open", None)
    assert call(client, key, "put", address, {"why": "Nog eens."}).json() == told.json()
    assert call(client, key, "put", address, {"why": ""}).status_code == 422
    with acting_for(people[0].organisation.id):
        decide(people[1], DoorAppeal.objects.get(), "overturn")
    read = call(client, key, "get", address).json()
    assert (read["state"], read["answer"]) == ("overturned", ANSWER)
    held = make_key(people[0].organisation, "door:check")
    nothing = "/api/door/checks/00000000-0000-4000-8000-000000000000/appeal"
    assert call(client, held, "put", nothing, {"why": "Ik ben er niet mee eens."}).status_code == 404


def test_pages_from_refusal_to_answer(people: list[Actor], refused: Any) -> None:
    writer, decider = (confirm(sign_in(Client(), one.user), one.user) for one in people[:2])
    page = reverse("door:lodge_appeal", args=[refused])
    assert page in writer.get(reverse("door:check", args=[refused])).text
    told = writer.post(page, {"why": "Ik liet mijn bewijs zien."}, follow=True)
    assert "Een ander beslist over het bezwaar" in told.text
    address = reverse("door:appeal", args=[DoorAppeal.objects.get().id])
    assert address in decider.get(reverse("door:appeals")).text
    assert decider.post(address, {"outcome": "overturn"}).status_code == 422
    done = decider.post(address, {"outcome": "overturn", "answer": ANSWER}, follow=True)
    assert "Het antwoord staat klaar" in done.text and ANSWER in done.text


def test_rates_count_what_people_decided_and_tell_nothing_of_few(people: list[Actor], refused: Any) -> None:
    decide(people[1], lodge(people[0], refused), "overturn")
    rates = read_rates(by=people[0])
    assert [(one.code, one.part) for one in rates.rules] == [("age_evidence_missing", None)]
    assert [one.part for one in rates.genders + rates.languages] == [None, None]
    client = confirm(sign_in(Client(), people[0].user), people[0].user)
    assert "niet getoond: te weinig" in client.get(reverse("door:rates")).text
