"""The HTTP answer inside a WARC response record: status, headers, and the body out of its codings."""

import io
import re
import zlib
from dataclasses import dataclass

from warcio.statusandheaders import StatusAndHeadersParser

from baken.collection.gzip_members import MAGIC
from baken.collection.rejects import BadRecord

LARGEST_PAGE = 8 * 1024 * 1024
LONGEST_HEADER = 64 * 1024

_HEADER_END = re.compile(rb"\r?\n\r?\n")
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)")
_CHUNK_LINE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_PARSER = StatusAndHeadersParser([], verify=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and headers of an HTTP answer; its body starts at `body_start` of the block."""

    status: int
    headers: dict[str, str]
    body_start: int

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.media_type == "text/html"

    @property
    def is_chunked(self) -> bool:
        codings = self.headers.get("transfer-encoding", "").lower().split(",")
        return "chunked" in [coding.strip() for coding in codings]


def header_end(data: bytes) -> int | None:
    """Where the header that `data` begins with ends, its blank line included."""
    found = _HEADER_END.search(data, 0, LONGEST_HEADER)
    return found.end() if found else None


def read_headers(data: bytes) -> dict[str, str]:
    """The header fields after the first line, names in lower case; of a doubled one the first."""
    parsed = _PARSER.parse(io.BytesIO(data))
    fields: dict[str, str] = {}
    for name, value in parsed.headers:
        fields.setdefault(name.lower(), value.strip())
    return fields


def read_answer(block: bytes) -> Answer:
    """The answer that a block begins with; raises BadRecord when it is none."""
    status = _STATUS_LINE.match(block)
    if status is None:
        raise BadRecord("the response record holds no HTTP answer")
    end = header_end(block)
    if end is None:
        raise BadRecord("the header of the HTTP answer has no end")
    return Answer(int(status.group(1)), read_headers(block[:end]), end)


def body_of(answer: Answer, block: bytes) -> bytes:
    """The body without transfer and content codings, at most LARGEST_PAGE bytes of it.

    Archives also hold bodies whose coding was taken off while the header still names it: what does
    not look coded is taken as it is. Raises BadRecord.
    """
    body = block[answer.body_start :]
    if answer.is_chunked:
        body = without_chunks(body)
    named = [answer.headers.get(name, "") for name in ("content-encoding", "transfer-encoding")]
    codings = [coding.strip() for coding in ",".join(named).lower().split(",")]
    for coding in reversed(codings):
        if coding != "chunked":
            body = _decoded(body, coding)
    return body


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
    try:
        if coding in ("gzip", "x-gzip"):
            return _inflated(body, 31) if body.startswith(MAGIC) else body
        if coding == "deflate":
            try:
                return _inflated(body, 15)
            except zlib.error:
                return body if _looks_plain(body) else _inflated(body, -15)
    except EOFError:
        raise BadRecord(f"the body, coded as {coding}, breaks off") from None
    except zlib.error:
        raise BadRecord(f"the body, coded as {coding}, is damaged") from None
    if _looks_plain(body):
        return body
    name = coding if coding in ("br", "zstd", "compress") else "of that name"
    raise BadRecord(f"the content coding {name} can't be read here")


def _looks_plain(body: bytes) -> bool:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def _inflated(data: bytes, wbits: int) -> bytes:
    """All members of a compressed body; EOFError when it breaks off, BadRecord when too large."""
    result = io.BytesIO()
    while True:
        inflater = zlib.decompressobj(wbits=wbits)
        result.write(inflater.decompress(data, LARGEST_PAGE + 1 - result.tell()))
        if result.tell() > LARGEST_PAGE:
            raise BadRecord(f"the page is larger than {LARGEST_PAGE} bytes when decompressed")
        if not inflater.eof:
            raise EOFError
        data = inflater.unused_data
        if wbits != 31 or not data.startswith(MAGIC):
            return result.getvalue()
