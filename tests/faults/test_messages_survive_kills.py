"""Killed at any moment while messages are sent, none is lost and nobody gets one twice."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.demo_databases import ROOT, database
from tests.faults.killed_messenger import EACH


def run(server_url: str, state: Path, seed: int, kills: int) -> dict[str, Any]:
    with database(server_url) as url:
        environment = os.environ | {"DATABASE_URL": url, "BAKEN_STATE": str(state)}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", "tests.faults.killed_messenger", str(seed), str(kills)]
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
    assert ended.returncode == 0, ended.stderr
    said: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    print(said)
    return said


def holds(said: dict[str, Any], killed: int) -> None:
    assert said["killed"] >= killed
    # nothing was taken twice, and what nobody knew was put before a person and not sent again
    assert (said["doubled_before"], said["doubled"]) == (0, 0)
    assert set(said["before"]) <= {"sent", "unknown"}
    assert said["states"] == {"sent": 2 * EACH}
    assert said["taken"] == 2 * EACH


def test_killed_while_sending_each_message_reaches_somebody_once(server_url: str, tmp_path: Path) -> None:
    holds(run(server_url, tmp_path, seed=1, kills=20), killed=5)


@pytest.mark.faults
@pytest.mark.parametrize("seed", range(2, 12))
def test_hundreds_of_kills(server_url: str, tmp_path: Path, seed: int) -> None:
    holds(run(server_url, tmp_path, seed=seed, kills=40), killed=5)
