"""`baken serve` as it is run: it answers, stops in order, and leaves nothing behind when it is killed."""

import gzip
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from tests.faults.demo_databases import ROOT, database

PATIENCE = 90


@pytest.fixture(scope="module")
def installation(
    server_url: str, migrated: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """The environment of an installation that holds nothing yet."""
    with database(server_url, migrated) as url:
        state = tmp_path_factory.mktemp("serve")
        environment = os.environ | {"DATABASE_URL": url, "BAKEN_STATE": str(state)}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        yield environment


def start(environment: dict[str, str], *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "baken.cli.main", "serve", "--workers", "1", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True)


@contextmanager
def served(environment: dict[str, str], *arguments: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A desk that says it answers, and its port."""
    with start(environment, *arguments) as serving:
        assert serving.stderr
        said = serving.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", said)
        try:
            assert found, said + serving.stderr.read()
            yield serving, int(found[1])
        finally:
            serving.kill()


def get(port: int, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


def gone(port: int) -> bool:
    """Whether nothing answers there any more, within some seconds."""
    until = monotonic() + PATIENCE
    while monotonic() < until:
        with socket.socket() as asking:
            if asking.connect_ex(("127.0.0.1", port)):
                return True
        sleep(0.1)
    return False


def test_styles_travel_compressed_and_stay_with_the_browser(installation: dict[str, str]) -> None:
    with served(installation, "--port", "0", "--no-worker") as (_, port):
        _, page = get(port, "/er-is-niets/")
        style = re.search(rb'href="(/static/desk/desk\.[0-9a-f]+\.css)"', page)
        assert style
        answer, body = get(port, style[1].decode(), **{"Accept-Encoding": "gzip"})
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "immutable" in answer.headers["Cache-Control"]
        assert b"{" in gzip.decompress(body)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_desk_stops_in_order(installation: dict[str, str], stop: signal.Signals) -> None:
    with served(installation, "--port", "0") as (serving, port):
        get(port, "/toegang/login/")
        serving.send_signal(stop)
        _, said = serving.communicate(timeout=PATIENCE)
        assert serving.returncode == 0
        assert "Traceback" not in said
    assert gone(port)


def test_killed_desk_leaves_nothing_running_and_starts_again(installation: dict[str, str]) -> None:
    with served(installation, "--port", "0") as (serving, port):
        serving.kill()
        serving.wait(PATIENCE)
        assert gone(port)
    with served(installation, "--port", str(port)) as (_, again):
        assert get(again, "/toegang/login/")[0].status == 200


def test_port_that_is_taken_is_said_in_one_line(installation: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        serving = start(installation, "--port", str(taken.getsockname()[1]))
        _, said = serving.communicate(timeout=PATIENCE)
    assert serving.returncode == 1
    assert said.startswith("baken: something else serves on port")
    assert "--port" in said
    assert len(said.splitlines()) == 1


def test_nothing_is_written_down_of_who_looks_at_what(installation: dict[str, str]) -> None:
    with served(installation, "--port", "0", "--no-worker") as (serving, port):
        assert get(port, "/register/0612345678/?naam=Noor")[0].status == 404
        assert get(port, "/toegang/login/", Host="elders.example")[0].status == 400
        serving.terminate()
        _, said = serving.communicate(timeout=PATIENCE)
    assert said == "Stopped.\n"


def test_start_that_was_interrupted_leaves_no_half_made_styles(installation: dict[str, str]) -> None:
    state = Path(installation["BAKEN_STATE"])
    (state / "static-making-abc").mkdir()
    for made in state.glob("static-*"):
        (made / "staticfiles.json").unlink(missing_ok=True)
        made.rename(state / "static-0000000000000000")
        break
    with served(installation, "--port", "0", "--no-worker") as (_, port):
        assert get(port, "/toegang/login/")[0].status == 200
    assert [path.name for path in state.glob("static-making-*")] == []
