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

from baken.config.embedded import EmbeddedDatabaseFailed, EmbeddedPostgres


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


@pytest.mark.parametrize("name", ["""it's a "b" $(touch INJECTED)`id` 100%41 é""", "a,b", "x" * 120])
def test_server_serves_whatever_the_directory_is_called(state: Path, name: str) -> None:
    place = state / name
    place.mkdir(mode=0o711)
    with EmbeddedPostgres(place) as server:
        assert _answers(server.url)
    assert not list(state.rglob("INJECTED"))


def test_noted_process_that_is_another_program_is_not_taken_for_the_server(state: Path) -> None:
    with EmbeddedPostgres(state):
        pass
    # pg_ctl believes that any process it may signal is the server
    (state / "postgres" / "postmaster.pid").write_text(f"{os.getppid()}\n{state}/postgres\n1\n5432\n\n\n\n")
    with EmbeddedPostgres(state) as server:
        assert _answers(server.url)


def test_others_can_neither_look_in_nor_hold_the_locks(state: Path) -> None:
    (state / "database.users").touch(mode=0o666)
    with EmbeddedPostgres(state):
        assert [path.name for path in state.iterdir() if path.stat().st_mode & 0o077] == []


def test_log_of_the_server_holds_no_statement_and_no_row(state: Path) -> None:
    with EmbeddedPostgres(state) as server, psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("CREATE TABLE marks (mark text PRIMARY KEY, other int NOT NULL)")
        connection.execute("INSERT INTO marks VALUES ('marked-row', 1)")
        for statement in (
            "INSERT INTO marks VALUES ('marked-row', 1)",
            "INSERT INTO marks VALUES ('marked')",
        ):
            with pytest.raises(psycopg.IntegrityError):
                connection.execute(statement)
    logged = (state / "postgres.log").read_text()
    assert "duplicate key" in logged
    assert "marked" not in logged


def test_link_in_place_of_the_sockets_is_refused(state: Path) -> None:
    (state / "elsewhere").mkdir()
    (state / "sockets").symlink_to(state / "elsewhere")
    with pytest.raises(EmbeddedDatabaseFailed, match="somebody else"), EmbeddedPostgres(state):
        pass


def test_interrupted_creation_is_simply_made_again(state: Path) -> None:
    half_made = state / "making-postgres-x"
    half_made.mkdir()
    (half_made / "PG_VERSION").touch()
    (state / "postgres").mkdir()
    with EmbeddedPostgres(state) as server:
        assert _answers(server.url)
    assert not half_made.exists()
