"""For whom we act now, and who acts.

PostgreSQL itself refuses rows of another organisation (row-level security, see `walls`); the
setting `baken.organisation` of the connection says for whom we act. Without it there are no rows
to see, so that a forgotten filter leaks nothing.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import Error, connection
from django.db.backends.signals import connection_created

if TYPE_CHECKING:
    from baken.accounts.models import Organisation, User

SETTING = "baken.organisation"
_acting_for: ContextVar[uuid.UUID | None] = ContextVar("acting_for", default=None)


@dataclass(frozen=True)
class Actor:
    """Who acts, for which organisation, for which purpose and why: the `by=` of every action.

    `allowed` is set for a program of somebody else: the codes of the permissions that it has now, and no
    other ones. None is somebody of the organisation, or the system itself.
    """

    user: "User"
    organisation: "Organisation"
    purpose: str
    reason: str
    allowed: frozenset[str] | None = None


@contextmanager
def acting_for(organisation_id: uuid.UUID) -> Iterator[None]:
    """Everything inside sees and writes rows of this organisation alone."""
    token = _acting_for.set(organisation_id)
    _tell_database()
    try:
        yield
    finally:
        _acting_for.reset(token)
        _tell_database()


def acting_organisation() -> uuid.UUID | None:
    """The organisation that we act for now, if any."""
    return _acting_for.get()


def _tell_database() -> None:
    # A connection that is not open yet is told by the signal below when it opens.
    if connection.connection is None:
        return
    try:
        _apply(connection)
    except Error:
        # A transaction that broke takes back what it was told when it is rolled back. A connection that
        # broke is never used again.
        if not connection.in_atomic_block:
            connection.close()


def _apply(to: Any) -> None:
    current = _acting_for.get()
    with to.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, %s, false)", [SETTING, str(current or "")])


def _on_connection_created(connection: Any, **_: Any) -> None:
    if _acting_for.get() is not None:
        _apply(connection)


connection_created.connect(_on_connection_created, dispatch_uid="baken.tenancy")
