"""The database server below us, where it is our own embedded one: its administrator, and its files."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings
from django.db import connection

_ADMINISTRATOR = "postgres"


@contextmanager
def administrator() -> Iterator[psycopg.Connection | None]:
    """A connection as the server's administrator, where the server keeps its data in our state
    directory; None for a server elsewhere, which is not ours to administer."""
    place = connection.settings_dict
    if data_directory() is None or not str(place["HOST"]).startswith("/"):
        yield None
        return
    try:
        opened = psycopg.connect(
            host=place["HOST"], dbname=place["NAME"], user=_ADMINISTRATOR, autocommit=True
        )
    except psycopg.OperationalError:
        yield None
        return
    with opened as server:
        row = server.execute("SHOW data_directory").fetchone()
        ours = row is not None and data_directory() == Path(row[0]).resolve()
        yield server if ours else None


def data_directory() -> Path | None:
    """Where the embedded server keeps its files, if there is one."""
    found: Path = Path(settings.BAKEN_STATE).resolve() / "postgres"
    return found if (found / "PG_VERSION").exists() else None
