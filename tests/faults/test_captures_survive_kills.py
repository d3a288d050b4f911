"""Killed at any moment, the store of captures keeps everything it acknowledged."""

import os
import random
import signal
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest

from baken.collection.evidence.store import CaptureStore, StoredCapture
from baken.privacy.keys import read_master_key
from tests.integration.test_captures_kept import a_page


def acknowledged_until_killed(state: Path, organisation: uuid.UUID, first: int, lines: int) -> list[str]:
    """What a keeper said before it was killed, whole lines only."""
    command = [sys.executable, "-m", "tests.faults.killed_keeper", str(organisation), str(first)]
    environment = {**os.environ, "BAKEN_STATE": str(state), "DJANGO_SETTINGS_MODULE": "baken.config.settings"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as keeper:
        assert keeper.stdout
        said = [keeper.stdout.readline() for _ in range(lines)]
        keeper.send_signal(signal.SIGKILL)
        said += keeper.stdout.readlines()
    assert keeper.returncode == -signal.SIGKILL
    return [line for line in said if line.endswith("\n") and len(line.split()) == 4]


@pytest.fixture
def state(tmp_path: Path, settings: Any) -> Path:
    """A state directory with keys of its own, for this process and for those that are killed."""
    settings.BAKEN_STATE = tmp_path
    command = [sys.executable, "-c", "from baken.config import settings"]
    subprocess.run(command, env={**os.environ, "BAKEN_STATE": str(tmp_path)}, check=True)
    settings.BAKEN_KEYRING = read_master_key(tmp_path / "keys" / "master.key")
    return tmp_path


@pytest.mark.parametrize("seed", range(2))
def test_nothing_acknowledged_is_lost_to_kills(state: Path, seed: int) -> None:
    chance = random.Random(seed)
    organisation = uuid.uuid4()
    said: dict[int, StoredCapture] = {}

    for _ in range(3):
        first = max(said, default=-1) + 1
        for line in acknowledged_until_killed(state, organisation, first, chance.randint(1, 400)):
            number, file, offset, length = line.split()
            said[int(number)] = StoredCapture(file, int(offset), int(length), "")

    store = CaptureStore(organisation, largest_file=200_000)
    store.append([a_page()])
    for number, stored in said.items():
        assert store.read(stored).payload.startswith(f"<p>rustig {number} ".encode())
    assert len(said) > 10
    assert not list(store.directory.glob("*.part"))
