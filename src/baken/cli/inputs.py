"""The input of a command: a file or standard input, in a format that its ending or beginning tells."""

import contextlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import click

from baken.cli import Failed
from baken.cli.streams import is_device
from baken.collection.readers import format_by_beginning, format_of

KEPT_IN_MEMORY = 16 * 1024 * 1024


@contextlib.contextmanager
def opened(file: str) -> Iterator[BinaryIO]:
    """The input, seekable; standard input or a pipe is copied to a temporary file.

    Raises Failed when it can't be read.
    """
    with contextlib.ExitStack() as stack:
        try:
            if file == "-" and sys.stdin is None:
                raise Failed("standard input is closed; give a file")
            stream = sys.stdin.buffer if file == "-" else stack.enter_context(Path(file).open("rb"))
            if file == "-" or not stream.seekable():
                copy = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY))
                shutil.copyfileobj(stream, copy)
                copy.seek(0)
                stream = cast(Any, copy)
        except OSError as fault:
            raise Failed(f"{file} can't be read: {fault.strerror or fault}") from fault
        yield cast(BinaryIO, stream)


def name_of(file: str) -> str:
    """The input's name, as rejects, evidence and messages give it."""
    return "standard input" if file == "-" else Path(file).name


def read_as(stream: BinaryIO, file: str, form: str | None) -> str:
    """The format of the input: its ending tells, else `--format`, else its first bytes."""
    if told := format_of(file) or form:
        return told
    start = stream.read(16)
    stream.seek(0)
    return format_by_beginning(start)


def refuse_same_file(**named: str | None) -> None:
    """Wrong usage when two of these are one file, by their names in the usage: IN, OUT, rejects.

    A device or a pipe may be named twice. `-` is standard input for IN and standard output for others.
    """
    uses: dict[str, list[str]] = {}
    for name, file in named.items():
        if file and not (file == "-" and name == "IN") and (file == "-" or not is_device(Path(file))):
            place = "-" if file == "-" else str(Path(file).resolve())
            uses.setdefault(place, []).append(name if name.isupper() else f"--{name}")
    for names in uses.values():
        if len(names) > 1:
            raise click.UsageError(f"{' and '.join(names)} need files of their own")
