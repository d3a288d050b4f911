"""The embedded database: shared while in use, stopped by the last, found again after a kill."""

import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from baken.config.embedded import EmbeddedPostgres


@pytest.fixture
def state() -> Iterator[Path]:
    """A state directory that a server's own account can reach."""
    import shutil
    import tempfile

    directory = Path(tempfile.mkdtemp(prefix="baken-state-"))
    directory.chmod(0o711)
    yield directory
    shutil.rmtree(directory)


def _answers(url: str) -> bool:
    try:
        with psycopg.connect(url) as connection:
            return connection.execute("SELECT 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


def test_server_serves_while_in_use_and_stops_with_the_last(state: Path) -> None:
    first, second = EmbeddedPostgres(state), EmbeddedPostgres(state)
    with first:
        url = first.url
        with second:
            assert _answers(url)
        assert _answers(url)
    assert not _answers(url)


def test_data_stands_after_a_restart(state: Path) -> None:
    mark = uuid.uuid4().hex
    with EmbeddedPostgres(state) as server, psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE marks (mark text)")
        connection.execute("INSERT INTO marks VALUES (%s)", [mark])
    with EmbeddedPostgres(state) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("SELECT mark FROM marks").fetchone() == (mark,)


def test_login_is_no_superuser(state: Path) -> None:
    with EmbeddedPostgres(state) as server, psycopg.connect(server.url) as connection:
        found = connection.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert found.fetchone() == (False, False)


def test_server_listens_on_no_network(state: Path) -> None:
    with EmbeddedPostgres(state) as server, psycopg.connect(server.url) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
    assert (state / "sockets").stat().st_mode & 0o077 == 0


def test_server_of_a_killed_command_is_found_and_stopped(state: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from baken.config.embedded import EmbeddedPostgres\n"
        "with EmbeddedPostgres(Path(sys.argv[1])): print('up', flush=True); sys.stdin.read()"
    )
    user = subprocess.Popen(
        [sys.executable, "-c", program, str(state)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert user.stdout is not None
    assert user.stdin is not None
    assert user.stdout.readline() == "up\n"
    os.kill(user.pid, signal.SIGKILL)
    user.wait()
    user.stdout.close()
    user.stdin.close()
    with EmbeddedPostgres(state) as server:
        assert _answers(server.url)
    assert not _answers(server.url)


def test_interrupted_creation_is_simply_made_again(state: Path) -> None:
    half_made = state / "making-postgres-x"
    half_made.mkdir()
    (half_made / "PG_VERSION").touch()
    (state / "postgres").mkdir()
    with EmbeddedPostgres(state) as server:
        assert _answers(server.url)
    assert not half_made.exists()
