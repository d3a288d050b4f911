"""The guard before every endpoint: who comes in, what they may, and that it stands in the log once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from baken.accounts.models import Organisation
from baken.api import guard
from baken.api.actions import revoke_key, rotate_key
from baken.api.application import NAMESPACE
from baken.api.idempotency import KEPT, forget_old_answers
from baken.api.models import ApiKey, ApiSecret, StoredAnswer
from baken.audit.models import Event
from baken.config.api_rooms import programs
from baken.notices.permissions import CHECK_STATEMENTS
from baken.notices.statements.api import EXAMPLE
from baken.platforms.permissions import WRITE_DIALOGUE
from baken.tenancy.acting import Actor, acting_for
from baken.tenancy.permission import NotPermitted, check_may, check_person
from tests.factories.organisations import make_organisation
from tests.factories.programs import call, make_key
from tests.factories.users import make_person, make_user, sign_in

pytestmark = pytest.mark.django_db

CHECKS = "/api/statements/checks"


def events(action: str) -> Any:
    return Event.objects.filter(action=action)


def test_program_is_let_in_and_stands_in_the_log(client: Client, organisation: Organisation) -> None:
    key = make_key(organisation, "statements:check")
    answer = call(client, key, "post", CHECKS, EXAMPLE)
    assert answer.status_code == 200
    assert answer.json() == {"accepted": True, "statements": 1, "errors": []}
    event = events("notices.statements_checked").get()
    assert (event.user, event.purpose) == (key.key.program, "moderation")
    assert key.key.program.is_system and key.key.program.name == key.key.name
    key.key.refresh_from_db()
    assert key.key.last_used_on == timezone.localdate()


@pytest.mark.parametrize("secret", [None, "", "x", "baken_" + "A" * 43, "baken_é", "baken_\x00"])
def test_without_a_key_nothing_is_answered(client: Client, db: None, secret: str | None) -> None:
    answer = call(client, secret, "post", CHECKS, EXAMPLE)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == "Bearer"
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_let_in"


def test_who_is_signed_in_on_the_desk_is_no_program(client: Client, organisation: Organisation) -> None:
    sign_in(client, make_user(organisation, "moderator"))
    assert call(client, None, "post", CHECKS, EXAMPLE).status_code == 401


def test_key_without_the_scope_is_refused_and_noted(client: Client, organisation: Organisation) -> None:
    key = make_key(organisation, "door:read")
    answer = call(client, key, "post", CHECKS, EXAMPLE)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    assert "statements:check" in answer.json()["detail"]
    assert events("api.refused").get().details == {"scope": "statements:check", "status": 403}
    assert not events("notices.statements_checked").exists()


def test_revoked_and_expired_keys_open_nothing(client: Client, organisation: Organisation) -> None:
    key, other = make_key(organisation), make_key(organisation)
    revoke_key(by=make_person(organisation, "admin", purpose="accountability"), key_id=key.key.id)
    ApiKey.objects.filter(id=other.key.id).update(valid_until=timezone.localdate() - timedelta(days=1))
    assert [call(client, one, "post", CHECKS, EXAMPLE).status_code for one in (key, other)] == [401, 401]


def test_rotation_keeps_the_old_secret_for_the_overlap(client: Client, organisation: Organisation) -> None:
    key = make_key(organisation)
    by = make_person(organisation, "admin", purpose="accountability")
    new = rotate_key(by=by, key_id=key.key.id, overlap=timedelta(days=1))
    assert call(client, key, "post", CHECKS, EXAMPLE).status_code == 200
    assert call(client, new, "post", CHECKS, EXAMPLE).status_code == 200
    ApiSecret.objects.filter(valid_until__isnull=False).update(valid_until=timezone.now())
    assert call(client, key, "post", CHECKS, EXAMPLE).status_code == 401
    assert call(client, new, "post", CHECKS, EXAMPLE).status_code == 200


def test_secret_stands_nowhere_in_the_database(organisation: Organisation) -> None:
    key = make_key(organisation)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_to_json(t)::text FROM api_apisecret t "
            "UNION SELECT row_to_json(t)::text FROM api_apikey t"
        )
        rows = " ".join(row[0] for row in cursor.fetchall())
    assert key.secret not in rows and key.secret.removeprefix("baken_") not in rows
    assert key.secret.encode().hex() not in rows


def test_secret_opens_its_own_row_alone(organisation: Organisation) -> None:
    key = make_key(organisation)
    from baken.api.secrets import find_key

    other = make_organisation()
    with acting_for(other.id):
        assert not ApiSecret.objects.exists()
        assert find_key(key.secret, timezone.now()) == (organisation.id, key.key.id)
        assert not ApiSecret.objects.exists()
        assert not ApiKey.objects.exists()


def test_program_is_no_person_and_may_one_thing(organisation: Organisation) -> None:
    key = make_key(organisation)
    by = Actor(
        key.key.program, organisation, "moderation", "a test", allowed=frozenset({CHECK_STATEMENTS.code})
    )
    check_may(by, CHECK_STATEMENTS)
    with pytest.raises(NotPermitted):
        check_may(by, WRITE_DIALOGUE)
    with pytest.raises(NotPermitted):
        check_person(by)


def test_pace_is_kept_and_says_how_long_to_wait(client: Client, organisation: Organisation) -> None:
    key = make_key(organisation, per_minute=3)
    answers = [call(client, key, "post", CHECKS, EXAMPLE) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert 1 <= int(answers[-1]["Retry-After"]) <= 20
    assert answers[-1].json()["code"] == "too_fast"


def test_body_of_more_than_a_megabyte_is_not_read(client: Client, organisation: Organisation) -> None:
    key = make_key(organisation)
    answer = call(client, key, "post", CHECKS, b'{"a": "' + b"x" * 1_000_000 + b'"}')
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"\xff",
        b'{"a": NaN}',
        b'{"a": "\\u0000"}',
        b'{"a": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":1,"a":2}',
        b"1e999999",
    ],
)
def test_body_that_can_not_be_read_is_told_so(
    client: Client, organisation: Organisation, body: bytes
) -> None:
    answer = call(client, make_key(organisation), "post", CHECKS, body)
    assert answer.status_code in (400, 422)
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("body", [[], "text", 7, None, True])
def test_body_of_another_kind_names_what_is_wrong(
    client: Client, organisation: Organisation, body: Any
) -> None:
    answer = call(client, make_key(organisation), "post", CHECKS, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "wrong_fields")
    assert answer.json()["errors"]


def test_body_of_another_type_is_refused(client: Client, organisation: Organisation) -> None:
    key = make_key(organisation)
    answer = client.post(CHECKS, {"a": "b"}, headers={"Authorization": f"Bearer {key.secret}"})
    assert (answer.status_code, answer.json()["code"]) == (415, "not_json")


def test_same_request_again_gets_the_same_answer_and_is_done_once(
    client: Client, organisation: Organisation
) -> None:
    key = make_key(organisation)
    named = {"Idempotency-Key": "check-1"}
    first = call(client, key, "post", CHECKS, EXAMPLE, **named)
    again = call(client, key, "post", CHECKS, EXAMPLE, **named)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert "Idempotency-Replayed" not in first and again["Idempotency-Replayed"] == "true"
    assert events("notices.statements_checked").count() == events("api.asked_again").count() == 1
    other = call(client, key, "post", CHECKS, EXAMPLE | {"puid": "another"}, **named)
    assert (other.status_code, other.json()["code"]) == (422, "other_request")


def test_what_was_refused_may_be_tried_again_under_its_name(
    client: Client, organisation: Organisation
) -> None:
    key = make_key(organisation)
    named = {"Idempotency-Key": "check-1"}
    assert call(client, key, "post", CHECKS, [], **named).status_code == 422
    assert call(client, key, "post", CHECKS, EXAMPLE, **named).status_code == 200


def test_names_of_requests_are_held_per_organisation_and_for_a_day(
    client: Client, organisation: Organisation
) -> None:
    key, other = make_key(organisation), make_key(make_organisation())
    named = {"Idempotency-Key": "check-1"}
    assert call(client, key, "post", CHECKS, EXAMPLE, **named).status_code == 200
    theirs = call(client, other, "post", CHECKS, {"puid": "x"}, **named)
    assert theirs.status_code == 200 and "Idempotency-Replayed" not in theirs
    StoredAnswer.objects.update(made_at=timezone.now() - KEPT)
    assert call(client, key, "post", CHECKS, {"puid": "x"}, **named).status_code == 200
    assert forget_old_answers(timezone.now() + KEPT) == 1


def test_stored_answer_is_encrypted(client: Client, organisation: Organisation) -> None:
    call(client, make_key(organisation), "post", CHECKS, EXAMPLE, **{"Idempotency-Key": "check-1"})
    kept = StoredAnswer.objects.get()
    assert b"accepted" not in bytes(kept.answer)
    assert b"check-1" not in bytes(kept.name_hash)


@pytest.mark.parametrize("name", ["", " ", "a b", "x" * 201, "é"])
def test_name_of_a_request_that_is_none_is_refused(
    client: Client, organisation: Organisation, name: str
) -> None:
    answer = call(client, make_key(organisation), "post", CHECKS, EXAMPLE, **{"Idempotency-Key": name})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "Idempotency-Key"


def test_database_away_is_no_fault_of_the_program(
    client: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: Any) -> None:
        raise OperationalError("gone")

    monkeypatch.setattr(guard, "find_key", away)
    answer = call(client, "baken_x", "post", CHECKS, EXAMPLE)
    assert (answer.status_code, answer.json()["code"]) == (503, "away")
    assert answer["Retry-After"]


def test_no_such_address_is_a_problem_too(client: Client, db: None) -> None:
    answer = client.get("/api/no/such/thing")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert client.get(CHECKS).status_code == 405


def endpoints() -> list[Any]:
    return [
        (one.prefix, path, operation)
        for one in programs._get_bound_routers()
        for path, view in one.path_operations.items()
        for operation in view.operations
    ]


def test_every_endpoint_has_the_guard() -> None:
    found = endpoints()
    assert found
    for _, _, operation in found:
        assert isinstance(operation.view_func.endpoint, guard.Endpoint)
        assert operation.run.__wrapped__
        assert all(isinstance(one, guard.KeyOfProgram) for one in operation.auth_callbacks)
        assert operation.auth_callbacks


def test_every_endpoint_tells_nothing_without_a_key(client: Client, db: None) -> None:
    described = programs.described()
    for path, methods in described["paths"].items():
        for method in methods:
            somewhere = path.replace("{", "").replace("}", "")
            assert call(client, None, method, somewhere).status_code in (401, 404)
    assert NAMESPACE


def test_platforms_own_installation_serves_its_part_alone(
    client: Client, organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BAKEN_ONLY", "platform")
    sign_in(client, make_user(organisation, "admin", "outreach_worker"))
    assert client.get("/triage/").status_code == 404
    assert client.get("/register/").status_code == 404
    page = client.get("/beheer/programmasleutels/")
    assert page.status_code == 200
    assert "/triage/" not in page.text
    assert "/beheer/platforms/" not in page.text
    assert call(client, make_key(organisation), "post", CHECKS, EXAMPLE).status_code == 200
