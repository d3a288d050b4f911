"""What a command needs before it can act: a database, Django, an organisation and a reason."""

import contextlib
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from baken.tenancy.acting import Actor


class NotReady(Exception):
    """There is no database or no organisation to work in; the message says what to do."""


@contextlib.contextmanager
def database() -> Iterator[None]:
    """Django with a database inside: that of DATABASE_URL, or the embedded one, started if needed."""
    from baken.config.embedded import EmbeddedDatabaseFailed, EmbeddedPostgres
    from baken.config.places import state_directory

    with contextlib.ExitStack() as stack:
        if not os.environ.get("DATABASE_URL"):
            try:
                server = stack.enter_context(EmbeddedPostgres(state_directory()))
            except EmbeddedDatabaseFailed as fault:
                raise NotReady(str(fault)) from fault
            os.environ["DATABASE_URL"] = server.url
            stack.callback(os.environ.pop, "DATABASE_URL", None)
        _set_up_django()
        from django.db import OperationalError, connections

        stack.callback(connections.close_all)
        try:
            yield
        except OperationalError as fault:
            raise NotReady(f"the database failed: {first_line(fault)}") from fault


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baken.config.settings")
    import django
    from dj_database_url import ParseError, UnknownSchemeError

    from baken.privacy.keys import KeyFileUnusable

    try:
        django.setup()
    except (ParseError, UnknownSchemeError) as fault:
        raise NotReady("DATABASE_URL is not like postgresql://user:password@host/database") from fault
    except (KeyFileUnusable, FileNotFoundError) as fault:
        raise NotReady(f"the key file can't be used: {first_line(fault)}") from fault


@contextlib.contextmanager
def organisation_session(slug: str | None, *, reason: str, purpose: str = "outreach") -> Iterator["Actor"]:
    """A database, and an actor: the system user of the organisation, for a purpose and a reason.

    Raises `NotReady` with what to do when there is no such organisation or no schema.
    """
    with database():
        from django.db import OperationalError, ProgrammingError

        from baken.accounts.exceptions import AccountsError
        from baken.accounts.queries import find_organisation, system_user
        from baken.tenancy.acting import Actor, acting_for

        try:
            organisation = find_organisation(slug)
        except AccountsError as fault:
            raise NotReady(str(fault)) from fault
        except (OperationalError, ProgrammingError) as fault:
            raise NotReady(f"the database is not ready ({first_line(fault)}): run `baken migrate`") from fault
        with acting_for(organisation.id):
            yield Actor(
                user=system_user(organisation), organisation=organisation, purpose=purpose, reason=reason
            )


def first_line(fault: BaseException) -> str:
    """The first line of an error, for a message to a person."""
    return (str(fault).strip() or type(fault).__name__).splitlines()[0]
