"""What the two processes of a crawl say to each other: a JSON header and a body, with their lengths.

frame = length of header (4 bytes, big-endian) length of body (4 bytes) header body
"""

import json
import os
from typing import Any, BinaryIO

LARGEST_HEADER = 4 * 1024 * 1024
LARGEST_BODY = 64 * 1024 * 1024
_LENGTHS = 8


class BrokenFrame(Exception):
    """What came is no frame: the other side broke off in the middle, or talks of something else."""


def write_frame(descriptor: int, header: dict[str, Any], body: bytes = b"") -> None:
    """Writes one frame whole; blocks while the other side does not read. Raises OSError, ValueError."""
    head = json.dumps(header, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    if len(head) > LARGEST_HEADER or len(body) > LARGEST_BODY:
        raise ValueError("this is larger than a frame can be")
    rest = memoryview(len(head).to_bytes(4, "big") + len(body).to_bytes(4, "big") + head + body)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next frame; None at the end of the stream. Raises `BrokenFrame`."""
    lengths = stream.read(_LENGTHS)
    if not lengths:
        return None
    head_length = int.from_bytes(lengths[:4], "big")
    body_length = int.from_bytes(lengths[4:], "big")
    if len(lengths) < _LENGTHS or head_length > LARGEST_HEADER or body_length > LARGEST_BODY:
        raise BrokenFrame(BrokenFrame.__doc__)
    head, body = stream.read(head_length), stream.read(body_length)
    if len(head) < head_length or len(body) < body_length:
        raise BrokenFrame(BrokenFrame.__doc__)
    try:
        header = json.loads(head)
    except ValueError as fault:
        raise BrokenFrame(BrokenFrame.__doc__) from fault
    if not isinstance(header, dict):
        raise BrokenFrame(BrokenFrame.__doc__)
    return header, body
