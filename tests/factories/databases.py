"""Django's connections on another database than the one that tests share."""

from collections.abc import Iterator
from contextlib import contextmanager

import dj_database_url


@contextmanager
def connected_to(url: str) -> Iterator[None]:
    """Inside, every thread that connects anew connects there; as the app role, as always."""
    from django.db import connection

    before = dict(connection.settings_dict)
    connection.close()
    parsed = dj_database_url.parse(url)
    where = ("NAME", "HOST", "PORT", "USER", "PASSWORD")
    connection.settings_dict.update({name: parsed[name] for name in where})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.clear()
        connection.settings_dict.update(before)
