"""Files of advert records in parts, each of which can be read by itself, on another machine too.

Lines and rows of a part are counted as those of the whole file would be; what a part cannot know
(how many lines come before it, which sightings stand in another part) is left to who puts the parts
together. A place is a path, or an address that Arrow's file systems know, such as s3://bucket/adverts.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

import pyarrow as pa
from pyarrow import fs, parquet

from baken.collection.batches import Batch, Gathering
from baken.collection.jsonl import read_jsonl
from baken.collection.parquet import read_parquet
from baken.collection.readers import format_by_beginning, format_of, read_records
from baken.collection.rejects import Unreadable
from baken.collection.seen import SeenSightings

MOST_BYTES, LEAST_BYTES = 16 * 1024 * 1024, 128 * 1024
MOST_ROWS, LEAST_ROWS = 25_000, 250
"""Of a part: at most some seconds of reading and extracting, and not so little that it is not worth it."""

_READ_AHEAD = 1024 * 1024

_FAULTS = (OSError, pa.ArrowException)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a file: rows from `begin` to before `end` (Parquet, from 1), bytes (JSON Lines), or the
    whole file where `end` is None."""

    place: str
    format: str
    begin: int = 0
    end: int | None = None


@dataclass(slots=True)
class PartReading:
    """The batches of a part; when they have all been taken, what else was learned about it.

    `lines` is how many lines of JSON Lines the part has. `fault` says why nothing of it can be read;
    `damaged` that it is this stretch of the file, and others may be whole.
    """

    part: Part
    batch_rows: int
    seen: SeenSightings = field(default_factory=SeenSightings)
    lines: int = 0
    fault: str | None = None
    damaged: bool = False

    def __iter__(self) -> Iterator[Batch]:
        part = self.part
        gathering = Gathering(name_of_place(part.place), self.batch_rows, seen=self.seen, evidence=False)
        try:
            with _opened(part.place) as stream:
                yield from self._batches(stream, gathering)
        except Unreadable as fault:
            rest = list(gathering.rest())
            self.fault, self.damaged = str(fault), bool(rest)
            yield from rest
        except _FAULTS as fault:
            self.fault = _said(fault)

    def _batches(self, stream: BinaryIO, gathering: Gathering) -> Iterator[Batch]:
        part = self.part
        if part.end is None:
            yield from read_records(
                stream,
                format=part.format,
                source=gathering.source,
                batch_rows=self.batch_rows,
                evidence=False,
                seen=self.seen,
            )
        elif part.format == "parquet":
            yield from read_parquet(stream, gathering, asked=range(part.begin, part.end))
        else:
            lines = _LinesOfPart(stream, part.begin, part.end)
            yield from read_jsonl(cast(BinaryIO, lines), gathering, whole=part.begin == 0)
            self.lines = lines.count


def name_of_place(place: str) -> str:
    """The name of a file, as rejects and messages give it."""
    return PurePosixPath(place).name


def parts_of(place: str, format: str | None = None, *, wanted: int = 1) -> list[Part]:
    """The parts of a file, or of all files of advert records in a directory and below, in order.

    At least `wanted` parts where there is enough to read, more where there is much. `format` tells where
    the ending of a file does not. In a directory, files with other endings and names that begin with
    a dot or underscore are passed over. CSV and web archives can't be divided: each is one part. Raises
    Unreadable when there is nothing to read, or it can't be opened.
    """
    try:
        system, path = _system_of(place)
        found = system.get_file_info(path)
        if found.type is not fs.FileType.Directory:
            return _parts_of_file(place, format, _part_size(found.size or 0, wanted))
        below = system.get_file_info(fs.FileSelector(path, recursive=True))
    except _FAULTS as fault:
        raise Unreadable(_said(fault)) from fault
    root = PurePosixPath(path)
    files = {PurePosixPath(one.path).relative_to(root): one.size for one in below if one.is_file}
    read = {
        str(name): size
        for name, size in sorted(files.items())
        if not any(step.startswith((".", "_")) for step in name.parts) and (format or format_of(name.name))
    }
    if not read:
        raise Unreadable("no file of advert records is in this directory")
    size = _part_size(sum(read.values()), wanted)
    return [part for name in read for part in _parts_of_file(f"{place.rstrip('/')}/{name}", format, size)]


def _part_size(of_all: int, wanted: int) -> int:
    return min(max(-(-of_all // wanted), LEAST_BYTES), MOST_BYTES)


def _parts_of_file(place: str, format: str | None, part_size: int) -> list[Part]:
    try:
        with _opened(place) as stream:
            kind = format_of(place) or format or format_by_beginning(stream.read(16))
            size = stream.seek(0, io.SEEK_END)
            if kind == "jsonl":
                return _divided(place, kind, 0, size, part_size)
            rows = _rows_of_parquet(stream) if kind == "parquet" else None
    except _FAULTS as fault:
        raise Unreadable(f"{name_of_place(place)}: {_said(fault)}") from fault
    if rows is None:
        return [Part(place, kind)]
    rows_a_part = min(max(rows * part_size // size, LEAST_ROWS), MOST_ROWS)
    return _divided(place, kind, 1, rows + 1, rows_a_part)


def _rows_of_parquet(stream: BinaryIO) -> int | None:
    """How many rows there are; None where nobody can tell, which reading it will say."""
    try:
        return int(parquet.ParquetFile(stream, pre_buffer=False).metadata.num_rows)
    except _FAULTS:
        return None


def _divided(place: str, kind: str, begin: int, end: int, size: int) -> list[Part]:
    starts = range(begin, max(end, begin + 1), size)
    return [Part(place, kind, start, min(start + size, end)) for start in starts]


def _said(fault: Exception) -> str:
    told = getattr(fault, "strerror", None) or str(fault)
    return str(told).splitlines()[0] if told else type(fault).__name__


def _system_of(place: str) -> tuple[Any, str]:
    if "://" not in place:
        return fs.LocalFileSystem(), place
    system, path = fs.FileSystem.from_uri(place.replace("s3a://", "s3://", 1))
    return system, path


def _opened(place: str) -> BinaryIO:
    system, path = _system_of(place)
    return cast(BinaryIO, io.BufferedReader(system.open_input_file(path)))


class _LinesOfPart:
    """The lines that begin in a stretch of a file, as a stream that is read line by line."""

    def __init__(self, stream: BinaryIO, begin: int, end: int) -> None:
        self._stream = stream
        self._end = end
        self._at_start = True
        self.count = 0
        stream.seek(max(begin - 1, 0))
        if begin:
            while (rest := stream.readline(_READ_AHEAD)) and not rest.endswith(b"\n"):
                pass

    def readline(self, most: int) -> bytes:
        """The next line, or so many bytes of it; nothing at the end of the stretch."""
        if self._at_start:
            if self._stream.tell() >= self._end:
                return b""
            self.count += 1
        line = self._stream.readline(most)
        self._at_start = line.endswith(b"\n")
        return line
