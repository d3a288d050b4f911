"""The HTTP answer inside a WARC response record: status, headers, and the body out of its codings."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from baken.collection.codings import LARGEST_RECORD, without_chunks, without_codings
from baken.collection.rejects import BadRecord

__all__ = [
    "LARGEST_RECORD",
    "LONGEST_HEADER",
    "Answer",
    "body_of",
    "header_end",
    "read_answer",
    "without_chunks",
]

LONGEST_HEADER = 64 * 1024

_HEADER_END = re.compile(rb"\r?\n\r?\n")
_FIELD = re.compile(r"\n([^:\n]*):([^\n]*)")
_STATUS_LINE = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})(?!\d)")


class Answer(NamedTuple):
    """Status and headers of an HTTP answer; its body starts at `body_start` of the block.

    `fields` are its header fields as they stand, doubled ones too.
    """

    status: int
    headers: dict[str, str]
    body_start: int
    fields: Sequence[tuple[str, str]] = ()

    @property
    def media_type(self) -> str:
        return self.headers.get("content-type", "").split(";")[0].strip().lower()

    @property
    def is_page(self) -> bool:
        return self.status == 200 and self.media_type == "text/html"

    @property
    def is_chunked(self) -> bool:
        named = self.headers.get("transfer-encoding", "").lower().split(",")
        return "chunked" in [coding.strip() for coding in named]


def header_end(data: bytes) -> int | None:
    """Where the header that `data` begins with ends, its blank line included."""
    found = _HEADER_END.search(data, 0, LONGEST_HEADER)
    return found.end() if found else None


def read_fields(data: bytes) -> list[tuple[str, str]]:
    """The header fields after the first line, as they stand; a line that begins with a space goes on."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    if "\n " in text or "\n\t" in text:
        return _folded_fields(text)
    return [(name.strip(), value.strip()) for name, value in _FIELD.findall(text)]


def _folded_fields(text: str) -> list[tuple[str, str]]:
    fields: list[tuple[str, str]] = []
    for line in text.split("\n")[1:]:
        name, colon, value = line.partition(":")
        if line[:1] in (" ", "\t"):
            if fields:
                fields[-1] = (fields[-1][0], f"{fields[-1][1]} {line.strip()}".strip())
        elif colon:
            fields.append((name.strip(), value.strip()))
    return fields


def read_headers(data: bytes) -> dict[str, str]:
    """The header fields after the first line, names in lower case; of a doubled one the first."""
    return _first_of_each(read_fields(data))


def _first_of_each(fields: list[tuple[str, str]]) -> dict[str, str]:
    # of two that have one name the last to be put in stays
    return {name.lower(): value for name, value in reversed(fields)}


def read_answer(block: bytes) -> Answer:
    """The answer that a block begins with; raises BadRecord when it is none."""
    status = _STATUS_LINE.match(block)
    if status is None:
        raise BadRecord("the response record holds no HTTP answer")
    end = header_end(block)
    if end is None:
        raise BadRecord("the header of the HTTP answer has no end")
    fields = read_fields(block[:end])
    return Answer(int(status.group(1)), _first_of_each(fields), end, fields)


def status_line(block: bytes) -> str:
    """The code and words of the first line of an answer: "200 OK"."""
    line = block[:200].split(b"\n", 1)[0].decode("latin-1").strip()
    return line.partition(" ")[2].strip()


def body_of(answer: Answer, block: bytes) -> bytes:
    """The body without transfer and content codings, at most LARGEST_RECORD bytes. Raises BadRecord."""
    body = block[answer.body_start :]
    if answer.is_chunked:
        body = without_chunks(body)
    named = [answer.headers.get(name, "") for name in ("content-encoding", "transfer-encoding")]
    return without_codings(body, [coding.strip() for coding in ",".join(named).lower().split(",")])
