"""The door for programs: an advert checked, age evidence told, and what is answered when that is wrong."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from baken.door import api
from baken.tenancy.acting import acting_for
from tests.factories.door import advert
from tests.factories.doors import make_policy
from tests.factories.organisations import make_organisation
from tests.factories.programs import call, make_key
from tests.factories.users import make_person

pytestmark = pytest.mark.django_db
CHECKS, EVIDENCE = "/api/door/checks", "/api/door/evidence"


@pytest.fixture
def key() -> Any:
    organisation = make_organisation()
    with acting_for(organisation.id):
        make_policy(make_person(organisation, "moderator"), age_evidence=["in_person"])
    return make_key(organisation, "door:check")


def test_program_has_an_advert_checked_and_tells_of_evidence(client: Client, key: Any) -> None:
    held = call(client, key, "post", CHECKS, {"advert": advert()})
    assert held.status_code == 200
    assert (held.json()["decision"], held.json()["may_go_online"]) == ("hold", False)
    told = {
        "account_id": "account-1", "sighting_id": "new", "method": "in_person",
        "checked_at": timezone.now().isoformat(), "checked_by": "balie 3",
    }  # fmt: skip
    assert call(client, key, "put", EVIDENCE, told).status_code == 200
    allowed = call(client, key, "post", CHECKS, {"advert": advert()}).json()
    assert (allowed["decision"], allowed["may_go_online"], allowed["state"]) == ("allow", True, "allowed")
    assert call(client, key, "post", CHECKS, {"advert": advert()}).json() == allowed


def test_what_is_wrong_is_told_and_nothing_is_let_through(client: Client, key: Any) -> None:
    for given, status in (
        ({}, 422),
        ({"advert": {}}, 422),
        ({"advert": advert(platform="anderegids.example")}, 422),
        ({"advert": advert() | {"stated_age": "old"}}, 422),
    ):
        answer = call(client, key, "post", CHECKS, given)
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    unknown = {
        "account_id": "x", "sighting_id": "x", "method": "idin", "checked_by": "x",
        "checked_at": timezone.now().isoformat(),
    }  # fmt: skip
    assert call(client, key, "put", EVIDENCE, unknown).status_code == 404
    # a moment without its zone says nothing
    nowhere = unknown | {"checked_at": "2026-06-01T10:00:00"}
    assert call(client, key, "put", EVIDENCE, nowhere).status_code == 422
    without = make_key(make_organisation(), "door:check")
    assert call(client, without, "post", CHECKS, {"advert": advert()}).status_code == 409


def test_advert_that_could_not_be_looked_at_is_looked_at_when_it_comes_again(
    client: Client, key: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = {"Idempotency-Key": "advert-1"}
    with monkeypatch.context() as patched:
        patched.setattr(api, "check_advert", lambda **_: api.not_checked("new"))
        answer = call(client, key, "post", CHECKS, {"advert": advert()}, **named)
    assert (answer.status_code, answer.json()["check"]) == (200, None)
    again = call(client, key, "post", CHECKS, {"advert": advert()}, **named)
    assert "Idempotency-Replayed" not in again and again.json()["check"]


@pytest.mark.parametrize("moment", ["9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00"])
def test_moment_that_no_clock_shows_is_a_wrong_field(client: Client, key: Any, moment: str) -> None:
    told = {
        "account_id": "account-1", "sighting_id": "new", "method": "in_person", "checked_by": "balie 3",
        "checked_at": "2026-01-01T10:00:00Z", "valid_until": moment,
    }  # fmt: skip
    answer = call(client, key, "put", EVIDENCE, told)
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_fields")


def test_database_away_is_a_hold(client: Client, key: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(**_: Any) -> Any:
        raise OperationalError

    monkeypatch.setattr(api, "check_advert", away)
    answer = call(client, key, "post", CHECKS, {"advert": advert()})
    assert (answer.status_code, answer.json()["decision"]) == (200, "hold")
    assert not answer.json()["may_go_online"]
