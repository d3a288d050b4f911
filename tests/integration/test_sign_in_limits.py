"""Guessing takes longer and longer, and nobody can lock somebody else out."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from baken.accounts import attempts
from baken.accounts.attempts import FREE, Count, count, counter_key, forget_old_counters, take_back
from baken.accounts.devices import COOKIE
from baken.accounts.models import AttemptCounter, User
from baken.accounts.walls import ATTEMPT_SETTING
from baken.audit.models import Event
from baken.tenancy.acting import Actor, acting_for
from tests.factories.organisations import make_actor
from tests.factories.users import make_user

pytestmark = pytest.mark.django_db

PASSWORD = "vier woorden op een rij"
NOW = timezone.now()


@pytest.fixture(autouse=True)
def cheap_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def someone() -> Actor:
    return make_actor()


@pytest.fixture
def user(someone: Actor) -> User:
    noor = make_user(someone.organisation, "registrar", login="noor")
    with acting_for(someone.organisation.id):
        noor.set_password(PASSWORD)
        noor.save()
    return noor


def attempt(client: Client, user: User, password: str, address: str = "192.0.2.7") -> Any:
    return client.post(
        "/toegang/login/", {"login": user.sign_in_name, "password": password}, REMOTE_ADDR=address
    )


def test_waits_double_and_end_at_an_hour() -> None:
    key, now = counter_key("origin", "192.0.2.1"), NOW
    assert all(count(key, now).allowed for _ in range(FREE))
    waits = []
    for _ in range(10):
        refused = count(key, now)
        waits.append(refused.wait.total_seconds())
        now += refused.wait
        assert count(key, now).allowed
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_waiting_costs_nothing_more() -> None:
    key = counter_key("origin", "192.0.2.2")
    for _ in range(FREE):
        count(key, NOW)
    assert [count(key, NOW + timedelta(seconds=9)) for _ in range(3)] == [
        Count(timedelta(seconds=21), number) for number in (1, 2, 3)
    ]
    assert count(key, NOW + timedelta(seconds=30)).allowed


def test_success_takes_only_itself_back() -> None:
    key = counter_key("origin", "192.0.2.3")
    for _ in range(FREE - 1):
        count(key, NOW)
    for _ in range(5):
        assert count(key, NOW).allowed
        take_back(key, NOW)
    assert count(key, NOW).allowed
    assert not count(key, NOW).allowed


def test_a_day_later_it_is_forgotten() -> None:
    key = counter_key("origin", "192.0.2.4")
    for _ in range(FREE):
        count(key, NOW)
    tomorrow = NOW + timedelta(days=1, minutes=1)
    assert [count(key, tomorrow).allowed for _ in range(FREE)] == [True] * FREE


def test_old_counters_are_erased() -> None:
    old, new = counter_key("origin", "192.0.2.5"), counter_key("origin", "192.0.2.6")
    count(old, NOW - timedelta(days=1, minutes=1))
    count(new, NOW)
    forget_old_counters()
    for key, left in ((old, 0), (new, 1)):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT set_config('{ATTEMPT_SETTING}', %s, true)", [key.hex()])
        assert AttemptCounter.objects.count() == left


def test_counters_show_neither_addresses_nor_each_other(user: User) -> None:
    attempt(Client(), user, "verkeerd")
    assert not AttemptCounter.objects.exists()
    key = counter_key("origin", "192.0.2.7")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT set_config('{ATTEMPT_SETTING}', %s, true)", [key.hex()])
        cursor.execute("SELECT count(*), min(failures) FROM accounts_attemptcounter")
        assert cursor.fetchone() == (1, 1)
    assert b"192.0.2.7" not in key


def test_page_says_how_long_and_right_password_waits_too(user: User) -> None:
    client = Client()
    for _ in range(FREE):
        attempt(client, user, "verkeerd")
    answer = attempt(client, user, PASSWORD)
    assert answer.status_code == 429
    assert "30 seconden" in answer.text
    assert 0 < int(answer["Retry-After"]) <= 30
    assert attempt(client, user, PASSWORD, address="198.51.100.1").status_code == 302


def test_addresses_of_one_network_count_together(user: User) -> None:
    for number in range(FREE):
        attempt(Client(), user, "verkeerd", address=f"2001:db8:1:2::{number:x}")
    assert attempt(Client(), user, PASSWORD, address="2001:db8:1:2:ffff::1").status_code == 429
    assert attempt(Client(), user, PASSWORD, address="2001:db8:1:3::1").status_code == 302


def _come_in(client: Client, user: User) -> None:
    assert attempt(client, user, PASSWORD).status_code == 302
    assert COOKIE in client.cookies


def test_stranger_does_not_stop_a_colleague_on_a_known_device(user: User) -> None:
    known = Client()
    _come_in(known, user)
    known.cookies.pop("sessionid")
    for _ in range(FREE + 3):
        attempt(Client(), user, "verkeerd")
    assert attempt(Client(), user, PASSWORD).status_code == 429
    assert attempt(known, user, PASSWORD).status_code == 302


def test_known_device_has_a_limit_of_its_own(user: User) -> None:
    known = Client()
    _come_in(known, user)
    known.cookies.pop("sessionid")
    for _ in range(FREE):
        attempt(known, user, "verkeerd")
    assert attempt(known, user, PASSWORD).status_code == 429
    assert attempt(Client(), user, PASSWORD).status_code == 302


def test_device_of_one_person_is_no_help_against_another(someone: Actor, user: User) -> None:
    other = make_user(someone.organisation, "registrar", login="daan")
    known = Client()
    _come_in(known, user)
    known.cookies.pop("sessionid")
    for _ in range(FREE):
        attempt(known, other, "verkeerd")
    assert attempt(known, other, "verkeerd").status_code == 429


@pytest.mark.parametrize("value", ["", "x", "e30:1:x", "\x00", "W10:1x:y"])
def test_forged_device_is_no_device(user: User, value: str) -> None:
    for _ in range(FREE):
        forger = Client()
        forger.cookies[COOKIE] = value
        attempt(forger, user, "verkeerd")
    assert attempt(forger, user, PASSWORD).status_code == 429


def test_codes_are_limited_and_so_is_confirming(
    someone: Actor, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import encrypt

    with acting_for(someone.organisation.id):
        Authenticator.objects.create(
            user=user, type="totp", data={"secret": encrypt("MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK")}
        )
    client = Client()
    attempt(client, user, PASSWORD)
    said = [
        client.post("/toegang/code/", {"code": "000000"}, REMOTE_ADDR="192.0.2.7").status_code
        for _ in range(FREE + 1)
    ]
    assert said == [200] * FREE + [429]


def test_codes_guessed_from_everywhere_are_slowed_down_for_strangers(someone: Actor, user: User) -> None:
    from allauth.mfa.models import Authenticator
    from allauth.mfa.utils import encrypt

    known = Client()
    _come_in(known, user)
    known.cookies.pop("sessionid")
    with acting_for(someone.organisation.id):
        Authenticator.objects.create(
            user=user, type="totp", data={"secret": encrypt("MFRGGZDFMZTWQ2LKMFRGGZDFMZTWQ2LK")}
        )
    said = []
    for number in range(FREE + 1):
        thief = Client()
        attempt(thief, user, PASSWORD, address=f"203.0.113.{number}")
        answer = thief.post("/toegang/code/", {"code": "000000"}, REMOTE_ADDR=f"203.0.113.{number}")
        said.append(answer.status_code)
    assert said == [200] * FREE + [429]
    attempt(known, user, PASSWORD)
    assert known.post("/toegang/code/", {"code": "000000"}).status_code == 200


def test_failures_and_waits_are_in_the_log_once(someone: Actor, user: User) -> None:
    client = Client()
    for _ in range(FREE + 5):
        attempt(client, user, "verkeerd")
    with acting_for(someone.organisation.id):
        noted = list(Event.objects.filter(action__startswith="accounts.sign_in").order_by("sequence"))
    assert [one.action for one in noted] == ["accounts.sign_in_failed"] * FREE + [
        "accounts.sign_in_made_to_wait"
    ]
    assert {one.subject for one in noted} == {f"user:{user.id}"}


def test_unknown_login_is_noted_with_the_organisation_alone(someone: Actor) -> None:
    name = f"onbekend@{someone.organisation.slug}"
    Client().post("/toegang/login/", {"login": name, "password": "verkeerd"})
    with acting_for(someone.organisation.id):
        event = Event.objects.get(action="accounts.sign_in_failed")
    assert event.subject == f"organisation:{someone.organisation.id}"
    assert "onbekend" not in str((event.details, event.reason))


def test_many_at_the_same_moment_are_not_all_let_through() -> None:
    key = counter_key("origin", "192.0.2.8")
    allowed = [count(key, NOW).allowed for _ in range(50)]
    assert sum(allowed) == FREE == attempts.FREE
