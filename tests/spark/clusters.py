"""A real Spark standalone cluster on this machine: a master and workers, on the loopback interface."""

import contextlib
import os
import queue
import re
import secrets
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
DEADLINE = 300.0
"""Seconds until a part of the cluster has to be ready, or to have ended."""


def home() -> Path:
    """Where Spark lies: it is an extra, so that these tests can be gathered without it."""
    import pyspark

    return Path(pyspark.__file__).parent


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running cluster: the address of its master, and where its settings, logs and copies are."""

    master: str
    directory: Path

    def environment(self) -> dict[str, str]:
        """The environment of a program that uses the cluster."""
        return _environment(self.directory / "conf")


class _Process:
    """A process of the cluster, and the lines that it writes."""

    def __init__(self, name: str, arguments: list[str], environment: dict[str, str]) -> None:
        self._name = name
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._said: list[str] = []
        self._process = subprocess.Popen(
            [str(home() / "bin" / "spark-class"), *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            text=True,
            env=environment,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stdout
        for line in self._process.stdout:
            self._lines.put(line)
        self._lines.put(None)

    def wait_for(self, pattern: str) -> re.Match[str]:
        """Waits until a line with the pattern is written."""
        until = time.monotonic() + DEADLINE
        while True:
            try:
                line = self._lines.get(timeout=max(until - time.monotonic(), 0.0))
            except queue.Empty:
                line = None
            if line is None:
                raise AssertionError(f"{self._name} did not become ready:\n" + "".join(self._said[-40:]))
            self._said.append(line)
            if found := re.search(pattern, line):
                return found

    def stop(self) -> None:
        """Ends the process and waits until it has ended."""
        self._process.terminate()
        try:
            self._process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(DEADLINE)
        self._reader.join(DEADLINE)
        assert self._process.stdout
        self._process.stdout.close()


def _environment(conf_dir: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPARK_", "PYSPARK_"))}
    return kept | {
        "SPARK_HOME": str(home()),
        "SPARK_CONF_DIR": str(conf_dir),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "PYSPARK_PYTHON": sys.executable,
    }


@contextlib.contextmanager
def standalone_cluster(directory: Path, *, workers: int = 2, encrypted: bool = True) -> Iterator[Cluster]:
    """A master and workers of one core each, all on loopback at ports that are free; ended afterwards."""
    conf_dir, work_dir = directory / "conf", directory / "work"
    conf_dir.mkdir(parents=True)
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.master.rest.enabled": "false",
        "spark.executor.memory": "700m",
        # so little is done here that compiling it well would cost more than it saves
        "spark.driver.extraJavaOptions": QUICK_START,
        "spark.executor.extraJavaOptions": QUICK_START,
        "spark.local.dir": str(directory / "local"),
    }
    if encrypted:
        settings |= {
            "spark.authenticate": "true",
            "spark.authenticate.secret": secrets.token_hex(16),
            "spark.network.crypto.enabled": "true",
        }
    defaults = conf_dir / "spark-defaults.conf"
    with contextlib.ExitStack() as started:
        started.callback(defaults.unlink)
        defaults.touch(0o600)
        _write(defaults, settings)
        environment = _environment(conf_dir) | {
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_DAEMON_JAVA_OPTS": QUICK_START,
        }
        place = ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"]
        master = _Process("the master", ["org.apache.spark.deploy.master.Master", *place], environment)
        started.callback(master.stop)
        address = master.wait_for(r"Starting Spark master at (spark://127\.0\.0\.1:\d+)")[1]
        for number in range(workers):
            size = ["--cores", "1", "--memory", "700m", "--work-dir", str(work_dir / str(number))]
            arguments = ["org.apache.spark.deploy.worker.Worker", *place, *size, address]
            worker = _Process(f"worker {number}", arguments, environment)
            started.callback(worker.stop)
            worker.wait_for("Successfully registered with master")
        _write(defaults, settings | {"spark.master": address})
        yield Cluster(address, directory)


def _write(path: Path, settings: dict[str, str]) -> None:
    path.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
