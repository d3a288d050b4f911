"""An audit of a platform's test entrance, over its API: where it goes, what it leaves, how it goes on."""

from datetime import timedelta
from importlib import import_module
from typing import Any

import httpx
import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.api.secrets import find_key
from baken.audit.models import Event
from baken.door.audits import actions, exceptions
from baken.door.audits.entrances import exceptions as wrong
from baken.door.audits.gradations import POLICY, probes
from baken.door.audits.models import DoorAudit
from baken.door.audits.queries import changed_since, counting_audits, entrance_audit, run_before
from baken.door.audits.trial import run_trial
from baken.door.models import StandingAdvert
from baken.indicators.rulebook import load_rules
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted
from tests.factories.door import advert
from tests.factories.door_audits import attempt
from tests.factories.doors import make_policy
from tests.factories.entrances import ADDRESS, Wire, make_entrance, make_entrance_audit, reached
from tests.factories.organisations import make_actor
from tests.factories.programs import call, make_key
from tests.factories.users import make_person, sign_in

pytestmark = pytest.mark.django_db
RUNNING = import_module("baken.door.audits.actions.run_entrance")


@pytest.fixture
def analyst(organisation: Any) -> Actor:
    return make_person(organisation, "analyst", purpose="statistics")


@pytest.fixture
def entrance(settings: Any, analyst: Actor) -> str:
    settings.TEST_ENTRANCE = True
    return make_entrance()


def _run(by: Actor, audit: DoorAudit, secret: str, wire: httpx.BaseTransport | None = None) -> DoorAudit:
    with reached(secret, wire or Wire()) as client:
        return actions.run_entrance(by=by, audit_id=audit.id, entrance=client)


# the whole run


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A run of a few test adverts, of which one differs by each thing that can be brought beforehand."""
    codes = ["plain", "field-17", "not-yet-valid", "of-other-advert", "all-new"]
    chosen = tuple(one for one in probes() if one.code in codes)
    monkeypatch.setattr(RUNNING, "probes", lambda: chosen)
    return codes


def test_entrance_with_the_shipped_rules_does_what_they_do_here(analyst: Actor, entrance: str) -> None:
    audit = _run(analyst, make_entrance_audit(analyst), entrance)
    here = {one.probe: one.outcome for one in run_trial(probes(), load_rules(), POLICY, key=b"k" * 32)}
    found = dict(audit.attempts.values_list("probe", "outcome"))
    # nobody can be below the platform's age where that is the law's
    assert set(here) - set(found) == {"field-19-of-21", "field-20-of-21", "text-19-of-21"}
    assert found == {code: outcome for code, outcome in here.items() if code in found}
    assert (audit.state, len(audit.rules), audit.way) == ("closed", 64, "platform_entrance")
    assert {one.site for one in audit.attempts.all()} == {"proef.kleinegids.example"}
    assert [one.audit for one in counting_audits()] == [audit]


def test_run_that_breaks_off_goes_on_and_places_nothing_twice(
    analyst: Actor, entrance: str, short: list[str]
) -> None:
    audit = make_entrance_audit(analyst)
    for cut in (4, 3, 5):
        with pytest.raises(wrong.Away):
            _run(analyst, audit, entrance, Wire(fails_after=cut))
    tried = audit.attempts.count()
    assert 0 < tried < len(short)
    wire = Wire()
    done = _run(analyst, audit, entrance, wire)
    assert sorted(one.probe for one in done.attempts.all()) == sorted(short)
    assert [one.number for one in done.attempts.order_by("number")] == [1, 2, 3, 4, 5]
    with pytest.raises(exceptions.WrongState):
        _run(analyst, audit, entrance)
    with acting_for(_platform(entrance)):
        names = StandingAdvert.objects.values_list("advert", "version")
        assert len(set(names)) == len(names) and {version for _, version in names} == {1}


def _platform(secret: str) -> Any:
    found = find_key(secret, timezone.now())
    assert found
    return found[0]


def test_line_that_was_cut_after_the_answer_is_asked_again_by_the_same_name(
    analyst: Actor, entrance: str, short: list[str]
) -> None:
    class Lost(Wire):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            answer = super().handle_request(request)
            if len(self.asked) % 3 == 0:
                raise httpx.ReadError("cut")
            return answer

    wire = Lost()
    audit = _run(analyst, make_entrance_audit(analyst), entrance, wire)
    assert audit.attempts.count() == len(short)
    names = [name for path, name in wire.asked if path.endswith("checks")]
    assert len(names) > len(set(names))
    with acting_for(_platform(entrance)):
        assert StandingAdvert.objects.count() == len({name for name in names if name})


# where it goes


def test_door_that_is_no_test_entrance_gets_nothing(analyst: Actor, entrance: str, settings: Any) -> None:
    settings.TEST_ENTRANCE = False
    wire = Wire()
    with pytest.raises(wrong.NoTestEntrance):
        _run(analyst, make_entrance_audit(analyst), entrance, wire)
    assert [path for path, _ in wire.asked] == ["/api/door/entrance"]


def test_entrance_that_becomes_a_real_door_meanwhile_takes_no_test_advert(
    analyst: Actor, entrance: str, settings: Any, short: list[str]
) -> None:
    class Switched(Wire):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            settings.TEST_ENTRANCE = len(self.asked) < 4
            return super().handle_request(request)

    audit = make_entrance_audit(analyst)
    with pytest.raises(wrong.NoTestEntrance):
        _run(analyst, audit, entrance, Switched())
    with acting_for(_platform(entrance)):
        assert StandingAdvert.objects.count() <= 3


def test_only_the_address_in_the_document_is_asked(analyst: Actor, entrance: str) -> None:
    wire = Wire()
    audit = make_entrance_audit(analyst)
    with reached(entrance, wire, "https://anders.example") as other, pytest.raises(wrong.OtherAddress):
        actions.run_entrance(by=analyst, audit_id=audit.id, entrance=other)
    assert not wire.asked
    assert entrance_audit(f"{ADDRESS}/", None) == audit
    for address, number in (("https://anders.example", None), (ADDRESS, audit.number + 1)):
        with pytest.raises(exceptions.NotAuthorised):
            entrance_audit(address, number)
    make_entrance_audit(analyst)
    with pytest.raises(exceptions.SeveralNameIt):
        entrance_audit(ADDRESS, None)


def test_key_that_opens_nothing_is_told(analyst: Actor, entrance: str) -> None:
    with pytest.raises(wrong.KeyRefused):
        _run(analyst, make_entrance_audit(analyst), "baken_" + "A" * 43)


def test_run_that_lay_too_long_does_not_go_on(
    analyst: Actor, entrance: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    audit = make_entrance_audit(analyst)
    wire = Wire()
    monkeypatch.setattr(RUNNING, "MOST_DAYS", timedelta(0))
    with pytest.raises(wrong.TooLate):
        _run(analyst, audit, entrance, wire)
    assert not wire.asked


# what decides there


def test_other_policy_half_way_stops_the_run(analyst: Actor, entrance: str, short: list[str]) -> None:
    audit = make_entrance_audit(analyst)
    with pytest.raises(wrong.Away):
        _run(analyst, audit, entrance, Wire(fails_after=5))
    platform = _platform(entrance)
    with acting_for(platform):
        make_policy(
            make_person(Organisation.objects.get(id=platform), "moderator"),
            minimum_age=21,
            age_evidence=["idin"],
        )
    with pytest.raises(wrong.Changed):
        _run(analyst, audit, entrance)
    assert DoorAudit.objects.get(id=audit.id).state == "open"


def test_two_runs_at_one_entrance_are_held_against_each_other(
    analyst: Actor, entrance: str, short: list[str]
) -> None:
    first = _run(analyst, make_entrance_audit(analyst), entrance)
    second = _run(analyst, make_entrance_audit(analyst), entrance)
    assert run_before(second) == first and run_before(first) is None
    assert changed_since(first, second) == [] and first.rules == second.rules
    elsewhere = _run(analyst, make_entrance_audit(analyst), make_entrance())
    assert run_before(elsewhere) == second


def test_age_below_the_platforms_is_tried_where_it_asks_more_than_the_law(
    analyst: Actor, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.TEST_ENTRANCE = True
    chosen = tuple(one for one in probes() if one.gradation in ("age_under_platform", "nothing_amiss"))[-4:]
    monkeypatch.setattr(RUNNING, "probes", lambda: chosen)
    audit = _run(analyst, make_entrance_audit(analyst), make_entrance(minimum_age=23, age_evidence=["idin"]))
    found = {one.probe: (one.outcome, one.grounds) for one in audit.attempts.all()}
    assert found.pop("plain-two-numbers") == ("let_through", [])
    assert len(found) == 3
    assert {tuple(grounds) for _, grounds in found.values()} == {("under_platform_age",)}


# what is recorded stays


def test_people_write_nothing_into_a_run(analyst: Actor, entrance: str, short: list[str]) -> None:
    audit = make_entrance_audit(analyst)
    with pytest.raises(wrong.Away):
        _run(analyst, audit, entrance, Wire(fails_after=5))
    one = audit.attempts.first()
    assert one
    for by_hand in (
        lambda: attempt(analyst, audit),
        lambda: actions.remove_attempt(by=analyst, attempt_id=one.id),
        lambda: actions.close_audit(by=analyst, audit_id=audit.id),
    ):
        with pytest.raises(exceptions.OnlyByHand):
            by_hand()
    gone = actions.withdraw_audit(by=analyst, audit_id=audit.id, because="andere regels")
    assert gone.state == "withdrawn"


def test_rules_of_an_entrance_are_written_down_once(analyst: Actor, entrance: str, short: list[str]) -> None:
    audit = _run(analyst, make_entrance_audit(analyst), entrance)
    for change in ({"rules": "f" * 64}, {"policy": "anders"}, {"address": "https://anders.example"}):
        with pytest.raises(ProgrammingError), transaction.atomic():
            DoorAudit.objects.filter(id=audit.id).update(**change)


def test_database_refuses_a_run_without_document_or_address(analyst: Actor) -> None:
    audit = make_entrance_audit(analyst)
    for gone in ({"reference": ""}, {"address": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DoorAudit.objects.create(
                organisation=analyst.organisation, number=99, way="platform_entrance", state="open",
                at=audit.at, by=analyst.user, held_on=audit.held_on,
                **{"reference": "x", "address": ADDRESS} | gone,
            )  # fmt: skip


def test_only_a_person_names_the_document_and_only_who_may(organisation: Any, analyst: Actor) -> None:
    reader = make_person(organisation, "researcher", purpose="statistics")
    system = make_actor(organisation)
    for by in (reader, system):
        with pytest.raises(NotPermitted):
            make_entrance_audit(by)


def test_log_of_a_run_has_codes_alone(analyst: Actor, entrance: str, short: list[str]) -> None:
    _run(analyst, make_entrance_audit(analyst), entrance)
    told = Event.objects.filter(action__startswith="door.", user=analyst.user)
    counted = {
        one: told.filter(action=one).count() for one in ("door.entrance_asked", "door.attempt_recorded")
    }
    assert counted == {"door.entrance_asked": 1, "door.attempt_recorded": len(short)}
    assert "kleinegids" not in str(list(told.values_list("details", flat=True)))


# the door itself


def test_test_advert_never_may_go_online_and_no_real_door_takes_it(client: Client, settings: Any) -> None:
    settings.TEST_ENTRANCE = True
    secret = make_entrance(age_evidence=[])
    given = {"advert": advert(), "test": True}
    answer = call(client, secret, "post", "/api/door/checks", given).json()
    assert (answer["decision"], answer["state"], answer["may_go_online"]) == ("allow", "allowed", False)
    assert len(answer["rules"]) == 64
    settings.TEST_ENTRANCE = False
    refused = call(client, secret, "post", "/api/door/checks", given)
    assert (refused.status_code, refused.json()["code"]) == (409, "no_test_entrance")
    assert call(client, secret, "post", "/api/door/checks", {"advert": advert()}).json()["may_go_online"]


def test_door_tells_whose_it_is_and_what_decides(client: Client, settings: Any, organisation: Any) -> None:
    secret = make_entrance(minimum_age=21)
    told = call(client, secret, "get", "/api/door/entrance").json()
    assert (told["test_entrance"], told["policy"]["minimum_age"], told["policy"]["number"]) == (False, 21, 1)
    settings.TEST_ENTRANCE = True
    assert call(client, secret, "get", "/api/door/entrance").json()["test_entrance"]
    assert call(client, make_key(organisation), "get", "/api/door/entrance").status_code == 409
    assert call(client, make_key(organisation, "door:read"), "get", "/api/door/entrance").status_code == 403


# the pages


def test_audit_of_an_entrance_begins_on_the_desk(analyst: Actor) -> None:
    client = sign_in(Client(), analyst.user)
    here = "/deur/toetsen/proefingang/"
    for given in (
        {"reference": "", "address": ADDRESS},
        {"reference": "afspraak", "address": "http://proef.kleinegids.example"},
        {"reference": "afspraak", "address": f"{ADDRESS}/api"},
        {"reference": "bel 06 12345678", "address": ADDRESS},
    ):
        assert client.post(here, given).status_code == 422
    answer = client.post(here, {"reference": "afspraak", "address": f" {ADDRESS}:443/ "}, follow=True)
    audit = DoorAudit.objects.get()
    assert (audit.address, audit.way, audit.state) == (ADDRESS, "platform_entrance", "open")
    told = answer.content.decode()
    assert f"--at {ADDRESS}" in told and f"--audit {audit.number}" in told
    assert client.get(f"/deur/toetsen/toets/{audit.id}/poging/").status_code == 404
    client.post(f"/deur/toetsen/toets/{audit.id}/sluit/")
    assert DoorAudit.objects.get().state == "open"
