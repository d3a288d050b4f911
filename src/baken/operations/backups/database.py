"""The database of an installation, seen by who may read past the walls: dumped, restored, counted.

The embedded server has such a login; for a server elsewhere `BAKEN_BACKUP_URL` names one, since the login
that Baken works with is held by the walls and would dump nothing.
"""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import dj_database_url
import psycopg
from django.db import connection
from psycopg import sql

from baken.operations.exceptions import BackupFailed
from baken.rights.server import administrator, data_directory
from baken.tenancy.walls import APP_ROLE

ASIDE = "baken_backup_"
"""How databases begin that a backup is read back into, or an installation brought back in; none outlives
its command but after a kill, and then the next command takes it away."""


@dataclass(frozen=True)
class Server:
    """Where to log in to read everything; `owner` is who owns what stands in the database."""

    host: str
    port: str
    user: str
    password: str
    database: str
    owner: str
    programs: Path

    def connect(self, database: str | None = None) -> psycopg.Connection:
        return psycopg.connect(
            host=self.host, port=self.port or None, user=self.user, password=self.password or None,
            dbname=database or self.database, autocommit=True,
        )  # fmt: skip

    def start(
        self,
        program: str,
        *arguments: str,
        stderr: IO[bytes],
        stdin: int | None = None,
        stdout: int | None = None,
    ) -> subprocess.Popen[bytes]:
        """One of PostgreSQL's own programs, at this server."""
        where = [f"--host={self.host}", f"--username={self.user}", "--no-password"]
        where += [f"--port={self.port}"] if self.port else []
        return subprocess.Popen(  # noqa: S603 - our own programs and arguments
            [str(self.programs / program), *where, *arguments],
            env=os.environ | ({"PGPASSWORD": self.password} if self.password else {}),
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
        )


def server(programs: Path) -> Server:
    """The server below us, by a login that passes the walls; `programs` is the folder of pg_dump.

    Raises `BackupFailed` when there is no such login.
    """
    place = connection.settings_dict
    given = os.environ.get("BAKEN_BACKUP_URL")
    if given:
        place = place | dict(dj_database_url.parse(given))
    elif data_directory() is not None and str(place["HOST"]).startswith("/"):
        with administrator() as opened:
            if opened is not None:
                place = place | {"USER": opened.info.user, "PASSWORD": ""}
    found = Server(
        host=str(place["HOST"]), port=str(place["PORT"] or ""), user=str(place["USER"]),
        password=str(place["PASSWORD"] or ""), database=str(place["NAME"]),
        owner=str(connection.settings_dict["USER"]), programs=programs,
    )  # fmt: skip
    with found.connect() as opened:
        row = opened.execute(
            "SELECT rolsuper OR rolbypassrls, rolsuper OR rolcreatedb FROM pg_roles "
            "WHERE rolname = current_user"
        ).fetchone()
    if row is None or not all(row):
        raise BackupFailed(
            "this login is held by the walls and would save nothing: set BAKEN_BACKUP_URL to one that may "
            "bypass row security and make databases, and is a member of the login that Baken works with"
        )
    return found


@contextmanager
def snapshot(at: Server) -> Iterator[tuple[str, dict[str, int]]]:
    """One moment of the database, held: its name for pg_dump, and how many rows each table has in it."""
    with at.connect() as opened, opened.transaction():
        opened.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = opened.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None
        yield str(row[0]), counted(opened)


def counted(opened: psycopg.Connection) -> dict[str, int]:
    """The rows of every table, by its name."""
    tables = [
        str(name)
        for (name,) in opened.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace "
            "ORDER BY 1"
        )
    ]
    counts = {}
    for table in tables:
        row = opened.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
        counts[table] = int(row[0]) if row else 0
    return counts


def make_database(at: Server, name: str) -> None:
    """An empty database beside ours, after taking away what killed commands left."""
    with at.connect("postgres") as opened:
        left = opened.execute(
            "SELECT datname FROM pg_database d WHERE starts_with(datname, %s) AND NOT EXISTS "
            "(SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)",
            [ASIDE],
        ).fetchall()
        for (old,) in left:
            opened.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(old)))
        opened.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8'").format(
                sql.Identifier(name), sql.Identifier(at.owner)
            )
        )
        if not opened.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [APP_ROLE]).fetchone():
            opened.execute(
                sql.SQL("CREATE ROLE {} NOLOGIN NOSUPERUSER NOBYPASSRLS").format(sql.Identifier(APP_ROLE))
            )
            opened.execute(
                sql.SQL("GRANT {} TO {}").format(sql.Identifier(APP_ROLE), sql.Identifier(at.owner))
            )


def drop_database(at: Server, name: str) -> None:
    with at.connect("postgres") as opened:
        opened.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def put_in_place(at: Server, name: str) -> None:
    """The database of this name becomes ours; ours goes. One transaction: it is the one or the other."""
    aside = sql.Identifier(f"{ASIDE}before_{name.removeprefix(ASIDE)}")
    ours = sql.Identifier(at.database)
    with at.connect("postgres") as opened:
        opened.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = ANY(%s)",
            [[at.database, name]],
        )
        with opened.transaction():
            opened.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(ours, aside))
            opened.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), ours))
        opened.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(aside))
