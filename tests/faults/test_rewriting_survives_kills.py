"""Killed at any moment while the files of captures are rewritten, every capture that stays can be read."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.demo_databases import ROOT, database

KILLS = 10


@pytest.mark.parametrize("seed", range(1))
def test_killed_while_rewriting_nothing_is_lost_and_the_next_run_ends_it(
    server_url: str, migrated: str, tmp_path: Path, seed: int
) -> None:
    with database(server_url, migrated) as url:
        environment = os.environ | {"DATABASE_URL": url, "BAKEN_STATE": str(tmp_path)}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        command = [sys.executable, "-m", "tests.faults.killed_rewriter", str(seed), str(KILLS)]
        ended = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )

    assert ended.returncode == 0, ended.stderr
    said = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(said) == KILLS + 1
    assert sum(one["killed"] for one in said) >= KILLS // 2
    assert all(one["readable"] == one["rows"] for one in said)
    assert [one["rows"] for one in said] == [36 - 3 * kill for kill in range(1, KILLS + 1)] + [36 - 3 * KILLS]
    assert (said[-1]["frames"], said[-1]["parts"]) == (said[-1]["rows"], 0)
