"""Killed at any moment while a worker takes a file back, it is whole or gone, and the next worker ends it."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.faults.demo_databases import ROOT, database
from tests.faults.killed_undo import REGISTRATIONS

KILLS = 5
SEED = 3


def test_killed_while_taking_a_file_back_it_is_whole_or_gone_and_goes_once(
    server_url: str, migrated: str, tmp_path: Path
) -> None:
    with database(server_url, migrated) as url:
        environment = os.environ | {"DATABASE_URL": url, "BAKEN_STATE": str(tmp_path)}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", "tests.faults.killed_undo", str(SEED), str(KILLS)]
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    assert ended.returncode == 0, ended.stderr
    said = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(said) == KILLS + 1
    assert sum(one["killed"] for one in said) >= KILLS // 2
    for one in said:
        left = 0 if one["state"] == "done" else REGISTRATIONS
        assert one["rows"] == [left] * 3
        assert one["undone"] == (one["state"] == "done")
    assert said[-1]["state"] == "done"
