"""The file of a backup: sealed frame by frame under the installation's own key, with a mark at its end.

    file  = "BAKEN-BACKUP 1\n" frame* last
    frame = as captures are kept (`baken.collection.evidence.frames`), sealed for its offset in this file

The first byte in a frame is 1 for the last one and 0 before it: a file that was cut short does not pass
for a whole one, nor does one whose frames were moved. Who has the file without the master key has nothing.
"""

from typing import IO, BinaryIO

from django.conf import settings

from baken.collection.evidence.frames import HEAD, LARGEST, FrameDamaged, Position, Sealing, read_frame
from baken.operations.exceptions import BackupUnreadable

BEGINNING = b"BAKEN-BACKUP 1\n"
FRAME = 4 * 1024 * 1024
"""Bytes that are sealed at once: what writing and reading take of memory."""
_FILE = "backup"
_MORE, _LAST = b"\x00", b"\x01"


def _sealing() -> Sealing:
    return Sealing("installation", *settings.BAKEN_KEYRING.keys("installation", "backup"))


class SealedWriter:
    """Takes bytes as a file does; `finish` writes what is left and the mark of the end."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._sealing = _sealing()
        self._waiting = bytearray()
        self._at = stream.write(BEGINNING)

    def write(self, data: bytes) -> int:
        self._waiting += data
        while len(self._waiting) >= FRAME:
            self._seal(_MORE, bytes(self._waiting[:FRAME]))
            del self._waiting[:FRAME]
        return len(data)

    def finish(self) -> None:
        self._seal(_LAST, bytes(self._waiting))
        self._waiting.clear()

    def _seal(self, mark: bytes, data: bytes) -> None:
        self._at += self._stream.write(self._sealing.frame(mark + data, _FILE, self._at))


class SealedReader:
    """Gives back the bytes in order. Raises `BackupUnreadable` at the first one that is not as written,
    and where the file ends before its end."""

    def __init__(self, stream: BinaryIO) -> None:
        if stream.read(len(BEGINNING)) != BEGINNING:
            raise BackupUnreadable("this is no backup of Baken")
        self._stream = stream
        self._sealing = _sealing()
        self._at = len(BEGINNING)
        self._read = b""
        self._ended = False

    def read(self, size: int) -> bytes:
        """So many bytes; fewer only at the end."""
        parts: list[bytes] = []
        while size > 0 and (self._read or not self._ended):
            if not self._read:
                self._next()
            part, self._read = self._read[:size], self._read[size:]
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def _next(self) -> None:
        self._stream.seek(self._at)
        length = HEAD + int.from_bytes(self._stream.read(HEAD), "big")
        if not HEAD < length <= HEAD + LARGEST:
            raise BackupUnreadable("the file ends before its end: it was cut short, or its copying broke off")
        frame = read_frame(self._stream, Position(self._at, length))
        try:
            data = self._sealing.open(frame, _FILE, self._at)
        except FrameDamaged as fault:
            raise BackupUnreadable(
                "it was changed or cut short, or made under another master key: put back the key that it "
                "was made with"
            ) from fault
        self._at += length
        self._ended = data[:1] == _LAST
        self._read = data[1:]
