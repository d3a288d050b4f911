"""Commands in processes of their own, with what they took; and the environment that peers run in."""

import os
import subprocess
import sys
import threading
import time
import venv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
VAR = ROOT / "var" / "benchmarks"
BAKEN = Path(sys.executable).with_name("baken")
PEER_PACKAGES = ("rensa", "datasketch", "splink", "pyarrow", "numpy")


class NotRun(Exception):
    """A command failed, or took too long; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds of the processor (the command and what it started), seconds on the clock, and the
    largest memory of one process in megabytes; and what it printed."""

    processor: float
    clock: float
    megabytes: float
    printed: str


def run(command: Sequence[str | Path], *, limit: float = 7200) -> Taken:
    """Runs a command to its end. Raises NotRun when it fails or takes more than `limit` seconds."""
    words = [str(word) for word in command]
    begun = time.perf_counter()
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    alarm = threading.Timer(limit, process.kill)
    alarm.start()
    complaints: list[bytes] = []
    assert process.stdout and process.stderr
    reader = threading.Thread(target=lambda stream: complaints.append(stream.read()), args=[process.stderr])
    reader.start()
    printed = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    reader.join()
    late = not alarm.is_alive()
    alarm.cancel()
    clock = time.perf_counter() - begun
    if late or process.returncode:
        why = f"took more than {limit:.0f} s" if late else complaints[0].decode()[-500:].strip()
        raise NotRun(f"{' '.join(words[:4])} …: {why}")
    return Taken(usage.ru_utime + usage.ru_stime, clock, usage.ru_maxrss / 1024, printed)


def peers_python(name: str = "peers", packages: Sequence[str] = PEER_PACKAGES) -> Path:
    """The interpreter of an environment with the peers in it, made when it is not there."""
    folder = VAR / name
    python = folder / "bin" / "python"
    mark = folder / "installed"
    if not mark.exists():
        print("making the peers' own environment", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        pip: list[str | Path] = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        run([*pip, "--cache-dir", VAR / "pip", *packages])
        mark.touch()
    return python
