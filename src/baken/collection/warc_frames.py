"""The records of a WARC file (1.0 and 1.1), found one by one, also past damage."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from baken.collection.answers import LARGEST_RECORD, LONGEST_HEADER, Answer, header_end, read_headers
from baken.collection.integrity import BlockCheck

LARGEST_BLOCK = LARGEST_RECORD + LONGEST_HEADER
START = b"WARC/"

_VERSION = re.compile(rb"WARC/(?:1\.[01]|0\.1[78])[ \t]*\r?\n")
_NEXT = re.compile(rb"\nWARC/1\.[01][ \t]*\r?\n")
_NEXT_INSIDE = re.compile(rb"\n\r?\nWARC/1\.[01][ \t]*\r?\n")
_NEXT_LENGTH = 32
_ONLY_ONCE = (b"\nwarc-type:", b"\nwarc-record-id:", b"\nwarc-date:", b"\ncontent-length:")
_STEP = 64 * 1024


class Source(Protocol):
    """A file or the content of a gzip member."""

    def read(self, size: int = -1, /) -> bytes | None: ...

    def seek(self, offset: int, whence: int = 0, /) -> int: ...


@dataclass(frozen=True, slots=True)
class Frame:
    """One record: `head` is the start of its block, `block` all of it unless larger than a page.

    Response records only: `answer` is the HTTP answer if its header can be read, `fault` says which
    digest does not hold.
    """

    position: int
    headers: dict[str, str]
    head: bytes
    block: bytes | None
    answer: Answer | None
    fault: str | None


@dataclass(frozen=True, slots=True)
class Damage:
    """A place where no record could be read, and why; `is_warc` when at least its start is one."""

    position: int
    reason: str
    is_warc: bool


class _Window:
    """Reads forward, can give back what it just read, and goes back only when told to."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._ahead = b""
        self.position = 0
        source.seek(0)

    def read(self, size: int) -> bytes:
        ahead = self._ahead
        if len(ahead) >= size:
            self._ahead = ahead[size:]
            self.position += size
            return ahead[:size]
        parts, self._ahead = [ahead], b""
        missing = size - len(parts[0])
        while missing and (data := self._source.read(missing)):
            parts.append(data)
            missing -= len(data)
        result = b"".join(parts)
        self.position += len(result)
        return result

    def skip_line_ends(self) -> bool:
        """Goes to the next byte that ends no line; false where there is none."""
        while ahead := self.read(4):
            if bare := ahead.lstrip(b"\r\n"):
                self.unread(bare)
                return True
        return False

    def unread(self, data: bytes) -> None:
        self._ahead = data + self._ahead
        self.position -= len(data)

    def jump(self, position: int) -> None:
        self._source.seek(position)
        self._ahead = b""
        self.position = position


def read_frames(source: Source, start: int = 0) -> Iterator[Frame | Damage]:
    """The records in the order of the file, from a position on; positions count within the source.

    After damage the reading goes on at the next line that begins a record, so that one wrong
    length never swallows the records behind it.
    """
    window = _Window(source)
    if start:
        window.jump(start)
    while window.skip_line_ends():
        start = window.position
        result, resume = _read_one(window)
        yield result
        if resume is not None and not _find_next(window, max(resume, start + 1)):
            return


def _read_one(window: _Window) -> tuple[Frame | Damage, int | None]:
    """The record at the window, and from where to seek the next one unless it follows."""
    start = window.position
    head = window.read(4096)
    end = header_end(head)
    if end is None:
        head += window.read(LONGEST_HEADER - len(head))
        end = header_end(head)
    if not head.startswith(START):
        return Damage(start, "no WARC record starts here", False), start
    if _VERSION.match(head) is None:
        return Damage(start, "the record is of no WARC version that is read (1.0, 1.1)", True), start
    if end is None:
        short = len(head) < LONGEST_HEADER
        reason = "the record breaks off in its header" if short else "the header of the record has no end"
        return Damage(start, reason, True), start
    window.unread(head[end:])
    headers = read_headers(head[:end])
    low = head[:end].lower()
    if any(low.count(name) > 1 for name in _ONLY_ONCE):
        return Damage(start, "the header of the record names a field twice", True), start
    length = headers.get("content-length", "")
    if not re.fullmatch(r"[0-9]{1,18}", length):
        return Damage(start, "the record has no readable Content-Length", True), window.position
    return _read_block(window, start, headers, int(length))


def _read_block(
    window: _Window, start: int, headers: dict[str, str], length: int
) -> tuple[Frame | Damage, int | None]:
    block_start = window.position
    first = window.read(min(length, LARGEST_BLOCK))
    head = first[:LONGEST_HEADER]
    is_response = headers.get("warc-type", "").lower() == "response"
    check = BlockCheck(headers, head) if is_response else None
    if check:
        check.update(first)
    taken = len(first)
    while taken < length and (data := window.read(min(_STEP, length - taken))):
        taken += len(data)
        if check:
            check.update(data)
    if taken < length:
        return Damage(start, "the record breaks off before its end", True), block_start
    if not _ends_here(window):
        reason = "the record does not end where its Content-Length says"
        return Damage(start, reason, True), block_start
    fault = check.reason() if check else None
    block = first if length <= LARGEST_BLOCK else None
    resume = None
    if fault and block is not None and (inside := _NEXT_INSIDE.search(block)):
        resume = block_start + inside.start()
    return Frame(start, headers, head, block, check.answer if check else None, fault), resume


def _ends_here(window: _Window) -> bool:
    """Whether the two line ends that close a record follow, or the next record, or nothing."""
    after = window.read(4 + len(START))
    window.unread(after)
    bare = after.lstrip(b"\r\n")
    return (
        after.startswith(b"\r\n\r\n")
        or not bare
        or START.startswith(bare[: len(START)])
        or after[4:] == START
    )


def _find_next(window: _Window, position: int) -> bool:
    """Moves to the next line from `position` on that begins a record; False when there is none."""
    window.jump(position - 1)
    data = b""
    while more := window.read(_STEP):
        data = data[-_NEXT_LENGTH:] + more
        if found := _NEXT.search(data):
            window.jump(window.position - len(data) + found.start() + 1)
            return True
    return False
