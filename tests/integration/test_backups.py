"""`baken backup` and `baken restore`, as whoever keeps the server runs them."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def baken(tmp_path: Path) -> Run:
    """The command, in an installation of its own with an embedded database of its own."""

    def run(*words: str, state: str = "here") -> subprocess.CompletedProcess[str]:
        (tmp_path / state).mkdir(exist_ok=True)
        environment = os.environ | {"BAKEN_STATE": str(tmp_path / state)}
        for name in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE"):
            environment.pop(name, None)
        command = [sys.executable, "-m", "baken.cli.main", *words]
        return subprocess.run(
            command, env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    return run


def organisations(baken: Run, state: str = "here") -> str:
    return baken("organisation", "list", state=state).stdout


def test_installation_comes_back_whole_or_stays_as_it_is(baken: Run, tmp_path: Path) -> None:
    added = baken("organisation", "add", "veldwerk", "--name-nl", "Stichting Veldwerk", "--admin", "noor")
    assert added.returncode == 0, added.stderr
    captures = tmp_path / "here" / "captures" / "00000000-0000-4000-8000-000000000000"
    captures.mkdir(parents=True)
    (captures / "00000001-0123456789abcdef").write_bytes(b"BAKEN-CAPTURES 1\n")

    made = baken("backup", "-o", "saved", "--json", "--quiet")
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert told["captures"] == 1
    assert told["rows"] > told["tables"] > 50
    saved = tmp_path / "saved"
    assert saved.stat().st_mode & 0o077 == 0

    assert baken("organisation", "add", "later", "--name-nl", "Later", "--admin", "sam").returncode == 0
    (tmp_path / "cut").write_bytes(saved.read_bytes()[:-1])
    broken = baken("restore", "cut", "--replace", "--yes")
    assert (broken.returncode, "Nothing was changed" in broken.stderr) == (1, True)
    refused = baken("restore", "saved")
    assert (refused.returncode, "--replace" in refused.stderr) == (1, True)
    assert "later" in organisations(baken)

    (captures / "00000001-0123456789abcdef").unlink()
    back = baken("restore", "saved", "--replace", "--yes")
    assert back.returncode == 0, back.stderr
    assert "veldwerk" in organisations(baken)
    assert "later" not in organisations(baken)
    assert (captures / "00000001-0123456789abcdef").read_bytes() == b"BAKEN-CAPTURES 1\n"
    assert baken("audit", "verify").returncode == 0

    elsewhere = baken("restore", "saved", state="elsewhere")
    assert (elsewhere.returncode, "another master key" in elsewhere.stderr) == (1, True)
    (tmp_path / "elsewhere" / "keys" / "master.key").write_bytes(
        (tmp_path / "here" / "keys" / "master.key").read_bytes()
    )
    assert baken("restore", "saved", state="elsewhere").returncode == 0
    assert "veldwerk" in organisations(baken, "elsewhere")
