"""Bodies out of their transfer and content codings, which archives name rightly, wrongly or not at all."""

import io
import re
from collections.abc import Callable
from typing import cast

from isal import isal_zlib

from baken.collection.gzip_members import MAGIC as GZIP
from baken.collection.rejects import BadRecord

LARGEST_RECORD = 50_000_000
"""Bytes of one record, and of one body out of its codings: what expands beyond it is never held."""

_ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_WINDOW = 64 * 1024 * 1024
_CHUNK_LINE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_STEP = 1024 * 1024
_DAMAGED = cast("type[Exception]", isal_zlib.error)


def without_codings(body: bytes, codings: list[str]) -> bytes:
    """The body without the codings that were named, in the order in which they were put on.

    Archives also hold bodies whose coding was taken off while the header still names it, and bodies in
    gzip of which no header tells: what does not look coded is taken as it is, what is gzip is opened.
    Raises BadRecord, also for a body that expands beyond LARGEST_RECORD.
    """
    for coding in reversed(codings):
        if coding != "chunked":
            body = _decoded(body, coding)
    return _inflated(body, 31, "gzip") if body.startswith(GZIP) else body


def without_chunks(body: bytes) -> bytes:
    """The body out of chunked transfer coding (RFC 9112, 7.1); one that is not chunked as it is.

    An answer whose last, empty chunk is missing counts as whole; one cut inside a chunk raises
    BadRecord.
    """
    parts: list[bytes] = []
    position = 0
    while position < len(body):
        line = _CHUNK_LINE.match(body, position)
        if line is None:
            if position == 0:
                return body
            raise BadRecord("the chunked body is damaged")
        size = int(line.group(1), 16)
        if size == 0:
            break
        start = line.end()
        if start + size > len(body):
            raise BadRecord("the chunked body breaks off")
        parts.append(body[start : start + size])
        position = start + size
        for line_end in (b"\r\n", b"\n"):
            if body.startswith(line_end, position):
                position += len(line_end)
                break
        else:
            if position < len(body):
                raise BadRecord("the chunked body is damaged")
    return b"".join(parts)


def _decoded(body: bytes, coding: str) -> bytes:
    if coding in ("", "identity", "none") or not body:
        return body
    if coding in ("gzip", "x-gzip"):
        return _inflated(body, 31, coding) if body.startswith(GZIP) else body
    if coding == "zstd":
        return _unzstd(body) if body.startswith(_ZSTD) else body
    if coding == "deflate":
        return _tried(body, coding, lambda: _undeflated(body))
    if coding == "br":
        return _tried(body, coding, lambda: _unbrotlied(body))
    if _looks_plain(body):
        return body
    name = coding if coding == "compress" else "of that name"
    raise BadRecord(f"the content coding {name} can't be read here")


def _tried(body: bytes, coding: str, decode: Callable[[], bytes | None]) -> bytes:
    """A coding that has no mark of its own: what it can't be is as it stands, where that is a page."""
    found = decode()
    if found is not None:
        return found
    if _looks_plain(body):
        return body
    raise BadRecord(f"the body, coded as {coding}, is damaged or breaks off")


def _looks_plain(body: bytes) -> bool:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _undeflated(body: bytes) -> bytes | None:
    """In zlib's wrapping, as the standard says, or bare, as many servers send it."""
    for wbits in (15, -15):
        try:
            return _inflated(body, wbits, "deflate")
        except _Broken:
            continue
    return None


class _Broken(BadRecord):
    pass


def _inflated(data: bytes, wbits: int, coding: str) -> bytes:
    """All members of a compressed body."""
    parts: list[bytes] = []
    size = 0
    while True:
        inflater = isal_zlib.decompressobj(wbits=wbits)
        try:
            parts.append(inflater.decompress(data, LARGEST_RECORD + 1 - size))
        except _DAMAGED:
            raise _Broken(f"the body, coded as {coding}, is damaged") from None
        size += len(parts[-1])
        _check_size(size)
        if not inflater.eof:
            raise _Broken(f"the body, coded as {coding}, breaks off")
        data = inflater.unused_data
        if wbits != 31 or not data.startswith(GZIP):
            return b"".join(parts)


def _unbrotlied(body: bytes) -> bytes | None:
    import brotli

    reader = brotli.Decompressor()
    result = io.BytesIO()
    try:
        result.write(reader.process(body, output_buffer_limit=_STEP))
        while not reader.is_finished():
            _check_size(result.tell())
            before = result.tell()
            result.write(reader.process(b"", output_buffer_limit=_STEP))
            if result.tell() == before and not reader.is_finished():
                return None
    except brotli.error:
        return None
    _check_size(result.tell())
    return result.getvalue()


def _unzstd(body: bytes) -> bytes:
    import zstandard

    reader = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    result = io.BytesIO()
    try:
        with reader.stream_reader(body, read_across_frames=True) as source:
            while data := source.read(_STEP):
                result.write(data)
                _check_size(result.tell())
    except zstandard.ZstdError:
        raise BadRecord("the body, coded as zstd, is damaged") from None
    if not _whole_zstd(body):
        raise BadRecord("the body, coded as zstd, breaks off")
    return result.getvalue()


def _whole_zstd(body: bytes) -> bool:
    """Whether every frame has its end: the reader above says nothing when one breaks off."""
    import zstandard

    reader = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    while body.startswith(_ZSTD):
        one = reader.decompressobj(write_size=_STEP)
        size = 0
        for start in range(0, len(body), _STEP):
            size += len(one.decompress(body[start : start + _STEP]))
            if one.eof:
                body = one.unused_data + body[start + _STEP :]
                break
        if not one.eof:
            return False
    return True


def _check_size(size: int) -> None:
    if size > LARGEST_RECORD:
        raise BadRecord(f"the page is larger than {LARGEST_RECORD} bytes when decompressed")
