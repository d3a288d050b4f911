"""Linking on a real cluster gives what it gives on this machine, byte for byte."""

import hashlib
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from baken.pipeline.spark_session import spark_session
from tests.spark.clusters import Cluster, standalone_cluster

pytestmark = pytest.mark.spark

KEY = b"a key of this test alone"


def link(
    place: Path, out: Path, *options: str, environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs the command as a user does, each in a process of its own."""
    out.mkdir(parents=True, exist_ok=True)
    key = out / "run.key"
    key.write_bytes(KEY)
    command = [sys.executable, "-m", "baken.cli.main", "link", str(place), "-o", str(out / "links.csv")]
    files = [
        "--evidence",
        str(out / "edges.jsonl"),
        "--rejects",
        str(out / "rejects.jsonl"),
        "--key",
        str(key),
    ]
    return subprocess.run(
        [*command, *files, *options], env=environment, capture_output=True, text=True, check=False
    )


def outcome(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in ("links.csv", "edges.jsonl", "rejects.jsonl")}


@pytest.mark.parametrize(
    ("name", "options"),
    [("a.jsonl", ()), ("b.parquet", ("--no-extract",))],
    ids=["json lines", "parquet, only the fields"],
)
def test_both_engines_give_the_same(
    cluster: Cluster, adverts: Path, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    here = link(adverts / name, tmp_path / "here", *options)
    there = link(
        adverts / name, tmp_path / "there", *options, "--engine", "spark", environment=cluster.environment()
    )

    assert there.returncode == here.returncode, there.stderr
    assert there.stderr == here.stderr
    assert outcome(tmp_path / "there") == outcome(tmp_path / "here")
    assert len(outcome(tmp_path / "here")["edges.jsonl"].splitlines()) > 1_000


def test_key_is_in_nothing_that_the_cluster_writes(cluster: Cluster, adverts: Path, tmp_path: Path) -> None:
    ran = link(
        adverts / "b.parquet",
        tmp_path,
        "--no-extract",
        "--engine",
        "spark",
        environment=cluster.environment(),
    )
    digest = hashlib.sha256(KEY).digest()
    signs = (KEY, digest, digest.hex().encode())
    written = [path for path in cluster.directory.rglob("*") if path.is_file()]

    assert ran.returncode == 0, ran.stderr
    assert any(path.name == "stderr" for path in written)
    assert [path for path in written if any(sign in path.read_bytes() for sign in signs)] == []


def test_cluster_without_encryption_is_refused(adverts: Path, tmp_path: Path) -> None:
    with standalone_cluster(tmp_path / "cluster", workers=0, encrypted=False) as bare:
        ran = link(adverts / "a.jsonl", tmp_path, "--engine", "spark", environment=bare.environment())

    assert ran.returncode == 1
    assert "are not encrypted" in ran.stderr
    assert not (tmp_path / "links.csv").exists()


def test_absent_file_is_said_and_nothing_written(cluster: Cluster, tmp_path: Path) -> None:
    ran = link(tmp_path / "absent.jsonl", tmp_path, "--engine", "spark", environment=cluster.environment())

    assert ran.returncode == 1
    assert "absent.jsonl can't be read, nothing was written" in ran.stderr
    assert not (tmp_path / "links.csv").exists()


def test_cluster_leaves_no_port_open(tmp_path: Path) -> None:
    with standalone_cluster(tmp_path, workers=1) as started:
        host, port = started.master.removeprefix("spark://").split(":")
        with socket.create_connection((host, int(port)), 5):
            listened = True

    assert listened
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((host, int(port)), 5)


def test_java_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    from baken.pipeline.spark_session import NoSpark

    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("JAVA_HOME", raising=False)

    with pytest.raises(NoSpark, match="needs Java"), spark_session():
        pass
