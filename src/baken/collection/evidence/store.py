"""Where captures are kept: append-only files of bounded size, one writer at a time.

What `append` returns is on the disk. A frame counts only when a row of the database points at it: what a
killed program left behind, and what was erased, is dropped by `baken.collection.evidence.rewriting`.
"""

import contextlib
import fcntl
import os
import re
import secrets
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from baken.collection.evidence.frames import BEGINNING, FrameDamaged, Position, Sealing, positions, read_frame
from baken.collection.evidence.records import (
    KeptCapture,
    NewCapture,
    NoRecord,
    PreparedCapture,
    prepared,
    read_member,
)

__all__ = ["CaptureDamaged", "CaptureStore", "KeptCapture", "NewCapture", "StoredCapture"]

LARGEST_FILE = 32 * 1024 * 1024
"""Bytes after which a new file is begun: what erasing one capture costs at most to write anew."""

_NAME = re.compile(r"\d{8}-[0-9a-f]{16}")
_UNFINISHED = ".part"


class CaptureDamaged(Exception):
    """What is stored of this capture can't be read: it is gone, was changed, or has another key."""


@dataclass(frozen=True, slots=True)
class StoredCapture:
    """Where a capture stands: file, offset and length of its frame; and the digest of its payload."""

    file: str
    offset: int
    length: int
    payload_sha256: str


class CaptureStore:
    """The captures of one organisation, below the state directory, encrypted with its own key."""

    def __init__(self, organisation_id: uuid.UUID, *, largest_file: int = LARGEST_FILE) -> None:
        self.directory = Path(settings.BAKEN_STATE) / "captures" / str(organisation_id)
        self._sealing = Sealing(
            str(organisation_id), *settings.BAKEN_KEYRING.keys(str(organisation_id), "captures")
        )
        self._largest_file = largest_file
        self._known: tuple[str, int] | None = None

    def append(self, captures: Sequence[NewCapture]) -> list[StoredCapture]:
        """Written, flushed and fsynced when it returns; encrypted at rest with the organisation's key."""
        return self.append_prepared([prepared(capture) for capture in captures])

    def append_prepared(self, captures: Sequence[PreparedCapture]) -> list[StoredCapture]:
        """The same for captures that were made ready before."""
        if not captures:
            return []
        stored: list[StoredCapture] = []
        waiting = list(captures)
        with self.only_writer():
            while waiting:
                file, end = self._place_to_write()
                taken = self._write(file, end, waiting)
                stored += taken
                waiting = waiting[len(taken) :]
        return stored

    def _write(self, file: str, end: int, captures: Sequence[PreparedCapture]) -> list[StoredCapture]:
        """Appends what fits into one file, at least one."""
        stored: list[StoredCapture] = []
        frames: list[bytes] = []
        offset = end
        for capture in captures:
            frame = self._sealing.frame(capture.member, file, offset)
            if offset + len(frame) > self._largest_file and (stored or end > len(BEGINNING)):
                break
            stored.append(StoredCapture(file, offset, len(frame), capture.payload_sha256))
            frames.append(frame)
            offset += len(frame)
        if not stored:
            self._known = None
            self._begin()
            return []
        with (self.directory / file).open("r+b", buffering=0) as stream:
            stream.seek(end)
            _write_all(stream.fileno(), b"".join(frames))
            os.fsync(stream.fileno())
        self._known = (file, offset)
        return stored

    def read(self, stored: StoredCapture) -> KeptCapture:
        """A capture as it was kept. Raises `CaptureDamaged`."""
        try:
            return read_member(self.member(stored.file, Position(stored.offset, stored.length)))
        except NoRecord as fault:
            raise CaptureDamaged(CaptureDamaged.__doc__) from fault

    def member(self, file: str, position: Position) -> bytes:
        """The WARC record of a capture as a gzip member, as it was written. Raises `CaptureDamaged`."""
        if not _NAME.fullmatch(file):
            raise CaptureDamaged(CaptureDamaged.__doc__)
        try:
            with (self.directory / file).open("rb") as stream:
                return self._sealing.open(read_frame(stream, position), file, position.offset)
        except (FrameDamaged, OSError) as fault:
            raise CaptureDamaged(CaptureDamaged.__doc__) from fault

    def files(self) -> list[str]:
        """The names of the files, oldest first."""
        if not self.directory.is_dir():
            return []
        return sorted(path.name for path in self.directory.iterdir() if _NAME.fullmatch(path.name))

    def frames(self, file: str) -> list[Position]:
        """The whole frames of a file."""
        with (self.directory / file).open("rb") as stream:
            return list(positions(stream))

    def size(self, file: str) -> int:
        """Of a file, in bytes."""
        return (self.directory / file).stat().st_size

    def copy(self, file: str, kept: Sequence[Position]) -> tuple[str, dict[int, Position]]:
        """A new file with some frames of another, sealed anew for their new places.

        Written beside, fsynced and renamed: it stands there whole or not at all. Returns its name and
        the new position of each old offset. A frame that does not open is taken over as it is: it proves
        nothing any more, but what is damaged is never silently dropped. Needs `only_writer`.
        """
        name = self._next_name()
        unfinished = self.directory / f"{name}{_UNFINISHED}"
        moved: dict[int, Position] = {}
        with (self.directory / file).open("rb") as source, unfinished.open("xb") as target:
            offset = target.write(BEGINNING)
            for position in kept:
                old = read_frame(source, position)
                try:
                    frame = self._sealing.frame(self._sealing.open(old, file, position.offset), name, offset)
                except FrameDamaged:
                    frame = old
                moved[position.offset] = Position(offset, len(frame))
                offset += target.write(frame)
            target.flush()
            os.fsync(target.fileno())
        unfinished.rename(self.directory / name)
        _sync_directory(self.directory)
        return name, moved

    def remove(self, file: str) -> None:
        """Takes a file away for good. Needs `only_writer`."""
        (self.directory / file).unlink(missing_ok=True)
        _sync_directory(self.directory)
        self._known = None

    @contextlib.contextmanager
    def only_writer(self) -> Iterator[None]:
        """Nobody else writes meanwhile; what a killed writer left unfinished is taken away."""
        if not self.directory.is_dir():
            self.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
            _sync_directory(self.directory.parent)
            _sync_directory(self.directory.parent.parent)
        lock = os.open(self.directory / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            for left in self.directory.glob(f"*{_UNFINISHED}"):
                left.unlink()
            yield
        finally:
            os.close(lock)

    def _place_to_write(self) -> tuple[str, int]:
        """The newest file and where its last whole frame ends; a new file where there is no room."""
        files = self.files()
        if not files:
            return self._begin()
        newest = files[-1]
        size = self.size(newest)
        if self._known == (newest, size):
            end: int | None = size
        else:
            end = self._whole_end(newest, size)
        if end is None or end >= self._largest_file:
            return self._begin()
        self._known = (newest, end)
        return newest, end

    def _whole_end(self, file: str, size: int) -> int | None:
        """Where the file ends, after a torn frame at its end was cut off; None for a file that must not be
        written to any more.

        What breaks off was never acknowledged and goes. A whole frame that does not open may have been
        acknowledged and damaged since: its file is left as it is.
        """
        end = len(BEGINNING)
        with (self.directory / file).open("r+b") as stream:
            for position in positions(stream):
                try:
                    self._sealing.open(read_frame(stream, position), file, position.offset)
                except FrameDamaged:
                    return None
                end = position.offset + position.length
            stream.seek(end)
            tail = stream.read(4)
            if len(tail) == 4 and end + 4 + int.from_bytes(tail, "big") <= size:
                return None
            if size < len(BEGINNING):
                return None
            if size > end:
                stream.truncate(end)
                os.fsync(stream.fileno())
        return end

    def _begin(self) -> tuple[str, int]:
        name = self._next_name()
        unfinished = self.directory / f"{name}{_UNFINISHED}"
        with unfinished.open("xb") as stream:
            unfinished.chmod(0o600)
            stream.write(BEGINNING)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.rename(self.directory / name)
        _sync_directory(self.directory)
        self._known = (name, len(BEGINNING))
        return name, len(BEGINNING)

    def _next_name(self) -> str:
        files = self.files()
        number = int(files[-1][:8]) + 1 if files else 1
        return f"{number:08d}-{secrets.token_hex(8)}"


def _write_all(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _sync_directory(directory: Path) -> None:
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
