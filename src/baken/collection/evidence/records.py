"""One capture as one WARC 1.1 record in one gzip member, and back (ISO 28500:2017).

Pure: captures in, bytes out. What is kept is the text without transfer and content codings, so the
header fields that named them stand under other names, and whoever reads the record needs no decoder.
"""

import hashlib
import re
import uuid
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import NamedTuple

from isal import isal_zlib

_LEVEL = 1
"""Of compression: the next ones take longer for nothing."""
_GZIP = 31
_UNSAFE = re.compile(r"[\x00-\x20\x7f]+")
_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")
_NOT_KEPT = frozenset({"set-cookie", "set-cookie2", "cookie", "authorization"})
_OF_THE_CODING = frozenset({"content-encoding", "transfer-encoding", "content-length"})
ORIGINAL_DIGEST = "Baken-Original-Payload-Digest"
"""The header that notes the digest of a payload before data URIs were cut out of it."""


@dataclass(frozen=True, slots=True)
class NewCapture:
    """What is to be kept of one page or record.

    `kind` is a code of `CaptureRecord`; `url` the address it came from, or "urn:baken:by-hand:<uuid>" where
    there is none; `at` when it was captured, with a zone; `payload` text as bytes, without codings and
    data URIs; `original_sha256` that of the payload before these were cut, if any were. Responses alone
    have a status line ("200 OK") and header fields as they came.
    """

    kind: str
    url: str
    at: datetime
    payload: bytes
    content_type: str
    status_line: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    original_sha256: str | None = None


@dataclass(frozen=True, slots=True)
class KeptCapture:
    """A capture as it was kept: its WARC header fields (names in lower case), the header fields of the
    answer, and its payload."""

    fields: dict[str, str]
    status_line: str | None
    headers: tuple[tuple[str, str], ...]
    payload: bytes

    @property
    def url(self) -> str:
        return self.fields.get("warc-target-uri", "")

    @property
    def content_type(self) -> str:
        """Of the payload, with its charset where it tells one."""
        if self.status_line is None:
            return self.fields.get("content-type", "")
        return next((value for name, value in self.headers if name.lower() == "content-type"), "")


class PreparedCapture(NamedTuple):
    """A capture ready to be written: its WARC record as a gzip member, and the digest of its payload."""

    member: bytes
    payload_sha256: str


class NoRecord(Exception):
    """These bytes are no WARC record of a capture."""


def payload_sha256(payload: bytes) -> str:
    """The digest of a payload, in hexadecimal."""
    return hashlib.sha256(payload).hexdigest()


def prepared(
    capture: NewCapture, record_id: uuid.UUID | None = None, digest: str | None = None
) -> PreparedCapture:
    """A capture made ready: the costly part of keeping it, which needs no lock and no database. `digest` is
    the payload's SHA-256 for who has it already."""
    digest = digest or payload_sha256(capture.payload)
    return PreparedCapture(compressed(warc_record(capture, record_id or uuid.uuid4(), digest)), digest)


def warc_record(capture: NewCapture, record_id: uuid.UUID, payload_digest: str) -> bytes:
    """The record, not compressed. Raises ValueError for a moment without a zone."""
    if capture.at.tzinfo is None:
        raise ValueError("a capture's moment needs a zone")
    if capture.kind == "response":
        block = b"".join((_answer(capture), capture.payload))
        content_type = "application/http; msgtype=response"
        digest = hashlib.sha256(block).hexdigest()
    else:
        block, content_type, digest = capture.payload, capture.content_type, payload_digest
    moment = capture.at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00")
    fields = [
        ("WARC-Type", capture.kind),
        ("WARC-Record-ID", f"<urn:uuid:{record_id}>"),
        ("WARC-Target-URI", _UNSAFE.sub(_percent, capture.url)),
        ("WARC-Date", f"{moment}Z"),
        ("WARC-Payload-Digest", f"sha256:{payload_digest}"),
        ("WARC-Block-Digest", f"sha256:{digest}"),
        ("Content-Type", content_type),
        ("Content-Length", str(len(block))),
    ]
    if capture.original_sha256:
        fields.insert(5, (ORIGINAL_DIGEST, f"sha256:{capture.original_sha256}"))
    return b"WARC/1.1\r\n" + _lines(fields) + b"\r\n" + block + b"\r\n\r\n"


def compressed(record: bytes) -> bytes:
    """The record as one gzip member; the same record gives the same bytes."""
    deflater = isal_zlib.compressobj(_LEVEL, isal_zlib.DEFLATED, _GZIP)
    return deflater.compress(record) + deflater.flush()


def read_member(member: bytes) -> KeptCapture:
    """The capture in a gzip member that `compressed` made. Raises `NoRecord`."""
    try:
        return read_record(zlib.decompress(member, _GZIP))
    except zlib.error as fault:
        raise NoRecord(NoRecord.__doc__) from fault


def read_record(record: bytes) -> KeptCapture:
    """The capture in a record that `warc_record` made. Raises `NoRecord`."""
    head, gap, rest = record.partition(b"\r\n\r\n")
    if not gap or not head.startswith(b"WARC/1."):
        raise NoRecord(NoRecord.__doc__)
    fields = {name.lower(): value for name, value in _read_lines(head)}
    block = rest[: int(fields.get("content-length", "0"))]
    if fields.get("warc-type") != "response":
        return KeptCapture(fields, None, (), block)
    answer, _, payload = block.partition(b"\r\n\r\n")
    status = answer.split(b"\r\n", 1)[0].decode("utf-8", "replace").partition(" ")[2]
    return KeptCapture(fields, status, tuple(_read_lines(answer)), payload)


def _answer(capture: NewCapture) -> bytes:
    kept = []
    for name, value in capture.headers:
        low = name.strip().lower()
        if low in _NOT_KEPT:
            continue
        # the body stands here without its coding: a program that replays it must not look for one
        kept.append((f"X-Archive-Orig-{name.strip()}" if low in _OF_THE_CODING else name, value))
    if not any(name.strip().lower() == "content-type" for name, _ in kept):
        kept.append(("Content-Type", capture.content_type))
    kept.append(("Content-Length", str(len(capture.payload))))
    status = _BREAKS.sub(" ", capture.status_line or "200 OK").strip()
    return f"HTTP/1.1 {status}\r\n".encode() + _lines(kept) + b"\r\n"


def _lines(fields: list[tuple[str, str]]) -> bytes:
    lines = [
        f"{_name(name)}: {value.strip() if value.isprintable() else _BREAKS.sub(' ', value).strip()}\r\n"
        for name, value in fields
    ]
    return "".join(lines).encode("utf-8", "replace")


@lru_cache(maxsize=1024)
def _name(name: str) -> str:
    return re.sub(r"[^!#$%&'*+.^_`|~0-9A-Za-z-]", "-", name.strip()) or "-"


def _read_lines(head: bytes) -> list[tuple[str, str]]:
    found = []
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found.append((name.strip(), value.strip()))
    return found


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode())
