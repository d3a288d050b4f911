"""A connection outlives a request; for whom the request acted does not."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError, connection, connections, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.test import Client, RequestFactory
from django.urls import include, path

from baken.accounts.models import User
from tests.factories.databases import connected_to
from tests.factories.organisations import make_organisation
from tests.factories.users import make_user, sign_in
from tests.faults.demo_databases import database

THREADS = 4
ROUNDS = 40


def visible() -> list[str]:
    return [str(key) for key in User.objects.values_list("organisation_id", flat=True)]


def seen(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (connected,) = cursor.fetchone()
    return JsonResponse({"organisations": visible(), "connection": connected})


def fails(request: HttpRequest) -> HttpResponse:
    visible()
    raise ValueError


def fails_in_a_transaction(request: HttpRequest) -> HttpResponse:
    with transaction.atomic():
        visible()
        connection.cursor().execute("SELECT 1/0")
    raise AssertionError("never reached")


def leaves_a_transaction(request: HttpRequest) -> HttpResponse:
    transaction.set_autocommit(False)
    try:
        connection.cursor().execute("SELECT 1/0")
    except DatabaseError:
        return HttpResponse("left")
    raise AssertionError("never reached")


def loses_its_connection(request: HttpRequest) -> HttpResponse:
    visible()
    connection.connection.close()
    return HttpResponse("lost")


urlpatterns = [
    path("seen/", seen),
    path("fails/", fails),
    path("transaction/", fails_in_a_transaction),
    path("left/", leaves_a_transaction),
    path("lost/", loses_its_connection),
    path("", include("baken.config.urls")),
]
BREAKS = ("/fails/", "/transaction/", "/left/", "/lost/")


@pytest.fixture(scope="module")
def apart(server_url: str, migrated: str, django_db_blocker: Any) -> Iterator[None]:
    """A database without a test's transaction around it, so connections live as they do in use."""
    from baken.config.schema import bring_up_to_date

    with database(server_url, migrated) as url, django_db_blocker.unblock(), connected_to(url):
        # the database that tests share is opened anew each time; this one is kept as it is in use
        connection.settings_dict.update(CONN_MAX_AGE=600, CONN_HEALTH_CHECKS=True)
        bring_up_to_date()
        yield


def ask(desk: WSGIHandler, where: str, cookie: str) -> Any:
    """One request as a server makes it, with what Django does with connections before and after."""
    answers = []
    environ = RequestFactory(headers={"cookie": cookie, "host": "localhost"}).get(where).environ
    body = desk(environ, lambda status, headers: answers.append(int(status.split()[0])))
    content = b"".join(body)
    body.close()
    return json.loads(content) if answers == [200] and where == "/seen/" else answers[0]


@pytest.fixture
def cookies(apart: None) -> dict[str, str]:
    """A signed-in browser of each of two organisations, and one of nobody."""
    found = {"": ""}
    for _ in range(2):
        organisation = make_organisation()
        client = sign_in(Client(), make_user(organisation, "observer"))
        found[str(organisation.id)] = "; ".join(f"{name}={one.value}" for name, one in client.cookies.items())
    return found


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("breaking", BREAKS)
def test_next_request_on_a_connection_acts_for_its_own_reader(cookies: dict[str, str], breaking: str) -> None:
    desk = WSGIHandler()
    (_, nobody), (one, first), (other, second) = cookies.items()
    before = ask(desk, "/seen/", first)
    ask(desk, breaking, first)
    assert ask(desk, "/seen/", nobody)["organisations"] == []
    ask(desk, breaking, first)
    after = ask(desk, "/seen/", second)
    assert set(before["organisations"]) == {one}
    assert set(after["organisations"]) == {other}
    if breaking in ("/fails/", "/transaction/"):
        assert after["connection"] == before["connection"]


@pytest.mark.urls(__name__)
def test_requests_in_several_threads_never_see_each_others_organisation(cookies: dict[str, str]) -> None:
    desk = WSGIHandler()
    turns = [(*list(cookies.items())[turn % 3], BREAKS[turn % 4]) for turn in range(ROUNDS)]

    def work(turn: tuple[str, str, str]) -> tuple[str, set[str]]:
        organisation, cookie, breaking = turn
        ask(desk, breaking, cookie)
        return organisation, set(ask(desk, "/seen/", cookie)["organisations"])

    def close(number: int) -> None:
        connections.close_all()
        every_thread.wait()

    every_thread = Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        try:
            found = list(pool.map(work, turns))
        finally:
            list(pool.map(close, range(THREADS)))
    assert all(rows == ({organisation} if organisation else set()) for organisation, rows in found)
