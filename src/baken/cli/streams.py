"""What a command writes: outputs that appear whole, rejects, messages, and signs of life."""

import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, cast

import click

from baken.cli import Failed
from baken.collection.readers import format_of

WRITTEN = ("jsonl", "csv", "parquet")
PATIENCE = 2.0
"""Seconds before a person at the terminal is told what is going on."""


@contextlib.contextmanager
def whole_output(path: str) -> Iterator[IO[bytes]]:
    """A binary file that stands at `path` only when everything was written; `-` is standard output.

    Written beside its place and renamed when complete; standard output too gets everything or
    nothing. Raises Failed when the place can't be written.
    """
    try:
        with _standard_output() if path == "-" else _at(Path(path)) as stream:
            yield stream
    except OSError as fault:
        # what fails at another file, while this one stands open, is no fault of this place
        if fault.filename and Path(fault.filename).parent.resolve() != Path(path).resolve().parent:
            raise
        place = "standard output" if path == "-" else path
        raise Failed(f"{place} can't be written: {fault.strerror or fault}") from fault


@contextlib.contextmanager
def _standard_output() -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() as copy:
        yield cast("IO[bytes]", copy)
        copy.seek(0)
        shutil.copyfileobj(copy, sys.stdout.buffer)
        sys.stdout.buffer.flush()


def is_device(path: Path) -> bool:
    """Whether this is a device or a pipe, which can be written into but not put in place."""
    by_name = path.parent in (Path("/dev"), Path("/dev/fd"), Path("/proc/self/fd"))
    return by_name or (path.exists() and not path.is_file())


def _at(target: Path) -> contextlib.AbstractContextManager[IO[bytes]]:
    # standard output under its name as a device may be a file that already holds something
    return target.open("ab") if is_device(target) else _beside(target.resolve())


@contextlib.contextmanager
def _beside(target: Path) -> Iterator[IO[bytes]]:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as stream:
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


def written_as(path: str, form: str | None) -> str:
    """The format of an output: its ending tells, else `--format`, else JSON Lines."""
    written = format_of(path) or (form if form in WRITTEN else "jsonl")
    if written not in WRITTEN:
        raise click.UsageError(f"{path} can't be written: choose an ending of .jsonl, .csv or .parquet")
    return written


class Rejects:
    """Where bad records go, one JSON object a line; `count` decides the exit status."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.count = 0

    def add(self, rejects: Iterable[dict[str, Any]]) -> None:
        """Notes rejects: `{"source", "line" or "offset", "reason"}`."""
        for reject in rejects:
            self._stream.write(json.dumps(reject, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            self.count += 1


@contextlib.contextmanager
def reject_lines(path: str | None) -> Iterator[Rejects]:
    """Rejects on standard error, or where `path` says when the command has done its work."""
    if path is None:
        yield Rejects(sys.stderr.buffer)
        sys.stderr.buffer.flush()
        return
    with whole_output(path) as stream:
        yield Rejects(stream)


def say(message: str, *, quiet: bool = False) -> None:
    """A message to the person at the terminal: on standard error, never among the results."""
    if not quiet:
        click.echo(message, err=True)


@contextlib.contextmanager
def signs_of_life(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A function that tells on a terminal what is going on, once it takes more than two seconds."""
    if quiet or not sys.stderr.isatty():
        yield lambda message: None
        return
    from rich.console import Console

    started = time.monotonic()
    status = Console(stderr=True).status("")

    def tell(message: str) -> None:
        status.update(message)
        if time.monotonic() - started > PATIENCE:
            status.start()

    try:
        yield tell
    finally:
        status.stop()


@contextlib.contextmanager
def steps(*, quiet: bool) -> Iterator[Callable[[str], None]]:
    """A function that tells which step begins: a line each, and on a terminal how long each takes."""
    if quiet or not sys.stderr.isatty():
        yield lambda message: say(message, quiet=quiet)
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(finished_text="✓"), TextColumn("{task.description}"), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True)) as shown:

        def begin(message: str) -> None:
            for earlier in shown.task_ids:
                shown.update(earlier, total=1, completed=1)
            shown.add_task(message, total=None)

        yield begin
        for last in shown.task_ids:
            shown.update(last, total=1, completed=1)


def write_json_lines(rows: Iterable[dict[str, Any]], stream: IO[bytes]) -> None:
    """Writes rows as JSON Lines; null means absent and is left out."""
    for row in rows:
        kept = {name: value for name, value in row.items() if value is not None}
        stream.write(json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n")
