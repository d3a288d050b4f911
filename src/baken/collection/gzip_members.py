"""The members of a gzip file, one after another, each whole or reported as broken.

A compressed WARC has a member for each record, so that a record can be read at its offset. Ordinary
gzip readers hide where a member begins, and stop at the first that is damaged.
"""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

MAGIC = b"\x1f\x8b\x08"
IN_MEMORY = 16 * 1024 * 1024

_GZIP = 31  # zlib's word for "with a gzip header and its CRC"
_BLOCK = 64 * 1024
_BOMB_SIZE = 256 * 1024 * 1024
_BOMB_RATIO = 100


@dataclass(frozen=True, slots=True)
class Member:
    """One member: where it begins in the file, and its content or why there is none.

    `start` holds the first bytes of what could be inflated, also of a broken member.
    """

    offset: int
    start: bytes
    content: io.RawIOBase | io.BytesIO | None
    reason: str = ""


class _Broken(Exception):
    def __init__(self, reason: str, start: bytes = b"") -> None:
        super().__init__(reason)
        self.start = start


def read_members(stream: BinaryIO, *, begins_with: bytes) -> Iterator[Member]:
    """The members of a seekable gzip file, in order, checked against their CRC before they come.

    After a broken member the next one is sought whose content `begins_with` the given bytes. Of a
    member at most IN_MEMORY bytes are held; a larger one is inflated anew while it is read, never
    written anywhere. One that expands like a decompression bomb is broken.
    """
    offset = _skip_padding(stream, 0)
    while offset is not None:
        try:
            end, start, content = _inflate(stream, offset, len(begins_with))
        except _Broken as broken:
            yield Member(offset, broken.start, None, str(broken))
            offset = _next_member(stream, offset + 1, begins_with)
        else:
            yield Member(offset, start, content or InflatingReader(stream, offset))
            offset = _skip_padding(stream, end)


def member_at(stream: BinaryIO, offset: int) -> io.RawIOBase | io.BytesIO | None:
    """The content of the member at an offset; None when none can be read there."""
    try:
        _, _, content = _inflate(stream, offset, 0)
    except _Broken:
        return None
    return content or InflatingReader(stream, offset)


def _inflate(stream: BinaryIO, offset: int, start_length: int) -> tuple[int, bytes, io.BytesIO | None]:
    """Inflates the member at `offset`: the offset after it, its start, its content unless too large."""
    stream.seek(offset)
    inflater = zlib.decompressobj(wbits=_GZIP)
    kept: io.BytesIO | None = io.BytesIO()
    start = b""
    taken = given = 0
    while not inflater.eof:
        block = stream.read(_BLOCK)
        if not block:
            raise _Broken("the gzip member breaks off before its end", start)
        taken += len(block)
        while block and not inflater.eof:
            try:
                data = inflater.decompress(block, _BLOCK)
            except zlib.error:
                if _starts_member(stream, offset):
                    start = _first_bytes(stream, offset, start_length)
                    raise _Broken("the gzip member is damaged", start) from None
                raise _Broken("no gzip member starts here") from None
            start += data[: start_length - len(start)]
            given += len(data)
            if given > _BOMB_SIZE and given > _BOMB_RATIO * taken:
                raise _Broken("the gzip member expands as no web page does", start)
            if given > IN_MEMORY:
                kept = None
            if kept is not None:
                kept.write(data)
            block = inflater.unconsumed_tail
    if kept is not None:
        kept.seek(0)
    return offset + taken - len(inflater.unused_data), start, kept


class InflatingReader(io.RawIOBase):
    """The content of one gzip member, inflated while it is read; going back starts over."""

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        self._stream = stream
        self._offset = offset
        self._restart()

    def _restart(self) -> None:
        self._inflater = zlib.decompressobj(wbits=_GZIP)
        self._position = 0
        self._next = self._offset
        self._waiting = b""

    def read(self, size: int = -1) -> bytes:
        parts = []
        wanted = size if size >= 0 else IN_MEMORY
        while wanted and not self._inflater.eof:
            if not self._waiting:
                self._stream.seek(self._next)
                self._waiting = self._stream.read(_BLOCK)
                self._next += len(self._waiting)
                if not self._waiting:
                    break
            data = self._inflater.decompress(self._waiting, wanted)
            self._waiting = self._inflater.unconsumed_tail
            wanted -= len(data)
            parts.append(data)
        result = b"".join(parts)
        self._position += len(result)
        return result

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence != io.SEEK_SET:
            raise io.UnsupportedOperation("only from the start")
        if offset < self._position:
            self._restart()
        while self._position < offset and self.read(min(_BLOCK, offset - self._position)):
            pass
        return self._position

    def tell(self) -> int:
        return self._position


def _starts_member(stream: BinaryIO, offset: int) -> bool:
    stream.seek(offset)
    return stream.read(len(MAGIC)) == MAGIC


def _skip_padding(stream: BinaryIO, offset: int) -> int | None:
    """The offset of the next byte that is not zero, or None at the end of the file."""
    stream.seek(offset)
    while block := stream.read(_BLOCK):
        bare = block.lstrip(b"\0")
        if bare:
            return offset + len(block) - len(bare)
        offset += len(block)
    return None


def holds_members(stream: BinaryIO, *, begins_with: bytes) -> bool:
    """Whether a file is gzip: by its first bytes, or, where these are damaged, by a later member."""
    stream.seek(0)
    start = stream.read(max(len(MAGIC), len(begins_with)))
    if start.startswith(MAGIC[:2]):
        return True
    return not start.startswith(begins_with) and _next_member(stream, 0, begins_with) is not None


def _next_member(stream: BinaryIO, offset: int, begins_with: bytes) -> int | None:
    """The offset of the next member, from `offset` on, whose content begins as it should."""
    overlap = len(MAGIC) - 1
    while True:
        stream.seek(offset)
        block = stream.read(_BLOCK + overlap)
        if len(block) < len(MAGIC):
            return None
        found = block.find(MAGIC)
        while found != -1:
            if _first_bytes(stream, offset + found, len(begins_with)) == begins_with:
                return offset + found
            found = block.find(MAGIC, found + 1)
        offset += max(1, len(block) - overlap)


def _first_bytes(stream: BinaryIO, offset: int, count: int) -> bytes:
    stream.seek(offset)
    try:
        return zlib.decompressobj(wbits=_GZIP).decompress(stream.read(4096), count)
    except zlib.error:
        return b""
