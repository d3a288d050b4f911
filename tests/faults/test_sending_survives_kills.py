"""Killed at any moment while statements of reasons are sent, none is lost and none is stored twice."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.demo_databases import ROOT, database
from tests.faults.killed_sender import STATEMENTS

KILLS = 25


@pytest.mark.parametrize("seed", range(1))
def test_killed_while_sending_each_statement_is_stored_once(
    server_url: str, migrated: str, tmp_path: Path, seed: int
) -> None:
    with database(server_url, migrated) as url:
        environment = os.environ | {"DATABASE_URL": url, "BAKEN_STATE": str(tmp_path)}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", "tests.faults.killed_sender", str(seed), str(KILLS)]
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    assert ended.returncode == 0, ended.stderr
    said = json.loads(ended.stdout.splitlines()[-1])
    print(said)
    assert said["killed"] >= 3
    assert (said["stored"], said["doubled"]) == (STATEMENTS, 0)
    assert said["states"] == {"sent": STATEMENTS}
