"""What one process at a time does: a second is told so, and who is done or fails lets go."""

import psycopg
import pytest
from django.db import connection

from baken.tenancy import only_one as module
from baken.tenancy.only_one import only_one

NAME = "a lock of this test"


class Taken(Exception):
    """Another has it."""


def someone_else(server_url: str) -> psycopg.Connection:
    return psycopg.connect(server_url, dbname=connection.settings_dict["NAME"], autocommit=True)


def can_take(other: psycopg.Connection, name: str) -> bool:
    took = other.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name]).fetchone()
    other.execute("SELECT pg_advisory_unlock_all()")
    return took == (True,)


@pytest.mark.django_db
@pytest.mark.parametrize("waits", [False, True])
def test_lock_is_held_meanwhile_and_let_go_after_a_fault_too(server_url: str, *, waits: bool) -> None:
    with someone_else(server_url) as other:
        with only_one(NAME, Taken, waits=waits):
            assert not can_take(other, NAME)
            assert can_take(other, "another lock of this test")
        assert can_take(other, NAME)
        with pytest.raises(ArithmeticError), only_one(NAME, Taken, waits=waits):
            raise ArithmeticError
        assert can_take(other, NAME)


@pytest.mark.django_db
@pytest.mark.parametrize("waits", [False, True])
def test_second_is_told_and_goes_on_with_the_same_connection(
    server_url: str, monkeypatch: pytest.MonkeyPatch, *, waits: bool
) -> None:
    # outside the transaction of this test, as a worker is: a lock that was not given would end it
    ours = connection.copy()
    monkeypatch.setattr(module, "connection", ours)
    monkeypatch.setattr(module, "_PATIENCE", "20ms")
    try:
        with someone_else(server_url) as other:
            other.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [NAME])
            with pytest.raises(Taken), only_one(NAME, Taken, waits=waits):
                pytest.fail("two did it at once")
            other.execute("SELECT pg_advisory_unlock_all()")
        with ours.cursor() as cursor:
            cursor.execute("SHOW lock_timeout")
            assert cursor.fetchone() == ("0",)
        with only_one(NAME, Taken, waits=waits):
            pass
    finally:
        ours.close()
