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
        call_command("migrate", verbosity=0, interactive=False)
