"""Files in and out of a command: formats, standard streams, outputs that appear whole, rejects."""

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

import click

FORMATS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".parquet": "parquet"}


def format_of(path: str, given: str | None, *, default: str = "jsonl") -> str:
    """The format a file is read or written in: `--format` first, then the file's ending."""
    if given:
        return given
    return FORMATS.get(Path(path).suffix.lower(), default)


@contextlib.contextmanager
def atomic_output(path: str) -> Iterator[IO[bytes]]:
    """A binary file that stands at `path` only when everything was written; `-` is standard output.

    Written beside its place and renamed when complete, so that a killed command leaves nothing
    half-written behind.
    """
    if path == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


class Rejects:
    """Where bad records go: one JSON object a line, in a file or on standard error.

    Each line is `{"source", "line" or "offset", "reason"}`. `count` decides the exit status.
    A file is kept only when something was rejected or when it was asked for by name.
    """

    def __init__(self, path: str | None) -> None:
        self._stream: IO[str] = open(path, "w", encoding="utf-8") if path and path != "-" else sys.stderr  # noqa: SIM115
        self.count = 0

    def add(self, rejects: Iterable[dict[str, Any]]) -> None:
        for reject in rejects:
            self._stream.write(json.dumps(reject, ensure_ascii=False) + "\n")
            self.count += 1

    def close(self) -> None:
        if self._stream is not sys.stderr:
            self._stream.close()
        else:
            self._stream.flush()


def say(message: str, *, quiet: bool = False) -> None:
    """A message to the person at the terminal: on standard error, never among the results."""
    if not quiet:
        click.echo(message, err=True)


def write_json_lines(rows: Iterable[dict[str, Any]], stream: IO[bytes]) -> int:
    """Writes rows as JSON Lines and returns how many; null means absent and is left out."""
    count = 0
    for row in rows:
        kept = {name: value for name, value in row.items() if value is not None}
        stream.write(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n")
        count += 1
    return count
