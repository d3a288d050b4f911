"""The real database for every test that asks for one: embedded, or that of DATABASE_URL."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import dj_database_url
import hypothesis
import psycopg
import pytest

# No deadlines: how fast the machine is today is not what these tests are about.
hypothesis.settings.register_profile("default", deadline=None)
hypothesis.settings.register_profile("fuzz", deadline=None, max_examples=3_000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

MIGRATED = "_migrated"


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """The address of a running PostgreSQL for the tests."""
    from baken.config.embedded import EmbeddedPostgres
    from baken.config.places import state_directory

    with ExitStack() as stack:
        url = os.environ.get("DATABASE_URL")
        yield url or stack.enter_context(EmbeddedPostgres(state_directory())).url


@pytest.fixture(scope="session")
def django_db_setup(server_url: str, django_db_blocker: Any) -> Iterator[None]:
    """A test database, made by the owner and then used as the app role, as in production."""
    from django.db import connection

    from baken.config.schema import as_owner

    settings = connection.settings_dict
    # where it is comes from the address; how connections are kept stays as in use
    where = ("NAME", "HOST", "PORT", "USER", "PASSWORD")
    parsed = dj_database_url.parse(server_url)
    settings.update({name: parsed[name] for name in where})
    with django_db_blocker.unblock():
        with as_owner():
            name = settings["NAME"]
            connection.creation.create_test_db(verbosity=0, autoclobber=True)
            connection.close()
        made = settings["NAME"]
        copy = f"{made}{MIGRATED}"
        with psycopg.connect(server_url, autocommit=True) as server:
            server.execute(f'DROP DATABASE IF EXISTS "{copy}"')
            server.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{made}"')
        yield
        with psycopg.connect(server_url, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{copy}"')
        with as_owner():
            connection.creation.destroy_test_db(name, verbosity=0)


@pytest.fixture(scope="session")
def migrated(django_db_setup: None) -> str:
    """The name of a database with the whole schema and nothing in it, which no one connects to: what a
    database of a test's own is copied from, since making the schema anew takes the longest of all."""
    from django.db import connection

    return f"{connection.settings_dict['NAME']}{MIGRATED}"


@pytest.fixture(autouse=True)
def in_the_first_language() -> None:
    """A page that was asked for in another language leaves that language behind."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture(autouse=True)
def no_second_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    """No decision is drawn for a second assessment by chance: a test that is about that sets the rate."""
    from baken.triage import blind_draw

    monkeypatch.setattr(blind_draw, "SECOND_LOOKS", 0)


@pytest.fixture
def actor(db: None) -> Iterator[Any]:
    """Somebody who acts for an organisation of this test's own; acting for it lasts the whole test."""
    from baken.tenancy.acting import acting_for
    from tests.factories.organisations import make_actor

    someone = make_actor()
    with acting_for(someone.organisation.id):
        yield someone


@pytest.fixture
def organisation(actor: Any) -> Any:
    """The organisation that `actor` acts for."""
    return actor.organisation
