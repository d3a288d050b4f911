"""A door whose database goes away in mid-check, and many who come at once: real connections."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from baken.door.actions import check_advert as checking
from baken.door.models import DoorCheck, StandingAdvert
from baken.tenancy.acting import Actor, acting_for
from tests.factories.databases import connected_to
from tests.factories.door import advert
from tests.factories.doors import come_to_the_door, make_policy
from tests.factories.organisations import make_actor
from tests.factories.programs import call, make_key
from tests.factories.users import make_person
from tests.faults.demo_databases import database

AT_ONCE = 4


@pytest.fixture(scope="module")
def apart(server_url: str, migrated: str, django_db_blocker: Any) -> Iterator[None]:
    """A database without a test's transaction around it."""
    from baken.config.schema import bring_up_to_date

    with database(server_url, migrated) as url, django_db_blocker.unblock(), connected_to(url):
        bring_up_to_date()
        yield


@pytest.fixture
def moderator(apart: None) -> Iterator[Actor]:
    organisation = make_actor().organisation
    with acting_for(organisation.id):
        by = make_person(organisation, "moderator")
        make_policy(by)
        yield by


def cut(*args: Any, **kwargs: Any) -> Any:
    """The server ends this connection, as when it stops or the network fails."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.mark.parametrize("where", ["newest_version", "found_beside", "decide", "record_event"])
def test_database_that_goes_away_in_mid_check_gives_a_hold(
    moderator: Actor, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(checking, where, cut)
        answer = come_to_the_door(moderator)
    assert (answer.told["decision"], answer.online, answer.check) == ("hold", False, None)
    assert [one["ground"] for one in answer.told["reasons"]] == ["not_checked"]
    # nothing of it is left behind, and the next one is checked as ever
    connection.close()
    assert not StandingAdvert.objects.exists()
    assert come_to_the_door(moderator).online


def test_program_gets_that_hold_too(moderator: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    key = make_key(moderator.organisation, "door:check")
    with monkeypatch.context() as patched:
        patched.setattr(checking, "newest_version", cut)
        answer = call(Client(), key, "post", "/api/door/checks", {"advert": advert("cut")})
    assert (answer.status_code, answer.json()["decision"]) == (200, "hold")
    connection.close()


def test_one_advert_that_comes_many_times_at_once_stands_once(moderator: Actor) -> None:
    start = Barrier(AT_ONCE)

    def one(_: int) -> Any:
        try:
            with acting_for(moderator.organisation.id):
                connection.ensure_connection()
                start.wait(30)
                return come_to_the_door(moderator).check
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        checks = list(pool.map(one, range(AT_ONCE)))
    assert len(set(checks)) == 1
    assert StandingAdvert.objects.count() == DoorCheck.objects.count() == 1
