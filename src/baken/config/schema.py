"""The schema, and the one moment at which we work as its owner."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection


@contextmanager
def as_owner() -> Iterator[None]:
    """Inside, the connection keeps the rights of its login; outside it is the app role again."""
    options = connection.settings_dict["OPTIONS"]
    role = options.pop("options", None)
    connection.close()
    try:
        yield
    finally:
        connection.close()
        if role is not None:
            options["options"] = role


def bring_up_to_date() -> None:
    """Runs the migrations that were not run yet. Safe to run again."""
    with as_owner():
        with connection.cursor() as cursor:
            # one at a time; closing the connection lets the next one in
            cursor.execute("SELECT pg_advisory_lock(hashtextextended('baken migrate', 0))")
        call_command("migrate", verbosity=0, interactive=False)
