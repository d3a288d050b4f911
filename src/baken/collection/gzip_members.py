"""The members of a gzip file, one after another, each whole or reported as broken.

A compressed WARC has a member for each record, so that a record can be read at its offset. Ordinary
gzip readers hide where a member begins, and stop at the first that is damaged.
"""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, cast

from isal import isal_zlib

MAGIC = b"\x1f\x8b\x08"
IN_MEMORY = 16 * 1024 * 1024

_GZIP = 31  # zlib's word for "with a gzip header and its CRC"
_BLOCK = 64 * 1024
_PIECE = 16 * 1024
_READ_AHEAD = 512 * 1024
_LEAST = len(MAGIC) + 1
_RESERVED = 0xE0  # flags that no gzip file has yet (RFC 1952, 2.3.1.2)
_DAMAGED = cast("type[Exception]", isal_zlib.error)
_BOMB_SIZE = 256 * 1024 * 1024
_BOMB_RATIO = 100


@dataclass(frozen=True, slots=True)
class Member:
    """One member: where it begins in the file, and its content or why there is none.

    `start` holds the first bytes of what could be inflated, also of a broken member.
    """

    offset: int
    start: bytes
    content: "bytes | InflatingReader | None"
    reason: str = ""


class _Broken(Exception):
    def __init__(self, reason: str, start: bytes = b"") -> None:
        super().__init__(reason)
        self.start = start


class _Ahead:
    """A file that is gone through from some place on, in steps. Others may read it too."""

    def __init__(self, stream: BinaryIO, step: int) -> None:
        self._stream = stream
        self._step = step
        self._begin = 0
        self._block = memoryview(b"")

    def at(self, offset: int) -> memoryview:
        """Some bytes from a place on, so many as a member's flags take if they are there; none at the end."""
        start = offset - self._begin
        if not 0 <= start <= len(self._block) - _LEAST:
            self._stream.seek(offset)
            self._begin, self._block, start = offset, memoryview(self._stream.read(self._step)), 0
        return self._block[start : start + _PIECE]


def read_members(stream: BinaryIO, *, begins_with: bytes) -> Iterator[Member]:
    """The members of a seekable gzip file, in order, checked against their CRC before they come.

    After a broken member the next one is sought whose content `begins_with` the given bytes. Of a
    member at most IN_MEMORY bytes are held; a larger one is inflated anew while it is read, never
    written anywhere. One that expands like a decompression bomb is broken.
    """
    ahead = _Ahead(stream, _READ_AHEAD)
    offset = _skip_padding(ahead, 0)
    while offset is not None:
        try:
            end, start, content = _inflate(ahead, offset, len(begins_with))
        except _Broken as broken:
            yield Member(offset, broken.start, None, str(broken))
            offset = _next_member(stream, offset + 1, begins_with)
        else:
            yield Member(offset, start, InflatingReader(stream, offset) if content is None else content)
            offset = _skip_padding(ahead, end)


def member_at(stream: BinaryIO, offset: int) -> "io.BytesIO | InflatingReader | None":
    """The content of the member at an offset; None when none can be read there."""
    try:
        _, _, content = _inflate(_Ahead(stream, _PIECE), offset, 0)
    except _Broken:
        return None
    return InflatingReader(stream, offset) if content is None else io.BytesIO(content)


def _inflate(ahead: _Ahead, offset: int, start_length: int) -> tuple[int, bytes, bytes | None]:
    """Inflates the member at `offset`: the offset after it, its start, its content unless too large."""
    head = bytes(ahead.at(offset)[:_LEAST])
    if not MAGIC.startswith(head[: len(MAGIC)]):
        raise _Broken("no gzip member starts here")
    if len(head) == _LEAST and head[-1] & _RESERVED:
        # the inflater lets these flags pass
        raise _Broken("the gzip member is damaged")
    inflater = isal_zlib.decompressobj(wbits=_GZIP)
    parts: list[bytes] = []
    is_kept = True
    start = b""
    taken = given = 0
    while not inflater.eof:
        block: bytes | memoryview = ahead.at(offset + taken)
        if not block:
            raise _Broken("the gzip member breaks off before its end", start)
        taken += len(block)
        while block and not inflater.eof:
            try:
                data = inflater.decompress(block, _BLOCK)
            except _DAMAGED:
                start = _first_bytes(ahead.at(offset), start_length)
                raise _Broken("the gzip member is damaged", start) from None
            if len(start) < start_length:
                start += data[: start_length - len(start)]
            given += len(data)
            if given > _BOMB_SIZE and given > _BOMB_RATIO * taken:
                raise _Broken("the gzip member expands as no web page does", start)
            if given > IN_MEMORY:
                is_kept = False
                parts.clear()
            if is_kept:
                parts.append(data)
            block = inflater.unconsumed_tail
    return offset + taken - len(inflater.unused_data), start, b"".join(parts) if is_kept else None


class InflatingReader(io.RawIOBase):
    """The content of one gzip member, inflated while it is read; going back starts over."""

    def __init__(self, stream: BinaryIO, offset: int) -> None:
        self._stream = stream
        self._offset = offset
        self._restart()

    def _restart(self) -> None:
        self._inflater = isal_zlib.decompressobj(wbits=_GZIP)
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


def _skip_padding(ahead: _Ahead, offset: int) -> int | None:
    """The offset of the next byte that is not zero, or None at the end of the file."""
    while block := ahead.at(offset):
        if block[0]:
            return offset
        offset += len(block) - len(bytes(block).lstrip(b"\0"))
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
            stream.seek(offset + found)
            if _first_bytes(stream.read(4096), len(begins_with)) == begins_with:
                return offset + found
            found = block.find(MAGIC, found + 1)
        offset += max(1, len(block) - overlap)


def _first_bytes(data: bytes | memoryview, count: int) -> bytes:
    """What a member begins with, also one that is damaged further on."""
    try:
        # not the faster inflater, which looks on to where the damage is
        return zlib.decompressobj(wbits=_GZIP).decompress(data[:4096], count)
    except zlib.error:
        return b""
