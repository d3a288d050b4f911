"""What a command needs before it can act: a database, Django, an organisation and a reason."""

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

from baken.extraction.told_contacts import tells_contact

if TYPE_CHECKING:
    from baken.tenancy.acting import Actor


LONGEST_REASON = 500


class NotReady(Exception):
    """There is no database or no organisation to work in; the message says what to do."""


@contextlib.contextmanager
def database() -> Iterator[None]:
    """Django with a database inside: that of DATABASE_URL, or the embedded one, started if needed."""
    from baken.config.embedded import EmbeddedDatabaseFailed, EmbeddedPostgres
    from baken.config.places import state_directory

    with contextlib.ExitStack() as stack:
        stack.enter_context(_leaving_on_sigterm())
        if not os.environ.get("DATABASE_URL"):
            try:
                server = stack.enter_context(EmbeddedPostgres(state_directory()))
            except EmbeddedDatabaseFailed as fault:
                raise NotReady(str(fault)) from fault
            except OSError as fault:
                raise NotReady(
                    f"{fault.filename or 'the state directory'} can't be used ({fault.strerror}): "
                    "point BAKEN_STATE at a directory of your own"
                ) from fault
            os.environ["DATABASE_URL"] = server.url
            stack.callback(os.environ.pop, "DATABASE_URL", None)
        _set_up_django()
        from django.db import OperationalError, connections

        stack.callback(connections.close_all)
        try:
            yield
        except OperationalError as fault:
            raise NotReady(f"the database failed: {first_line(fault)}") from fault


@contextlib.contextmanager
def _leaving_on_sigterm() -> Iterator[None]:
    """SIGTERM leaves as Ctrl-C does, through every `with`, so that the last one out stops the server."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _set_up_django() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "baken.config.settings")
    import django
    from dj_database_url import ParseError, UnknownSchemeError

    from baken.privacy.keys import KeyFileUnusable

    try:
        django.setup()
    except (ParseError, UnknownSchemeError) as fault:
        raise NotReady("DATABASE_URL is not like postgresql://user:password@host/database") from fault
    except (KeyFileUnusable, OSError) as fault:
        raise NotReady(f"the key file can't be used: {first_line(fault)}") from fault


@contextlib.contextmanager
def organisation_session(slug: str | None, *, reason: str, purpose: str = "outreach") -> Iterator["Actor"]:
    """A database, and an actor: the system user of the organisation, for a purpose and a reason.

    Raises `NotReady` with what to do when there is no such organisation, no schema or no reason.
    """
    if not reason.strip() or len(reason) > LONGEST_REASON or not reason.isprintable():
        raise NotReady(f"--reason is one line of 1 to {LONGEST_REASON} characters")
    if tells_contact(reason):
        raise NotReady("--reason goes into the log in clear: it names no number, address or account")
    with database():
        from django.db import OperationalError, ProgrammingError

        from baken.accounts.exceptions import AccountsError, KeyReplaced, OrganisationClosed
        from baken.accounts.queries import find_organisation, system_user
        from baken.tenancy.acting import Actor, acting_for

        try:
            organisation = find_organisation(slug)
        except AccountsError as fault:
            raise NotReady(str(fault)) from fault
        except (OperationalError, ProgrammingError) as fault:
            raise NotReady(f"the database is not ready ({first_line(fault)}): run `baken migrate`") from fault
        if not organisation.key_stands:
            raise NotReady(" ".join(str(KeyReplaced()).split()))
        if organisation.closed_at is not None and purpose != "accountability":
            raise NotReady(" ".join(str(OrganisationClosed()).split()))
        with acting_for(organisation.id):
            yield Actor(
                user=system_user(organisation), organisation=organisation, purpose=purpose, reason=reason
            )


def first_line(fault: BaseException) -> str:
    """The first line of an error, for a message to a person."""
    return (str(fault).strip() or type(fault).__name__).splitlines()[0]
