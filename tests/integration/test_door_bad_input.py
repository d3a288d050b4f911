"""The hardest input of a door: no database, very long texts, the same advert again, wrong clocks."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from baken.adverts.vault import Vault
from baken.audit.models import Event
from baken.door.actions.let_through import let_through_in_time
from baken.door.kept import ANSWER, FACTS, READ, RECORD, sealed_json
from baken.door.models import AgeProof, DoorCheck, StandingAdvert, StandingKey
from baken.door.reviews.reported import about_of, report_refusal
from baken.door.standing import forget_contact
from baken.privacy.pseudonyms import pseudonym
from baken.referrals.reports.queries import report_about
from baken.tenancy.acting import Actor
from tests.factories.door import advert
from tests.factories.doors import come_to_the_door, make_policy
from tests.factories.programs import call, make_key
from tests.factories.users import make_person, sign_in

pytestmark = pytest.mark.django_db
CHECKS = "/api/door/checks"
LONGEST_TEXT = 100_000


@pytest.fixture
def moderator(organisation: Any) -> Actor:
    by = make_person(organisation, "moderator")
    make_policy(by)
    return by


def away(*_: Any) -> Any:
    raise OperationalError("the connection is closed")


def test_every_check_while_the_database_is_away_is_a_hold(moderator: Actor) -> None:
    before = come_to_the_door(moderator, "known")
    assert before.online
    with connection.execute_wrapper(away):
        answers = [come_to_the_door(moderator, name) for name in ("known", "new", "newer") * 4]
    assert {one.told["decision"] for one in answers} == {"hold"}
    assert not any(one.online or one.check for one in answers)
    # what stood stands, and the next check is as ever
    assert come_to_the_door(moderator, "known").check == before.check
    assert StandingAdvert.objects.count() == 1


def test_program_is_told_to_hold_while_the_database_is_away(moderator: Actor, client: Client) -> None:
    key = make_key(moderator.organisation, "door:check")
    with connection.execute_wrapper(away):
        answer = call(client, key, "post", CHECKS, {"advert": advert()})
    assert (answer.status_code, answer.json()["decision"]) == (200, "hold")
    assert not answer.json()["may_go_online"]


@pytest.mark.parametrize(("characters", "status"), [(100_001, 422), (900_000, 422), (1_100_000, 413)])
def test_text_that_no_advert_has_is_told_and_nothing_of_it_is_kept(
    moderator: Actor, client: Client, characters: int, status: int
) -> None:
    key = make_key(moderator.organisation, "door:check")
    long = ("Rustige praktijk aan huis met uitzicht op de tuin. " * 22_000)[:characters]
    answer = call(client, key, "post", CHECKS, {"advert": advert("long", text=long)})
    assert answer.status_code == status
    assert not StandingAdvert.objects.exists()


def test_longest_text_is_checked(moderator: Actor) -> None:
    long = ("Rustige praktijk aan huis met uitzicht op de tuin. " * 2_000)[:LONGEST_TEXT]
    assert come_to_the_door(moderator, "long", text=long).check


def test_same_advert_over_and_over_takes_no_more_room(moderator: Actor) -> None:
    first = come_to_the_door(moderator)
    rows = StandingKey.objects.count()
    again = {come_to_the_door(moderator).check for _ in range(30)}
    assert again == {first.check}
    assert (StandingAdvert.objects.count(), DoorCheck.objects.count()) == (1, 1)
    assert StandingKey.objects.count() == rows


@pytest.mark.parametrize("moment", ["1999-01-01T00:00:00Z", "2999-01-01T00:00:00Z"])
def test_clock_of_the_platform_decides_nothing(moderator: Actor, moment: str) -> None:
    answer = come_to_the_door(moderator, captured_at=moment)
    assert answer.online
    standing = StandingAdvert.objects.get()
    assert abs(timezone.now() - standing.captured_at) < timedelta(hours=1)


def test_evidence_for_another_account_never_holds_for_this_one(moderator: Actor, client: Client) -> None:
    make_policy(moderator, age_evidence=["in_person"])
    key = make_key(moderator.organisation, "door:check")
    come_to_the_door(moderator, "mine")
    told = {
        "account_id": "account-2", "sighting_id": "mine", "method": "in_person", "checked_by": "balie 3",
        "checked_at": timezone.now().isoformat(),
    }  # fmt: skip
    assert call(client, key, "put", "/api/door/evidence", told).status_code == 404
    mine = told | {"account_id": "account-1"}
    assert call(client, key, "put", "/api/door/evidence", mine).status_code == 200
    assert AgeProof.objects.count() == 1
    borrowed = come_to_the_door(moderator, "theirs", account={"account_id": "account-2"})
    assert [one["ground"] for one in borrowed.told["reasons"]] == ["age_evidence_missing"]
    assert come_to_the_door(moderator, "mine").online


def broken_beside(by: Actor, told: str) -> str:
    """An advert stands of which a part is broken; what the log calls it."""
    answer = come_to_the_door(by, "neighbour")
    standing = StandingAdvert.objects.get()
    other = Vault(by.organisation.id).seal("{", READ, standing.id)
    with connection.cursor() as cursor:
        # as a disk or a wrong restore does it: no action can
        cursor.execute("SET ROLE NONE")
        if told == "answer":
            cursor.execute("UPDATE door_doorcheck SET answer = %s", [b"\x01short"])
        elif told == "read":
            cursor.execute("UPDATE door_standingadvert SET read = %s", [other])
        else:
            broken = {"another place": other, "cut short": b"\x01short", "nothing": b""}[told]
            cursor.execute("UPDATE door_standingadvert SET record = %s", [broken])
        cursor.execute("SET ROLE baken_app")
    return f"door_check:{answer.check}" if told == "answer" else f"standing_advert:{standing.id}"


@pytest.mark.parametrize(
    ("told", "comes"),
    [("another place", "new"), ("cut short", "new"), ("nothing", "new"), ("answer", "neighbour")],
)
def test_what_is_kept_and_broken_gives_a_hold_and_is_named_in_the_log(
    moderator: Actor, client: Client, told: str, comes: str
) -> None:
    named = broken_beside(moderator, told)
    before = DoorCheck.objects.count()
    key = make_key(moderator.organisation, "door:check")
    answer = call(client, key, "post", CHECKS, {"advert": advert(comes)})
    assert (answer.status_code, answer.json()["decision"], answer.json()["check"]) == (200, "hold", None)
    assert not answer.json()["may_go_online"]
    (reason,) = answer.json()["reasons"]
    assert reason["ground"] == "not_checked" and "can't be read" in reason["internal"]["en"]
    assert [one.subject for one in Event.objects.filter(action="door.broken_found")] == [named]
    assert DoorCheck.objects.count() == before


def test_reading_that_is_broken_is_made_anew_from_the_words(moderator: Actor) -> None:
    broken_beside(moderator, "read")
    assert come_to_the_door(moderator, "new").check
    assert not Event.objects.filter(action="door.broken_found").exists()


NO_ADVERT = ("{", "[]", '{"x": 1}')
"""What opens and is no advert, no answer and no facts: as another version of Baken might have left it."""


def write_broken(by: Actor, check: DoorCheck, words: str, *, due: bool = False) -> None:
    """All that is kept of a check opens, and can't be read; `due` to be let through by time."""
    vault = Vault(by.organisation.id)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute(
            "UPDATE door_standingadvert SET record = %s, read = NULL",
            [vault.seal(words, RECORD, check.standing_id)],
        )
        cursor.execute(
            "UPDATE door_doorcheck SET answer = %s, facts = %s",
            [sealed_json(vault, [words], ANSWER, check.id), sealed_json(vault, [words], FACTS, check.id)],
        )
        if due:
            cursor.execute(
                "UPDATE door_doorcheck "
                "SET two_people = false, grounds = '{indicators}', hold_until = now() - interval '1 hour'"
            )
        cursor.execute("SET ROLE baken_app")


@pytest.mark.parametrize("words", NO_ADVERT)
def test_what_opens_and_can_not_be_read_is_set_aside(moderator: Actor, client: Client, words: str) -> None:
    come_to_the_door(moderator, "mine", stated_age=17)
    check = DoorCheck.objects.get()
    write_broken(moderator, check, words, due=True)
    assert come_to_the_door(moderator, "new").check is None
    assert let_through_in_time(by=moderator) == 0
    sign_in(client, moderator.user)
    for page in (f"/deur/controle/{check.id}/", f"/deur/controle/{check.id}/bewijs/"):
        answer = client.get(page)
        assert answer.status_code == 409
        assert f"door_check:{check.id}" in answer.content.decode()
    DoorCheck.objects.update(state="cleared")
    assert client.get("/deur/missers/").status_code == 200
    found = set(Event.objects.filter(action="door.broken_found").values_list("subject", flat=True))
    assert found == {f"standing_advert:{check.standing_id}", f"door_check:{check.id}"}


def test_rounds_note_once_what_can_not_be_read(moderator: Actor) -> None:
    come_to_the_door(moderator, "mine", stated_age=17)
    check = DoorCheck.objects.get()
    write_broken(moderator, check, NO_ADVERT[0], due=True)
    for _ in range(2):
        assert let_through_in_time(by=moderator) == 0
        noted = Event.objects.get(action="door.broken_found")
        assert noted.subject == f"standing_advert:{check.standing_id}"
    assert DoorCheck.objects.get().state == "held"


def test_suspicion_behind_an_advert_that_can_not_be_read_is_reported_all_the_same(moderator: Actor) -> None:
    come_to_the_door(moderator, "mine", stated_age=17)
    check = DoorCheck.objects.get()
    write_broken(moderator, check, "[]")
    report_refusal(moderator, check, "minority")
    report = report_about(about_of(check))
    assert report is not None
    assert set(report.items.values_list("item", flat=True)) == {"published", "where"}


def test_erasing_a_contact_takes_words_along_that_open_and_can_not_be_cut(moderator: Actor) -> None:
    come_to_the_door(moderator, "mine", stated_age=17)
    check = DoorCheck.objects.get()
    write_broken(moderator, check, '{"text": "+31600000001"}')
    vault = Vault(moderator.organisation.id)
    name = pseudonym("phone", "+31600000001", vault.pseudonym_key)
    assert forget_contact(name, vault, lambda row: row) == 0
    standing = StandingAdvert.objects.get()
    assert vault.open(standing.record, RECORD, standing.id) == ""


def test_evidence_that_is_broken_gives_a_hold(moderator: Actor, client: Client) -> None:
    make_policy(moderator, age_evidence=["in_person"])
    come_to_the_door(moderator, "mine")
    key = make_key(moderator.organisation, "door:check")
    told = {
        "account_id": "account-1", "sighting_id": "mine", "method": "in_person", "checked_by": "balie 3",
        "checked_at": timezone.now().isoformat(),
    }  # fmt: skip
    assert call(client, key, "put", "/api/door/evidence", told).status_code == 200
    proof = AgeProof.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("UPDATE door_ageproof SET checked_by = %s", [b"\x01"])
        cursor.execute("SET ROLE baken_app")
    answer = come_to_the_door(moderator, "mine")
    assert (answer.told["decision"], answer.check) == ("hold", None)
    assert Event.objects.get(action="door.broken_found").subject == f"age_evidence:{proof.id}"
