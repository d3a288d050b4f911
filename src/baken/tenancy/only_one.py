"""One process at a time: a lock of the database that dies with whoever holds it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection

_PATIENCE = "15s"
"""The server needs a moment to notice that a process that was killed is gone."""


@contextmanager
def only_one(name: str, taken: type[Exception], *, waits: bool = False) -> Iterator[None]:
    """Holds the lock of this name: nobody else on this database does the same meanwhile.

    Not to be called inside a transaction. Raises `taken` if another has it, with `waits` only once it kept it
    for fifteen seconds more.
    """
    with connection.cursor() as cursor:
        if not waits:
            cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [name])
            if not (cursor.fetchone() or (False,))[0]:
                raise taken
        else:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [_PATIENCE])
            try:
                cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [name])
            except OperationalError as fault:
                raise taken from fault
            finally:
                cursor.execute("SELECT set_config('lock_timeout', '0', false)")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [name])
