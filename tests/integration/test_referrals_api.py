"""How a referral stands, for programs: by number or id, states alone, of one's own organisation."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client

from baken.audit.models import Event
from baken.referrals.models import CrimePacket, Referral
from baken.referrals.reports.states import SETTLED
from baken.tenancy.acting import Actor
from tests.factories.crime_reports import make_report
from tests.factories.organisations import make_organisation
from tests.factories.programs import call, make_key
from tests.factories.referrals import offered
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
HERE, BY_NUMBER = "/api/referrals/", "/api/referrals/standing"


@pytest.fixture
def moderator(organisation: Any) -> Actor:
    return make_person(organisation, "moderator", purpose="moderation")


def test_report_stands_under_its_number_and_under_each_packet(
    client: Client, organisation: Any, moderator: Actor
) -> None:
    report, key = make_report(moderator), make_key(organisation, "referrals:read")
    told = call(client, key, "post", BY_NUMBER, {"number": f" {report.number.lower()} "}).json()
    packets = {str(one.id): one for one in CrimePacket.objects.filter(report=report)}
    assert (told["kind"], told["number"], told["settled"]) == ("report", report.number, False)
    assert {one["id"]: (one["receiver"], one["state"], one["settled"]) for one in told["receivers"]} == {
        name: (one.kind, one.state, one.state in SETTLED) for name, one in packets.items()
    }
    for name in packets:
        assert call(client, key, "get", f"{HERE}{name}").json() == told


def test_hand_over_stands_under_its_number_and_id(client: Client, organisation: Any) -> None:
    worker = make_person(organisation, "outreach_worker")
    referral = offered(worker).referral
    key = make_key(organisation, "referrals:read")
    told = call(client, key, "get", f"{HERE}{referral.id}").json()
    (part,) = told["receivers"]
    assert (told["kind"], part["state"], part["settled"]) == ("referral", "offered", False)
    assert call(client, key, "post", BY_NUMBER, {"number": referral.number}).json() == told
    Referral.objects.filter(id=referral.id).update(answer_due_at="2026-01-01T00:00:00Z")
    assert call(client, key, "get", f"{HERE}{referral.id}").json()["receivers"][0]["state"] == "overdue"


def test_nothing_but_codes_and_moments_is_told(client: Client, organisation: Any, moderator: Actor) -> None:
    report, key = make_report(moderator), make_key(organisation, "referrals:read")
    told = call(client, key, "post", BY_NUMBER, {"number": report.number}).json()
    assert set(told) == {"kind", "number", "settled", "receivers"}
    assert {name for one in told["receivers"] for name in one} == {
        "id", "receiver", "state", "due_at", "settled",
    }  # fmt: skip
    assert report.about not in json.dumps(told) and report.suspicion not in json.dumps(told)


def test_another_organisation_is_told_that_nothing_is_there(
    client: Client, organisation: Any, moderator: Actor
) -> None:
    report = make_report(moderator)
    packet = CrimePacket.objects.filter(report=report).first()
    assert packet
    other = make_key(make_organisation(), "referrals:read")
    for found in (
        call(client, other, "post", BY_NUMBER, {"number": report.number}),
        call(client, other, "get", f"{HERE}{packet.id}"),
        call(client, other, "get", f"{HERE}{uuid.uuid4()}"),
    ):
        assert (found.status_code, found.json()["code"]) == (404, "no_such_referral")


def test_asking_asks_its_scope_and_stands_in_the_log(
    client: Client, organisation: Any, moderator: Actor
) -> None:
    report = make_report(moderator)
    for scope, status in (("door:read", 403), ("referrals:read", 200)):
        key = make_key(organisation, scope)
        assert call(client, key, "post", BY_NUMBER, {"number": report.number}).status_code == status
    event = Event.objects.get(action="referrals.state_asked")
    assert (event.subject, event.purpose) == (f"crime_report:{report.id}", "crime_report")
    assert (event.user, event.details) == (key.key.program, {"found": True})
