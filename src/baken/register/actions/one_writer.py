"""Who writes to a register waits for who writes to it now: what was compared then still holds."""

from django.db import connection

from baken.tenancy.acting import Actor


def one_writer_at_a_time(by: Actor) -> None:
    """Holds the organisation's register until the end of this transaction."""
    with connection.cursor() as cursor:
        name = f"register import {by.organisation.id}"
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [name])
