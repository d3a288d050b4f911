"""Taking what was erased out of the files: those of the captures, and those of the server.

A deleted row is only invisible: its bytes stay in the table's file until something overwrites them, in
the write-ahead log until that is removed, and in the samples that the server plans with. So after a
run the tables are written anew, the samples dropped, and the log is moved on.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import OperationalError, connection

from baken.collection.evidence.rewriting import Rewritten, rewrite_files
from baken.rights.plan import models_kept
from baken.rights.server import administrator
from baken.tenancy.acting import acting_organisation
from baken.tenancy.walls import APP_ROLE

_PATIENCE = "60s"
_SAMPLES_CAN_BE_DROPPED = 180_000
"""The version of PostgreSQL from which an owner may drop the samples of a table."""
_MOST_SWITCHES = 1_000


@dataclass(frozen=True)
class Scrubbed:
    """Tables written anew, tables that were busy or not ours, and whether the write-ahead log was
    moved on (only where the server is our own); and what went out of the files of captures."""

    tables: tuple[str, ...]
    skipped: tuple[str, ...]
    log_moved_on: bool
    captures: Rewritten

    @property
    def whole(self) -> bool:
        """Whether nothing of what was erased is left in files that we can reach."""
        return self.log_moved_on and not self.skipped and self.captures.whole


def scrub(tables: Iterable[str] | None = None) -> Scrubbed:
    """Writes the files of captures and the tables anew (all of Baken's without an argument), drops their
    samples, and moves the write-ahead log on. Not inside a transaction. Each table is closed to others
    meanwhile."""
    names = sorted(tables or (model._meta.db_table for model in models_kept()))
    organisation_id = acting_organisation()
    captures = rewrite_files(organisation_id) if organisation_id else Rewritten()
    done: list[str] = []
    skipped: list[str] = []
    with _as_owner() as cursor:
        for table in names:
            (done if _write_anew(cursor, table) else skipped).append(table)
        if _drops_samples(cursor):
            cursor.execute("VACUUM (FULL) pg_statistic")
        else:
            skipped.append("pg_statistic")
    with administrator() as server:
        if server is not None:
            move_log_on(server)
    return Scrubbed(tuple(done), tuple(skipped), server is not None, captures)


@contextmanager
def _as_owner() -> Iterator[Any]:
    """The rights of the login itself: only who owns a table may write it anew."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [_PATIENCE])
        try:
            yield cursor
        finally:
            cursor.execute("SELECT set_config('lock_timeout', '0', false)")
            cursor.execute(f"SET ROLE {APP_ROLE}")


def _drops_samples(cursor: Any) -> bool:
    cursor.execute("SELECT current_setting('server_version_num')::int >= %s", [_SAMPLES_CAN_BE_DROPPED])
    return bool(cursor.fetchone()[0])


def _write_anew(cursor: Any, table: str) -> bool:
    cursor.execute(
        "SELECT pg_has_role(session_user, relowner, 'USAGE') FROM pg_class WHERE oid = to_regclass(%s)",
        [table],
    )
    if not (cursor.fetchone() or (False,))[0]:
        return False
    name = connection.ops.quote_name(table)
    try:
        if _drops_samples(cursor):
            cursor.execute(
                "SELECT pg_clear_attribute_stats(current_schema(), %s, attname, false) FROM pg_attribute "
                "WHERE attrelid = to_regclass(%s) AND attnum > 0 AND NOT attisdropped",
                [table, table],
            )
        # an empty table keeps its old samples: these were dropped above, what is left is sampled anew
        cursor.execute(f"VACUUM (FULL, ANALYZE) {name}")
    except OperationalError:
        return False
    return True


def move_log_on(server: psycopg.Connection) -> None:
    """Lets the server remove every file of its write-ahead log but the one it writes in now.

    Without recycling, since a recycled file keeps its old content until it is written over.
    """
    server.execute("ALTER SYSTEM SET wal_recycle = off")
    server.execute("SELECT pg_reload_conf()")
    server.execute("CHECKPOINT")
    for _ in range(_MOST_SWITCHES):
        waiting = server.execute(
            "SELECT count(*) FROM pg_ls_waldir() WHERE name > pg_walfile_name(pg_current_wal_lsn()) "
            "AND name ~ '^[0-9A-F]{24}$'"
        ).fetchone()
        server.execute("SELECT pg_logical_emit_message(false, 'baken', '')")
        server.execute("SELECT pg_switch_wal()")
        # counted before the switch: the last recycled file must be left behind as well, not be written in
        if not waiting or not waiting[0]:
            break
    server.execute("CHECKPOINT")
